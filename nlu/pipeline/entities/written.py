"""Entities that the author wrote down, lists and patterns: known before anything is learned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from nlu.pipeline.entities.found import Found
from nlu.pipeline.entities.lists import Gazetteer, read_list
from nlu.pipeline.entities.patterns import Patterns


class WrittenEntities:
    """The lists and patterns of a bot in one language.

    `names` are further names of list values that only the annotated examples have: `(entity, value, name)`.
    """

    def __init__(
        self, language: str, entities: Sequence[Mapping[str, Any]], names: Iterable[tuple[str, Any, str]]
    ) -> None:
        self._gazetteer = Gazetteer()
        for entity in entities:
            if entity.get("kind", "list") == "list":
                read_list(self._gazetteer, entity, language)
        for entity_name, value, name in names:
            self._gazetteer.add(entity_name, value, [name])
        self._patterns = Patterns(entity for entity in entities if entity.get("kind") == "pattern")

    def find(self, text: str, familiar: Collection[str]) -> list[Found]:
        """All matches, overlapping ones too; `familiar` words are never taken for typos."""
        return self._gazetteer.find(text, familiar) + self._patterns.find(text)

    def tolerant_names(self) -> list[str]:
        """Folded names of the lists that tolerate typos."""
        names = self._gazetteer.names.items()
        return [name for name, meant in names if any(self.is_tolerant(entity) for entity, _ in meant)]

    def is_tolerant(self, entity: str) -> bool:
        """Whether typos are allowed in the names of an entity."""
        return entity in self._gazetteer.fuzzy

    def find_exactly(self, text: str) -> list[Found]:
        """As `find`, without typos."""
        return self._gazetteer.find(text, familiar=(), typos=False) + self._patterns.find(text)


def entity_names(found: Iterable[Found]) -> list[str]:
    """Names of entities, each once."""
    return sorted({match.entity for match in found})
