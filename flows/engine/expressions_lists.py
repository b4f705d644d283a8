"""Functions over lists and objects, and over any value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key
from typing import Any

from flows.engine.expressions_errors import Budget, EvaluationError, TypeMismatch, size_of
from flows.engine.expressions_signature import Function, needs
from flows.engine.expressions_types import (
    ANY,
    BOOLEAN,
    LIST,
    NUMBER,
    OBJECT,
    TEXT,
    WRITABLE,
    Type,
    either,
    list_of_type,
    of,
)
from flows.engine.expressions_values import (
    contains,
    equal,
    kind,
    list_of,
    look_up,
    ordered,
    shown,
    text_of,
    to_text,
    whole_of,
)

MAX_RANGE = 1_000
_LIST_OR_NULL = of("list", "null")


def _length(budget: Budget, value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, str | list | tuple | Mapping):
        return len(value)
    raise TypeMismatch(f"length needs a text, a list or an object, not {shown(value)}.")


def _first(budget: Budget, value: Any) -> Any:
    return _end(value, "first", 0)


def _last(budget: Budget, value: Any) -> Any:
    return _end(value, "last", -1)


def _end(value: Any, name: str, index: int) -> Any:
    if isinstance(value, str):
        return value[index] if value else None
    if value is None:
        return None
    items = list_of(value, name)
    return items[index] if items else None


def _end_type(arguments: Sequence[Type]) -> Type:
    found = of("null")
    if "list" in arguments[0].kinds:
        found = either(found, arguments[0].item or ANY)
    return either(found, TEXT) if "text" in arguments[0].kinds else found


def _join(budget: Budget, value: Any, separator: Any = ", ") -> str:
    items = list_of(value, "join")
    between = text_of(separator, "join", budget)
    budget.spend(len(items))
    parts: list[str] = []
    for item in items:
        part = to_text(item, budget)
        budget.produce(size_of(part) + size_of(between))
        parts.append(part)
    return between.join(parts)


def _items(value: Any, name: str, budget: Budget) -> list[Any] | tuple[Any, ...]:
    items = [] if value is None else list_of(value, name)
    budget.spend(len(items))
    return items


def _without(budget: Budget, value: Any, removed: Any) -> list[Any]:
    items = _items(value, "without", budget)
    others = list_of(removed, "without")
    return [item for item in items if not contains(others, item, budget)]


def _unique(budget: Budget, value: Any) -> list[Any]:
    kept: list[Any] = []
    for item in _items(value, "unique", budget):
        if not contains(kept, item, budget):
            kept.append(item)
    return kept


def _reverse(budget: Budget, value: Any) -> list[Any]:
    return list(reversed(_items(value, "reverse", budget)))


def _sort(budget: Budget, value: Any) -> list[Any]:
    items = _items(value, "sort", budget)
    if any(kind(item) not in ("number", "text") for item in items):
        raise TypeMismatch("sort needs a list of numbers or of texts.")

    def compare(a: Any, b: Any) -> int:
        budget.spend()
        if ordered("<", a, b, budget):
            return -1
        return 1 if ordered(">", a, b, budget) else 0

    return sorted(items, key=cmp_to_key(compare))


def _count(budget: Budget, value: Any, item: Any) -> int:
    return sum(1 for one in _items(value, "count", budget) if equal(one, item, budget))


def _pluck(budget: Budget, value: Any, key: Any) -> list[Any]:
    return [look_up(item, key) for item in _items(value, "pluck", budget)]


def _where(budget: Budget, value: Any, key: Any, wanted: Any) -> list[Any]:
    return [item for item in _items(value, "where", budget) if equal(look_up(item, key), wanted, budget)]


def _range(budget: Budget, start: Any, end: Any = None) -> list[int]:
    first, last = (0, start) if end is None else (start, end)
    low, high = whole_of(first, "range"), whole_of(last, "range")
    if high - low > MAX_RANGE:
        raise EvaluationError(f"range makes at most {MAX_RANGE} numbers.")
    budget.spend(max(0, high - low))
    return list(range(low, high))


def _slice(budget: Budget, value: Any, start: Any, count: Any = None) -> Any:
    first = whole_of(start, "slice")
    if value is None:
        return None
    if not isinstance(value, str | list | tuple):
        raise TypeMismatch(f"slice needs a text or a list, not {shown(value)}.")
    begin = max(0, len(value) + first) if first < 0 else min(first, len(value))
    stop = len(value) if count is None else begin + max(0, whole_of(count, "slice"))
    taken = max(0, min(stop, len(value)) - begin)
    if isinstance(value, str):
        part = value[begin:stop]
        budget.produce(size_of(part))
        return part
    budget.spend(taken)
    return list(value[begin:stop])


def _keys(budget: Budget, value: Any) -> list[str]:
    if not isinstance(value, Mapping):
        raise TypeMismatch(f"keys needs an object, not {shown(value)}.")
    budget.spend(len(value))
    return list(value)


def _values(budget: Budget, value: Any) -> list[Any]:
    if not isinstance(value, Mapping):
        raise TypeMismatch(f"values needs an object, not {shown(value)}.")
    budget.spend(len(value))
    return list(value.values())


def _contains(budget: Budget, container: Any, item: Any) -> bool:
    return contains(container, item, budget)


def _type(budget: Budget, value: Any) -> str:
    return kind(value)


def _default(budget: Budget, value: Any, otherwise: Any) -> Any:
    return otherwise if value is None or value == "" else value


def _default_type(arguments: Sequence[Type]) -> Type:
    return either(arguments[0].without_null(), arguments[1])


def _same(arguments: Sequence[Type]) -> Type:
    return list_of_type(arguments[0].item or ANY)


def _slice_type(arguments: Sequence[Type]) -> Type:
    return Type(arguments[0].kinds & {"text", "list", "null"}, arguments[0].item)


_ITEMS = needs(("list", _LIST_OR_NULL))

LISTS: dict[str, Function] = {
    "length": Function("lists", "How many characters, elements or keys. Nothing has the length 0.",
                       ("length([1, 2])", 2), _length, needs(("value", of("text", "list", "object", "null"))), NUMBER),
    "first": Function("lists", "The first element or character; null where there is none.",
                      ("first(['a', 'b'])", "a"), _first, needs(("value", of("text", "list", "null"))), _end_type),
    "last": Function("lists", "The last element or character; null where there is none.",
                     ("last([1, 2])", 2), _last, needs(("value", of("text", "list", "null"))), _end_type),
    "join": Function("lists", "All elements in one text, with a comma or another text between them.",
                     ("join(['a', 'b'], ' & ')", "a & b"), _join,
                     needs(("list", LIST), ("separator?", WRITABLE)), TEXT),
    "slice": Function("lists", "The part from a place on (0 is the first; negative counts from the end).",
                      ("slice('abcdef', 1, 3)", "bcd"), _slice,
                      needs(("value", of("text", "list", "null")), ("start", NUMBER), ("count?", of("number", "null"))),
                      _slice_type),
    "sort": Function("lists", "The elements in order: numbers by size, texts by letters.",
                     ("sort([3, 1, 2])", [1, 2, 3]), _sort, needs(("list", _LIST_OR_NULL)), _same),
    "reverse": Function("lists", "The elements from the last to the first.",
                        ("reverse([1, 2])", [2, 1]), _reverse, _ITEMS, _same),
    "unique": Function("lists", "Every element once, where it stands first.",
                       ("unique(['a', 'b', 'a'])", ["a", "b"]), _unique, _ITEMS, _same),
    "without": Function("lists", "The elements that are not in the other list.",
                        ("without([1, 2, 3], [2])", [1, 3]), _without,
                        needs(("list", _LIST_OR_NULL), ("removed", LIST)), _same),
    "count": Function("lists", "How often an element is in the list.", ("count(['a', 'b', 'a'], 'a')", 2), _count,
                      needs(("list", _LIST_OR_NULL), ("element", ANY)), NUMBER),
    "pluck": Function("lists", "One key of every element.", ("pluck([{'name': 'Ann'}, {'name': 'Bo'}], 'name')",
                      ["Ann", "Bo"]), _pluck, needs(("list", _LIST_OR_NULL), ("key", of("text", "number"))), LIST),
    "where": Function("lists", "The elements in which a key has a value.",
                      ("where([{'id': 1}, {'id': 2}], 'id', 2)", [{"id": 2}]), _where,
                      needs(("list", _LIST_OR_NULL), ("key", of("text", "number")), ("value", ANY)), _same),
    "range": Function("lists", "Whole numbers up to, but without, the end; at most 1000.",
                      ("range(1, 4)", [1, 2, 3]), _range,
                      needs(("start", NUMBER), ("end?", of("number", "null"))), list_of_type(NUMBER)),
    "contains": Function("lists", "Whether a text, a list or the keys of an object have it; `in` the other way round.",
                         ("contains(['a', 'b'], 'b')", True), _contains,
                         needs(("in", of("text", "list", "object", "null")), ("what", ANY)), BOOLEAN),
    "keys": Function("lists", "The keys of an object.", ("keys({'a': 1})", ["a"]), _keys, needs(("object", OBJECT)),
                     list_of_type(TEXT)),
    "values": Function("lists", "The values of an object.", ("values({'a': 1})", [1]), _values,
                       needs(("object", OBJECT)), LIST),
    "default": Function("values", "The value, or another one where it is null or an empty text.",
                        ("default('', 'you')", "you"), _default, needs(("value", ANY), ("otherwise", ANY)),
                        _default_type),
    "type": Function("values", "What kind of value it is: text, number, boolean, list, object or null.",
                     ("type(1)", "number"), _type, needs(("value", ANY)), TEXT),
}  # fmt: skip
