"""Patterns that authors write. RE2 only: its time is linear in the text, its memory bounded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from flows.engine.expressions_errors import size_of

MAX_PATTERN = 1_000
"""Characters of one pattern."""

_MEMORY = 1 << 20
_WORK_OF_AN_OPERATION = 256
"""Instructions of a pattern times bytes: about 2 microseconds where RE2 has to follow them one by one."""


class PatternError(ValueError):
    """The pattern is not one that RE2 can run within its memory."""


class Pattern:
    """A compiled pattern. Searching costs time linear in the text, times the size of the pattern at worst."""

    __slots__ = ("_compiled", "_size", "source")

    def __init__(self, source: str, compiled: Any) -> None:
        self.source = source
        self._compiled = compiled
        self._size = int(compiled.programsize)

    def cost(self, text: str) -> int:
        """The operations to spend before the text is searched."""
        return 1 + max(len(text) // 4, size_of(text) * self._size // _WORK_OF_AN_OPERATION)

    def found_in(self, text: str) -> bool:
        """Whether the pattern occurs anywhere in the text."""
        return self._compiled.search(text) is not None


@lru_cache(maxsize=1024)
def compile_pattern(source: str) -> Pattern:
    """A pattern ready to use, or PatternError saying what is wrong with it."""
    if len(source) > MAX_PATTERN:
        raise PatternError(f"A pattern may have at most {MAX_PATTERN} characters.")
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return Pattern(source, re2.compile(source, options))
    except (re2.error, UnicodeError) as error:
        detail = error.args[0] if error.args else "it cannot be read"
        if isinstance(detail, bytes):
            detail = detail.decode("utf-8", "replace")
        raise PatternError(f"This pattern does not work: {detail}") from error
