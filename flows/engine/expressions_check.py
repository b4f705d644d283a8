"""The type checker: what could go wrong with the kinds of values, found without running anything.

Nothing is known about undeclared variables and what is looked up inside of objects; a problem there is `maybe`. An
expression without any problem never raises TypeMismatch for values of the declared types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal as OneOf

from flows.engine.expressions_facts import facts
from flows.engine.expressions_functions import FUNCTIONS
from flows.engine.expressions_tree import (
    Call,
    Chain,
    Compare,
    Either,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    ObjectOf,
    Path,
)
from flows.engine.expressions_types import (
    ANY,
    BOOLEAN,
    NOTHING,
    NULL,
    NUMBER,
    OBJECT,
    TEXT,
    WRITABLE,
    Type,
    either,
    list_of_type,
    object_of,
    of,
    type_of_value,
    union,
)

Certainty = OneOf["wrong", "empty", "maybe", "pointless"]
Types = Mapping[str, Type]
Rule = Callable[[str, str], bool]
Operands = Sequence[tuple[Node, Type]]
_ORDER = frozenset({"<", "<=", ">", ">="})
_EMPTY = frozenset({"null"})


@dataclass(frozen=True, slots=True)
class TypeProblem:
    """`certainty`: `wrong` fails whenever it runs, `empty` only while a variable has no value, `maybe` for some values;
    `pointless` never fails, but can come out one way only. `names` are the variables that may be empty.
    """

    offset: int
    message: str
    certainty: Certainty
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Checked:
    """The type of an expression, and its problems in the order of the source."""

    type: Type = NOTHING
    problems: list[TypeProblem] = field(default_factory=list)


def check_types(tree: Node, variables: Types) -> Checked:
    """Checks an expression; variables that are not listed may be anything."""
    checker = Checker()
    found = checker.type_of(tree, variables)
    return Checked(found, sorted(checker.problems, key=lambda problem: problem.offset))


class Checker:
    """Walks trees and gathers problems. `type_of` gives the type of a node among variables of these types."""

    def __init__(self) -> None:
        self.problems: list[TypeProblem] = []

    def type_of(self, node: Node, types: Types) -> Type:
        match node:
            case Literal(value):
                return type_of_value(value)
            case Name(name):
                return types.get(name, ANY)
            case Path(base, keys):
                return self._path(node, self.type_of(base, types), keys, types)
            case Chain():
                return self._chain(node, types)
            case Compare():
                self._compare(node, self.type_of(node.left, types), self.type_of(node.right, types))
                return BOOLEAN
            case Not(operand):
                self.type_of(operand, types)
                return BOOLEAN
            case Negate(operand):
                self.needs(self.type_of(operand, types), NUMBER, "'-'", operand)
                return NUMBER
            case Logic(operator, operands):
                for operand in operands:
                    self.type_of(operand, types)
                    types = narrowed(types, facts(operand, holds=operator == "and"))
                return BOOLEAN
            case Either(test, then, otherwise):
                self.type_of(test, types)
                yes = self.type_of(then, narrowed(types, facts(test, holds=True)))
                return either(yes, self.type_of(otherwise, narrowed(types, facts(test, holds=False))))
            case Call():
                return self._call(node, types)
            case ListOf(items):
                return list_of_type(union(self.type_of(item, types) for item in items))
            case ObjectOf(pairs):
                found = [(key, self.type_of(value, types)) for key, value in pairs]
                named = {key.value: type_ for key, type_ in found if isinstance(key, Literal)}
                return object_of({str(key): type_ for key, type_ in named.items()})

    def needs(self, found: Type, accepted: Type, what: str, node: Node) -> None:
        """A problem unless all that may come fits."""
        if found.within(accepted) or not found.kinds:
            return
        set_ = found.without_null()
        if not set_.kinds:
            certainty: Certainty = "wrong"
        elif set_.within(accepted):
            certainty = "empty"
        else:
            certainty = "maybe" if set_.kinds & accepted.kinds and not _other_items(set_, accepted) else "wrong"
        needed = Type(accepted.kinds - _EMPTY, accepted.item)
        message = f"{what} needs {_article(needed)}, not {_article(set_ if set_.kinds else found)}"
        self._tell(node, message, certainty, ((node, found),))

    def _tell(self, node: Node, message: str, certainty: Certainty, operands: Operands = ()) -> None:
        offset, names = node.offset, []
        if certainty == "empty":
            empty = [one for one, type_ in operands if "null" in type_.kinds]
            names = [one.name for one in empty if isinstance(one, Name)]
            message = f"“{names[0]}” may be empty here" if names else "This may be empty here"
            offset = empty[0].offset if empty else offset
        self.problems.append(TypeProblem(offset, f"{message}.", certainty, tuple(names)))

    def _path(self, node: Path, base: Type, keys: Sequence[Node], types: Types) -> Type:
        for key in keys:
            self.type_of(key, types)
            if base.kinds - _EMPTY and not base.kinds & {"list", "object"}:
                self._tell(node, f"There is nothing inside of {_article(base)}", "pointless")
            base = self._inside(node, base, key)
        return base

    def _inside(self, node: Path, base: Type, key: Node) -> Type:
        found = NULL
        if "object" in base.kinds:
            known = base.field(key.value) if isinstance(key, Literal) and isinstance(key.value, str) else ANY
            if known is None:
                known = NULL
                if base.kinds <= {"object", "null"} and isinstance(key, Literal):
                    self._tell(node, f"There is no “{key.value}” in this", "pointless")
            found = known if base.kinds == OBJECT.kinds and base.fields is not None else either(found, known)
        if "list" in base.kinds:
            found = either(found, base.item or ANY)
        return found

    def _chain(self, node: Chain, types: Types) -> Type:
        found, before = self.type_of(node.first, types), node.first
        for operator, operand in node.rest:
            other = self.type_of(operand, types)
            if operator == "+":
                found = self._plus((before, found), (operand, other))
            else:
                self.needs(found, NUMBER, f"'{operator}'", before)
                self.needs(other, NUMBER, f"'{operator}'", operand)
                found = NUMBER
            before = operand
        return found

    def _plus(self, *operands: tuple[Node, Type]) -> Type:
        (node, left), (_, right) = operands
        certainty = _pairs(left.kinds, right.kinds, _adds)
        if certainty:
            self._tell(node, f"'+' cannot join {_article(left)} and {_article(right)}", certainty, operands)
        results = {_sum_of(a, b) for a in left.kinds for b in right.kinds if _adds(a, b)}
        if not results:
            return ANY
        items = [side.item or ANY for side in (left, right) if "list" in side.kinds]
        return Type(frozenset(results), union(items) if "list" in results else None)

    def _compare(self, node: Compare, left: Type, right: Type) -> None:
        if node.operator in ("in", "not in"):
            self._contained(node, right, left)
        elif node.operator in _ORDER:
            certainty = _pairs(left.kinds, right.kinds, _comparable)
            if certainty:
                self._tell(node, f"{_article(left)} is compared with {_article(right)}".capitalize(), certainty)
            elif left == NULL or right == NULL:
                self._tell(node, "Nothing is larger or smaller than null", "pointless")
        elif _apart(left, right):
            self._tell(node, f"{_article(left)} never equals {_article(right)}".capitalize(), "pointless")

    def _contained(self, node: Node, container: Type, item: Type) -> None:
        certainty = _pairs(container.kinds, item.kinds, _holds)
        if certainty:
            self._tell(node, f"{_article(item)} cannot be looked for in {_article(container)}".capitalize(), certainty)
        elif container.kinds <= {"list", "null"} and container.item is not None and _apart(container.item, item):
            self._tell(node, f"{_article(item)} is never in {_article(container)}".capitalize(), "pointless")

    def _call(self, node: Call, types: Types) -> Type:
        function = FUNCTIONS[node.function]
        found = [self.type_of(argument, types) for argument in node.arguments]
        for number, (type_, argument) in enumerate(zip(found, node.arguments, strict=True)):
            self.needs(type_, function.parameter(number).type, node.function, argument)
        if node.function == "contains":
            self._contained(node, found[0], found[1])
        elif node.function in ("min", "max"):
            self._extreme(node, found)
        elif node.function == "sort" and "list" in found[0].kinds:
            self._ordered_items(node, found[0].item or ANY, nulls=False)
        elif node.function == "money" and len(found) == 1 and found[0].kinds <= {"number", "null"}:
            self._tell(node, "money needs a currency, such as 'EUR'", "wrong")
        return function.result(found)

    def _extreme(self, node: Call, found: list[Type]) -> None:
        if len(found) == 1:
            self.needs(found[0], of("list"), node.function, node.arguments[0])
            if "list" in found[0].kinds:
                self._ordered_items(node, found[0].item or ANY, nulls=True)
            return
        whole = union(found)
        certainty = _pairs(whole.kinds, whole.kinds, _comparable)
        if certainty:
            self._tell(node, f"{node.function} needs numbers or texts, not both", certainty)

    def _ordered_items(self, node: Call, item: Type, *, nulls: bool) -> None:
        if not item.kinds:
            return
        set_ = item.kinds - _EMPTY
        if set_ <= {"number"} or set_ <= {"text"}:
            if "null" in item.kinds and not nulls:
                self._tell(node, f"{node.function} needs a list without null", "maybe")
            return
        certainty: Certainty = "maybe" if set_ & {"number", "text"} else "wrong"
        self._tell(node, f"{node.function} needs a list of numbers or of texts", certainty)


@lru_cache(maxsize=4096)
def _pairs(left: frozenset[str], right: frozenset[str], fits: Rule) -> Certainty | None:
    """How sure it is that two operands do not fit, from all pairs of kinds they may have."""
    if all(fits(a, b) for a in left for b in right):
        return None
    fitting = [fits(a, b) for a in left - _EMPTY or left for b in right - _EMPTY or right]
    if all(fitting):
        return "empty"
    return "maybe" if any(fitting) else "wrong"


def narrowed(types: Types, known: Mapping[str, Type]) -> Types:
    """The types where some variables are known to be of fewer kinds."""
    if not known:
        return types
    found = dict(types)
    for name, type_ in known.items():
        before = found.get(name, ANY)
        found[name] = Type(before.kinds & type_.kinds, before.item, before.fields)
    return found


def _other_items(found: Type, accepted: Type) -> bool:
    """Whether both are lists whose elements have nothing in common."""
    if found.kinds != {"list"} or found.item is None or accepted.item is None:
        return False
    return bool(found.item.kinds) and not found.item.kinds & accepted.item.kinds


def _apart(left: Type, right: Type) -> bool:
    """Whether no two values of these types, both set, are of the same kind."""
    ones, others = left.kinds - _EMPTY, right.kinds - _EMPTY
    return bool(ones and others and not ones & others)


def _adds(left: str, right: str) -> bool:
    if "text" in (left, right):
        return left in WRITABLE.kinds and right in WRITABLE.kinds
    return left == right and left in ("number", "list")


def _sum_of(left: str, right: str) -> str:
    return "text" if "text" in (left, right) else left


def _comparable(left: str, right: str) -> bool:
    return "null" in (left, right) or (left == right and left in ("number", "text"))


def _holds(container: str, item: str) -> bool:
    if container == "text":
        return item in WRITABLE.kinds
    return container in ("list", "object", "null")


def _article(type_: Type) -> str:
    words = str(type_)
    if words in ("anything", "nothing", "null") or " or " in words:
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


__all__ = ["TEXT", "Checked", "Checker", "TypeProblem", "check_types", "narrowed"]
