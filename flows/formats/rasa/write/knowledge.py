"""Intents, entities and answers as training data: `nlu.yml`, and what the domain says of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flows.document.annotations import Annotated, AnnotationError, Mark, read_annotated
from flows.formats.rasa.examples import read_example
from flows.formats.rasa.knowledge import BUILT_IN
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.rasa.write.yaml_writer import Block
from flows.formats.told import Told

Json = dict[str, Any]
DIMENSIONS = {ours: theirs for theirs, all_ours in BUILT_IN.items() if theirs != "quantity" for ours in all_ours}
"""Our built-in entities → the dimension of Duckling that finds the same."""
FREE_TOPIC = "faq"
_NOT_INTENT = re.compile(r"[/\s]+")
_BREAKS = re.compile("\\s*[\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029]\\s*")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")


def topic_of(answer: str) -> tuple[str, str]:
    """The retrieval intent and the name below it for the id of an answer."""
    topic, dot, name = answer.partition(".")
    return (topic, name.replace(".", "/")) if dot and topic and name else (FREE_TOPIC, answer)


class Knowledge:
    """`nlu` are the entries of the training data; `dimensions` collects built-in entities that something uses."""

    def __init__(self, document: Mapping[str, Any], language: str, told: Told) -> None:
        self._document = document
        self.language = language
        self._told = told
        self._values: dict[str, str] = {}
        self._labels: dict[str, dict[str, dict[str, None]]] = {}
        self.dimensions: dict[str, None] = {}
        self.made: dict[str, list[str]] = {}
        self.intents = {one["name"]: _NOT_INTENT.sub("_", one["name"]) for one in document.get("intents", ())}
        self.own = {one["name"]: one["kind"] for one in document.get("entities", ())}
        self.topics: dict[str, None] = {}

    def intent(self, name: str) -> str:
        """The intent there."""
        return self.intents.get(name) or _NOT_INTENT.sub("_", name)

    def add_intent(self, wanted: str, examples: list[str]) -> str:
        """An intent that only the project has, with these examples; its name."""
        name = _NOT_INTENT.sub("_", wanted)
        while name in self.intents.values() or name in self.made:
            name += "_2"
        self.made[name] = examples
        return name

    def entity(self, name: str) -> str:
        """The entity there; a built-in one is a dimension of Duckling."""
        if not name.startswith("@"):
            return name
        dimension = DIMENSIONS.get(name)
        if dimension is None:
            self._told.lost("entity", DOCUMENT, f"Nothing finds {name!r} there.", "Find it in an action.", name)
            return name[1:]
        self.dimensions[dimension] = None
        return dimension

    # -- training data ------------------------------------------------------------------------------------------

    def nlu(self) -> list[Json]:
        """All entries, intents first."""
        words = self._synonyms()
        entries: list[Json] = []
        for one in self._document.get("intents", ()):
            examples = [self.example(text, f"intent:{one['name']}") for text in self.of(one.get("examples"))]
            if one.get("contexts"):
                self._told.lost("contexts", DOCUMENT, f"{one['name'][:60]!r} is understood at any time there.",
                                "Use rules with a condition.", f"intent:{one['name']}")  # fmt: skip
            if examples:
                entries.append({"intent": self.intent(one["name"]), "examples": _block(examples)})
            elif any((one.get("examples") or {}).values()):
                self._tell_no_examples("intent has no examples", f"intent:{one['name']}")
        for name, examples in self.made.items():
            if examples:
                entries.append({"intent": name, "examples": _block([self._plain(text) for text in examples])})
        entries += list(self._answers())
        entries += [{"synonym": value, "examples": _block(said)} for value, said in words.items()]
        return [*entries, *self._tables()]

    def _tell_no_examples(self, what: str, target: str) -> None:
        self._told.warn("no-examples", DOCUMENT, f"The {what} in {self.language}, only in other languages.",
                        "Write some, and export again.", target)  # fmt: skip

    def of(self, by_language: Any) -> list[str]:
        """The texts in the language of the project."""
        return list((by_language or {}).get(self.language) or ())

    def example(self, source: str, target: str = "") -> str:
        """An example in Rasa's way of writing."""
        try:
            example = read_annotated(source)
        except AnnotationError:
            example = Annotated(source)
        pieces: list[str] = []
        at = 0
        for mark in sorted(example.marks, key=lambda mark: mark.start):
            pieces.append(self._plain(example.text[at : mark.start]))
            pieces.append(self._mark(self._plain(example.text[mark.start : mark.end]), mark))
            at = mark.end
        return "".join([*pieces, self._plain(example.text[at:])]).strip()

    def _plain(self, text: str) -> str:
        """Text without marks: nothing in it may look like one, for there is no way to say that it is none."""
        if "[" in text and read_example(text).example != Annotated(text):
            self._told.hint(
                "brackets", DOCUMENT, f"The brackets in {text[:60]!r} would be a mark; they are round there."
            )
            text = text.replace("[", "(").replace("]", ")")
        return _BREAKS.sub(" ", text)

    def _mark(self, said: str, mark: Mark) -> str:
        if mark.entity.startswith("@"):
            self.entity(mark.entity)
            return said
        labels = self._labels.setdefault(mark.entity, {"roles": {}, "groups": {}})
        more: Json = {}
        for key, value in (("role", mark.role), ("group", mark.group)):
            if value:
                labels[f"{key}s"][value] = None
                more[key] = value
        if mark.value is not None and mark.value != said and self._values.get(said.lower()) != mark.value:
            more["value"] = mark.value.replace("}", ")")
        said = said.replace("[", "(").replace("]", ")")
        if not more:
            return f"[{said}]({mark.entity})"
        return f"[{said}]" + json.dumps({"entity": mark.entity, **more}, ensure_ascii=False)

    def _synonyms(self) -> dict[str, list[str]]:
        """Value → words that stand for it, of all list entities; one word has one value there."""
        found: dict[str, list[str]] = {}
        for entity in self._document.get("entities", ()):
            for one in entity.get("values", ()):
                for word in self._words(one):
                    known = self._values.setdefault(word.lower(), one["value"])
                    if known != one["value"]:
                        self._told.warn("synonym", DOCUMENT, f"{word[:60]!r} stands for {known[:60]!r} everywhere "
                                        "there.", target=f"entity:{entity['name']}")  # fmt: skip
                        continue
                    words = found.setdefault(one["value"], [])
                    if word not in words:
                        words.append(word)
        return found

    def _words(self, value: Mapping[str, Any]) -> list[str]:
        synonyms = value.get("synonyms") or ()
        words = synonyms.get(self.language, ()) if isinstance(synonyms, Mapping) else synonyms
        return [_BREAKS.sub(" ", word).strip() for word in words if word.strip()]

    def _tables(self) -> Iterator[Json]:
        for entity in self._document.get("entities", ()):
            name, target = entity["name"], f"entity:{entity['name']}"
            if entity["kind"] == "pattern" and entity.get("patterns"):
                yield {"regex": name, "examples": _block(entity["patterns"])}
            if entity["kind"] == "list":
                words = dict.fromkeys(w for one in entity.get("values", ()) for w in (one["value"], *self._words(one)))
                if words:
                    yield {"lookup": name, "examples": _block(list(words))}
            for key in ("fuzzy", "case_sensitive"):
                if entity.get(key):
                    self._told.hint("entity", DOCUMENT, f"{key!r} of {name[:60]!r} does not exist there.", "", target)

    # -- answers ------------------------------------------------------------------------------------------------

    def _answers(self) -> Iterator[Json]:
        for one in self._document.get("answers", ()):
            topic, name = topic_of(one["id"])
            target = f"answer:{one['id']}"
            for key, what in (("then", "A question that leads on to a flow only gives its answer there."),
                              ("contexts", "The question is understood at any time there.")):  # fmt: skip
                if one.get(key):
                    self._told.lost("answer", DOCUMENT, what, "Write a story for it.", target)
            if one.get("enabled") is False:
                self._told.warn("answer", DOCUMENT, "An answer that is switched off was left out.", "", target)
                continue
            questions = [self._plain(text) for text in self.of(one.get("questions")) if text.strip()]
            self.topics[topic] = None
            if questions:
                yield {"intent": f"{topic}/{name}", "examples": _block(questions)}
            elif any((one.get("questions") or {}).values()):
                self._tell_no_examples("answer has no questions", target)

    def is_example(self, text: str, intent: str | None) -> bool:
        """Whether the training data has this text, marks apart, for an intent."""
        listed = next((one.get("examples") for one in self._document.get("intents", ()) if one["name"] == intent), None)
        return text in self.of(listed)

    def topic_of_question(self, text: str) -> str | None:
        """The retrieval intent of which an answer has this question, or the only one there is."""
        for one in self._document.get("answers", ()):
            if text in self.of(one.get("questions")):
                return topic_of(one["id"])[0]
        return next(iter(self.topics)) if len(self.topics) == 1 else None

    # -- the domain ---------------------------------------------------------------------------------------------

    def domain_intents(self) -> list[Any]:
        """Names of all intents; call after `nlu`."""
        names = [self.intent(one["name"]) for one in self._document.get("intents", ())]
        return list(dict.fromkeys([*names, *self.made, *self.topics]))

    def domain_entities(self) -> list[Any]:
        """Names of all entities with their roles and groups; call when everything else is written."""
        listed: list[Any] = []
        for name in dict.fromkeys([*self.own, *self._labels, *self.dimensions]):
            labels = {key: list(names) for key, names in self._labels.get(name, {}).items() if names}
            listed.append({name: labels} if labels else name)
        return listed


def _block(lines: list[str]) -> Block:
    """A list of lines; what cannot be seen cannot stand in it."""
    plain = (_UNSEEN.sub("", _BREAKS.sub(" ", line)) for line in lines)
    return Block("\n".join(f"- {line}" for line in plain))
