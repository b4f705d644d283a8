"""Intents and entities: what the bot understands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document.annotations import Annotated, Mark, write_annotated
from flows.engine.expressions_patterns import PatternError, compile_pattern
from flows.formats.names import entity_name
from flows.formats.rasa.domain import NAMED_BY_RASA, Domain
from flows.formats.rasa.training import Training
from flows.formats.told import Place, Told

BUILT_IN: Mapping[str, tuple[str, ...]] = {
    "time": ("@date", "@datetime", "@date_range", "@time"),
    "number": ("@number",),
    "amount-of-money": ("@money",),
    "ordinal": ("@ordinal",),
    "email": ("@email",),
    "url": ("@url",),
    "phone-number": ("@phone",),
    "duration": ("@duration",),
    "distance": ("@distance",),
    "temperature": ("@temperature",),
    "volume": ("@volume",),
    "quantity": ("@number",),
}
"""Dimensions of Duckling and the built-in entities that find the same."""


class Knowledge:
    """`entities` and `intents` in our form; `topics` are the retrieval intents: name → their sub-intents in order."""

    def __init__(
        self, training: Training, domain: Domain, config: Mapping[str, Any], language: str, told: Told
    ) -> None:
        self._training = training
        self._language = language
        self._told = told
        self._duckling = _duckling(config)
        self._extracts = any(_component(one) == "RegexEntityExtractor" for one in _pipeline(config))
        self._synonyms = {word.lower(): value for value, words in training.synonyms.items() for word in (*words, value)}
        self._values_of: dict[str, list[str]] = {}
        for value, words in training.synonyms.items():
            for word in {word.lower() for word in (*words, value)}:
                self._values_of.setdefault(word, []).append(value)
        self.topics: dict[str, list[str]] = {}
        for name in training.intents:
            if "/" in name:
                self.topics.setdefault(name.split("/", 1)[0], []).append(name)
        self.entities: list[dict[str, Any]] = []
        self._own: dict[str, str] = {}
        self._read_entities(domain)
        self.intents = self._read_intents(domain)

    def finders(self, entity: str) -> list[str]:
        """Our entities that find what an entity of Rasa found, best first; none where nothing is known of it."""
        own = [self._own[entity]] if entity in self._own else []
        built_in = BUILT_IN.get(entity, ()) if entity in self._duckling or not own else ()
        return [*own, *built_in]

    def finder(self, entity: str) -> str:
        """The first of them, or the name itself."""
        return next(iter(self.finders(entity)), entity_name(entity))

    def value_of(self, text: str) -> str:
        """What a text stands for by the synonyms."""
        return self._synonyms.get(text.lower(), text)

    def source(self, example: Annotated) -> str:
        """An example in our way of writing, with the values that synonyms gave its words in Rasa."""
        marks = tuple(self._valued(example, mark) for mark in example.marks)
        return write_annotated(Annotated(example.text, marks))

    def _valued(self, example: Annotated, mark: Mark) -> Mark:
        said = example.text[mark.start : mark.end]
        value = mark.value if mark.value is not None else self.value_of(said)
        return Mark(mark.start, mark.end, mark.entity, mark.role, mark.group, None if value == said else value)

    # -- entities -----------------------------------------------------------------------------------------------

    def _read_entities(self, domain: Domain) -> None:
        marked: dict[str, list[tuple[str, Mark]]] = {}
        for said, mark in self._training.marks():
            marked.setdefault(mark.entity, []).append((said, mark))
        names = dict.fromkeys([*domain.entities, *marked, *self._training.lookups])
        claimed: set[str] = set()
        known: set[str] = set()
        for name in names:
            own = entity_name(name)
            if own in known:
                self._own[name] = own
                continue
            place = domain.entities.get(name, self._training.places.get(("lookup", name), Place("domain.yml")))
            body = self._entity(name, own, marked.get(own, []), claimed, place)
            if body is not None:
                known.add(own)
                self._own[name] = own
                self.entities.append(body)
        self._tell_unused(claimed)

    def _entity(
        self, name: str, own: str, marked: list[tuple[str, Mark]], claimed: set[str], place: Place
    ) -> dict[str, Any] | None:
        """The entity, None where a built-in one does its work."""
        lookup = self._training.lookups.get(name)
        patterns = self._patterns(name)
        synonyms = self._synonyms_of(marked)
        if lookup is None and not marked and not patterns and name in BUILT_IN:
            self._told.hint("built-in", place, f"{name!r} is found by the built-in {BUILT_IN[name][0]!r} here.")
            return None
        if patterns and (self._extracts or not marked) and lookup is None:
            claimed.add(f"regex:{name}")
            return {"name": own, "kind": "pattern", "patterns": patterns}
        if lookup is not None or synonyms:
            claimed.update(f"synonym:{value}" for value in synonyms)
            return {"name": own, "kind": "list", "values": self._values(lookup or [], synonyms)}
        if not marked:
            self._told.warn(
                "entity",
                place,
                f"Nothing in the training data teaches {name[:60]!r}; another component found it.",
                "Mark it in examples, or choose a built-in entity.",
                f"entity:{own}",
            )
        return {"name": own, "kind": "learned"}

    def _synonyms_of(self, marked: list[tuple[str, Mark]]) -> dict[str, list[str]]:
        """The synonyms of which examples of an entity mark a word or have the value."""
        found: dict[str, list[str]] = {}
        for text, mark in marked:
            values = (*self._values_of.get(text.lower(), ()), mark.value or "")
            found.update(
                {value: self._training.synonyms[value] for value in values if value in self._training.synonyms}
            )
        return found

    def _values(self, lookup: list[str], synonyms: Mapping[str, list[str]]) -> list[dict[str, Any]]:
        # What stands for another value is a word of that one, in Rasa as well.
        words_of = {word for value, words in synonyms.items() for word in words if word != value}
        listed = [value for value in lookup if value not in words_of or value in synonyms]
        values = {value: {"value": value} for value in (*listed, *synonyms) if value.strip()}
        made: list[dict[str, Any]] = []
        for value, body in values.items():
            words = list(dict.fromkeys(word for word in synonyms.get(value, ()) if word != value))
            made.append({**body, "synonyms": {self._language: words}} if words else dict(body))
        return made

    def _patterns(self, name: str) -> list[str]:
        good: list[str] = []
        for pattern in self._training.regexes.get(name, ()):
            try:
                compile_pattern(pattern)
                good.append(pattern)
            except PatternError as error:
                place = self._training.places.get(("regex", name), Place("nlu.yml"))
                self._told.lost(
                    "pattern",
                    place,
                    f"The pattern {pattern[:120]!r} cannot be used: {error}",
                    "Write it without look-around and back references.",
                    f"entity:{entity_name(name)}",
                )
        return [pattern for pattern in good if pattern]

    def _tell_unused(self, claimed: set[str]) -> None:
        for value in self._training.synonyms:
            if f"synonym:{value}" not in claimed:
                self._told.warn(
                    "synonym",
                    self._training.places[("synonym", value)],
                    f"No example marks a word of the synonym {value[:60]!r}; it was left out.",
                    "Add it to the values of an entity.",
                )
        for name, patterns in self._training.regexes.items():
            if f"regex:{name}" not in claimed and patterns:
                self._told.warn(
                    "regex",
                    self._training.places[("regex", name)],
                    f"The expression {name[:60]!r} ({patterns[0][:120]}) only hinted at words; it was left out.",
                    "Make an entity with this pattern if it should be found.",
                )

    # -- intents ------------------------------------------------------------------------------------------------

    def _read_intents(self, domain: Domain) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for name in dict.fromkeys([*domain.intents, *self._training.intents]):
            place = domain.intents.get(name) or self._training.places.get(("intent", name), Place("nlu.yml"))
            if name in NAMED_BY_RASA:
                self._told.hint(
                    "fallback", place, f"{name!r} is no intent here: what nobody understands goes to the fallback flow."
                )
                continue
            if "/" in name or name in self.topics:
                continue
            examples = [self.source(example) for example in self._training.intents.get(name, ())]
            if not examples:
                self._told.hint(
                    "intent",
                    place,
                    f"The intent {name[:60]!r} has no examples.",
                    "Add some, or remove it.",
                    f"intent:{name}",
                )
            made.append({"name": name, "examples": {self._language: examples} if examples else {}})
        return made

    def is_taught(self, name: str) -> bool:
        """Whether an intent has examples."""
        return bool(self._training.intents.get(name))

    def questions(self, name: str) -> list[str]:
        """The examples of a sub-intent as questions: without marks."""
        return [example.text for example in self._training.intents.get(name, ())]

    def first_example(self, intent: str) -> Annotated | None:
        """An example of an intent or of the first of its sub-intents, the plainest first."""
        name = self.topics[intent][0] if intent in self.topics else intent
        examples = self._training.intents.get(name, [])
        return next((one for one in examples if not one.marks), examples[0] if examples else None)

    def place(self, kind: str, name: str) -> Place:
        """Where training data of a name stands."""
        return self._training.places.get((kind, name), Place("nlu.yml"))


def _pipeline(config: Mapping[str, Any]) -> list[Any]:
    pipeline = config.get("pipeline")
    return pipeline if isinstance(pipeline, list) else []


def _component(one: Any) -> str:
    name = one.get("name") if isinstance(one, Mapping) else one
    return str(name).rsplit(".", 1)[-1]


def _duckling(config: Mapping[str, Any]) -> frozenset[str]:
    """The dimensions that Duckling looked for."""
    found: set[str] = set()
    for one in _pipeline(config):
        if _component(one) in ("DucklingEntityExtractor", "DucklingHTTPExtractor"):
            dimensions = one.get("dimensions") if isinstance(one, Mapping) else None
            found |= {str(name) for name in dimensions} if isinstance(dimensions, list) else set(BUILT_IN)
    return frozenset(found)
