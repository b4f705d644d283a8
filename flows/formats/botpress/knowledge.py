"""Intents, entities, slots and questions of a Botpress bot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.annotations import escape
from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.formats.botpress.content import Content
from flows.formats.botpress.names import Names, Taken, slug
from flows.formats.botpress.texts import template
from flows.formats.names import Ids
from flows.formats.report import Item

SYSTEM = {
    "time": "@date", "date": "@date", "number": "@number", "ordinal": "@ordinal", "amountOfMoney": "@money",
    "email": "@email", "phoneNumber": "@phone", "url": "@url", "duration": "@duration", "distance": "@distance",
    "volume": "@volume", "temperature": "@temperature", "quantity": "@number", "percentage": "@percentage",
}  # fmt: skip
_MARK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<slot>[^()\s]+)\)")
_NOT_ENTITY = re.compile(r"[^\w.-]+")


class Knowledge:
    """What the bot understands, in our form; fills the slots of `names`."""

    def __init__(self, language: str, names: Names, items: list[Item]) -> None:
        self._language = language
        self._names = names
        self._items = items
        self._ids = Ids()
        self._entities: dict[str, str] = {}
        self._slots_of: dict[str, set[str]] = {}
        self.entities: list[dict[str, Any]] = []
        self.intents: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []

    def read_entities(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        for path, body in files.items():
            kind = str(body.get("type", "list"))
            name = str(body.get("name") or body.get("id") or path)
            if kind == "system":
                continue
            own = self._entity_name(name)
            made: dict[str, Any] = {"name": own, "kind": "learned"}
            if kind == "list":
                made = {"name": own, "kind": "list", "values": list(self._values(body))}
            elif kind == "pattern":
                made = {"name": own, "kind": "pattern", "patterns": self._patterns(body, path)}
                if body.get("matchCase"):
                    made["case_sensitive"] = True
            else:
                self._tell("entity", path, f"{name!r} was a union of entities; here it is learned from examples.",
                           "Mark it in the examples of your intents.", target=f"entity:{own}")  # fmt: skip
            if body.get("sensitive") is True:
                made["sensitive"] = True
            fuzzy = body.get("fuzzy")
            if kind == "list" and isinstance(fuzzy, int | float) and not isinstance(fuzzy, bool) and 0 <= fuzzy <= 1:
                made["fuzzy"] = fuzzy
            self.entities.append(made)

    def read_intents(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        mirrors = 0
        bodies = []
        for path, body in files.items():
            if str(body.get("name", "")).startswith("__qna__"):
                mirrors += 1
                continue
            bodies.append((path, body))
            self._slots(body, path)
        if mirrors:
            self._tell(
                "mirror", "intents", f"{mirrors} intents that only mirror questions are not needed.", "Nothing.",
                severity="hint",
            )  # fmt: skip
        seen: dict[str, dict[str, Any]] = {}
        for path, body in bodies:
            name = str(body.get("name") or path).strip()[:200] or "intent"
            examples = {lang: list(self._examples(texts, path)) for lang, texts in self._by_language(body).items()}
            if name in seen:
                for language, texts in examples.items():
                    seen[name]["examples"].setdefault(language, []).extend(texts)
                self._tell("intent", path, f"Two intents are called {name!r}; their examples are together now.")
                continue
            about = body.get("metadata")
            if isinstance(about, Mapping) and about.get("enabled") is False:
                self._tell("intent", path, f"The intent {name!r} was switched off; here it is understood.",
                           "Remove its examples, or the intent.", target=f"intent:{name}")  # fmt: skip
            seen[name] = {"name": name, "examples": examples}
            seen[name].update(_contexts(body))
            self.intents.append(seen[name])

    def read_answers(self, files: Mapping[str, Mapping[str, Any]], content: Content, flows: Mapping[str, Any]) -> None:
        """`flows` maps the names of flows to ours, and of their nodes."""
        taken = Taken()
        for path, body in files.items():
            data = body.get("data", body)
            if not isinstance(data, Mapping):
                self._tell("answer", path, "This question could not be read.", severity="error")
                continue
            answer: dict[str, Any] = {"id": slug(str(body.get("id") or path), taken)}
            answer["questions"] = {lang: [str(q) for q in texts] for lang, texts in self._texts(data.get("questions"))}
            answer["answers"] = self._answers(data, content, path)
            if data.get("enabled") is False:
                answer["enabled"] = False
            self._redirect(data, answer, flows, path)
            self.answers.append({**answer, **_contexts(data)})

    def _answers(self, data: Mapping[str, Any], content: Content, path: str) -> dict[str, list[Any]]:
        if data.get("action") == "redirect":
            return {}
        answers: dict[str, list[Any]] = {}
        for language, texts in self._texts(data.get("answers")):
            made = [self._answer(str(text), content, path) for text in texts if text]
            if made:
                answers[language] = made
        return answers

    def _answer(self, text: str, content: Content, path: str) -> Any:
        if text.startswith("#!"):
            message = content.message(text)
            if message is not None:
                return message
            self._tell("missing-content", path, f"The content {text[:60]!r} does not exist.", "Write the answer.")
            return ""
        return template(text, self._names, lambda code, what: self._tell(code, path, what, "Check the answer."))

    def _redirect(self, data: Mapping[str, Any], answer: dict[str, Any], flows: Mapping[str, Any], path: str) -> None:
        if data.get("action", "text") == "text" or not data.get("redirectFlow"):
            return
        flow = flows.get(str(data["redirectFlow"]).lower())
        if flow is None:
            self._tell("missing-flow", path, f"It led to the flow {data['redirectFlow']!r}, which does not exist.",
                       "Choose where it goes on.", target=f"answer:{answer['id']}")  # fmt: skip
            return
        answer["then"] = {"flow": flow.id}
        node = flow.nodes.get(str(data.get("redirectNode") or ""))
        if node is not None:
            answer["then"]["node"] = node

    def _entity_name(self, name: str) -> str:
        own = _NOT_ENTITY.sub("_", name).strip("_") or "entity"
        own = self._ids.unused(own, "_")
        self._entities[name] = own
        return own

    def _values(self, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        found: dict[str, list[str]] = {}
        for one in _list(body.get("occurrences") or body.get("occurences")):
            value = str(one.get("name", "")).strip() if isinstance(one, Mapping) else ""
            if value:  # the same name twice is one value with the synonyms of both
                found.setdefault(value, []).extend(
                    str(word) for word in _list(one.get("synonyms")) if str(word).strip()
                )
        for value, synonyms in found.items():
            yield {"value": value, "synonyms": {self._language: synonyms}} if synonyms else {"value": value}

    def _patterns(self, body: Mapping[str, Any], path: str) -> list[str]:
        pattern = str(body.get("pattern") or "")
        try:
            compile_pattern(pattern)
        except PatternError as error:
            self._tell("pattern", path, str(error), "Write the pattern without look-around and back references.")
            return []
        return [pattern] if pattern else []

    def _slots(self, body: Mapping[str, Any], path: str) -> None:
        for slot in _list(body.get("slots")):
            if not isinstance(slot, Mapping) or not slot.get("name"):
                continue
            name = str(slot["name"])
            kinds = [str(kind) for kind in _list(slot.get("entities")) or [slot.get("entity") or "any"]]
            self._names.slots.setdefault(name, self._filling(name, kinds))
            self._names.slot(name)
            if len(kinds) > 1:
                self._tell("slot", path, f"The slot {name!r} took several entities; here it takes {kinds[0]!r}.",
                           "Make one entity of them.")  # fmt: skip
            self._slots_of.setdefault(self._names.slots[name] or "", set()).add(name)

    def _filling(self, slot: str, kinds: list[str]) -> str:
        """Our entity for a slot; one that takes anything becomes an entity learned from the examples."""
        for kind in kinds:
            if kind in self._entities:
                return self._entities[kind]
            if kind in SYSTEM:
                return SYSTEM[kind]
        own = self._entity_name(slot)
        self.entities.append({"name": own, "kind": "learned"})
        return own

    def _by_language(self, body: Mapping[str, Any]) -> dict[str, list[Any]]:
        utterances = body.get("utterances")
        if isinstance(utterances, list):
            return {self._language: utterances}
        return dict(self._texts(utterances))

    def _texts(self, by_language: Any) -> Iterator[tuple[str, list[Any]]]:
        if isinstance(by_language, list):
            yield self._language, by_language
        elif isinstance(by_language, Mapping):
            for language, texts in by_language.items():
                if isinstance(texts, list):
                    yield str(language), texts

    def _examples(self, texts: list[Any], path: str) -> Iterator[str]:
        for text in texts:
            if not isinstance(text, str) or not text.strip():
                continue
            at = 0
            written: list[str] = []
            for mark in _MARK.finditer(text):
                written.append(escape(text[at : mark.start()]))
                written.append(self._marked(mark["text"], mark["slot"]))
                at = mark.end()
            yield "".join(written) + escape(text[at:])

    def _marked(self, text: str, slot: str) -> str:
        entity = self._names.slots.get(slot)
        if entity is None:
            entity = self._names.slots[slot] = self._filling(slot, [])
        role = ""
        if len(self._slots_of.get(entity, ())) > 1:
            # Two slots of one entity are told apart by their role.
            role = ":" + (_NOT_ENTITY.sub("_", slot) or "x")
        return f"[{escape(text)}]({entity}{role})"

    def _tell(
        self, code: str, file: str, what: str, todo: str = "", *, severity: str = "warning", target: str = ""
    ) -> None:
        self._items.append(Item(severity, code, file, what, todo, target=target))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _contexts(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """`{"contexts": […]}`, or nothing for what takes part everywhere. Very old bots call them categories."""
    listed = body.get("contexts", [body["category"]] if isinstance(body.get("category"), str) else None)
    names = [str(name) for name in listed if name] if isinstance(listed, list) else []
    return {} if not names or "global" in names else {"contexts": list(dict.fromkeys(names))}
