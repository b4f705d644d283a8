"""Stories and rules compiled: what is remembered word for word, what must be followed, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from .stories_expand import Body, Path, StoryProblem, alternatives, expand, is_story
from .stories_points import ANYTHING, UNKNOWN, Key, Point, is_utterance, points_of, utterance_token
from .stories_rules import Segment, compile_rule
from .stories_slots import SlotKinds, all_agree, none_contradicts

MOST_READINGS = 64  # of one history, where its utterances can be taken in several ways
SURE = 1.0
HARDLY_CONTRADICTED = 0.9  # the history fits, only the variables are not all known

Holds = Callable[[Body], bool]


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a dialogue is: `readings` of its history, entities of the last utterance, the variables that count."""

    readings: tuple[tuple[str, ...], ...]
    entities: frozenset[str]
    slots: Mapping[str, str]
    form: str
    holds: Holds


@dataclass(frozen=True, slots=True)
class Remembered:
    """A story goes on as `point` says. `sets` is what the bot has to remember on the way, where all stories agree."""

    point: Point
    confidence: float


class Stories:
    """All stories and rules of a bot. Reading them is quick; finding what fits takes a few look-ups.

    `table` has the points by their history, in the order of the document.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        bodies: list[Body] = [one for one in document.get("stories", ()) if isinstance(one, Mapping)]
        self.names: tuple[str, ...] = tuple(str(one.get("name", "")) for one in bodies)
        steps = [one for body in bodies for step in body.get("steps", ()) for one in alternatives(step)]
        named = [name for one in steps if isinstance(one.get("set"), Mapping) for name in one["set"]]
        self.kinds = SlotKinds(document.get("variables", ()), document.get("entities", ()), named)
        self.problems: list[StoryProblem] = []
        self.rules: list[Segment] = []
        for index, body in enumerate(bodies):
            if not is_story(body):
                self.rules.extend(compile_rule(body, index, self.kinds, self.problems))
        self.paths: list[Path]
        self.paths, problems = expand(bodies)
        self.problems.extend(problems)
        self.points: list[Point] = []
        self.table: dict[Key, list[Point]] = {}
        self._collect(bodies)
        tokens = {token for one in steps if (token := utterance_token(one)) is not None}
        self.texts = frozenset(token.removeprefix("t:") for token in tokens if token.startswith("t:"))
        self._words = frozenset(word for text in self.texts for word in text.split())
        self._learned = frozenset(token for point in self.points for token in point.key if is_utterance(token))
        self.takes_anything = ANYTHING in tokens
        self.entities = frozenset(one for point in self.points for one in point.entities) | frozenset(
            one for rule in self.rules for _, entities in rule.triggers for one in entities
        )
        self._rules_on: dict[str, list[tuple[Segment, int]]] = {}
        for rule in self.rules:
            for number, (token, _) in enumerate(rule.triggers):
                self._rules_on.setdefault(token, []).append((rule, number))

    def __bool__(self) -> bool:
        return bool(self.names)

    def _collect(self, bodies: Sequence[Body]) -> None:
        """Stories may say the same again: it is kept once, in the order of the document."""
        known: set[tuple[Any, ...]] = set()
        useful: set[int] = set()
        for path in self.paths:
            points = points_of(path, self.kinds)
            useful.update(placed.story for placed in path.steps if points)
            for point in points:
                same = (point.key, point.next, point.slots, point.entities, point.form, repr(point.sets))
                if (same, tuple(map(id, point.whens))) not in known:
                    known.add((same, tuple(map(id, point.whens))))
                    self.points.append(point)
                    self.table.setdefault(point.key, []).append(point)
        for index, body in enumerate(bodies):
            if is_story(body) and index not in useful:
                detail = "This story teaches nothing: it needs something a visitor says, and what the bot does then."
                self.problems.append(StoryProblem("story-useless", index, None, detail))

    def words_of(self, text: str) -> frozenset[str]:
        """Of a folded text those words that stories quote."""
        return self._words.intersection(text.split()) if self._words else self._words

    def as_learned(self, tokens: Sequence[str]) -> list[str]:
        """A history in the words of the stories: utterances that they do not know are all alike."""
        return [one if one in self._learned or not is_utterance(one) else UNKNOWN for one in tokens]

    # -- rules ----------------------------------------------------------------------------------------------------

    def rules_on(self, token: str) -> Sequence[tuple[Segment, int]]:
        """Turns of rules that this utterance may begin, each with the number of its trigger."""
        return self._rules_on.get(token, ())

    def rules_for(self, token: str, situation: Situation) -> Iterator[Segment]:
        """Rules that take an utterance (its token) after a history without it, those that ask for most first."""
        found = [
            (rule.weight(number), -place, rule)
            for place, (rule, number) in enumerate(self.rules_on(token))
            if rule.triggers[number][1] <= situation.entities and self.fits(rule, situation)
        ]
        found.sort(key=lambda one: one[:2], reverse=True)
        return (rule for _, _, rule in found)

    def rules_at_end(self, form: str, situation: Situation) -> Iterator[Segment]:
        """Rules for a form that is done; of the history the end of the form is the last token."""
        found = [
            (one.weight(0), -place, one)
            for place, one in enumerate(self.rules)
            if one.done == form and form and self.fits(one, situation, last=1)
        ]
        found.sort(key=lambda one: one[:2], reverse=True)
        return (rule for _, _, rule in found)

    def rules_at_start(self, situation: Situation) -> Iterator[Segment]:
        return (one for one in self.rules if not one.triggers and not one.done and self.fits(one, situation))

    def segment(self, rule: str, number: int) -> Segment | None:
        return next((one for one in self.rules if one.rule == rule and one.number == number), None)

    def fits(self, rule: Segment, situation: Situation, *, last: int = 0) -> bool:
        """Whether a turn of a rule may begin; `last` tokens of the history belong to the turn itself."""
        if rule.form != "*" and rule.form != situation.form:
            return False
        cut = [one[: len(one) - last] for one in situation.readings]
        return (
            any(rule.follows(one) for one in cut)
            and all_agree(rule.slots, situation.slots)
            and (rule.when is None or situation.holds(rule.when))
        )

    # -- memory ---------------------------------------------------------------------------------------------------

    def after(self, readings: Iterable[Sequence[str]]) -> Iterator[list[Point]]:
        """Points whose whole history is the end of this one, the longest histories first."""
        listed = [tuple(one) for one in readings]
        for length in range(max(map(len, listed), default=0), 0, -1):
            for one in listed:
                if len(one) >= length:
                    found = self.table.get(one[len(one) - length :])
                    if found:
                        yield found

    def remembered(self, situation: Situation) -> Remembered | None:
        """What the stories say comes next. Variables decide between stories of one history."""
        for points in self.after(situation.readings):
            able = [
                one
                for one in points
                if one.entities <= situation.entities and all(situation.holds(when) for when in one.whens)
            ]
            exact = [one for one in able if all_agree(one.slots, situation.slots)]
            if exact:
                return Remembered(max(exact, key=lambda one: one.weight), SURE)
            likely = [one for one in able if none_contradicts(one.slots, situation.slots)]
            if likely and len({one.next for one in likely}) == 1:
                return Remembered(likely[0], HARDLY_CONTRADICTED)
        return None

    def to_set(self, situation: Situation) -> tuple[tuple[str, Any], ...]:
        """What the bot puts into variables before it goes on: that on which all stories of this history agree."""
        for points in self.after(situation.readings):
            sets = points[0].sets
            return sets if all(one.sets == sets for one in points) else ()
        return ()


def compile_stories(document: Mapping[str, Any]) -> Stories:
    """Reads the stories of a valid document. Raises nothing: what is wrong with them is in `problems`."""
    return Stories(document)


def readings_of(options: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Histories out of tokens with alternatives, the first alternatives first."""
    return tuple(islice(product(*options), MOST_READINGS))
