"""What a step type is: data for the editor (schema, outputs, help, examples) and two pure functions for the engine."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from .events import Event
from .record import record
from .state import WaitsFor

if TYPE_CHECKING:
    from .context import Context

Config = Mapping[str, Any]
Category = Literal["say", "ask", "logic", "data", "ai", "channel", "human"]
Strength = Literal["exact", "part", "open"]


@dataclass(frozen=True, slots=True)
class Output:
    """A named exit: `Output("next", "Next")`, one per element of a config array (`each`), or only where a key is set.

    `each` is a JSON pointer into the config; elements give their `id`, and `title_from` names the key of the title.
    `when` names the config key that makes this output exist.
    """

    id: str = ""
    title: str = ""
    each: str = ""
    title_from: str = ""
    when: str = ""

    def to_json(self) -> dict[str, Any]:
        if self.each:
            return {"each": self.each, "title_from": self.title_from}
        body = {"id": self.id, "title": self.title}
        if self.when:
            body["when"] = self.when
        return body

    def ids(self, config: Config) -> list[str]:
        """Ids of the outputs this makes for `config`."""
        if self.each:
            found: Any = config
            for key in self.each.strip("/").split("/"):
                found = found.get(key, ()) if isinstance(found, Mapping) else ()
            listed = found if isinstance(found, list | tuple) else ()
            return [str(one["id"]) for one in listed if isinstance(one, Mapping) and "id" in one]
        if self.when and (config.get(self.when) in (None, "") or config[self.when] is False):
            return []
        return [self.id]


NEXT = Output("next", "Next")


@dataclass(frozen=True, slots=True)
class Example:
    """One small dialogue with a step: help for authors and, run by the tests, proof.

    `happens` is a list of `{"say": text, "understanding"?}`, `{"choose": option or list of them}`,
    `{"files": [file…]}`, `{"advance": seconds}`,
    `{"event": name, "data"?}`, `{"returns": call result}`, `{"agent": action}`; `says` are the texts the bot answers
    over all of it; `output` is the exit taken, None where the step still waits or leaves its flow.
    `bot` adds to the document around the step (variables, entities, flows, content).
    """

    title: str
    config: dict[str, Any]
    happens: tuple[dict[str, Any], ...] = ()
    says: tuple[str, ...] = ()
    output: str | None = "next"
    variables: dict[str, Any] = field(default_factory=dict)
    bot: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"title": self.title, "config": self.config, "output": self.output}
        if self.happens:
            body["happens"] = list(self.happens)
        if self.says:
            body["says"] = list(self.says)
        if self.variables:
            body["variables"] = self.variables
        return body


@record(frozen=True, slots=True)
class Leave:
    """The step is done and exits by `output`."""

    output: str = "next"


@record(frozen=True, slots=True)
class Wait:
    """The step waits; `data` is given back to `resume` as `ctx.data`."""

    what: WaitsFor = "visitor"
    data: Mapping[str, Any] = field(default_factory=dict)


@record(frozen=True, slots=True)
class Enter:
    """Run another flow, then leave by `next`. `inputs` are values; `save` maps variables here to outputs there.

    It begins at `node`, at its start where that is None.
    """

    flow: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    save: Mapping[str, str] = field(default_factory=dict)
    node: str | None = None


@record(frozen=True, slots=True)
class GoTo:
    """Go on in another flow and do not come back."""

    flow: str
    node: str | None = None


@record(frozen=True, slots=True)
class Return:
    """End this flow and hand `values` (output name -> value) to its caller."""

    values: Mapping[str, Any] = field(default_factory=dict)


@record(frozen=True, slots=True)
class End:
    """End the session: the `end` flow runs, then everything is quiet."""


Outcome = Leave | Wait | Enter | GoTo | Return | End


@record(frozen=True, slots=True)
class Bid:
    """How well an utterance answers the waiting step.

    `exact` beats triggers and answers; `part` loses to confidence 0.85, `open` to 0.7. `why` goes into the trace;
    `reply` is the step's own reading of the utterance, found again as `ctx.bid.reply` in `resume`.
    """

    strength: Strength
    why: str
    reply: Any = None


class StepType(ABC):
    """One thing a node can do. The class docstring is its help text; see docs/how-to/add-a-step-type.md."""

    type: ClassVar[str]
    title: ClassVar[str]
    category: ClassVar[Category]
    icon: ClassVar[str]
    schema: ClassVar[dict[str, Any]]
    outputs_spec: ClassVar[tuple[Output, ...]] = (NEXT,)
    waits: ClassVar[bool] = False
    silent: ClassVar[bool] = False  # nothing ever happens in it: a compiled flow leaves it out
    reads: ClassVar[frozenset[str]] = frozenset()  # config keys that name variables which are read, not set
    reads_profile: ClassVar[bool] = False  # values of the visitor are read or written that no variable declares
    examples: ClassVar[tuple[Example, ...]] = ()

    def outputs(self, config: Config) -> tuple[str, ...]:
        """Ids of the outputs of a step with this config, in the order of the handles."""
        return tuple(id for one in self.outputs_spec for id in one.ids(config))

    @property
    def help(self) -> str:
        return inspect.cleandoc(type(self).__doc__ or "")

    @abstractmethod
    def enter(self, ctx: Context, config: Config) -> Outcome:
        """The dialogue arrives at the step."""

    def resume(self, ctx: Context, config: Config, event: Event) -> Outcome:
        """Something happened while the step waited. For `Said`, `ctx.bid` is its own bid, None for *no match*."""
        return Wait(data=ctx.data)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        """How well `ctx.heard` answers the step; None: not at all. Changes nothing."""
        return None

    def repeat(self, ctx: Context, config: Config) -> Outcome:
        """Ask again what was asked, after an interruption. It costs no retry."""
        return Wait(ctx.waits_for, ctx.data)

    def to_json(self) -> dict[str, Any]:
        """One entry of the catalogue."""
        return {
            "type": self.type,
            "title": self.title,
            "category": self.category,
            "icon": self.icon,
            "help": self.help,
            "schema": self.schema,
            "outputs": [one.to_json() for one in self.outputs_spec],
            "waits": self.waits,
            "examples": [one.to_json() for one in self.examples],
        }
