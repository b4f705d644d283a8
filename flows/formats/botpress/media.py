"""Media of a Botpress bot: their addresses become ours wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

from flows.formats.media import MAX_FILE, ROUTE, stored_name
from flows.formats.report import Item

# In the raw JSON of a file; names may hold spaces, and end at the bracket of a link in Markdown.
_ADDRESS = re.compile(
    rb"""(?:https?://[^\s"\\<>()]{1,200})?/api/v1/bots/[^/"\\\s]{1,200}/media/(?P<name>[^"\\?#<>]{1,255})"""
)
_END = re.compile(rb"[)\]\s,;}]")


class Media:
    """The files below `media/`, by name. `stored` are those that come over, by the name they have here."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.stored: dict[str, bytes] = {}
        self._names: dict[bytes, str | None] = {}
        self._items: list[Item] = []
        self._missing: set[bytes] = set()
        for name, content in sorted(files.items()):
            own = self._names[name.encode()] = stored_name(content, name)
            if own is not None:
                self.stored[own] = content
                continue
            why = "too large" if len(content) > MAX_FILE else "of a kind that no bot shows here"
            self._items.append(Item("warning", "media", f"media/{name}", f"This file is {why}; it was not taken over.",
                                    "Put it where visitors can open it, and set its address."))  # fmt: skip

    def items(self) -> list[Item]:
        """Files that did not come over, and files that are shown and are not there."""
        return self._items

    def ours(self, path: str, data: bytes) -> bytes:
        """The JSON of a file with our addresses; `path` is for the report."""
        return _ADDRESS.sub(lambda found: self._address(path, found), data) if b"/media/" in data else data

    def _address(self, path: str, found: re.Match[bytes]) -> bytes:
        written = found["name"]
        for name in (written, _END.split(written, maxsplit=1)[0]):
            known = self._names.get(name) or self._names.get(unquote_to_bytes(name))
            if known is not None:
                return ROUTE.encode() + known.encode() + written[len(name) :]
        name = _END.split(written, maxsplit=1)[0]
        if name not in self._missing and name not in self._names:
            self._missing.add(name)
            shown = name.decode("utf-8", "replace")[:120]
            self._items.append(Item("warning", "media", path, f"The file {shown!r} is shown and is not in the archive.",
                                    "Upload it and choose it anew."))  # fmt: skip
        return found[0]
