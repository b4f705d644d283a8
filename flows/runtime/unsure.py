"""Utterances that nobody took, or that were taken without being sure: what a bot can learn from.

Which ones are kept, and how, the settings of the version say that heard them (`settings.learning`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.document.schema_learning import DAYS, REDACTED, UNSURE_BELOW
from flows.engine.events import Event, Said
from flows.engine.record import record

LONGEST = 1000  # characters; what is longer is no example
DAY = 24 * 3600.0

# Who answers with a confidence that can be too low. A story counts with what led to it, not with the utterance.
_TAKEN = frozenset({"trigger", "answer", "global", "answer and part", "ask to leave"})
_LEFT = frozenset({"fallback", "no match", "handoff", "start"})

_MARKS = {
    "email": re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\W\d_]{2,}", re.UNICODE),
    # 13 to 19 figures, as cards and accounts have them; then what is shorter and written like a phone number, no date.
    "card": re.compile(r"(?<![\w.+])(?!00)\d(?:[ -]?\d){12,18}(?!\w)"),
    "phone": re.compile(
        r"(?<![\w.])(?!\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d))(?:\+|\(|00)?\d(?:[ ().\-/]{0,3}\d){6,14}(?!\w)"
    ),
}
_ORDER = ("email", "card", "phone")


@dataclass(frozen=True, slots=True)
class Keeping:
    """`consent` is the variable that must be true, None where none is needed; `seconds` is how long it is kept.

    `secrets`: a variable of the bot is sensitive, so an answer to a question may be what nobody should read.
    """

    consent: str | None
    redact: tuple[str, ...]
    seconds: float
    below: float
    secrets: bool


@record(frozen=True, slots=True)
class Unsure:
    """`reason`: fallback (nobody took it), clarified (asked back), unsure (taken); `best` is the likeliest class."""

    text: str
    language: str
    reason: str
    best: str
    confidence: float
    in_scope: bool
    keeping: Keeping


def keeping_of(document: Mapping[str, Any]) -> Keeping | None:
    """What a document says; None where nothing is kept."""
    settings = document.get("settings", {}).get("learning", {})
    keep = settings.get("keep", "on")
    if keep == "off" or (keep == "consent" and not settings.get("consent")):
        return None
    return Keeping(
        consent=settings["consent"] if keep == "consent" else None,
        redact=tuple(kind for kind in _ORDER if kind in settings.get("redact", REDACTED)),
        seconds=float(settings.get("days", DAYS)) * DAY,
        below=float(settings.get("unsure_below", UNSURE_BELOW)),
        secrets=any(one.get("sensitive") for one in document.get("variables", ())),
    )


def unsure_of(keeping: Keeping, event: Event, decision: Mapping[str, Any] | None, language: str) -> Unsure | None:
    """The utterance of a turn, if it is one to learn from; consent is not asked for here."""
    if not isinstance(event, Said) or event.understanding is None or decision is None:
        return None
    reason = _reason(keeping, decision)
    text = event.text.strip()
    if reason is None or not 0 < len(text) <= LONGEST or not any(map(str.isalpha, text)):
        return None
    best, confidence = _best(event.understanding)
    return Unsure(text, language, reason, best, confidence, bool(event.understanding.get("in_scope")), keeping)


def consents(keeping: Keeping, *values: Mapping[str, Any]) -> bool:
    """Whether the visitor has agreed, by the values of conversation and visitor."""
    return keeping.consent is None or any(one.get(keeping.consent) is True for one in values)


def redacted(text: str, kinds: tuple[str, ...]) -> str:
    """The text with a word in angle brackets for each address and number that names somebody."""
    for kind in kinds:
        text = _MARKS[kind].sub(f"<{kind}>", text)
    return text


def _reason(keeping: Keeping, decision: Mapping[str, Any]) -> str | None:
    by = decision.get("by")
    if by in _LEFT:
        if by == "no match" and keeping.secrets:
            return None
        return "clarified" if decision.get("what") == "did you mean" else "fallback"
    if by in _TAKEN and float(decision.get("confidence") or 0.0) < keeping.below:
        return "unsure"
    return None


def _best(understanding: Mapping[str, Any]) -> tuple[str, float]:
    """The likeliest intent or answer (`answer:<id>`), and how likely it is."""
    intents, answers = understanding.get("intents") or (), understanding.get("answers") or ()
    ranked = [(float(one["confidence"]), str(one["name"])) for one in intents[:1]]
    ranked += [(float(one["confidence"]), f"answer:{one['id']}") for one in answers[:1]]
    confidence, name = max(ranked, default=(0.0, ""), key=lambda one: one[0])
    return name, confidence
