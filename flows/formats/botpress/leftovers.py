"""What a file holds beside what is read from it: named in the report, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flows.formats.botpress.raw import CONFIG, Raw
from flows.formats.report import Item

if TYPE_CHECKING:
    from flows.formats.botpress.files import Files

Items = list[Item]
_READ: dict[str, frozenset[str]] = {
    "flow": frozenset(
        ("startNode", "catchAll", "nodes", "label", "timeoutNode", "skillData", "description", "type", "variables")
    ),
    "catchAll": frozenset(("onReceive", "next")),
    "node": frozenset(
        (
            *("id", "name", "type", "next", "onEnter", "onReceive", "skill", "flow", "timeout", "conditions"),
            *("content", "contents", "prompt", "subflow", "execute", "activeWorkflow", "triggers"),
        )
    ),
    "way": frozenset(("condition", "node", "caption")),
    "element": frozenset(("id", "formData", "contentType", "previews", "computedData")),
    "intent": frozenset(("name", "utterances", "slots", "contexts", "entities")),
    "slot": frozenset(("name", "entities", "entity")),
    "entity": frozenset(
        (
            *("id", "name", "type", "sensitive", "matchCase", "fuzzy", "occurrences", "occurences", "pattern"),
            *("list_entities", "pattern_entities", "system_entities"),
        )
    ),
    "answer": frozenset(("id", "data")),
    "data": frozenset(
        ("action", "contexts", "enabled", "answers", "questions", "redirectFlow", "redirectNode", "category")
    ),
}
# Who made it and when, numbers of versions, colours: of use to the old studio only.
_BOOKKEEPING = frozenset(
    (
        *("$schema", "version", "author", "license", "active", "createdBy", "createdOn", "modifiedOn", "filename"),
        *(
            "lastModified",
            "color",
            "location",
            "pipeline_status",
            "id",
            "bpdsId",
            "isReadOnly",
            "conditionType",
            "name",
        ),
    )
)
_USED = frozenset(("languages", "defaultLanguage", "dialog", "messaging", "name", "id"))
_NOTHING: tuple[Any, ...] = (None, "", [], {}, False)


def name_leftovers(files: Files) -> None:
    """Adds the items; files and keys only, no values."""
    items = files.items
    for path, flow in files.flows.items():
        name_flow(items, path, flow)
    for path, elements in files.content.items():
        found = [one for one in elements if isinstance(one, dict)]
        _keys(items, "element", path, ((f"/{n}", one) for n, one in enumerate(found) if "formData" in one))
        _flags(files, path, found)
    for path, intent in files.intents.items():
        place = path.split("#")[0]
        _keys(items, "intent", place, [("", intent)])
        _keys(items, "slot", place, _listed(intent, "slots"))
    for path, entity in files.entities.items():
        _keys(items, "entity", path, [("", entity)])
    for path, answer in files.answers.items():
        data = answer.get("data")
        if isinstance(data, dict):
            _keys(items, "answer", path.split("#")[0], [("", answer)])
            _keys(items, "data", path.split("#")[0], [("/data", data)])
    _settings(files)
    _bends(files)


def name_flow(items: Items, path: str, flow: Raw) -> None:
    """Adds the items of one flow."""
    place = f"flows/{path}"
    _keys(items, "flow", place, [("", flow)])
    everywhere = flow.get("catchAll")
    if isinstance(everywhere, dict):
        _keys(items, "catchAll", place, [("/catchAll", everywhere)])
        _keys(items, "way", place, _listed(everywhere, "next", "/catchAll"))
    for pointer, node in _listed(flow, "nodes"):
        _keys(items, "node", place, [(pointer, node)])
        _keys(items, "way", place, _listed(node, "next", pointer))
        for at, way in _listed(node, "next", pointer):
            if not str(way.get("node") or "").strip():
                items.append(
                    Item("hint", "unconnected", place, f"A way out of the node {node.get('name')!r} led nowhere; "
                         "there and here the talk just ends.", "Connect it, or remove it.", at)
                )  # fmt: skip


def _listed(value: Raw, key: str, at: str = "") -> list[tuple[str, dict[str, Any]]]:
    found = value.get(key)
    listed = found if isinstance(found, list) else []
    return [(f"{at}/{key}/{n}", one) for n, one in enumerate(listed) if isinstance(one, dict)]


def _keys(items: Items, kind: str, file: str, found: Iterable[tuple[str, Raw]]) -> None:
    for at, value in found:
        for key in value:
            if (
                key in _READ[kind]
                or value[key] in _NOTHING
                or (key == "metadata" and value[key] in ({"enabled": True}, {"enabled": False}))
            ):
                continue
            if key in _BOOKKEEPING or key.split("$")[0] == "caption":
                continue
            items.append(
                Item("hint", "unknown-key", file, f"The key {str(key)[:80]!r} has no equal here; it is left out.",
                     "Look whether anything is missing.", pointer=f"{at}/{str(key)[:80]}")
            )  # fmt: skip


def _flags(files: Files, path: str, elements: list[dict[str, Any]]) -> None:
    """Typing dots and Markdown are not a property of a message here."""
    counts = {"typing": 0, "markdown": 0}
    for element in elements:
        data = element.get("formData")
        for flag in counts:
            held = isinstance(data, dict) and any(str(key).split("$")[0] == flag and data[key] for key in data)
            counts[flag] += bool(held)
    if counts["typing"]:
        files.items.append(
            Item("hint", "typing", path, f"{counts['typing']} contents showed that the bot types; here they come "
                 "at once.", "Put the step Typing before a message that should wait.")
        )  # fmt: skip
    if counts["markdown"]:
        files.items.append(
            Item("hint", "markdown", path, f"{counts['markdown']} contents were marked as Markdown; whether a text is "
                 "shown so depends on the channel here.", "Look at one of them in each channel.")
        )  # fmt: skip


def _settings(files: Files) -> None:
    kept = sorted(
        str(key)[:80]
        for key, value in files.config.items()
        if key not in _USED and key not in _BOOKKEEPING and value not in _NOTHING
    )
    dialog = files.config.get("dialog")
    kept += sorted(f"dialog/{key}" for key in dialog if key != "timeoutInterval") if isinstance(dialog, dict) else []
    for key in kept:
        files.items.append(
            Item("hint", "setting", CONFIG, "This setting of the old product has no equal here.",
                 "Look into the settings of the bot and of its channels.", f"/{key}")
        )  # fmt: skip
    files.items.append(
        Item("hint", "bookkeeping", CONFIG, "Versions, authors, dates, colours and ids of the old studio are left out.",
             "Nothing.")
    )  # fmt: skip


def _bends(files: Files) -> None:
    flows = {path.lower() for path in files.flows}
    for path, places in files.positions.items():
        links = [link for _, link in _listed(places, "links")]
        bent = sum(isinstance(link.get("points"), list) and len(link["points"]) > 2 for link in links)
        file = f"flows/{path.removesuffix('.flow.json')}.ui.json"
        if bent:
            files.items.append(Item("hint", "layout", file, f"The bends of {bent} links are drawn anew.", "Nothing."))
        if path.lower() not in flows:
            what = "There is no flow of this name; its places are left out."
            files.items.append(Item("hint", "layout", file, what, "Look whether a flow is missing."))
