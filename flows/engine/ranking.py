"""What a bot could do with an utterance besides taking it as a reply: triggers, rules and answers in one ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .dialogue_memory import active_contexts, is_open
from .fold import has_words
from .graph import CompiledFlow, Trigger
from .heard import Heard
from .run import Run
from .stories_bids import general_rules
from .whens import allowed

KEYWORD_ALONE = 1.0
PATTERN = 0.9
KEYWORD_IN_TEXT = 0.75
PLAUSIBLE = 0.6  # of the bot's threshold: worth asking "did you mean…"
LOWEST_SHOWN = 0.1  # an intent less likely than this is not even worth a line in the trace
PRECEDENCE = ("rule", "trigger", "answer")  # of what is equally sure: a rule is to be followed exactly
MOST_WORDS_AROUND = 12  # a keyword inside a longer story was hardly meant as one; a global one never is


class Candidate:
    """`kind` is trigger, rule or answer; `target` what would run; `by` says what it was found by.

    An utterance makes many of them. That is why it is no dataclass: what those make is never compiled.
    """

    __slots__ = ("by", "confidence", "is_global", "kind", "name", "target")

    def __init__(self, kind: str, name: str, confidence: float, by: str, target: Any, is_global: bool = False) -> None:
        self.kind: Final = kind
        self.name: Final = name
        self.confidence: Final = confidence
        self.by: Final = by
        self.target: Final = target
        self.is_global: Final = is_global

    @property
    def flow(self) -> CompiledFlow | None:
        return self.target if isinstance(self.target, CompiledFlow) else None

    def to_json(self) -> dict[str, Any]:
        return {"who": self.kind, "what": self.name, "confidence": round(self.confidence, 4), "why": self.by}


def candidates(run: Run, heard: Heard) -> list[Candidate]:
    """All that could take the utterance, best first; each flow, rule and answer at most once."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in _all(run, heard):
        known = best.get((one.kind, one.name))
        if known is None or known.confidence < one.confidence:
            best[one.kind, one.name] = one
    return sorted(best.values(), key=lambda one: (-one.confidence, PRECEDENCE.index(one.kind)))


def _all(run: Run, heard: Heard) -> Iterator[Candidate]:
    bot = run.bot
    if heard.folded:
        for trigger in bot.keyword_triggers(heard.folded, MOST_WORDS_AROUND):
            confidence = _keyword(trigger, heard)
            if confidence and allowed(run, trigger.when):
                yield _started_by(trigger, confidence)
        for trigger in bot.triggers["pattern"]:
            pattern = bot.pattern(str(trigger.value))
            if pattern is not None and pattern.found_in(heard.text) and allowed(run, trigger.when):
                yield _started_by(trigger, PATTERN)
    floor = min(LOWEST_SHOWN, PLAUSIBLE * bot.steering.intent_threshold)
    for intent, confidence in heard.intents:
        if confidence < floor:
            break
        if _in_context(run, bot.intents.get(intent)):
            for trigger in bot.intent_triggers.get(intent, ()):
                if allowed(run, trigger.when):
                    yield _started_by(trigger, confidence)
    for rule, confidence, by in general_rules(run, heard, floor):
        yield Candidate("rule", rule.rule, confidence, by, rule)
    for id, confidence in heard.answers:
        answer = bot.answers.get(id)
        if answer is not None and _in_context(run, answer):
            yield Candidate("answer", id, confidence, "question", answer)


def _started_by(trigger: Trigger, confidence: float) -> Candidate:
    by = trigger.kind if trigger.kind != "intent" else f"intent {trigger.value}"
    return Candidate("trigger", trigger.flow.id, confidence, by, trigger.flow, trigger.is_global)


def _keyword(trigger: Trigger, heard: Heard) -> float:
    if heard.folded in trigger.words:
        return KEYWORD_ALONE
    if trigger.is_global or len(heard.folded.split()) > MOST_WORDS_AROUND:
        return 0.0
    return KEYWORD_IN_TEXT if any(has_words(heard.folded, word) for word in trigger.words) else 0.0


def start_flow_of(run: Run) -> CompiledFlow | None:
    """The flow that a session begins with: the first start trigger that holds, else the main flow."""
    chosen = next((one.flow for one in run.bot.triggers["start"] if allowed(run, one.when)), None)
    return chosen or run.bot.flow_of_kind("main")


def _in_context(run: Run, body: Mapping[str, Any] | None) -> bool:
    """Intents and answers may belong to contexts; one that belongs to none, or to `global`, always counts."""
    contexts = None if body is None else body.get("contexts")
    if not contexts or "global" in contexts:
        return True
    return is_open(contexts, active_contexts(run))
