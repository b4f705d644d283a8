"""A conversation with the bare engine: gives events their ids and numbers, and keeps time, as a runtime would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.engine.advance import advance
from flows.engine.effects import AddValue, CancelTimer, PutValue, Say, StartCall, StartTimer
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from flows.engine.graph import compile_bot
from flows.engine.run import Turn
from flows.engine.state import State
from flows.steps import STEP_TYPES

BACK = "Now back to where we were."  # said between a flow that had come in between and the question it interrupted


def intent(name: str, confidence: float = 0.95, *entities: dict[str, Any], **answers: float) -> dict[str, Any]:
    """An understanding with one intent."""
    return {
        "language": "en",
        "in_scope": True,
        "intents": [{"name": name, "confidence": confidence}],
        "entities": list(entities),
        "answers": [{"id": id, "confidence": score} for id, score in answers.items()],
    }


def nothing(*entities: dict[str, Any], **answers: float) -> dict[str, Any]:
    """An understanding without an intent."""
    scores = [{"id": id, "confidence": score} for id, score in answers.items()]
    return {"language": "en", "in_scope": False, "intents": [], "entities": list(entities), "answers": scores}


def entity(name: str, text: str, said: str, value: Any = None, role: str | None = None) -> dict[str, Any]:
    """A mention of `text` inside `said`."""
    start = said.index(text)
    return {
        "entity": name,
        "role": role,
        "group": None,
        "start": start,
        "end": start + len(text),
        "text": text,
        "value": text if value is None else value,
        "confidence": 1.0,
        "source": "list",
    }


def flow(id: str, *steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A flow of one node; `more` adds kind, triggers, further nodes (`nodes`) and transitions."""
    nodes = [{"id": f"{id}.n", "title": id, "steps": list(steps)}, *more.pop("nodes", [])]
    body = {"id": id, "title": id.replace("_", " "), "kind": "normal", "triggers": [], "transitions": [], "notes": []}
    return {**body, "nodes": nodes, **more}


def node(id: str, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "title": id, "steps": list(steps)}


def step(id: str, type: str, **config: Any) -> dict[str, Any]:
    return {"id": id, "type": type, "config": config}


def say(id: str, message: Any) -> dict[str, Any]:
    return step(id, "say", message=message)


def link(node: str, step: str | None, output: str, target: str) -> dict[str, Any]:
    return {"id": f"{node}.{step}.{output}", "node": node, "step": step, "output": output, "target": target}


def document(*flows: dict[str, Any], **more: Any) -> dict[str, Any]:
    body = {
        "format": "botbuilder/bot",
        "version": 1,
        "name": "Test",
        "languages": ["en", "fr"],
        "default_language": "en",
        "settings": {},
    }
    return {**body, "flows": list(flows), **more}


