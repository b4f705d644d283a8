"""Our intents, entities and answers as files of Botpress."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.document.annotations import AnnotationError, read_annotated
from flows.formats.botpress.names import Taken, slug
from flows.formats.botpress.write.messages import Contents
from flows.formats.report import Item

SYSTEM = {
    "@date": "time", "@time": "time", "@datetime": "time", "@date_range": "time", "@number": "number",
    "@ordinal": "ordinal", "@money": "amountOfMoney", "@email": "email", "@phone": "phoneNumber", "@url": "url",
    "@duration": "duration", "@distance": "distance", "@volume": "volume", "@temperature": "temperature",
    "@percentage": "percentage",
}  # fmt: skip
_FILE = re.compile(r"[^A-Za-z0-9_.-]+")
Json = dict[str, Any]


class Slots:
    """Names of slots: an entity in examples belongs to the variable that it fills."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._kinds = {entity["name"]: entity["kind"] for entity in document.get("entities", ())}
        self.of_entity: dict[str, list[str]] = {}
        for variable in document.get("variables", ()):
            if variable.get("entity"):
                self.of_entity.setdefault(variable["entity"], []).append(variable["name"])

    def name(self, entity: str, role: str | None) -> str:
        """The slot of a mark."""
        variables = self.of_entity.get(entity, [])
        if role is not None:
            return role
        return variables[0] if variables else entity.removeprefix("@")

    def entity(self, entity: str) -> str:
        """What Botpress calls an entity; learned ones take anything."""
        if entity.startswith("@"):
            return SYSTEM.get(entity, "any")
        return "any" if self._kinds.get(entity) == "learned" else entity


def write_intents(document: Mapping[str, Any], slots: Slots, items: list[Item]) -> dict[str, Json]:
    files: dict[str, Json] = {}
    taken = Taken()
    for intent in document.get("intents", ()):
        found: dict[str, str] = {}
        utterances = {
            language: [_example(text, slots, found, f"intent:{intent['name']}", items) for text in texts]
            for language, texts in intent.get("examples", {}).items()
        }
        listed = [
            {"id": f"{intent['name']}-{name}"[:100], "name": name, "entities": [entity], "color": n % 12 + 1}
            for n, (name, entity) in enumerate(found.items())
        ]
        files[f"intents/{slug(_FILE.sub('-', intent['name']), taken)}.json"] = {
            "name": intent["name"],
            "utterances": utterances,
            "slots": listed,
            "contexts": intent.get("contexts") or ["global"],
        }
    return files


def _example(source: str, slots: Slots, found: dict[str, str], target: str, items: list[Item]) -> str:
    try:
        example = read_annotated(source)
    except AnnotationError:
        return source
    written, at = "", 0
    for mark in example.marks:
        name = slots.name(mark.entity, mark.role)
        found.setdefault(name, slots.entity(mark.entity))
        if mark.value is not None or mark.group is not None:
            items.append(Item("hint", "mark", "bot.json", f"The value or group of a mark in {example.text[:60]!r} is "
                              "left out.", target=target))  # fmt: skip
        written += f"{example.text[at : mark.start]}[{example.text[mark.start : mark.end]}]({name})"
        at = mark.end
    return written + example.text[at:]


def write_entities(document: Mapping[str, Any], items: list[Item]) -> dict[str, Json]:
    files: dict[str, Json] = {}
    for entity in document.get("entities", ()):
        made: Json = {"id": entity["name"], "name": entity["name"], "type": entity["kind"], "sensitive": False}
        made |= {"matchCase": bool(entity.get("case_sensitive")), "examples": [], "occurrences": [], "pattern": ""}
        made["sensitive"] = bool(entity.get("sensitive"))
        if entity["kind"] == "learned":
            continue  # a slot for anything, at the marks in the examples
        if entity["kind"] == "list":
            made["fuzzy"] = entity.get("fuzzy", 0.8)
            made["occurrences"] = [
                {"name": value["value"], "synonyms": list(dict.fromkeys(_words(value.get("synonyms"))))}
                for value in entity.get("values", ())
            ]
        else:
            patterns = entity.get("patterns", [])
            made["pattern"] = patterns[0] if len(patterns) == 1 else "|".join(f"(?:{one})" for one in patterns)
        if "description" in entity:
            items.append(Item("hint", "entity", "bot.json", "The description of an entity is left out.",
                              target=f"entity:{entity['name']}"))  # fmt: skip
        files[f"entities/{_FILE.sub('-', entity['name'])}.json"] = made
    return files


def _words(synonyms: Any) -> list[str]:
    if isinstance(synonyms, Mapping):
        return [word for words in synonyms.values() for word in words]
    return list(synonyms or ())


def write_answers(
    document: Mapping[str, Any], contents: Contents, targets: Mapping[str, tuple[str, Mapping[str, str]]]
) -> dict[str, Json]:
    """`targets`: our flow id → path there, and names of its nodes by our ids."""
    files: dict[str, Json] = {}
    for answer in document.get("answers", ()):
        target = f"answer:{answer['id']}"
        texts = {
            language: [_answer(one, contents, target) for one in listed]
            for language, listed in answer.get("answers", {}).items()
        }
        then = answer.get("then")
        path, nodes = targets.get(then["flow"], ("", {})) if then else ("", {})
        action = ("text_redirect" if texts else "redirect") if then else "text"
        files[f"qna/{_FILE.sub('-', answer['id'])}.json"] = {
            "id": answer["id"],
            "data": {
                "action": action,
                "contexts": answer.get("contexts") or ["global"],
                "enabled": answer.get("enabled", True),
                "answers": texts,
                "questions": answer.get("questions", {}),
                "redirectFlow": path,
                "redirectNode": nodes.get(then.get("node", ""), "") if then else "",
            },
        }
    return files


def _answer(message: Any, contents: Contents, target: str) -> str:
    if isinstance(message, str):
        return contents.plain(message, target)
    return contents.reference(message, target)
