"""An utterance as the dialogue sees it: words, and what NLU made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from .events import Said
from .fold import fold
from .graph import CompiledBot

Entity = Mapping[str, Any]
NONE_INTENT = "none"  # its examples are what a bot is not there for
UNMOVED: Mapping[str, Any] = {"label": "neutral", "score": 0.0, "frustration": 0.0, "signals": ()}
NUMBERED_CHANNELS = frozenset({"talk", "sms"})  # they show options as a numbered list


class Heard:
    """What the visitor said.

    `fresh` is true for words that have started a flow, not for replies: only they may fill the slots of a form
    before it asks. `intents` and `answers` are `(name, confidence)`, best first. `tapped` is what was tapped of the
    waiting question (see `taps`); `numbered` is true where the visitor sees numbers before the options.
    `parts` are the matters of an utterance that is about several.
    """

    # fmt: off
    __slots__ = (
        "answers", "confidence", "entities", "folded", "fresh", "intent", "intents", "numbered", "parts", "sentiment",
        "tapped", "text",
    )
    # fmt: on

    def __init__(
        self,
        text: str,
        *,
        intents: Sequence[tuple[str, float]] = (),
        entities: Sequence[Entity] = (),
        answers: Sequence[tuple[str, float]] = (),
        intent: str | None = None,
        fresh: bool = False,
    ) -> None:
        self.text = text
        self.folded = fold(text)
        self.intents = intents
        self.entities = entities
        self.answers = answers
        self.intent = intent  # the best one, where it is sure enough to be meant
        self.confidence = intents[0][1] if intents else 0.0
        self.fresh = fresh
        self.sentiment: Mapping[str, Any] | None = None
        self.tapped: Mapping[str, Any] | None = None
        self.numbered = False
        self.parts: Sequence[Mapping[str, Any]] = ()

    @staticmethod
    def from_event(bot: CompiledBot, event: Said) -> Heard:
        understanding = event.understanding or {}
        ranked = _ranked(understanding.get("intents"), "name")
        is_none = bool(ranked) and ranked[0][0] == NONE_INTENT and ranked[0][1] >= bot.intent_threshold
        in_scope = understanding.get("in_scope", True) is not False and not is_none
        sure = bool(ranked) and in_scope and ranked[0][1] >= bot.intent_threshold
        text = event.text if event.text.isascii() else event.text.encode("utf-8", "replace").decode("utf-8")
        heard = Heard(
            text,
            intents=ranked if in_scope else (),
            entities=[one for one in understanding.get("entities") or () if isinstance(one, Mapping)],
            answers=_ranked(understanding.get("answers"), "id"),
            intent=ranked[0][0] if sure else _none_of(bot, in_scope=in_scope),
        )
        heard.confidence = ranked[0][1] if ranked else 0.0
        heard.sentiment = _mapping(understanding.get("sentiment"))
        heard.numbered = event.channel in NUMBERED_CHANNELS
        heard.parts = [_part(one) for one in understanding.get("parts") or () if isinstance(one, Mapping)]
        return heard

    def confidence_of(self, intent: str) -> float:
        return next((confidence for name, confidence in self.intents if name == intent), 0.0)

    def spans_all(self, entity: Entity) -> bool:
        """Whether the entity is all that was said, signs and outer spaces apart."""
        start, end = entity.get("start"), entity.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            return fold(str(entity.get("text", ""))) == self.folded
        return not fold_edges(self.text[:start]) and not fold_edges(self.text[end:])

    def values(self) -> dict[str, Any]:
        """Entity name -> value of its first mention."""
        found: dict[str, Any] = {}
        for entity in self.entities:
            found.setdefault(str(entity.get("entity")), entity.get("value", entity.get("text")))
        return found

    def to_scope(self) -> dict[str, Any]:
        """The name `said` of expressions."""
        return {
            "text": self.text,
            "intent": self.intent,
            "confidence": self.confidence,
            "entities": self.values(),
            "sentiment": self.sentiment or UNMOVED,
            "parts": [dict(one) for one in self.parts],
        }

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"text": self.text, "intent": self.intent, "confidence": self.confidence}
        body["entities"] = [dict(one) for one in self.entities]
        body["fresh"] = self.fresh
        if self.sentiment:
            body["sentiment"] = dict(self.sentiment)
        if self.parts:
            body["parts"] = [dict(one) for one in self.parts]
        return body

    @staticmethod
    def from_json(body: Mapping[str, Any]) -> Heard:
        intent = body.get("intent")
        heard = Heard(
            body["text"],
            intents=((intent, body["confidence"]),) if intent else (),
            entities=body["entities"],
            intent=intent,
            fresh=body["fresh"],
        )
        heard.confidence = body["confidence"]
        heard.sentiment = _mapping(body.get("sentiment"))
        heard.parts = body.get("parts", ())
        return heard


def _part(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: one.get(name) for name in ("text", "intent", "answer", "confidence")}


def _mapping(value: Any) -> Mapping[str, Any] | None:
    return value if isinstance(value, dict) else None


def _none_of(bot: CompiledBot, *, in_scope: bool) -> str | None:
    """What is meant for nothing that the bot can do has the intent `none`, in bots that know it."""
    return NONE_INTENT if not in_scope and NONE_INTENT in bot.intents else None


def fold_edges(text: str) -> str:
    """Letters and digits of a text; empty for spaces and signs."""
    return "".join(char for char in text if char.isalnum())


def _ranked(listed: Any, key: str) -> list[tuple[str, float]]:
    try:
        pairs = list(map(itemgetter(key, "confidence"), listed or ()))
    except KeyError:  # from elsewhere: what has no name is left out, what has no confidence is least sure
        pairs = [(str(one[key]), float(one.get("confidence", 0.0))) for one in listed if key in one]
    pairs.sort(key=itemgetter(1), reverse=True)
    return pairs
