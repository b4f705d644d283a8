"""Stories without checkpoints and alternatives: every way through them, bounded, with a word on what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PATHS_PER_STORY = 200
MOST_PATHS = 4_000
MOST_STEPS = 400  # of one path
SAID = ("user", "said", "any")
KNOWN = (*SAID, "bot", "flow", "form", "form_done", "set", "checkpoint", "or")

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A step and where it stands: the positions of its story and of itself in it."""

    body: Body
    story: int
    step: int


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a story and, over checkpoints, those it leads into. `whens` hold all along.

    `open_end`: it was cut where a checkpoint leads back, so its end says nothing about what comes next.
    """

    steps: tuple[Placed, ...]
    whens: tuple[Body, ...]
    at_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class StoryProblem:
    """What makes a story useless. `step` is None where the whole story is meant."""

    code: str
    story: int
    step: int | None
    detail: str


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """A stretch of a story between checkpoints; `enter` and `leave` name them."""

    steps: tuple[Placed, ...]
    enter: str | None
    leave: str | None
    story: int


def expand(stories: Sequence[Body]) -> tuple[list[Path], list[StoryProblem]]:
    """Paths of everything that is not a rule. A document that explodes gives what fits, and says so."""
    problems: list[StoryProblem] = []
    blocks = [block for index, one in enumerate(stories) if is_story(one) for block in _blocks(index, one)]
    begun = {block.enter for block in blocks}
    ended = {block.leave for block in blocks}
    for block in blocks:
        if block.enter is not None and block.enter not in ended:
            detail = f"No story leads to the checkpoint “{block.enter}”. End one with it, or take it away here."
            problems.append(StoryProblem("story-checkpoint", block.story, block.steps[0].step, detail))
        if block.leave is not None and block.leave not in begun:
            detail = f"No story goes on from the checkpoint “{block.leave}”. Begin one with it, or take it away here."
            problems.append(StoryProblem("story-checkpoint", block.story, block.steps[-1].step, detail))
    return _all_paths(blocks, stories, ended, problems), problems


def _all_paths(
    blocks: Sequence[_Block], stories: Sequence[Body], ended: set[str | None], problems: list[StoryProblem]
) -> list[Path]:
    paths: list[Path] = []
    walked: set[_Block] = set()
    # Without a way to it, a checkpoint at the beginning says nothing: the story begins there. So it does in a ring.
    roots = [block for block in blocks if block.enter is None or block.enter not in ended]
    for block in (*roots, *blocks):
        if block in walked:
            continue
        room = min(MOST_PATHS_PER_STORY, MOST_PATHS - len(paths))
        found = list(_first(_ways(block, blocks, stories, walked), room + 1))
        if len(found) > room:
            found.pop()
            detail = (
                f"This story has more than {room} ways through its checkpoints and alternatives; "
                "the rest is not learned. Split it, or use fewer of them."
            )
            problems.append(StoryProblem("story-explosion", block.story, None, detail))
        paths.extend(found)
    return paths


def is_story(body: Body) -> bool:
    return bool(body.get("kind", "story") != "rule")


def alternatives(step: Body) -> list[Body]:
    """The steps one of which is meant; alternatives inside of alternatives are laid flat."""
    inner = step.get("or")
    if not isinstance(inner, Sequence) or isinstance(inner, str):
        return [step]
    return [flat for one in inner if isinstance(one, Mapping) for flat in alternatives(one)]


def _blocks(index: int, story: Body) -> Iterator[_Block]:
    """The story cut at its checkpoints; the checkpoint steps stay at the edges, for their places."""
    enter: str | None = None
    steps: list[Placed] = []
    for number, body in enumerate(story.get("steps", ())):
        placed = Placed(body, index, number)
        steps.append(placed)
        name = body.get("checkpoint")
        if isinstance(name, str):
            if len(steps) > 1:
                yield _Block(tuple(steps), enter, name, index)
            enter, steps = name, [placed]
    if len(steps) > 1 or (steps and enter is None):
        yield _Block(tuple(steps), enter, None, index)


def _ways(block: _Block, blocks: Sequence[_Block], stories: Sequence[Body], walked: set[_Block]) -> Iterator[Path]:
    """Depth first, without recursion; a block is entered once per path, so that loops end."""
    following: dict[str, list[_Block]] = {}
    for one in blocks:
        if one.enter is not None:
            following.setdefault(one.enter, []).append(one)
    waiting: list[tuple[_Block, ...]] = [(block,)]
    while waiting:
        chain = waiting.pop()
        walked.add(chain[-1])
        after = following.get(chain[-1].leave or "", [])
        onward = [(*chain, one) for one in after if one not in chain]
        if onward and sum(len(one.steps) for one in chain) <= MOST_STEPS:
            waiting.extend(reversed(onward))
            continue
        names = dict.fromkeys(one.story for one in chain)
        whens = tuple(stories[one]["when"] for one in names if isinstance(stories[one].get("when"), Mapping))
        steps = tuple(step for one in chain for step in one.steps if "checkpoint" not in step.body)
        for way in _choices(steps):
            yield Path(way, whens, bool(stories[block.story].get("at_start")), bool(after))


def _choices(steps: tuple[Placed, ...]) -> Iterator[tuple[Placed, ...]]:
    """Every choice among the alternatives of the steps, the first ones first."""
    options = [[Placed(body, step.story, step.step) for body in alternatives(step.body)] for step in steps]
    options = [one for one in options if one]
    many = [place for place, one in enumerate(options) if len(one) > 1]
    chosen = [0] * len(many)
    base = [one[0] for one in options]
    while True:
        for place, choice in zip(many, chosen, strict=True):
            base[place] = options[place][choice]
        yield tuple(base)
        turned = len(many) - 1
        while turned >= 0 and chosen[turned] + 1 == len(options[many[turned]]):
            chosen[turned] = 0
            turned -= 1
        if turned < 0:
            return
        chosen[turned] += 1


def _first(ways: Iterator[Path], most: int) -> Iterator[Path]:
    for _, way in zip(range(most), ways, strict=False):
        yield way
