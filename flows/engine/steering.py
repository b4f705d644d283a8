"""The settings of a bot that steer its dialogues, with what holds where a document says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .fold import fold

DEFAULT_SESSION_MINUTES = 30.0


@dataclass(frozen=True, slots=True)
class Steering:
    """See the table in docs/dialogue.md; the keys of a document's `settings` have the same names.

    `answer_threshold` is None where answers need what intents do.
    `opt_out_words` and `opt_in_words` are folded; None: the words of the bot's languages. `carry_over` is true for all
    variables of the conversation, else the names of those that a new session keeps.
    """

    session_minutes: float = DEFAULT_SESSION_MINUTES
    intent_threshold: float = 0.5
    answer_threshold: float | None = None
    ambiguity_margin: float = 0.1
    open_threshold: float = 0.7
    part_threshold: float = 0.85
    global_threshold: float = 0.85
    suggestions: int = 2
    bridge: Any = True
    context_turns: int = 1
    handoff_after: int = 0
    handoff_flow: str | None = None
    handoff_queue: str | None = None
    opt_out_words: frozenset[str] | None = None
    opt_in_words: frozenset[str] | None = None
    carry_over: bool | frozenset[str] = True
    stateless: bool = False

    def needed(self, kind: str, at_least: float | None = None) -> float:
        """The confidence that a trigger, rule or answer (`kind`) needs where nothing waits, or else `at_least`."""
        if kind == "answer" and self.answer_threshold is not None:
            return max(self.answer_threshold, at_least or 0.0)
        return self.intent_threshold if at_least is None else at_least

    @staticmethod
    def from_document(settings: Mapping[str, Any]) -> Steering:
        known = {name: settings[name] for name in Steering.__dataclass_fields__ if settings.get(name) is not None}
        for name in ("suggestions", "context_turns", "handoff_after"):
            if name in known:  # 3.0 is a whole number in JSON
                known[name] = int(known[name])
        for name in ("opt_out_words", "opt_in_words"):
            if name in known:
                known[name] = frozenset(fold(str(word)) for word in known[name])
        if isinstance(known.get("carry_over"), list):
            known["carry_over"] = frozenset(known["carry_over"])
        return Steering(**known)
