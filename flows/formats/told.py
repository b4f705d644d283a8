"""The lines of a report while a source is read, and the places they speak of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from flows.formats.report import Item


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the source and a JSON pointer into it."""

    file: str
    pointer: str = ""

    def at(self, *keys: str | int) -> Place:
        """The same file, further down."""
        further = "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in keys)
        return Place(self.file, self.pointer + further)


@dataclass(slots=True)
class Told:
    """Collects items; `hint`, `warn` and `lost` are the three severities."""

    items: list[Item] = field(default_factory=list)

    def hint(self, code: str, place: Place, what: str, todo: str = "", target: str = "") -> None:
        """Changed on purpose."""
        self._add("hint", code, place, what, todo, target)

    def warn(self, code: str, place: Place, what: str, todo: str = "", target: str = "") -> None:
        """Needs attention."""
        self._add("warning", code, place, what, todo, target)

    def lost(self, code: str, place: Place, what: str, todo: str = "", target: str = "") -> None:
        """Did not come over."""
        self._add("error", code, place, what, todo, target)

    def unknown_keys(self, place: Place, body: object, known: Collection[str]) -> None:
        """One line for each key that is not among the known ones and that says something."""
        if isinstance(body, dict):
            for key, value in body.items():
                if key not in known and value not in (None, "", [], {}, False):
                    self.warn(
                        "unknown-key", place.at(key), f"It is not known what {key[:80]!r} is for; it was left out."
                    )

    def _add(self, severity: str, code: str, place: Place, what: str, todo: str, target: str) -> None:
        self.items.append(Item(severity, code, place.file, what, todo, place.pointer, target))
