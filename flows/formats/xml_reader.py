"""XML of other programs as a small tree. Nothing that a document type could bring in is read: no entity, no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 20 * 1024 * 1024
MAX_NODES = 600_000
MAX_DEPTH = 60


class XmlError(ValueError):
    """The bytes are no XML that is read here; `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(slots=True)
class Element:
    """An element by its local name; `parts` are texts and elements in their order."""

    name: str
    attributes: dict[str, str]
    parts: list[str | Element] = field(default_factory=list)

    def elements(self, name: str = "") -> Iterator[Element]:
        """The children that are elements, of a name if one is given."""
        for part in self.parts:
            if isinstance(part, Element) and (not name or part.name == name):
                yield part

    def first(self, name: str) -> Element | None:
        return next(self.elements(name), None)

    def everywhere(self, name: str) -> Iterator[Element]:
        """All elements of a name below this one, in their order."""
        for part in self.elements():
            if part.name == name:
                yield part
            yield from part.everywhere(name)

    def text(self) -> str:
        """All text inside."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._nodes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._open) >= MAX_DEPTH:
            raise XmlError("It has too many elements, or too deep ones.")
        made = Element(_local(name), {_local(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].parts.append(made)
        else:
            self.root = made
        self._open.append(made)

    def end(self, name: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        if self._open:
            self._open[-1].parts.append(data)


def read_xml(data: bytes) -> Element:
    """The root element; raises XmlError."""
    if len(data) > MAX_BYTES:
        raise XmlError(f"It has more than {MAX_BYTES // 1024 // 1024} MB.")
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    is_final = True
    try:
        parser.Parse(data, is_final)
    except expat.ExpatError as error:
        raise XmlError(f"It is no sound XML: {error}") from error
    except (LookupError, ValueError) as error:
        if isinstance(error, XmlError):
            raise
        raise XmlError("Its encoding is not known.") from error
    if builder.root is None:
        raise XmlError("It is empty.")
    return builder.root


def _refuse(*_: object) -> int:
    raise XmlError("It declares a document type or entities; such files are not read.")


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1]
