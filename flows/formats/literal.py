"""Texts of other products as sources of our language that mean just these texts."""

from __future__ import annotations

import re

_OPENING = re.compile(r"\{(?=[{%#])")


def literal(text: str) -> str:
    """A template that shows this text, whatever is in it."""
    return _OPENING.sub("{{ '{' }}", text)


def quoted(text: str) -> str:
    """An expression that is this text."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"
