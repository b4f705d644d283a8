"""The files of a Botpress bot sorted by what they are. Nothing is skipped without a line in the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.document import StrictJSONError, loads_strict
from flows.formats.botpress.leftovers import name_flow
from flows.formats.botpress.media import Media
from flows.formats.botpress.raw import CONFIG, made_by_wizards
from flows.formats.report import FormatError, Item

SKILLS = "flows/skills/"
PHRASES = "nlu-tests.json"
_SECRETS = re.compile(r"(token|secret|password|key|credentials?|^sid|clientid|accountsid)$", re.IGNORECASE)


@dataclass(slots=True)
class Files:
    """Parsed files by path (relative to the folder of bot.config.json), and the report that they begin."""

    config: dict[str, Any] = field(default_factory=dict)
    flows: dict[str, dict[str, Any]] = field(default_factory=dict)
    positions: dict[str, dict[str, Any]] = field(default_factory=dict)
    intents: dict[str, dict[str, Any]] = field(default_factory=dict)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    content: dict[str, list[Any]] = field(default_factory=dict)
    actions: set[str] = field(default_factory=set)
    hooks: list[str] = field(default_factory=list)
    media: Media = field(default_factory=lambda: Media({}))
    made: set[str] = field(default_factory=set)
    """Lower-case paths of the flows that wizards made: of them only the data is kept."""
    items: list[Item] = field(default_factory=list)


def config_paths(files: Mapping[str, bytes]) -> list[str]:
    """Every bot.config.json that is not below the folder of another one; resource files of a Mac are none."""
    found = [path for path in files if (path == CONFIG or path.endswith(f"/{CONFIG}")) and "__MACOSX" not in path]
    least = min((path.count("/") for path in found), default=0)
    return sorted(path for path in found if path.count("/") == least)


def sort_files(files: Mapping[str, bytes]) -> Files:
    """Reads all files; raises FormatError only where there is no bot."""
    found = config_paths(files)
    if len(found) != 1:
        named = ", ".join(path.removesuffix(f"/{CONFIG}")[:60] for path in found[:20])
        what = f"There are {len(found)} bots in it: {named}. Import the folder of each by itself." if found else ""
        raise FormatError("format", what or f"A Botpress bot has a {CONFIG}.")
    root = found[0].removesuffix(CONFIG)
    media = Media({path.removeprefix(f"{root}media/"): data for path, data in files.items()
                   if path.startswith(f"{root}media/")})  # fmt: skip
    sorted_files = Files(media=media)
    late = f"{root}{SKILLS}"
    for path in sorted(files, key=lambda path: (path.startswith(late), path)):
        if path.startswith(late) and not sorted_files.made:
            sorted_files.made = made_by_wizards(sorted_files.flows.values())
        if not path.startswith(root):
            sorted_files.items.append(_unread(path, "It lies outside of the bot's folder."))
            continue
        if path.startswith(f"{root}media/"):
            continue
        _sort(path.removeprefix(root), files[path], sorted_files)
    sorted_files.items += media.items()
    _config_items(sorted_files)
    return sorted_files


def _sort(path: str, data: bytes, files: Files) -> None:
    folder = path.split("/", 1)[0]
    if path.endswith(".js"):
        _script(path, folder, files)
        return
    if not path.endswith(".json"):
        files.items.append(_other(path, folder))
        return
    value = _parsed(path, data, files)
    if value is None:
        return
    if path == CONFIG and isinstance(value, dict):
        files.config = value
    elif path.endswith(".flow.json") and isinstance(value, dict):
        _flow(path.removeprefix("flows/"), value, files)
    elif path.endswith(".ui.json") and isinstance(value, dict):
        name = path.removeprefix("flows/").removesuffix(".ui.json") + ".flow.json"
        files.positions[name] = {"links": value.get("links")} if name.lower() in files.made else value
    elif path.endswith(".intents.json") and isinstance(value, dict | list):
        listed = value if isinstance(value, list) else [value]
        files.intents.update({f"{path}#{n}": one for n, one in enumerate(listed) if isinstance(one, dict)})
    elif folder == "intents" and isinstance(value, dict):
        files.intents[path] = value
    elif folder == "entities" and isinstance(value, dict):
        files.entities[path] = value
    elif folder == "qna":
        _answers(path, value, files)
    elif folder == "content-elements" and isinstance(value, list):
        files.content[path] = value
    elif path == PHRASES and isinstance(value, list):
        what = f"{len(value)} phrases with what should be understood of them are not taken over."
        files.items.append(
            Item("warning", "phrases", path, what, "Make tests of those that matter: what is said, and what is meant.")
        )
    elif value not in ({}, []) or path != "revisions.json":
        files.items.append(_other(path, folder))


def _flow(path: str, flow: dict[str, Any], files: Files) -> None:
    """Keeps a flow; of one that a wizard made only its data. Those are most of what a large bot holds."""
    if path.lower() in files.made and isinstance(flow.get("skillData"), dict):
        name_flow(files.items, path, flow)
        flow = {"skillData": flow["skillData"]}
    files.flows[path] = flow


def _parsed(path: str, data: bytes, files: Files) -> Any:
    try:
        return loads_strict(files.media.ours(path, data.removeprefix(b"\xef\xbb\xbf")))
    except StrictJSONError as error:
        files.items.append(
            Item(
                "error", "unreadable", path, f"This file could not be read: {error.detail}", "Repair it, import again."
            )
        )
        return None


def _answers(path: str, value: Any, files: Files) -> None:
    """One item, a list of items, or the interchange form `{"qnas": […], "contentElements": […]}`."""
    if isinstance(value, dict) and isinstance(value.get("qnas"), list):
        elements = value.get("contentElements")
        for element in elements if isinstance(elements, list) else ():
            if isinstance(element, dict):
                files.content.setdefault(f"content-elements/{element.get('contentType', 'other')}.json", []).append(
                    element
                )
        value = value["qnas"]
    if isinstance(value, list):
        files.answers.update({f"{path}#{n}": one for n, one in enumerate(value) if isinstance(one, dict)})
    elif isinstance(value, dict):
        files.answers[path] = value


def _script(path: str, folder: str, files: Files) -> None:
    name = path.removeprefix("actions/").removesuffix(".js")
    if folder == "actions":
        files.actions.add(name)
    elif folder == "hooks":
        hook = path.split("/")[1] if path.count("/") > 1 else "a hook"
        files.hooks.append(path)
        off = " (it was switched off)" if path.rsplit("/", 1)[-1].startswith(".") else ""
        files.items.append(
            Item("warning", "hook", path, f"This script ran at {hook!r}{off}; there are no such hooks here.",
                 "Rebuild what it did with a trigger or a global flow; its code step waits in the flow 'Hooks'.")
        )  # fmt: skip
    else:
        files.items.append(_other(path, folder))


def _other(path: str, folder: str) -> Item:
    if folder in ("models", "libraries", "assets"):
        what = "This file is made or used by Botpress itself and is not needed here."
        return Item("hint", "not-needed", path, what, "Nothing.")
    if folder == "config":
        what = "Settings of a Botpress module have no equal here."
        return Item("hint", "module-config", path, what, "Set in the studio what is still needed of it.")
    if folder == "scenarios":
        return Item(
            "warning", "scenario", path, "Recorded scenarios are not taken over.", "Record a test in the studio."
        )
    return _unread(path, "It is not known what this file is for.")


def _unread(path: str, why: str) -> Item:
    return Item("warning", "unknown-file", path, f"{why} It was not taken over.", "Look whether it is still needed.")


def _config_items(files: Files) -> None:
    """Settings that do not come over; credentials are named, their values never leave this function."""
    waiting: list[tuple[str, Any]] = [("", files.config)]
    while waiting:
        at, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{at}/{key}", inner) for key, inner in value.items())
        elif isinstance(value, str) and value and _SECRETS.search(at.rsplit("/", 1)[-1]):
            files.items.append(
                Item("warning", "secret", CONFIG, "A credential was left out.",
                     "Set up the channel here and enter it as a secret; change it where it was issued.", at)
            )  # fmt: skip
    channels = files.config.get("messaging", {})
    names = channels.get("channels", {}) if isinstance(channels, dict) else {}
    for name in names if isinstance(names, dict) else ():
        files.items.append(
            Item("warning", "channel", CONFIG, f"The channel {name!r} was not set up.", "Connect it in the studio.",
                 f"/messaging/channels/{name}")
        )  # fmt: skip