class Talk:
    """`talk.say("hi")` gives what the bot says, each message as its text, buttons in brackets behind it."""

    def __init__(self, document: Mapping[str, Any], *, seed: str = "seed", started: bool = False) -> None:
        self.bot = compile_bot(document, STEP_TYPES)
        self.state = State.initial(seed)
        self.seq = 0
        self.clock = 1_000_000.0
        self.count = 0
        self.timers: dict[str, float] = {}
        self.calls: list[StartCall] = []
        self.user: dict[str, Any] = {}
        self.bot_values: dict[str, Any] = {}
        self.turn: Turn | None = None
        self.channel = "web"
        if started:
            self.start()

    @property
    def trace(self) -> dict[str, Any]:
        assert self.turn is not None
        return self.turn.trace

    @property
    def by(self) -> str | None:
        decision = self.trace["decision"]
        return None if decision is None else decision["by"]

    @property
    def variables(self) -> dict[str, Any]:
        return dict(self.state.variables)

    def begin_at(self, flow: str, node: str | None = None) -> list[str]:
        return self._take(Started(**self._common(), flow=flow, node=node))

    def start(self, language: str | None = None, **variables: Any) -> list[str]:
        return self._take(Started(**self._common(), language=language, variables=variables))

    def say(self, text: str, understanding: dict[str, Any] | None = None) -> list[str]:
        self.seq += 1
        return self._take(Said(**self._common(), text=text, understanding=understanding or nothing()))

    def tap(self, option: str, seq: int | None = None) -> list[str]:
        """Taps a button of the open question, or one of an older message by its number."""
        options = self.state.open_options()
        shown = next((one["seq"] for one in options if one["option"] == option), None) if seq is None else seq
        title = next((one["title"] for one in options if one["option"] == option), "")
        self.seq += 1
        return self._take(Said(**self._common(), text=title, payload={"option": option, "seq": shown}))

    def tick(self, *options: str, seq: int | None = None) -> list[str]:
        """Marks several options of the open question and sends them."""
        open = self.state.open_options()
        shown = next((one["seq"] for one in open), None) if seq is None else seq
        titles = ", ".join(one["title"] for one in open if one["option"] in options)
        self.seq += 1
        return self._take(Said(**self._common(), text=titles, payload={"options": list(options), "seq": shown}))

    def send_files(self, *files: dict[str, Any]) -> list[str]:
        """Sends files to the question that waits."""
        waiting = self.state.waiting
        seq = waiting.seqs[-1] if waiting is not None and waiting.seqs else None
        names = ", ".join(file["name"] for file in files)
        self.seq += 1
        return self._take(Said(**self._common(), text=names, payload={"files": list(files), "seq": seq}))

    def happen(self, name: str, **data: Any) -> list[str]:
        return self._take(Happened(**self._common(), name=name, data=data))

    def later(self, seconds: float) -> list[str]:
        """Time goes by; timers that are due fire in order."""
        until = self.clock + seconds
        said: list[str] = []
        while due := [(at, id) for id, at in self.timers.items() if at <= until]:
            at, id = min(due)
            self.clock = at
            del self.timers[id]
            said += self._take(TimerFired(**self._common(), timer=id))
        self.clock = until
        return said

    def answer_call(self, **result: Any) -> list[str]:
        """The oldest open call returns."""
        call = self.calls.pop(0)
        return self._take(CallReturned(**self._common(), call=call.id, result=result))

    def agent(self, action: Any, text: str | None = None) -> list[str]:
        return self._take(AgentActed(**self._common(), action=action, agent="ann", text=text))

    def take(self, event: Event) -> list[str]:
        return self._take(event)

    def _common(self) -> dict[str, Any]:
        self.count += 1
        return {
            "id": f"e{self.count}",
            "at": self.clock,
            "seq": self.seq,
            "channel": self.channel,
            "user": dict(self.user),
            "bot": dict(self.bot_values),
        }

    def _take(self, event: Event) -> list[str]:
        self.turn = advance(self.bot, self.state, event)
        self.state = State.decode(self.turn.state.encode())
        assert self.state == self.turn.state
        said: list[str] = []
        for effect in self.turn.effects:
            match effect:
                case Say(message):
                    self.seq += 1
                    said.append(shown(message))
                case StartTimer(id, seconds):
                    self.timers[id] = self.clock + seconds
                case CancelTimer(id):
                    self.timers.pop(id, None)
                case StartCall():
                    self.calls.append(effect)
                case PutValue(scope, name, value):
                    (self.user if scope == "user" else self.bot_values)[name] = value
                case AddValue(scope, name, amount):
                    values = self.user if scope == "user" else self.bot_values
                    values[name] = values.get(name, 0) + amount
        return said


def shown(message: Mapping[str, Any]) -> str:
    """`Tea? [Yes] [No]`"""
    if message["type"] not in ("text", "choice", "request"):
        return f"<{message['type']}>"
    buttons = "".join(f" [{one['title']}]" for one in message.get("options", ()))
    return f"{message['text']}{buttons}"
