"""Where a block stands while its steps are drawn, and the ways that lead on from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.formats.drawing import Drawing
from flows.formats.told import Place, Told
from flows.formats.typebot.conditions import Conditions
from flows.formats.typebot.texts import Texts, Variables

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """What all blocks of a bot are made with."""

    drawing: Drawing
    variables: Variables
    texts: Texts
    conditions: Conditions
    told: Told


@dataclass(frozen=True, slots=True)
class At:
    """One block to be drawn in a node. `way` gives the node an edge leads to, or where it goes on without one."""

    bench: Bench
    node: str
    place: Place
    block: Body
    question: str | None
    way: Callable[[Any], str]

    @property
    def options(self) -> Mapping[str, Any]:
        options = self.block.get("options")
        return options if isinstance(options, dict) else {}

    @property
    def target(self) -> str:
        return f"flow:{self.bench.drawing.id}/nodes/{self.node}"

    def step(self, type: str, config: Body) -> str:
        return self.bench.drawing.step(self.node, type, config)

    def connect(self, step: str | None, output: str, target: str) -> None:
        self.bench.drawing.connect(self.node, step, output, target)

    def template(self, source: Any, *keys: str | int) -> str:
        return self.bench.texts.template(source, self.place.at(*keys) if keys else self.place)

    def variable(self, key: str = "variableId") -> str | None:
        return self.bench.variables.of_id(self.options.get(key))

    def items(self) -> list[tuple[int, Body]]:
        listed = self.block.get("items")
        return [(n, one) for n, one in enumerate(listed if isinstance(listed, list) else ()) if isinstance(one, dict)]

    def hint(self, code: str, what: str, todo: str = "") -> None:
        self.bench.told.hint(code, self.place, what, todo, self.target)

    def warn(self, code: str, what: str, todo: str = "") -> None:
        self.bench.told.warn(code, self.place, what, todo, self.target)

    def lost(self, code: str, what: str, todo: str = "") -> None:
        self.bench.told.lost(code, self.place, what, todo, self.target)

    def known(self, *options: str) -> None:
        """Names the options that are not among these."""
        self.bench.told.unknown_keys(self.place.at("options"), dict(self.options), {*options, "isCustomLabels"})
