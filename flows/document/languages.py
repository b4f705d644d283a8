"""Checks of everything that authors write in the small language: messages, templates, expressions, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flows.document.pointers import escape
from flows.document.problems import Problem
from flows.document.readings import parse, read
from flows.engine.conditions import OPERATORS, compile_condition
from flows.engine.expressions import LanguageError
from flows.engine.expressions_patterns import PatternError, compile_pattern

NOT_TEXT = frozenset(
    {"type", "kind", "style", "format", "mime", "channel", "option", "id", "content", "language", "name"}
)
"""Keys of a message that are never rendered."""

Found = Iterator[Problem]
_COMPARISON = frozenset({"variable", "op", "value"})
_PLAIN_OPERATORS = frozenset(OPERATORS) - {"matches"}


def check_template(source: Any, at: str, *, secrets: bool = False) -> Found:
    """A text, or texts by language or anywhere inside of JSON, each a template."""
    if isinstance(source, dict):
        for key, inner in source.items():
            yield from check_template(inner, f"{at}/{escape(str(key))}", secrets=secrets)
    elif isinstance(source, list):
        for index, inner in enumerate(source):
            yield from check_template(inner, f"{at}/{index}", secrets=secrets)
    elif isinstance(source, str) and "{" in source:
        template = read(source)
        if isinstance(template, LanguageError):
            yield _language(at, "template", template)
        elif template.secrets and not secrets:
            yield Problem(at, "secret", "Secrets can only be used in an API call.")


def check_message(message: Any, at: str) -> Found:
    """Every text of a message."""
    if isinstance(message, str):
        yield from check_template(message, at)
        return
    waiting = [(message, at)]
    while waiting:
        value, here = waiting.pop()
        if isinstance(value, str):
            yield from check_template(value, here)
        elif isinstance(value, dict):
            if value.get("type") == "native":
                continue
            waiting.extend((v, f"{here}/{escape(k)}") for k, v in value.items() if k not in NOT_TEXT)
        elif isinstance(value, list):
            waiting.extend((v, f"{here}/{index}") for index, v in enumerate(value))
    yield from check_options(message.get("options") if isinstance(message, dict) else None, f"{at}/options")


def check_options(options: Any, at: str) -> Found:
    """Option ids are unique within their list."""
    seen: set[str] = set()
    for index, option in enumerate(options if isinstance(options, list) else ()):
        name = option.get("id") if isinstance(option, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield Problem(f"{at}/{index}/id", "duplicate", f"There is already an option {name!r}.")
            seen.add(name)


def check_expression(source: Any, at: str) -> Found:
    if isinstance(source, str):
        tree = parse(source)
        if isinstance(tree, LanguageError):
            yield _language(at, "expression", tree)


def check_condition(condition: Any, at: str) -> Found:
    """A condition; the pointer leads to the part of it that is wrong."""
    if not isinstance(condition, dict) or _plainly_right(condition):
        return
    try:
        compile_condition(condition)
        return
    except LanguageError as error:
        whole = error
    found = False
    for part, where in parts_with_pointers(condition, at):
        if part.keys() & {"all", "any", "not"}:
            continue
        try:
            compile_condition(part)
        except LanguageError as error:
            found = True
            yield _language(_blamed(part, where), "condition", error)
    if not found:
        yield _language(at, "condition", whole)


def _plainly_right(condition: Mapping[str, Any]) -> bool:
    """Whether it is a simple condition that needs no compiling to be believed; most are."""
    if condition.keys() == {"expression"}:
        return isinstance(condition["expression"], str) and not isinstance(
            parse(condition["expression"]), LanguageError
        )
    if condition.keys() <= _COMPARISON:
        name, operator = condition.get("variable"), condition.get("op")
        return isinstance(name, str) and operator in _PLAIN_OPERATORS and not isinstance(parse(name), LanguageError)
    return False


def check_value(value: Any, at: str) -> Found:
    """What `set` sets: a text is a template, `{"expression"}` an expression, `{"literal"}` anything."""
    if isinstance(value, str):
        yield from check_template(value, at)
    elif isinstance(value, dict) and "expression" in value:
        yield from check_expression(value["expression"], f"{at}/expression")


def check_pattern(source: Any, at: str) -> Found:
    if isinstance(source, str):
        try:
            compile_pattern(source)
        except PatternError as error:
            yield Problem(at, "pattern", str(error))


def parts_with_pointers(condition: Mapping[str, Any], at: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """A condition and all conditions inside of it, each with its pointer."""
    waiting: list[tuple[Any, str]] = [(condition, at)]
    while waiting:
        part, here = waiting.pop()
        if not isinstance(part, dict):
            continue
        yield part, here
        for key in ("all", "any"):
            inner = part.get(key)
            waiting.extend((p, f"{here}/{key}/{n}") for n, p in enumerate(inner if isinstance(inner, list) else ()))
        if "not" in part:
            waiting.append((part["not"], f"{here}/not"))


def _blamed(part: Mapping[str, Any], at: str) -> str:
    if "expression" in part:
        return f"{at}/expression"
    if part.get("op") == "matches":
        return f"{at}/value"
    return f"{at}/variable" if "variable" in part else at


def _language(at: str, code: str, error: LanguageError) -> Problem:
    return Problem(at, code, f"{error.message} (at character {error.offset + 1})")


Checker = Callable[[Any, str], Found]
