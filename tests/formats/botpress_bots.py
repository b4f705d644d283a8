"""Real Botpress bots (read where they lie), small ones made by hand, and a way to talk to what came out."""

import json
import os
from pathlib import Path

import pytest

from flows.engine.advance import advance
from flows.engine.events import Said, Started
from flows.engine.graph import compile_bot
from flows.engine.state import State
from flows.formats import open_source, read_bot
from flows.steps import STEP_TYPES
from nlu.pipeline import train

SHARED = Path(os.environ.get("BOTBUILDER_SHARED") or Path(__file__).resolve().parents[3] / "shared")
FOLDER = SHARED / "peer-bots" / "botpress"
REAL_BOTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) if FOLDER.is_dir() else []


def real(name):
    if name not in REAL_BOTS:
        pytest.skip("the reference bots are not here (set BOTBUILDER_SHARED)")
    return read_bot(open_source(FOLDER / name))[1]


def made(flows, **files):
    """What a small bot becomes: flows are name → flow.json, other files path → JSON."""
    all_files = {"bot.config.json": {"languages": ["en"], "defaultLanguage": "en"}}
    all_files.update({f"flows/{name}.flow.json": flow for name, flow in flows.items()})
    all_files.update(dict(files.get("more", {}).items()))
    encoded = {path: data if isinstance(data, bytes) else json.dumps(data).encode() for path, data in all_files.items()}
    return read_bot(encoded, "botpress")[1]


def node(name, *ways, enter=(), receive=None, **more):
    """A node; ways are (condition, target) pairs."""
    next_ = [{"condition": condition, "node": target} for condition, target in ways]
    return {"id": f"id-{name}", "name": name, "onEnter": list(enter), "onReceive": receive, "next": next_, **more}


def flow(*nodes, **more):
    return {"version": "0.0.1", "startNode": nodes[0]["name"], "catchAll": {}, "nodes": list(nodes), **more}


def say(text):
    return "say #builtin_text " + json.dumps({"text": text})


def codes(reading):
    return {item.code for item in reading.items}


class Talk:
    """A conversation with a document, by the real engine and a really trained understanding."""

    def __init__(self, document, language="en"):
        self._bot = compile_bot(document, STEP_TYPES)
        self._model = train(
            {
                "format": "botbuilder/training-set",
                "version": 1,
                "language": language,
                "intents": [
                    {"name": i["name"], "examples": i["examples"].get(language, [])} for i in document["intents"]
                ],
                "entities": document["entities"],
                "answers": [
                    {"id": a["id"], "questions": a["questions"].get(language, [])} for a in document["answers"]
                ],
                "slots": [],
            }
        )
        self._state = State.initial("test")
        self._user = {}
        self._seq = 0
        self._events = 0
        self.greeting = self._happens(Started, language=language, variables={})

    def say(self, text):
        """The replies to an utterance."""
        self._seq += 1
        return self._happens(Said, text=text, payload=None, understanding=self._model.understand(text))

    def _happens(self, kind, **more):
        self._events += 1
        event = kind(id=f"e{self._events}", at=1_700_000_000.0 + self._events, seq=self._seq, user=dict(self._user),
                     bot={}, **more)  # fmt: skip
        turn = advance(self._bot, self._state, event)
        self._state = turn.state
        assert not turn.trace.get("problem"), turn.trace["problem"]
        replies = []
        for effect in turn.effects:
            if type(effect).__name__ == "Say":
                self._seq += 1
                replies.append(effect.message.get("text") or effect.message["type"])
            elif type(effect).__name__ == "PutValue" and effect.scope == "user":
                self._user[effect.name] = effect.value
        return replies
