"""Pattern entities. Patterns are written by bot authors, so only google-re2 may run them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import re2

from nlu.pipeline.entities.found import PATTERN, Found
from nlu.pipeline.normalise import LONGEST_UTTERANCE, encodable

LONGEST_PATTERN = 1_000
_MOST_MATCHES = 20
_MEMORY = 2**20


def compile_pattern(source: str) -> Any:
    """A compiled pattern, blind to case unless it says `(?-i)`; raises ValueError if it is none."""
    if len(source) > LONGEST_PATTERN:
        raise ValueError(f"a pattern may have {LONGEST_PATTERN} characters")
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        return re2.compile(source, options=options)
    except re2.error as error:
        raise ValueError(f"not a pattern: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """What re2 says, which it says in bytes."""
    reason = error.args[0] if error.args else ""
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)


class Patterns:
    """The compiled patterns of a bot, in the order of its entities."""

    def __init__(self, entities: Iterable[Mapping[str, Any]]) -> None:
        self._compiled = [
            (entity["name"], compile_pattern(source)) for entity in entities for source in entity.get("patterns", [])
        ]

    def find(self, text: str) -> list[Found]:
        """All matches; the value is the text matched, or of the first group where there is one."""
        found: list[Found] = []
        looked_at = encodable(text[:LONGEST_UTTERANCE])
        for name, pattern in self._compiled:
            for number, match in enumerate(pattern.finditer(looked_at)):
                if number == _MOST_MATCHES:
                    break
                if match.end() == match.start():
                    continue
                value = match.group(1) if pattern.groups and match.group(1) else match.group()
                found.append(Found(name, match.start(), match.end(), value, 1.0, PATTERN))
        return found
