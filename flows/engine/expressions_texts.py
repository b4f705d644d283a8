"""Functions over texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as escape_html
from typing import Any

from flows.engine.expressions_errors import Budget, EvaluationError, size_of
from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.engine.expressions_signature import Function, needs
from flows.engine.expressions_types import ANY, BOOLEAN, NUMBER, TEXT, WRITABLE, list_of_type
from flows.engine.expressions_values import text_of, to_json, to_text, whole_of


def _text_function(name: str, change: Callable[[str], str]) -> Callable[[Budget, Any], str]:
    def apply(budget: Budget, value: Any) -> str:
        text = text_of(value, name, budget)
        budget.search(len(text))
        # Some letters become three when their case changes; few do, all are paid for.
        budget.produce(len(text) if text.isascii() else 3 * size_of(text))
        return change(text)

    return apply


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def _split(budget: Budget, value: Any, separator: Any = None) -> list[str]:
    text = text_of(value, "split", budget)
    if separator is None:
        budget.search(len(text))
        budget.spend(1 + len(text) // 2)
        budget.produce(size_of(text))
        return text.split()
    between = text_of(separator, "split", budget)
    if not between:
        raise EvaluationError("split needs a separator that is not empty.")
    budget.search(len(text), len(between))
    budget.spend(1 + text.count(between))
    budget.produce(size_of(text))
    return text.split(between)


def _starts_with(budget: Budget, value: Any, start: Any) -> bool:
    beginning = text_of(start, "starts_with", budget)
    budget.search(len(beginning))
    return text_of(value, "starts_with", budget).startswith(beginning)


def _ends_with(budget: Budget, value: Any, end: Any) -> bool:
    ending = text_of(end, "ends_with", budget)
    budget.search(len(ending))
    return text_of(value, "ends_with", budget).endswith(ending)


def _replace(budget: Budget, value: Any, old: Any, new: Any) -> str:
    text = text_of(value, "replace", budget)
    before = text_of(old, "replace", budget)
    after = text_of(new, "replace", budget)
    if not before:
        raise EvaluationError("replace needs a text to look for.")
    # Twice: once to count, once to replace.
    budget.search(2 * len(text), len(before))
    times = text.count(before)
    budget.spend(times)
    budget.produce(size_of(text) + times * max(0, size_of(after) - size_of(before)))
    return text.replace(before, after)


def _truncate(budget: Budget, value: Any, length: Any, ending: Any = "…") -> str:
    text = text_of(value, "truncate", budget)
    end = text_of(ending, "truncate", budget)
    most = whole_of(length, "truncate")
    if len(text) <= most:
        return text
    shown = text[: max(0, most - len(end))].rstrip() + end
    budget.produce(size_of(shown))
    return shown


def _text(budget: Budget, value: Any) -> str:
    text = to_text(value, budget)
    budget.produce(size_of(text))
    return text


def _json(budget: Budget, value: Any) -> str:
    # to_json has paid for all of it.
    return to_json(value, budget)


def _matches(budget: Budget, value: Any, pattern: Any) -> bool:
    text = text_of(value, "matches", budget)
    try:
        compiled = compile_pattern(str(pattern))
    except PatternError as error:
        raise EvaluationError(str(error)) from error
    budget.spend(compiled.cost(text))
    return compiled.found_in(text)


def _check_matches(arguments: list[Any]) -> str | None:
    pattern = arguments[1]
    if not isinstance(pattern, str):
        # A pattern built at run time could not be checked before a visitor meets it.
        return "the pattern must be written out as a text."
    try:
        compile_pattern(pattern)
    except PatternError as error:
        return str(error)
    return None


_MARKDOWN = re.compile(r"([\\`*_~\[\]()])")
_TELEGRAM = re.compile(r"([_*\[\]()~`>#+\-=|{}.!\\])")
_LIGHT = re.compile(r"([*_~`])")
_NOT_IN_URL = re.compile(r"[^A-Za-z0-9_.~-]+")
_ZERO_WIDTH = "\u200b"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def _escape_slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


ESCAPES: dict[str, Callable[[str], str]] = {
    "markdown": lambda text: _MARKDOWN.sub(r"\\\1", text),
    "web": lambda text: _MARKDOWN.sub(r"\\\1", text),
    "html": lambda text: escape_html(text, quote=True),
    "slack": _escape_slack,
    "telegram": lambda text: _TELEGRAM.sub(r"\\\1", text),
    # These two have no escape sign: a space without width keeps a mark from being one.
    "whatsapp": lambda text: _LIGHT.sub(_ZERO_WIDTH + r"\1", text),
    "rocketchat": lambda text: _LIGHT.sub(_ZERO_WIDTH + r"\1", text),
    "url": lambda text: _NOT_IN_URL.sub(_percent, text),
}
_GROWS = 9  # %F0%9F%98%80 for four bytes, &quot; for one, a mark and a space without width


def _escape(budget: Budget, value: Any, where: Any = "markdown") -> str:
    text = text_of(value, "escape", budget)
    change = ESCAPES.get(where) if isinstance(where, str) else None
    if change is None:
        raise EvaluationError(f"escape knows {', '.join(ESCAPES)}.")
    budget.spend(1 + len(text) // 4)
    budget.allow(_GROWS * size_of(text))
    escaped = change(text)
    budget.produce(size_of(escaped))
    return escaped


def _check_escape(arguments: list[Any]) -> str | None:
    where = arguments[1] if len(arguments) > 1 else ...
    return None if where is ... or where in ESCAPES else f"it knows {', '.join(ESCAPES)}."


_ONE = needs(("text", WRITABLE))

TEXTS: dict[str, Function] = {
    "lower": Function("texts", "In small letters.", ("lower('AbC')", "abc"),
                      _text_function("lower", str.lower), _ONE, TEXT),
    "upper": Function("texts", "In capitals.", ("upper('abc')", "ABC"),
                      _text_function("upper", str.upper), _ONE, TEXT),
    "capitalize": Function("texts", "With a capital at the beginning.", ("capitalize('ann lee')", "Ann lee"),
                           _text_function("capitalize", _capitalize), _ONE, TEXT),
    "trim": Function("texts", "Without spaces at both ends.", ("trim('  a ')", "a"),
                     _text_function("trim", str.strip), _ONE, TEXT),
    "split": Function(
        "texts", "A list of the parts between separators; of the words where no separator is given.",
        ("split('a,b', ',')", ["a", "b"]), _split, needs(("text", WRITABLE), ("separator?", WRITABLE)),
        list_of_type(TEXT),
    ),
    "starts_with": Function(
        "texts", "Whether the text begins so.", ("starts_with('large', 'la')", True),
        _starts_with, needs(("text", WRITABLE), ("start", WRITABLE)), BOOLEAN,
    ),
    "ends_with": Function(
        "texts", "Whether the text ends so.", ("ends_with('large', 'ge')", True),
        _ends_with, needs(("text", WRITABLE), ("end", WRITABLE)), BOOLEAN,
    ),
    "matches": Function(
        "texts", "Whether a pattern (RE2) occurs in the text. The pattern is written out, not calculated.",
        ("matches('AB-12', '^[A-Z]+-[0-9]+$')", True), _matches, needs(("text", WRITABLE), ("pattern", TEXT)), BOOLEAN,
        check=_check_matches,
    ),
    "replace": Function(
        "texts", "The text with every occurrence of one text replaced by another.",
        ("replace('a.b', '.', '+')", "a+b"), _replace,
        needs(("text", WRITABLE), ("old", WRITABLE), ("new", WRITABLE)), TEXT,
    ),
    "truncate": Function(
        "texts", "At most so many characters, with … (or another ending) where something is cut off.",
        ("truncate('a long story', 7)", "a long…"), _truncate,
        needs(("text", WRITABLE), ("length", NUMBER), ("ending?", WRITABLE)), TEXT,
    ),
    "escape": Function(
        "texts", "Written so that nothing in it is taken for a mark. Where: markdown (the default; messages are "
        "markdown), html, url, or a channel: web, slack, telegram, whatsapp, rocketchat.",
        ("escape('a*b')", "a\\*b"), _escape, needs(("text", WRITABLE), ("where?", TEXT)), TEXT, check=_check_escape,
    ),
    "text": Function("texts", "Any value written out as in a message.", ("text(3.0)", "3"),
                     _text, needs(("value", ANY)), TEXT),
    "json": Function("texts", "Any value as JSON.", ("json([1, 'a'])", '[1,"a"]'), _json, needs(("value", ANY)), TEXT),
}  # fmt: skip
