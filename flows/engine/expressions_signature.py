"""What a function of the language declares: its parameters, what it gives back, its help. One source for the
compiler, the type checker, the documentation and the completion of the editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.expressions_types import Type

Apply = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """`type` is every kind that the function takes without an error."""

    name: str
    type: Type
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """`apply(budget, *arguments, **read)`; `reads` maps its keyword arguments to what the scope knows by that name.

    `returns` is a type, or works one out from the types of the arguments. `check` sees the constant arguments
    (Ellipsis for the others) when the source is compiled and returns what is wrong with them, or None.
    """

    group: str
    help: str
    example: tuple[str, Any]
    apply: Apply
    parameters: tuple[Parameter, ...]
    returns: Type | Callable[[Sequence[Type]], Type]
    repeats: int = 0
    reads: tuple[tuple[str, str], ...] = ()
    check: Callable[[list[Any]], str | None] | None = None

    @property
    def fewest(self) -> int:
        return sum(1 for one in self.parameters if not one.optional)

    @property
    def most(self) -> int:
        return len(self.parameters) + self.repeats

    def parameter(self, number: int) -> Parameter:
        """The parameter that an argument goes to; the last one repeats."""
        return self.parameters[min(number, len(self.parameters) - 1)]

    def result(self, arguments: Sequence[Type]) -> Type:
        return self.returns(arguments) if callable(self.returns) else self.returns

    def counts(self) -> str:
        """How many arguments it takes, in words."""
        if self.fewest == self.most:
            return f"{self.fewest} argument{'s' if self.fewest != 1 else ''}"
        return f"{self.fewest} to {self.most} arguments"

    def signature(self, name: str) -> str:
        """`round(number, digits?)`"""
        written = [one.name + ("?" if one.optional else "") for one in self.parameters]
        return f"{name}({', '.join(written)}{', …' if self.repeats else ''})"

    def to_json(self, name: str) -> dict[str, Any]:
        """One entry of the catalogue."""
        result = self.result([one.type for one in self.parameters])
        return {
            "name": name,
            "group": self.group,
            "signature": self.signature(name),
            "help": self.help,
            "parameters": [
                {"name": one.name, "type": str(one.type), "optional": one.optional} for one in self.parameters
            ],
            "returns": str(result),
            "example": {"source": self.example[0], "value": self.example[1]},
        }


def needs(*parameters: tuple[str, Type]) -> tuple[Parameter, ...]:
    """Parameters from pairs; a name with a question mark is optional."""
    return tuple(Parameter(name.removesuffix("?"), type_, name.endswith("?")) for name, type_ in parameters)


ZONE = (("zone", "timezone"),)
LANGUAGE = (("language", "language"),)
