"""Training data in its three ways of writing (YAML, Markdown, JSON) as one list of plain entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.document.annotations import Annotated, Mark
from flows.formats.rasa.examples import lines_of, mark_of, read_example
from flows.formats.rasa.files import Project
from flows.formats.told import Place, Told

LONGEST = 5_000
MOST_MARKS = 100  # of one example, brackets that mark nothing among them
_HEAD = re.compile(r"^##[ \t]*(?P<kind>intent|synonym|regex|lookup)[ \t]*:[ \t]*(?P<name>.+)$")
_ITEM = re.compile(r"^[ \t]*[-*+][ \t]+(?P<text>.*)$")
_KEYS = frozenset({"intent", "synonym", "regex", "lookup", "examples", "metadata"})


@dataclass(slots=True)
class Training:
    """Examples by intent, and words by synonym, feature and table, each in the order of the files."""

    intents: dict[str, list[Annotated]] = field(default_factory=dict)
    synonyms: dict[str, list[str]] = field(default_factory=dict)
    regexes: dict[str, list[str]] = field(default_factory=dict)
    lookups: dict[str, list[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)

    def marks(self) -> Iterator[tuple[str, Mark]]:
        """Every marked text with its mark."""
        for examples in self.intents.values():
            for example in examples:
                for mark in example.marks:
                    yield example.text[mark.start : mark.end], mark


def read_training(project: Project) -> Training:
    """All training data of a project."""
    training, told = Training(), project.told
    for place, entry in project.nlu:
        _entry(training, place, entry, told)
    for place, text in project.markdown:
        _markdown(training, place, text, told)
    for place, body in project.json_nlu:
        _json(training, place, body, told)
    return training


def _entry(training: Training, place: Place, entry: Mapping[str, Any], told: Told) -> None:
    kind = next((one for one in ("intent", "synonym", "regex", "lookup") if one in entry), None)
    if kind is None or not str(entry[kind] or "").strip():
        told.lost("unreadable", place, "This entry names no intent, synonym, regex or lookup table; it was left out.")
        return
    told.unknown_keys(place, dict(entry), _KEYS)
    examples = entry.get("examples")
    listed = examples if isinstance(examples, list) else []
    if "metadata" in entry or any(isinstance(one, Mapping) and "metadata" in one for one in listed):
        told.hint("metadata", place, "Metadata of examples has no place here and was left out.")
    _add(training, kind, str(entry[kind]), lines_of(examples), place, told)


def _add(training: Training, kind: str, name: str, lines: Iterator[tuple[str, bool]], place: Place, told: Told) -> None:
    name = " ".join(name.split())[:180]
    training.places.setdefault((kind, name), place)
    table = {"synonym": training.synonyms, "regex": training.regexes, "lookup": training.lookups}.get(kind)
    texts = table.setdefault(name, []) if table is not None else []
    examples = training.intents.setdefault(name, []) if table is None else []
    for text, dashed in lines:
        if not dashed:
            told.warn(
                "example",
                place,
                f"The line {text[:80]!r} does not begin with a dash; Rasa skips it, and so it was left out.",
                "Add it as an example if it is one.",
            )
        elif not text or len(text) > LONGEST or text.count("[") > MOST_MARKS:
            told.lost("example", place, f"An example of {len(text)} characters is no example; it was left out.")
        elif table is not None:
            texts.append(text)
        else:
            found = read_example(text)
            for problem in found.problems:
                told.warn("annotation", place, f"In {text[:80]!r}: {problem}.", "Mark the words in the example.")
            examples.append(found.example)


def _markdown(training: Training, place: Place, text: str, told: Told) -> None:
    kind, name, lines = "", "", list[tuple[str, bool]]()

    def close() -> None:
        if kind:
            _add(training, kind, name, iter(lines), place, told)

    for number, line in enumerate(text.splitlines(), start=1):
        head, item = _HEAD.match(line), _ITEM.match(line)
        if head is not None:
            close()
            kind, name, lines = head["kind"], head["name"].strip(), []
        elif item is not None and kind:
            lines.append((item["text"].strip(), True))
        elif line.strip() and not line.lstrip().startswith(("<!--", "#")):
            told.warn("line", Place(place.file, f"/{number}"), f"The line {line.strip()[:80]!r} was left out.")
        elif line.startswith("## "):
            close()
            kind = ""
            told.warn("section", Place(place.file, f"/{number}"), f"The section {line.strip()[:80]!r} was left out.")
    close()


def _json(training: Training, place: Place, body: Mapping[str, Any], told: Told) -> None:
    known = {
        "common_examples",
        "entity_synonyms",
        "regex_features",
        "lookup_tables",
        "intent_examples",
        "entity_examples",
    }
    told.unknown_keys(place, dict(body), frozenset(known))
    for key in ("common_examples", "intent_examples", "entity_examples"):
        for index, one in enumerate(_objects(body.get(key))):
            _json_example(training, place.at(key, index), one, told)
    for index, one in enumerate(_objects(body.get("entity_synonyms"))):
        words = [str(word) for word in one.get("synonyms") or () if isinstance(word, str)]
        name = str(one.get("value") or "")
        if name:
            training.synonyms.setdefault(name, []).extend(words)
            training.places.setdefault(("synonym", name), place.at("entity_synonyms", index))
    for index, one in enumerate(_objects(body.get("regex_features"))):
        name = str(one.get("name") or "")
        training.regexes.setdefault(name, []).append(str(one.get("pattern") or ""))
        training.places.setdefault(("regex", name), place.at("regex_features", index))
    for index, one in enumerate(_objects(body.get("lookup_tables"))):
        at, name, elements = place.at("lookup_tables", index), str(one.get("name") or ""), one.get("elements")
        training.places.setdefault(("lookup", name), at)
        if isinstance(elements, list):
            training.lookups.setdefault(name, []).extend(str(word) for word in elements if str(word).strip())
        else:
            told.lost(
                "lookup",
                at,
                f"The table {name[:60]!r} lies in a file of its own and was left out.",
                "Add its values to the entity.",
            )


def _json_example(training: Training, place: Place, one: Mapping[str, Any], told: Told) -> None:
    text, intent = one.get("text"), one.get("intent")
    if (
        not isinstance(text, str)
        or not text.strip()
        or len(text) > LONGEST
        or not isinstance(intent, str)
        or not intent.strip()
    ):
        told.lost("example", place, "An example without a text or an intent was left out.")
        return
    marks: list[Mark] = []
    for body in _objects(one.get("entities")):
        start, end = body.get("start"), body.get("end")
        fits = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)
        mark = mark_of(body, start, end) if isinstance(start, int) and isinstance(end, int) and fits else None
        if mark is None or (marks and mark.start < marks[-1].end):
            told.warn("annotation", place, f"A mark in {text[:80]!r} was left out.", "Mark the words in the example.")
        else:
            said = text[mark.start : mark.end]
            marks.append(mark if mark.value != said else Mark(mark.start, mark.end, mark.entity, mark.role, mark.group))
    name = " ".join(intent.split())[:180]
    training.places.setdefault(("intent", name), place)
    training.intents.setdefault(name, []).append(Annotated(text, tuple(marks)))


def _objects(listed: Any) -> list[Mapping[str, Any]]:
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
