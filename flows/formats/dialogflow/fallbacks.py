"""Fallback intents: which of them is the general one, and when those of a context speak."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.engine.phrases import sentence
from flows.formats.dialogflow.files import Agent, Named
from flows.formats.drawing import Drawing
from flows.formats.names import Ids, line

Body = dict[str, Any]
FALLBACK = "fallback"
OWN = "n1"
"""The node of the fallback flow that speaks where no context has words of its own."""
MOST_CONTEXTS = 100  # of one fallback, far beyond what Dialogflow allows; a condition takes no more than 200 parts
NORMAL = 500_000  # priority of an intent that names none


class Fallbacks:
    """The fallback intents of an agent, as names of intents.

    `general` is the one that speaks everywhere; `contextual` are those that need contexts, in the order in which they
    are asked: most contexts first, then by priority; `unheard` are those that no utterance can reach, and why.
    """

    def __init__(self, agent: Agent) -> None:
        found = [one for one in agent.intents.values() if one.body.get("fallbackIntent")]
        ranked = sorted(found, key=lambda one: (-len(set(contexts_of(one))), -_priority(one)))
        self.general: str | None = None
        self.contextual: dict[str, tuple[str, ...]] = {}
        self.unheard: dict[str, str] = {}
        first: dict[frozenset[str], str] = {}
        for one in ranked:
            contexts = tuple(dict.fromkeys(contexts_of(one)))
            earlier = first.setdefault(frozenset(contexts), one.name)
            if earlier != one.name:
                self.unheard[one.name] = f"{earlier[:60]!r} speaks in the same contexts and comes first"
            elif len(contexts) > MOST_CONTEXTS:
                self.unheard[one.name] = f"it needs more than {MOST_CONTEXTS} contexts"
            elif contexts:
                self.contextual[one.name] = contexts
            else:
                self.general = one.name

    @property
    def exist(self) -> bool:
        """Whether the agent has words for what nobody understands."""
        return self.general is not None or bool(self.contextual)

    def choose(self, drawing: Drawing, flows: dict[str, str]) -> None:
        """The first node of the fallback flow: by the contexts that are open it leads to one of these `flows`."""
        if not self.contextual:
            return
        node = drawing.node("where", "Which contexts are open?")
        ids = Ids("else")
        ways = {name: ids.slug(flows[name]) for name in self.contextual}
        rules = [
            {"id": ways[name], "title": " + ".join(contexts)[:200], "when": _open(contexts)}
            for name, contexts in self.contextual.items()
        ]
        step = drawing.step(node, "branch", {"rules": rules})
        for name, way in ways.items():
            there = drawing.node(f"in-{way}", line(name, "Fallback"))
            drawing.step(there, "jump", {"flow": flows[name]})
            drawing.connect(node, step, way, there)
        drawing.connect(node, step, "else", OWN)


def _open(contexts: Sequence[str]) -> Body:
    """The condition that all of them are open."""
    parts = [{"variable": "open_contexts", "op": "contains", "value": context} for context in contexts]
    return {"all": parts} if len(parts) > 1 else parts[0]


def plain_words(languages: Sequence[str]) -> Body:
    """What a bot of ours says by itself where nobody understands."""
    return {"message": {"text": {language: sentence(FALLBACK, language) for language in languages}}}


def contexts_of(intent: Named) -> list[str]:
    """The contexts an intent counts in."""
    listed = intent.body.get("contexts")
    return [name for one in (listed if isinstance(listed, list) else ()) if (name := context_name(one))]


def context_name(name: Any) -> str:
    """Names of contexts do not know capitals. Two would always be open where they are asked, `&` would join names."""
    plain = name.strip().lower().replace("&", "+") if isinstance(name, str) else ""
    return f"{plain}-context" if plain in ("global", FALLBACK) else plain


def _priority(intent: Named) -> float:
    given = intent.body.get("priority")
    return given if isinstance(given, int | float) and not isinstance(given, bool) else NORMAL
