"""Types in templates: the checker of expressions, taken through `if` and `for`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.engine.expressions_check import Checker, TypeProblem, narrowed
from flows.engine.expressions_facts import facts
from flows.engine.expressions_tree import Node
from flows.engine.expressions_types import ANY, LOOP, TEXT, Type, either, of
from flows.engine.templates_parser import Branches, Loop, Output, Piece

Types = Mapping[str, Type]
_LOOPED = of("list", "object", "null")


def check_template_types(pieces: Iterable[Piece], variables: Mapping[str, Type]) -> list[TypeProblem]:
    """The problems of a template, in the order of the source; variables that are not listed may be anything."""
    checker = Checker()
    _check(pieces, variables, checker)
    return sorted(checker.problems, key=lambda problem: problem.offset)


def _check(pieces: Iterable[Piece], types: Mapping[str, Type], checker: Checker) -> None:
    for piece in pieces:
        match piece:
            case Output(expression):
                checker.type_of(expression, types)
            case Branches(branches):
                inside = types
                for test, body in branches:
                    inside = _branch(test, body, inside, checker)
            case Loop(name, items, body):
                looped = checker.type_of(items, types)
                checker.needs(looped, _LOOPED, "A loop", items)
                _check(body, {**types, name: _element(looped), "loop": LOOP}, checker)
            case _:
                pass


def _branch(
    test: Node | None, body: Iterable[Piece], types: Mapping[str, Type], checker: Checker
) -> Mapping[str, Type]:
    """Checks one branch; gives the types in the branches after it, where its test did not hold."""
    if test is None:
        _check(body, types, checker)
        return types
    checker.type_of(test, types)
    _check(body, narrowed(types, facts(test, holds=True)), checker)
    return narrowed(types, facts(test, holds=False))


def _element(looped: Type) -> Type:
    found = looped.item or ANY if "list" in looped.kinds else of()
    return either(found, TEXT) if "object" in looped.kinds else found
