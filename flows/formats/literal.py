"""Texts of other products as sources of our language that mean just these texts."""

from __future__ import annotations

import re

from flows.engine.expressions import LanguageError
from flows.engine.templates import compile_template

_OPENING = re.compile(r"\{(?=[{%#])")


def literal(text: str) -> str:
    """A template that shows this text, whatever is in it."""
    return _OPENING.sub("{{ '{' }}", text)


def quoted(text: str) -> str:
    """An expression that is this text."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


def compiles(template: str) -> bool:
    """Whether a template can be read."""
    try:
        compile_template(template)
    except LanguageError:
        return False
    return True
