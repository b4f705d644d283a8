"""What a bot could do with an utterance besides taking it as a reply: triggers, rules and answers in one ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .expressions import BudgetExceeded
from .fold import has_words
from .graph import CompiledFlow, Trigger
from .heard import Heard
from .problem import StepProblem
from .run import Run

KEYWORD_ALONE = 1.0
PATTERN = 0.9
KEYWORD_IN_TEXT = 0.75
GLOBAL = 0.85
PLAUSIBLE = 0.6  # of the bot's threshold: worth asking "did you mean…"
LOWEST_SHOWN = 0.1  # an intent less likely than this is not even worth a line in the trace
PRECEDENCE = ("rule", "trigger", "answer")  # of what is equally sure: a rule is to be followed exactly
MOST_WORDS_AROUND = 12  # a keyword inside a longer story was hardly meant as one


@dataclass(frozen=True, slots=True)
class Candidate:
    """`kind` is trigger, rule or answer; `target` what would run; `by` says what it was found by."""

    kind: str
    name: str
    confidence: float
    by: str
    target: Any
    is_global: bool = False

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
        for trigger in bot.triggers["keyword"]:
            confidence = _keyword(trigger, heard)
            if confidence and allowed(run, trigger.when):
                yield _started_by(trigger, confidence)
        for trigger in bot.triggers["pattern"]:
            pattern = bot.pattern(str(trigger.value))
            if pattern is not None and pattern.found_in(heard.text) and allowed(run, trigger.when):
                yield _started_by(trigger, PATTERN)
    floor = min(LOWEST_SHOWN, PLAUSIBLE * bot.intent_threshold)
    for intent, confidence in heard.intents:
        if confidence < floor:
            break
        if _in_context(run, bot.intents.get(intent)):
            for trigger in bot.intent_triggers.get(intent, ()):
                if allowed(run, trigger.when):
                    yield _started_by(trigger, confidence)
        for rule in bot.rules.get(intent, ()):
            if _rule_fits(rule, heard) and allowed(run, rule.get("when")):
                yield Candidate("rule", rule["name"], confidence, f"intent {intent}", rule)
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
    if len(heard.folded.split()) > MOST_WORDS_AROUND:
        return 0.0
    return KEYWORD_IN_TEXT if any(has_words(heard.folded, word) for word in trigger.words) else 0.0


def allowed(run: Run, when: Mapping[str, Any] | None) -> bool:
    """Whether a trigger's condition holds; one that cannot be decided does not, and the trace says so."""
    if when is None:
        return True
    try:
        return run.holds(when)
    except (StepProblem, BudgetExceeded) as error:
        run.problem = {"code": "condition", "detail": str(error)}
        return False


def _in_context(run: Run, body: Mapping[str, Any] | None) -> bool:
    """Intents and answers may belong to contexts: ids of running flows, or names in the variable `contexts`."""
    contexts = None if body is None else body.get("contexts")
    if not contexts or "global" in contexts:
        return True
    active = run.get("contexts")
    names = set(active) if isinstance(active, list) else set()
    return not names.union(live.flow.id for live in run.stack).isdisjoint(contexts)


def _rule_fits(rule: Mapping[str, Any], heard: Heard) -> bool:
    """A rule may ask for entities beside the intent: `["size"]` or `{"size": "large"}`."""
    first = rule["steps"][0]
    wanted = first.get("entities")
    if not wanted:
        return True
    values = heard.values()
    if isinstance(wanted, Mapping):
        return all(values.get(name) == value for name, value in wanted.items())
    names = [one.get("entity", one.get("name")) if isinstance(one, Mapping) else one for one in wanted]
    return all(name in values for name in names)
