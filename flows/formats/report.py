"""What reading a foreign bot gives: a document, and one item for everything that did not come over exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flows.document import StrictJSONError, check_characters


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an import report.

    `severity` is error (lost), warning (needs attention) or hint (changed on purpose). `file` and `pointer` say where
    it was, `target` where it is now (`flow:order/nodes/n1`), `what` happened and what there is `todo`. Never holds a
    secret.
    """

    severity: str
    code: str
    file: str
    what: str
    todo: str = ""
    pointer: str = ""
    target: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "severity": self.severity,
            "code": self.code,
            "source": {"file": self.file, "pointer": self.pointer},
            "target": self.target,
            "what": self.what,
            "todo": self.todo,
        }


@dataclass(slots=True)
class Reading:
    """A valid document and the items of its report; `media` are pictures that came with it, by file name."""

    document: dict[str, Any]
    items: list[Item] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Writing:
    """The files of a bot in another format, and an item for everything that the format cannot say."""

    files: dict[str, bytes]
    items: list[Item] = field(default_factory=list)


class FormatError(ValueError):
    """The files are not a bot of this format, or not one that can be read. `problems` are those of a document."""

    def __init__(self, code: str, detail: str, problems: tuple[Any, ...] = ()) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.problems = problems


def check_storable(made: Any) -> None:
    """Raises FormatError where what was made of files holds a character that nobody could store or show.

    Readers decode escapes of many kinds; one that was missed would leave a bot that cannot be opened any more.
    """
    try:
        check_characters(made)
    except StrictJSONError as error:
        raise FormatError(error.code, error.detail) from error


class Format(Protocol):
    """A format of bots: recognises, reads and perhaps writes it. Files are path → bytes, paths with `/`."""

    name: str
    title: str

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        """Whether the files look like a bot of this format."""

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        """What the files hold; `called` names a bot that has no name of its own. Raises FormatError."""
