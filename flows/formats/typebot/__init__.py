"""Typebots of version 6: the one JSON file that its editor exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import upgrade, validate
from flows.document.parts import FORMAT, VERSION
from flows.formats.names import line
from flows.formats.report import FormatError, Reading
from flows.formats.typebot.files import Source, read_file, typebot_path
from flows.formats.typebot.groups import Groups
from flows.formats.typebot.texts import Texts, Variables


class Typebot:
    """Reads exported Typebots; what cannot come over is named in the report."""

    name = "typebot"
    title = "Typebot 6"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return typebot_path(files) is not None

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        source = read_file(files)
        document = _document(source, called)
        problems = validate(document)
        if problems:
            raise FormatError("document", "The bot could not be turned into a valid document.", tuple(problems))
        return Reading(document, source.told.items)


def _document(source: Source, called: str) -> dict[str, Any]:
    variables = Variables(source.variables, source.told)
    groups = Groups(source, variables, Texts(variables, source.told))
    main = groups.draw()
    return upgrade(
        {
            "format": FORMAT,
            "version": VERSION,
            "name": line(source.body.get("name") or called, "Typebot"),
            "languages": ["en"],
            "default_language": "en",
            "settings": {"bridge": False},
            "variables": variables.bodies,
            "flows": [main, *groups.others],
        }
    )
