"""Our own format as a folder for version control: one file for each flow, intent, piece of content…

The index `botbuilder.json` holds the settings and the order of all parts, so that reading gives the very document that
was written. A file that the index does not name (somebody has added it, or two branches were merged) comes after the
others; a name without a file is left out and told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from flows.document import StrictJSONError, loads_strict, upgrade, validate
from flows.document.parts import COLLECTIONS, FORMAT, OPTIONAL, SETTINGS_KEYS, VERSION
from flows.formats.media import FOLDER, NAME, media_below
from flows.formats.report import FormatError, Reading
from flows.formats.told import Place, Told

INDEX = "botbuilder.json"
MARK = "botbuilder/folder"
_NOT_NAME = re.compile(r"[^a-z0-9_.-]+")
# Names that some systems keep for devices.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))})
_ABOUT = ("README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG")


class Folder:
    """Reads and writes a bot as a folder; the same bot is the same bytes."""

    name = "folder"
    title = "BotBuilder folder"

    def sniff(self, files: Mapping[str, bytes]) -> bool:
        return _index_path(files) is not None

    def read(self, files: Mapping[str, bytes], called: str = "") -> Reading:
        path = _index_path(files)
        if path is None:
            raise FormatError("format", f"There is no {INDEX}.")
        root = path.removesuffix(INDEX)
        index = _parsed(INDEX, files[path])
        if not isinstance(index, dict):
            raise FormatError("format", f"{INDEX} must be an object.")
        told = Told()
        document: dict[str, Any] = {"format": FORMAT, "version": index.get("document", VERSION)}
        document |= {key: index[key] for key in SETTINGS_KEYS if key in index}
        bodies = _bodies(files, root)
        for collection, (_, key) in COLLECTIONS.items():
            listed = _ordered(bodies.pop(collection, {}), key, index, collection, told)
            if listed or collection not in OPTIONAL:
                document[collection] = listed
        media = media_below(files, root)
        _tell_others(files, root, index, media, told)
        newest = upgrade(document)
        problems = validate(newest)
        if problems:
            raise FormatError("document", "The files do not make a document that fits the format.", tuple(problems))
        return Reading(newest, told.items, media)

    def write(self, document: Mapping[str, Any]) -> dict[str, bytes]:
        index: dict[str, Any] = {"format": MARK, "version": 1, "document": document["version"]}
        index |= {key: document[key] for key in SETTINGS_KEYS if key in document}
        files: dict[str, bytes] = {}
        order: dict[str, list[str]] = {}
        for collection, (_, key) in COLLECTIONS.items():
            listed = document.get(collection, ())
            if listed:
                order[collection] = [body[key] for body in listed]
            names = _file_names(body[key] for body in listed)
            files |= {f"{collection}/{names[body[key]]}.json": _written(body) for body in listed}
        return {INDEX: _written({**index, "order": order}), **files}


def is_part(path: str) -> bool:
    """Whether a file of a folder belongs to a bot that was written there, so that it may be removed."""
    collection, _, name = path.partition("/")
    return collection in COLLECTIONS and name.endswith(".json") and "/" not in name


def _written(body: Any) -> bytes:
    """Sorted keys and one value a line: version control shows what changed and nothing else."""
    return f"{json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()


def _file_names(keys: Iterable[str]) -> dict[str, str]:
    """Key → name of its file: readable, unlike all others also where capitals do not count, and short."""
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for key in sorted(keys):
        plain = _NOT_NAME.sub("-", key.lower()).strip("-.")[:80].rstrip("-.") or "part"
        plain = f"{plain}_" if plain.split(".")[0] in _DEVICES else plain
        count = taken[plain] = taken.get(plain, 0) + 1
        while count > 1 and f"{plain}~{count}" in taken:
            count += 1
        names[key] = plain if count == 1 else f"{plain}~{count}"
        taken.setdefault(names[key], 1)
    return names


def _index_path(files: Mapping[str, bytes]) -> str | None:
    found = [path for path in files if path.rsplit("/", 1)[-1] == INDEX and MARK.encode() in files[path]]
    return min(found, key=lambda path: path.count("/"), default=None)


def _parsed(path: str, data: bytes) -> Any:
    try:
        return loads_strict(data.removeprefix(b"\xef\xbb\xbf"))
    except StrictJSONError as error:
        raise FormatError(error.code, f"{path} cannot be read. {error.detail}") from error


def _bodies(files: Mapping[str, bytes], root: str) -> dict[str, dict[str, Any]]:
    """Collection → file → body."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(files):
        short = path.removeprefix(root)
        if path.startswith(root) and is_part(short):
            found.setdefault(short.split("/")[0], {})[short] = _parsed(short, files[path])
    return found


def _ordered(bodies: dict[str, Any], key: str, index: Mapping[str, Any], collection: str, told: Told) -> list[Any]:
    """The bodies in the order of the index, the others behind them."""
    by_key: dict[str, Any] = {}
    for path, body in bodies.items():
        name = body.get(key) if isinstance(body, dict) else None
        if not isinstance(name, str):
            raise FormatError("document", f"{path} has no {key}.")
        if name in by_key:
            raise FormatError("document", f"{path}: there is another file with the {key} {name[:80]!r}.")
        by_key[name] = (path, body)
    order = index.get("order")
    wanted = order.get(collection) if isinstance(order, dict) else None
    place = Place(INDEX).at("order", collection)
    listed: list[Any] = []
    for number, name in enumerate(wanted if isinstance(wanted, list) else ()):
        if isinstance(name, str) and name in by_key:
            listed.append(by_key.pop(name)[1])
        else:
            told.warn("missing-file", place.at(number), f"There is no file for {str(name)[:80]!r}; it is not part of "
                      "the bot any more.")  # fmt: skip
    for path, body in by_key.values():
        told.hint("new-file", Place(path), "The index does not name this file; it comes after the others.")
        listed.append(body)
    return listed


def _tell_others(
    files: Mapping[str, bytes], root: str, index: Mapping[str, Any], media: Mapping[str, bytes], told: Told
) -> None:
    told.unknown_keys(Place(INDEX), index, {"format", "version", "document", "order", *SETTINGS_KEYS})
    for path in sorted(files):
        short = path.removeprefix(root)
        name = short.rsplit("/", 1)[-1]
        if short == INDEX or (path.startswith(root) and is_part(short)):
            continue
        if name in media and NAME.fullmatch(name) and short == f"{FOLDER}/{name}":
            continue
        if name.upper().startswith(_ABOUT):
            told.hint("not-needed", Place(short), "This file is about the bot and no part of it.")
        else:
            told.warn("unknown-file", Place(short), "It is not known what this file is for. It was not taken over.")
