"""Expressions and templates read for validation and lint: trees and names, nothing compiled, each source read once.

Whoever types changes one source of a thousand; the others are known from the last time.
"""

from __future__ import annotations

from functools import lru_cache

from flows.engine.expressions_errors import LanguageError
from flows.engine.expressions_parser import RESERVED, parse_expression
from flows.engine.expressions_tree import Name, Node, names_in
from flows.engine.templates import Reading, read_template

NOTHING: frozenset[str] = frozenset()
_KEPT = 1 << 15


@lru_cache(maxsize=_KEPT)
def read(source: str) -> Reading | LanguageError:
    """What a template says, or what is wrong with it."""
    try:
        return read_template(source)
    except LanguageError as error:
        return LanguageError(error.message, error.offset)


@lru_cache(maxsize=_KEPT)
def parse(source: str) -> Node | LanguageError:
    """The tree of an expression, or what is wrong with it."""
    if source.isidentifier() and source not in RESERVED:
        return Name(source, 0)
    try:
        return parse_expression(source)
    except LanguageError as error:
        return LanguageError(error.message, error.offset)


def reading_of(source: str) -> Reading | None:
    """What a template says; None where it cannot be read."""
    found = read(source)
    return None if isinstance(found, LanguageError) else found


def tree_of(source: str) -> Node | None:
    """The tree of an expression; None where it cannot be read."""
    found = parse(source)
    return None if isinstance(found, LanguageError) else found


def names_of_template(source: str) -> frozenset[str]:
    """Variables that a template reads."""
    reading = reading_of(source) if "{" in source else None
    return NOTHING if reading is None else reading.names


@lru_cache(maxsize=_KEPT)
def names_of_expression(source: str) -> frozenset[str]:
    """Variables that an expression reads."""
    tree = tree_of(source)
    return NOTHING if tree is None else names_in(tree)
