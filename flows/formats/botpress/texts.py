"""Mustache templates of Botpress to ours."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.document.readings import parse, read
from flows.engine.expressions import LanguageError
from flows.formats.botpress.names import Names

_TAG = re.compile(r"\{\{\{\s*(?P<raw>[^{}]*?)\s*\}\}\}|\{\{(?P<mark>[#^/&!>]?)\s*(?P<name>[^{}]*?)\s*\}\}")
_OPENING = re.compile(r"\{(?=[{%#])")

Tell = Callable[[str, str], None]
"""Called with a code and what was found, for the report."""


def template(source: str, names: Names, tell: Tell) -> str:
    """Our template that shows the same. What cannot be carried over is told and left out."""
    if "{" not in source:
        return source
    written = _Writer(names, tell).write(source)
    if isinstance(read(written), LanguageError):
        tell("template", f"The text {source[:80]!r} has tags that could not be read; it is shown as it is.")
        return literal(source)
    return written


def literal(text: str) -> str:
    """A template that shows this text, whatever is in it."""
    return _OPENING.sub("{{ '{' }}", text) if "{" in text else text


def whole_expression(source: str, names: Names) -> str | None:
    """Our expression where the text is one tag and nothing else: it keeps the type of the value."""
    found = _TAG.fullmatch(source.strip())
    if found is None or (found["mark"] or "") not in ("", "&"):
        return None
    return expression_of(found["raw"] if found["raw"] is not None else found["name"], names)


def expression_of(path: str, names: Names) -> str | None:
    """Our expression for a dotted path."""
    if path not in names.written:
        names.written[path] = _expression_of(path, names)
    return names.written[path]


def _expression_of(path: str, names: Names) -> str | None:
    segments = [segment for segment in re.split(r"[.\[\]]+", path.replace("'", "").replace('"', "")) if segment]
    found = names.path(segments) if segments else None
    return None if found is None or isinstance(parse(found), LanguageError) else found


class _Writer:
    def __init__(self, names: Names, tell: Tell) -> None:
        self._names = names
        self._tell = tell
        self._open: list[tuple[str, str]] = []

    def write(self, source: str) -> str:
        written: list[str] = []
        at = 0
        for tag in _TAG.finditer(source):
            written.append(literal(source[at : tag.start()]))
            written.append(self._tag(tag, source))
            at = tag.end()
        written.append(literal(source[at:]))
        written.extend(f"{{% {end} %}}" for _, end in reversed(self._open))
        return "".join(written)

    def _tag(self, tag: re.Match[str], source: str) -> str:
        mark = tag["mark"] or ""
        name = tag["raw"] if tag["raw"] is not None else tag["name"]
        if mark == "!":
            return ""
        if mark in ("#", "^"):
            return self._section(mark, name, source[tag.end() :])
        if mark == "/":
            return f"{{% {self._open.pop()[1]} %}}" if self._open else ""
        if mark == ">":
            self._tell("template", f"The partial {name[:40]!r} does not exist here and is left out.")
            return ""
        if name == "." and self._open:
            return "{{ item }}"
        found = expression_of(name, self._names)
        if found is None:
            self._tell("template", f"{name[:60]!r} does not exist here; it shows nothing.")
            return ""
        return f"{{{{ {found} }}}}"

    def _section(self, mark: str, name: str, rest: str) -> str:
        found = expression_of(name, self._names)
        if found is None:
            self._tell("template", f"The section {name[:60]!r} asks for something that does not exist here.")
            found = "null"
        body = rest.split("{{/", 1)[0]
        if mark == "#" and re.search(r"\{\{\s*\.\s*\}\}", body):
            self._open.append((name, "endfor"))
            return f"{{% for item in {found} %}}"
        if mark == "#":
            self._tell(
                "section", f"The section {name[:60]!r} is shown once if there is a value; lists do not repeat it."
            )
        self._open.append((name, "endif"))
        return f"{{% if {'' if mark == '#' else 'not '}{found} %}}"
