"""Who of rules, stories and the policy takes an utterance, or goes on after an act of the bot."""

from __future__ import annotations

from collections.abc import Iterator

from .heard import Heard
from .policy import SURE_ENOUGH, features_of
from .record import record
from .run import Run
from .state import Origin
from .stories import Remembered, Situation
from .stories_history import History, history_of
from .stories_points import ANYTHING, LISTEN, NO_FORM
from .stories_rules import Segment
from .whens import allowed

FORM = "form"
STORY: Origin = "story"  # the origin of flows that a story or rule has begun


@record(frozen=True, slots=True)
class Choice:
    """What is to be done: a turn of a rule, or one act of a story or of the policy.

    `over_form`: the story knows the form that waits, so it decides whether the form's question is asked again.
    """

    by: str
    name: str
    why: str
    confidence: float
    act: str = ""
    rule: Segment | None = None
    over_form: bool = False


def active_form(run: Run) -> str:
    """The id of the form step that waits in front; empty where none does."""
    top = run.top
    if top is None or top.waiting is None or top.step is None or top.step.type.type != FORM:
        return NO_FORM
    return top.step.id


def situation_of(run: Run, history: History, *, without_asides: bool = False) -> Situation:
    return Situation(
        history.readings(without_asides=without_asides),
        history.entities,
        run.bot.stories.kinds.features(run.get),
        active_form(run),
        lambda when: allowed(run, when),
    )


# -- rules ----------------------------------------------------------------------------------------------------------


def general_rules(run: Run, heard: Heard, least: float) -> Iterator[tuple[Segment, float, str]]:
    """Rules of the ranking with their confidence, `least` or more, and what they were found by: those that name no
    form."""
    for rule, confidence, by in _rules(run, heard, least):
        if not rule.names_form:
            yield rule, confidence, by


def _rules(run: Run, heard: Heard, least: float) -> Iterator[tuple[Segment, float, str]]:
    """Of each reading of the utterance the rule that asks for most, and one that names no form beside it."""
    stories = run.bot.stories
    if not stories.rules:
        return
    tokens = [
        (token, confidence, f"intent {intent}")
        for intent, confidence in heard.intents
        if confidence >= least and stories.rules_on(token := f"u:{intent}")
    ]
    if heard.folded in stories.texts and stories.rules_on(words := f"t:{heard.folded}"):
        tokens.insert(0, (words, 1.0, "these very words"))
    if stories.takes_anything and stories.rules_on(ANYTHING):
        tokens.append((ANYTHING, run.bot.steering.intent_threshold, "whatever is said"))
    if not tokens:
        return
    history = history_of(run)
    before = history.readings()
    history.hear(heard)
    entities = history.entities
    history.unhear()
    kinds = stories.kinds.features(run.get)
    situation = Situation(before, entities, kinds, active_form(run), lambda when: allowed(run, when))
    for token, confidence, by in tokens:
        found = list(stories.rules_for(token, situation))
        named = next((one for one in found if one.names_form), None)
        general = next((one for one in found if not one.names_form), None)
        for rule in (named, general):
            if rule is not None:
                yield rule, confidence, by


# -- place 3 --------------------------------------------------------------------------------------------------------


def bid_over_form(run: Run, heard: Heard) -> Choice | None:
    """A rule or a remembered story that names the form which waits."""
    if not run.bot.stories or active_form(run) == NO_FORM:
        return None
    for rule, confidence, by in _rules(run, heard, run.bot.steering.intent_threshold):
        if rule.names_form:
            return Choice("rule", rule.rule, f"{by}, while the form {rule.form} waits", confidence, rule=rule)
    return _story_over_form(run, heard)


def bid_of_leading_story(run: Run, heard: Heard) -> Choice | None:
    """The words that the visitor answers to are a story's, not the form's: the story comes before an exact reply."""
    if not run.bot.stories or heard.tapped is not None or not history_of(run).led:
        return None
    return _story_over_form(run, heard)


def _story_over_form(run: Run, heard: Heard) -> Choice | None:
    form = active_form(run)
    history = history_of(run)
    found = _remembered(run, history, heard)
    if found is None or found.point.form != form or found.point.next == LISTEN:
        return None
    if found.point.next == f"form:{form}" and not history.led:
        return None  # that is what the form does with the reply by itself
    return _choice_of(run, found)


# -- places 7 and 8 -------------------------------------------------------------------------------------------------


def bid_of_stories(run: Run, heard: Heard) -> Choice | None:
    """A remembered story; else the policy, if nothing waits or the waiting form was begun by a story or rule."""
    if not run.bot.stories:
        return None
    history = history_of(run)
    found = _remembered(run, history, heard)
    if found is not None and found.point.next != LISTEN:
        return _choice_of(run, found)
    top = run.top
    begun = top is not None and active_form(run) != NO_FORM and _began_by_story(run)
    if (top is None or top.waiting is None or begun) and (heard.intent or heard.folded in run.bot.stories.texts):
        history.hear(heard)
        choice = predicted(run, history, heard)
        history.unhear()
        return choice
    return None


def _began_by_story(run: Run) -> bool:
    return bool(run.stack) and run.stack[run.segment_start()].origin == STORY


def _remembered(run: Run, history: History, heard: Heard) -> Remembered | None:
    history.hear(heard)
    found = recall(run, history)
    history.unhear()
    return found


def recall(run: Run, history: History) -> Remembered | None:
    """What the stories say comes next; turns beside them are left out where nothing fits with them."""
    stories = run.bot.stories
    found = stories.remembered(situation_of(run, history))
    if found is None and history.has_asides():
        found = stories.remembered(situation_of(run, history, without_asides=True))
    return found


def _choice_of(run: Run, found: Remembered) -> Choice:
    point = found.point
    name = run.bot.stories.names[point.story]
    over_form = point.form != NO_FORM and point.form == active_form(run)
    why = "this history is known" if found.confidence == 1.0 else "this history is known, a variable is not set"
    return Choice("story", name, why, found.confidence, act=point.next, over_form=over_form)


def predicted(run: Run, history: History, heard: Heard | None) -> Choice | None:
    """The policy's best act, where it is sure of one. What it said is kept for the trace, and for a replay."""
    policy = run.bot.policy
    if policy is None:
        return None
    stories = run.bot.stories
    words = () if heard is None else sorted(stories.words_of(heard.folded))
    slots = sorted(stories.kinds.features(run.get).items())
    tokens = stories.as_learned(history.readings()[0])
    ranked = policy.predict(features_of(tokens, sorted(history.entities), slots, active_form(run), words))
    history.predictions.append(ranked)
    act, confidence = ranked[0] if ranked else (LISTEN, 0.0)
    if act == LISTEN or confidence < SURE_ENOUGH or not _can_do(run, act):
        return None
    over_form = active_form(run) != NO_FORM
    return Choice("policy", act, "learned from stories", confidence, act=act, over_form=over_form)


def _can_do(run: Run, act: str) -> bool:
    """A policy may be older than the draft it serves: what has been deleted since cannot be done."""
    kind, _, what = act.partition(":")
    match kind:
        case "bot":
            return what in run.bot.content
        case "flow":
            return what in run.bot.flows
        case "form":
            return what in run.bot.forms
        case _:
            return what == active_form(run)
