"""What stories teach: after which history the bot does what. One path of a story gives one point per act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .fold import fold
from .stories_expand import Body, Path, Placed
from .stories_slots import SlotKinds, Slots

HISTORY_TURNS = 5
LISTEN = "listen"
START = "^"
ANYTHING = "*"
UNKNOWN = "?"
NO_FORM = ""
STORY_NOTE = "@story"  # in a flow's own variables, what it was begun for; no variable can have such a name

Key = tuple[str, ...]
"""A history, oldest first: `u:intent`, `t:folded text`, `*` for utterances; `bot:`, `flow:`, `form:` for acts; `done:`
and `left:` for the end of a form; `^` where a session begins."""


@dataclass(frozen=True, slots=True)
class Point:
    """After `key` comes `next`. `sets` is what the bot has put into variables on the way there.

    `entities` must be in the last utterance: names, or `name=value`. `form` is the form that is active, if any.
    """

    key: Key
    next: str
    slots: Slots
    sets: tuple[tuple[str, Any], ...]
    entities: frozenset[str]
    form: str
    whens: tuple[Body, ...]
    story: int
    step: int

    @property
    def weight(self) -> int:
        """How much it asks for: of two that fit, the one that says more about the situation is meant."""
        return len(self.slots) + len(self.entities) + len(self.whens)


def utterance_token(step: Body) -> str | None:
    """None for a step that is no utterance."""
    if isinstance(step.get("user"), str):
        return f"u:{step['user']}"
    if isinstance(step.get("said"), str):
        return f"t:{fold(step['said'])}"
    return ANYTHING if step.get("any") else None


def is_utterance(token: str) -> bool:
    return token in (ANYTHING, UNKNOWN) or token.startswith(("u:", "t:"))


def act_token(step: Body) -> str | None:
    """`bot:`, `flow:` and `form:` steps; None for others."""
    for kind in ("bot", "flow", "form"):
        if isinstance(step.get(kind), str):
            return f"{kind}:{step[kind]}"
    return None


def wanted_entities(step: Body) -> frozenset[str]:
    """`["size"]`, `[{"entity": "size"}]` or `{"size": "large"}` as names and `name=value`."""
    wanted = step.get("entities")
    if isinstance(wanted, Mapping):
        return frozenset(entity_words(wanted.items()))
    if not isinstance(wanted, Sequence) or isinstance(wanted, str):
        return frozenset()
    names = [one.get("entity", one.get("name")) if isinstance(one, Mapping) else one for one in wanted]
    return frozenset(str(name).lstrip("@") for name in names if name)


def entity_words(mentions: Iterable[tuple[str, Any]]) -> Iterable[str]:
    for name, value in mentions:
        plain = str(name).lstrip("@")
        yield plain if value is None else f"{plain}={fold(str(value))}"


def points_of(path: Path, kinds: SlotKinds) -> list[Point]:
    """The points of a path, in its order."""
    walk = _Walk(path, kinds)
    for placed in path.steps:
        walk.take(placed)
    return walk.ended()


class _Walk:
    """A path being walked. What stands before the first utterance is taken as having happened."""

    def __init__(self, path: Path, kinds: SlotKinds) -> None:
        self._path = path
        self._kinds = kinds
        self._tokens: list[str] = [START] if path.at_start else []
        self._turns: list[int] = []
        self._entities: frozenset[str] = frozenset()
        self._before: frozenset[str] = frozenset()  # entities of the utterance before the last one
        self._form = NO_FORM
        self._slots: dict[str, str] = {}
        self._sets: dict[str, Any] = {}
        self._points: list[Point] = []

    def take(self, placed: Placed) -> None:
        step = placed.body
        spoken = utterance_token(step)
        act = act_token(step)
        if spoken is not None:
            self._listen(placed)
            self._turns.append(len(self._tokens))
            self._tokens.append(spoken)
            self._before, self._entities = self._entities, wanted_entities(step)
            self._sets = {}
        elif act is not None:
            self._act(placed, act)
            if act.startswith("form:"):
                self._form = str(step["form"])
        elif step.get("form_done") or ("form" in step and step["form"] is None):
            self._form_over(placed)
        elif isinstance(step.get("set"), Mapping):
            self._set(step["set"])

    def ended(self) -> list[Point]:
        if not self._path.open_end and self._path.steps:
            self._listen(self._path.steps[-1])
        return self._points

    def _listen(self, placed: Placed) -> None:
        """The bot has said its part. A form that has just begun waits by itself, and silence is no part."""
        last = self._tokens[-1] if self._tokens else START
        if self._turns and not is_utterance(last) and not last.startswith("form:"):
            self._point(placed, LISTEN)

    def _act(self, placed: Placed, token: str) -> None:
        if token.startswith("form:") and self._tokens[-2:-1] == [token] and is_utterance(self._tokens[-1]):
            # A reply to the form, which goes on: that happens inside of the form and is no turn of the story.
            self._tokens.pop()
            self._turns.pop()
            self._entities = self._before
            return
        if self._turns or self._after_form():
            self._point(placed, token)
        self._tokens.append(token)
        self._sets = {}

    def _after_form(self) -> bool:
        """A story may begin with the end of a form: what follows is an answer to it."""
        return bool(self._tokens) and self._tokens[-1].startswith(("done:", "left:"))

    def _form_over(self, placed: Placed) -> None:
        if self._form == NO_FORM:
            return
        if self._tokens[-1] == f"form:{self._form}":
            self._tokens.append(f"done:{self._form}")
            self._sets = {}
        else:
            self._act(placed, f"leave:{self._form}")
        self._form = NO_FORM

    def _set(self, values: Mapping[str, Any]) -> None:
        by_bot = bool(self._tokens) and not is_utterance(self._tokens[-1]) and self._tokens[-1] != START
        for name, value in values.items():
            if name in self._kinds:
                self._slots[name] = self._kinds.feature(name, value)
                if by_bot:
                    self._sets[name] = value

    def _point(self, placed: Placed, following: str) -> None:
        begin = self._turns[-HISTORY_TURNS] if len(self._turns) > HISTORY_TURNS else 0
        self._points.append(
            Point(
                tuple(self._tokens[begin:]),
                following,
                frozenset(self._slots.items()),
                tuple(self._sets.items()),
                self._entities,
                self._form,
                self._path.whens,
                placed.story,
                placed.step,
            )
        )
