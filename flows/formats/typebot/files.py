"""The one JSON file of a Typebot, in the shape of version 6; older ones are read where they say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.document import StrictJSONError, loads_strict
from flows.formats.report import FormatError
from flows.formats.told import Place, Told
from flows.formats.typebot.older import renewed, unwrapped

Body = dict[str, Any]
_KEYS = {"version", "name", "events", "groups", "edges", "variables", "theme", "settings"}
_OF_THE_SERVICE = {
    "id", "createdAt", "updatedAt", "icon", "folderId", "workspaceId", "resultsTablePreferences", "isArchived",
    "isClosed", "selectedThemeTemplateId", "riskLevel", "spaceId", "publicId", "customDomain",
    "whatsAppCredentialsId", "isShared",
}  # fmt: skip
_KNOWN_VERSIONS = ("6", "6.1", "5", "4", "3", None)


@dataclass(slots=True)
class Source:
    """A bot with its groups, edges and variables by id; `told` begins the report."""

    place: Place
    body: Body
    groups: list[tuple[Place, Body]]
    edges: dict[str, Body]
    variables: list[tuple[Place, Body]]
    events: list[tuple[Place, Body]]
    told: Told = field(default_factory=Told)


def typebot_path(files: Mapping[str, bytes]) -> str | None:
    """The only JSON file, if it has the keys of a Typebot."""
    found = [path for path in files if path.lower().endswith(".json")]
    if len(found) != 1:
        return None
    data = files[found[0]]
    # Before version 3 groups were called blocks, and blocks steps.
    grouped = b'"groups"' in data or (b'"blocks"' in data and b'"steps"' in data)
    return found[0] if grouped and all(key in data for key in (b'"edges"', b'"variables"')) else None


def read_file(files: Mapping[str, bytes]) -> Source:
    """Raises FormatError where it is no Typebot."""
    path = typebot_path(files)
    if path is None:
        raise FormatError("format", "There is no JSON file with groups, edges and variables.")
    try:
        body = loads_strict(files[path].removeprefix(b"\xef\xbb\xbf"))
    except StrictJSONError as error:
        raise FormatError(error.code, f"{path} cannot be read. {error.detail}") from error
    place, told, body = Place(path.rsplit("/", 1)[-1]), Told(), unwrapped(body)
    body = renewed(body, place, told) if isinstance(body, dict) else {}
    if not isinstance(body.get("groups"), list):
        raise FormatError("format", f"{path} is no exported Typebot.")
    source = Source(place, body, [], {}, [], [], told)
    source.groups = _listed(source, "groups")
    known = {group["id"] for _, group in source.groups}
    source.variables = _listed(source, "variables")
    source.events = _listed(source, "events")
    for at, edge in _listed(source, "edges"):
        to = edge.get("to")
        if not isinstance(to, dict) or not isinstance(to.get("groupId"), str) or to["groupId"] not in known:
            source.told.lost("edge", at, "This edge leads nowhere; it was left out.")
        elif edge["id"] not in source.edges:
            source.edges[edge["id"]] = to
    _tell_keys(source, files, path)
    return source


def _listed(source: Source, key: str) -> list[tuple[Place, Body]]:
    """Elements with an id of their own."""
    listed = source.body.get(key)
    found: list[tuple[Place, Body]] = []
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        at = source.place.at(key, index)
        if isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"]:
            found.append((at, one))
        else:
            source.told.lost("unreadable", at, "This entry has no id; it was left out.")
    return found


def blocks_of(group: Body) -> list[tuple[int, Body]]:
    """The blocks of a group that can be read, each with its position; types are texts."""
    listed = group.get("blocks")
    return [
        (index, {**block, "type": str(block.get("type"))})
        for index, block in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(block, dict) and isinstance(block.get("id"), str) and block["id"]
    ]


def _tell_keys(source: Source, files: Mapping[str, bytes], own: str) -> None:
    told, place, body = source.told, source.place, source.body
    if body.get("version") not in _KNOWN_VERSIONS:
        told.warn("version", place.at("version"), f"The version {str(body.get('version'))[:20]!r} is not known; it was "
                  "read as 6.")  # fmt: skip
    told.unknown_keys(place, body, _KEYS | _OF_THE_SERVICE)
    for key in ("publicId", "customDomain", "whatsAppCredentialsId"):
        if body.get(key):
            told.hint("address", place.at(key), "Where the bot was published was left out.", "Publish it here.")
    theme = body.get("theme")
    for key in theme if isinstance(theme, dict) else ():
        told.hint("theme", place.at("theme", key), "The look of the chat is no part of a bot here.",
                  "Set colours and pictures where the web chat is set up.")  # fmt: skip
    settings = body.get("settings")
    for key, value in settings.items() if isinstance(settings, dict) else ():
        if value:
            told.hint("setting", place.at("settings", key), f"The setting {key[:40]!r} was left out.",
                      "See the settings of the bot.")  # fmt: skip
    for path in files:
        if path != own:
            told.warn("unknown-file", Place(path), "It is not known what this file is for. It was not taken over.")
