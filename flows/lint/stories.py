"""Stories and rules that say different things about one situation, lead nowhere, or name a form that is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.engine.stories import Stories, compile_stories
from flows.engine.stories_expand import alternatives
from flows.engine.stories_points import ANYTHING, LISTEN, START, UNKNOWN, Key, Point, is_utterance
from flows.engine.stories_rules import ANY_FORM, Segment
from flows.engine.stories_slots import all_agree
from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.references import References

SHOWN_TOKENS = 6  # of a history, in a sentence


def find(index: Index, references: References) -> Iterator[Finding]:
    if not index.document.get("stories"):
        return
    stories = compile_stories(index.document)
    yield from _forms(index)
    for problem in stories.problems:
        step = "" if problem.step is None else f"/steps/{problem.step}"
        yield Finding("warning", problem.code, Place(f"/stories/{problem.story}{step}"), problem.detail)
    yield from _between_rules(stories)
    yield from _between_stories(stories)
    yield from _between_rules_and_stories(stories)


def _forms(index: Index) -> Iterator[Finding]:
    """Forms are named by the id of their step, which need only be unique inside of its flow."""
    known: dict[str, int] = {}
    for _, _, step in index.steps:
        if step.type is not None and step.type.type == "form":
            known[step.id] = known.get(step.id, 0) + 1
    for number, story in enumerate(index.document.get("stories", ())):
        for place, outer in enumerate(story.get("steps", ())):
            for one in alternatives(outer):
                form = one.get("form")
                at = Place(f"/stories/{number}/steps/{place}")
                if isinstance(form, str) and form not in known:
                    detail = f"There is no form step with the id “{form}”. Name one that is there, or add it to a flow."
                    yield Finding("error", "unknown-form", at, detail)
                elif isinstance(form, str) and known[form] > 1:
                    detail = f"{known[form]} form steps have the id “{form}”; the first is meant. Rename the others."
                    yield Finding("warning", "ambiguous-form", at, detail)


# -- contradictions -------------------------------------------------------------------------------------------------


def _between_stories(stories: Stories) -> Iterator[Finding]:
    """Two stories with the same history, the same variables and entities, that go on differently."""
    told: set[tuple[int, int]] = set()
    for key, points in stories.table.items():
        if len(points) < 2:
            continue
        alike: dict[object, Point] = {}
        for point in points:
            asked = (point.slots, point.entities, point.form, repr(point.whens))
            first = alike.setdefault(asked, point)
            if first.next == point.next or (first.story, point.story) in told:
                continue
            told.add((first.story, point.story))
            detail = (
                f"After {_history(key)} the story {_name(stories, first)} {_does(first.next)} "
                f"(step {first.step + 1}), but {_name(stories, point)} {_does(point.next)} (step {point.step + 1}). "
                "The bot cannot know which is meant: let both go on alike, or tell them apart before this step "
                "by another intent, an entity, a condition or a variable."
            )
            yield Finding("warning", "story-contradiction", _place(point), detail)


def _between_rules_and_stories(stories: Stories) -> Iterator[Finding]:
    """A rule always wins, so a story that goes on otherwise is never told from there on."""
    told: set[tuple[int, int]] = set()
    for point in stories.points:
        last = point.key[-1] if point.key else ""
        if is_utterance(last):
            rules = [one for token in (last, ANYTHING) for one in stories.rules_on(token) if _meant(one, point)]
        elif last.startswith("done:"):
            rules = [(one, 0) for one in stories.rules if one.done and f"done:{one.done}" == last]
            rules = [one for one in rules if _holds(one[0], point)]
        else:
            continue
        if not rules:
            continue
        rule = max(rules, key=lambda one: one[0].weight(one[1]))[0]
        parting = _parting(stories, rule, point)
        if parting is None or (rule.story, point.story) in told:
            continue
        told.add((rule.story, point.story))
        does, found = parting
        detail = (
            f"After {_history(found.key)} the rule “{rule.rule}” {_does(does)}, but the story "
            f"{_name(stories, found)} {_does(found.next)} (step {found.step + 1}). The rule always wins, so the story "
            "is never told from here on: let it follow the rule, give the rule a condition, or remove one of them."
        )
        yield Finding("warning", "rule-contradiction", _place(found), detail)


def _between_rules(stories: Stories) -> Iterator[Finding]:
    alike: dict[object, Segment] = {}
    for rule in stories.rules:
        asked = (rule.before, rule.form, rule.slots, repr(rule.when), rule.done)
        for trigger in rule.triggers or (None,):
            first = alike.setdefault((asked, trigger), rule)
            if first is rule or [one.act for one in first.acts] == [one.act for one in rule.acts]:
                continue
            what = "when the conversation begins" if trigger is None else f"after {_history((trigger[0],))}"
            if rule.done:
                what = f"when the form “{rule.done}” is done"
            detail = (
                f"The rule “{first.rule}” {_does_all(first)} {what}, but “{rule.rule}” {_does_all(rule)}, under the "
                "same conditions. Only the first is followed: join them, or give one a condition."
            )
            yield Finding("warning", "rule-contradiction", Place(f"/stories/{rule.story}"), detail)
            break


def _meant(rule: tuple[Segment, int], point: Point) -> bool:
    return rule[0].triggers[rule[1]][1] <= point.entities and _holds(rule[0], point)


def _holds(rule: Segment, point: Point) -> bool:
    """Whether the rule takes the turn in the story, for sure: a condition that stories cannot tell is no proof."""
    if rule.when is not None and rule.when not in point.whens:
        return False
    if rule.form not in (ANY_FORM, point.form):
        return False
    return rule.follows(point.key[:-1]) and all_agree(rule.slots, dict(point.slots))


def _parting(stories: Stories, rule: Segment, point: Point) -> tuple[str, Point] | None:
    """Where a story leaves the rule: what the rule does there, and the point of the story. None where it follows."""
    acts = [one.act for one in rule.acts if one.act != "set"]
    here: Point | None = point
    for act in acts:
        if here is None:
            return None
        if here.next != act:
            return act, here
        if act.startswith("form:"):
            return None
        here = _onward(stories, here)
    if here is None or not rule.waits or here.next in (LISTEN, f"form:{point.form}"):
        return None  # after a rule a form that waits asks again, without being told to
    return LISTEN, here


def _onward(stories: Stories, point: Point) -> Point | None:
    """The next point of the same story, after what it does here."""
    following = stories.table.get((*point.key, point.next), ())
    found = [one for one in following if point.slots <= one.slots and one.entities == point.entities]
    return next((one for one in found if one.story == point.story), found[0] if found else None)


# -- words ----------------------------------------------------------------------------------------------------------


def _place(point: Point) -> Place:
    return Place(f"/stories/{point.story}/steps/{point.step}")


def _name(stories: Stories, point: Point) -> str:
    return f"“{stories.names[point.story]}”"


def _history(key: Key | Sequence[str]) -> str:
    shown = [_said_or_done(one) for one in key[-SHOWN_TOKENS:]]
    return " → ".join(["…", *shown] if len(key) > SHOWN_TOKENS else shown)


def _said_or_done(token: str) -> str:
    kind, _, what = token.partition(":")
    if token in (ANYTHING, UNKNOWN):
        return "whatever is said"
    if token == START:
        return "the beginning"
    words = {"u": "the intent", "t": "the words", "bot": "the content", "flow": "the flow", "form": "the form"}
    ends = {"done": "the end of the form", "left": "leaving the form", "leave": "leaving the form"}
    return f"{words.get(kind) or ends.get(kind, kind)} “{what}”"


def _does(act: str) -> str:
    kind, _, what = act.partition(":")
    match kind:
        case "bot":
            return f"says the content “{what}”"
        case "flow":
            return f"runs the flow “{what}”"
        case "form":
            return f"begins the form “{what}”"
        case "leave":
            return f"leaves the form “{what}”"
        case _:
            return "waits for the visitor"


def _does_all(rule: Segment) -> str:
    done = [_does(one.act) for one in rule.acts if one.act != "set"]
    return ", ".join(done) or "does nothing"
