"""Credentials written out where everybody who may read the bot can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from flows.document.pointers import escape
from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.references import References

_TOKEN = re.compile(
    r"\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=._-]{12,}"
    r"|\b(?:sk|pk|rk)[-_](?:live|test|proj)?[-_]?[A-Za-z0-9]{16,}"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{30,}"
    r"|\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|://[^/\s:@{]{1,64}:[^/\s:@{]{3,64}@"
)
_RUN = re.compile(r"[A-Za-z0-9+/=._-]{10}")  # every credential but the one in an address has such a stretch
_SHORTEST = 12  # characters of what could be a credential
_HEADER = re.compile(r"authorization|api-?key|token|secret|password", re.IGNORECASE)


def find(index: Index, references: References) -> Iterator[Finding]:
    for _, _, step in index.steps:
        yield from _in_value(step.config, step.place.at("/config"))
        headers = step.config.get("headers")
        for name, value in headers.items() if isinstance(headers, dict) else ():
            if _HEADER.search(name) and isinstance(value, str) and value.strip() and "{{" not in value:
                yield _finding(step.place.at(f"/config/headers/{escape(name)}"))
    for collection, key in (("variables", "name"), ("content", "id")):
        for body, place in index.named(collection, key).values():
            yield from _in_value(body, place)


def _in_value(value: Mapping[str, Any], place: Place) -> Iterator[Finding]:
    # Without places first: nearly always there is nothing.
    if _holds_secret(value):
        for text, at in _texts(value):
            if _is_secret(text):
                yield _finding(place.at(at))


@lru_cache(maxsize=1 << 15)
def _is_secret(text: str) -> bool:
    return bool(("://" in text or _RUN.search(text)) and _TOKEN.search(text))


def _holds_secret(value: Mapping[str, Any]) -> bool:
    waiting: list[Any] = [value]
    for here in waiting:  # grows meanwhile
        for inner in here.values() if type(here) is dict else here:
            kind = type(inner)
            if kind is str:
                if len(inner) >= _SHORTEST and _is_secret(inner):
                    return True
            elif kind is dict or kind is list:
                waiting.append(inner)
    return False


def _finding(place: Place) -> Finding:
    # Never quotes what it has found: findings are shown, logged and exported.
    return Finding(
        "error", "plain-secret", place, "This looks like a credential. Store it as a secret and use {{ secret.name }}."
    )


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    waiting = [(value, "")]
    while waiting:
        here, at = waiting.pop()
        if isinstance(here, str):
            if len(here) >= _SHORTEST:
                yield here, at
        elif isinstance(here, dict):
            waiting.extend((inner, f"{at}/{escape(str(key))}") for key, inner in here.items())
        elif isinstance(here, list):
            waiting.extend((inner, f"{at}/{number}") for number, inner in enumerate(here))
