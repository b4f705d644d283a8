"""Our own format: the bot document as one file, `bot.json`; in an archive with the media that the bot shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flows.document import StrictJSONError, loads_strict, upgrade, validate
from flows.document.parts import FORMAT
from flows.formats.media import media_below, missing
from flows.formats.report import FormatError, Item, Reading

FILE = "bot.json"


class Native:
    name = "native"
    title = "BotBuilder"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return _document_file(files) is not None

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        file = _document_file(files)
        if file is None:
            raise FormatError("format", f"There is no {FILE} with a bot in it.")
        try:
            document = loads_strict(files[file].removeprefix(b"\xef\xbb\xbf"))
        except StrictJSONError as error:
            raise FormatError(error.code, error.detail) from error
        if isinstance(document, dict):
            document = upgrade(document)
        problems = validate(document)
        if problems:
            raise FormatError("document", "The document does not fit the format.", tuple(problems))
        root = file.removesuffix(file.rsplit("/", 1)[-1])
        media = media_below(files, root)
        return Reading(document, _beside(files, file, root, media, document), media)

    def write(self, document: Mapping[str, Any]) -> dict[str, bytes]:
        """One readable file; the same document is the same bytes, so that version control shows what changed."""
        text = json.dumps(document, ensure_ascii=False, indent=1)
        return {FILE: f"{text}\n".encode()}


def _beside(
    files: Mapping[str, bytes], file: str, root: str, media: Mapping[str, bytes], document: Mapping[str, Any]
) -> list[Item]:
    """Lines for files that are not taken over, and for media that an archive does not hold."""
    known = {file, *(f"{root}media/{name}" for name in media)}
    items = [
        Item("warning", "unknown-file", path, "It is not known what this file is for. It was not taken over.")
        for path in sorted(files)
        if path not in known
    ]
    return items + (missing(document, media) if media else [])


def _document_file(files: Mapping[str, bytes]) -> str | None:
    """The only JSON file, or the one called bot.json, if it names our format."""
    named = [path for path in files if path.rsplit("/", 1)[-1] == FILE]
    single = [path for path in files if path.endswith(".json")]
    for candidates in (named, single):
        if len(candidates) == 1 and FORMAT.encode() in files[candidates[0]]:
            return candidates[0]
    return None
