"""The domain: everything that a bot knows by name, put together from all files that hold a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.formats.rasa.files import Project
from flows.formats.told import Place, Told

NAMED_BY_RASA = frozenset({"nlu_fallback"})
_INTENT_KEYS = frozenset({"use_entities", "ignore_entities", "is_retrieval_intent", "triggers"})
_ENTITY_KEYS = frozenset({"roles", "groups", "influence_conversation"})


@dataclass(slots=True)
class Domain:
    """Bodies by name, and where each stood."""

    intents: dict[str, Place] = field(default_factory=dict)
    entities: dict[str, Place] = field(default_factory=dict)
    slots: dict[str, tuple[Place, Mapping[str, Any]]] = field(default_factory=dict)
    forms: dict[str, tuple[Place, Any]] = field(default_factory=dict)
    responses: dict[str, tuple[Place, Any]] = field(default_factory=dict)
    actions: dict[str, Place] = field(default_factory=dict)
    spoken_actions: list[str] = field(default_factory=list)
    session: dict[str, Any] = field(default_factory=dict)
    session_place: Place = field(default_factory=lambda: Place("domain.yml"))
    stores_entities: bool = True


def read_domain(project: Project) -> Domain:
    """The domain of all files; what stands twice is told and the later one counts, as in Rasa."""
    domain, told = Domain(), project.told
    for place, key, body in project.domain:
        if key == "intents":
            _intents(domain, place, body, told)
        elif key == "entities":
            _entities(domain, place, body, told)
        elif key in ("responses", "templates"):
            _mapping(domain.responses, place, body, told)
        elif key == "slots":
            _slots(domain, place, body, told)
        elif key == "forms":
            _forms(domain, place, body, told)
        elif key == "actions":
            _actions(domain, place, body, told)
        elif key == "e2e_actions":
            domain.spoken_actions += [one for one in body if isinstance(one, str)] if isinstance(body, list) else []
        elif key == "session_config" and isinstance(body, Mapping):
            domain.session, domain.session_place = dict(body), place
        elif key == "config" and isinstance(body, Mapping):
            domain.stores_entities = body.get("store_entities_as_slots") is not False
            told.unknown_keys(place, dict(body), frozenset({"store_entities_as_slots"}))
        else:
            told.lost("unreadable", place, f"{key!r} has no shape that is known; it was left out.")
    return domain


def _named(place: Place, body: Any, told: Told) -> list[tuple[str, Place, Any]]:
    """`[a, {b: {…}}]` or `{a: …}` as names with places and details."""
    if isinstance(body, Mapping):
        return [(str(name), place.at(name), details) for name, details in body.items()]
    found: list[tuple[str, Place, Any]] = []
    for index, one in enumerate(body if isinstance(body, list) else ()):
        if isinstance(one, Mapping):
            found += [(str(name), place.at(index, name), details) for name, details in one.items()]
        elif isinstance(one, str | int | float | bool):
            found.append((str(one), place.at(index), None))
        else:
            told.lost("unreadable", place.at(index), "This entry has no name; it was left out.")
    if body is not None and not isinstance(body, list):
        told.lost("unreadable", place, "This is no list of names; it was left out.")
    return found


def _intents(domain: Domain, place: Place, body: Any, told: Told) -> None:
    for name, at, details in _named(place, body, told):
        plain = " ".join(name.split())[:180]
        if not plain:
            continue
        if plain in domain.intents:
            told.hint("duplicate", at, f"The intent {plain[:60]!r} is listed twice.")
        domain.intents.setdefault(plain, at)
        if isinstance(details, Mapping):
            told.unknown_keys(at, dict(details), _INTENT_KEYS)
            for key in ("use_entities", "ignore_entities"):
                if key in details and details[key] is not True:
                    told.hint(
                        "use-entities",
                        at.at(key),
                        f"Which entities of {plain[:60]!r} the stories look at was "
                        "left out; a story step names the entities that it needs.",
                    )
            if details.get("triggers"):
                told.warn(
                    "trigger",
                    at.at("triggers"),
                    f"{plain[:60]!r} ran the action {str(details['triggers'])[:60]!r} outright.",
                    "Write a rule for it.",
                )


def _entities(domain: Domain, place: Place, body: Any, told: Told) -> None:
    for name, at, details in _named(place, body, told):
        domain.entities.setdefault(name, at)
        if isinstance(details, Mapping):
            told.unknown_keys(at, dict(details), _ENTITY_KEYS)
            if details.get("influence_conversation") is False:
                told.hint(
                    "use-entities",
                    at,
                    f"That stories do not look at {name[:60]!r} was left out; a story step names "
                    "the entities that it needs.",
                )


def _mapping(table: dict[str, tuple[Place, Any]], place: Place, body: Any, told: Told) -> None:
    if not isinstance(body, Mapping):
        told.lost("unreadable", place, "This is no map of names; it was left out.")
        return
    for name, details in body.items():
        if name in table:
            told.warn("duplicate", place.at(name), f"{str(name)[:60]!r} stands in two files; this one counts.")
        table[str(name)] = (place.at(name), details)


def _slots(domain: Domain, place: Place, body: Any, told: Told) -> None:
    table: dict[str, tuple[Place, Any]] = dict(domain.slots)
    _mapping(table, place, body, told)
    domain.slots = {name: (at, one if isinstance(one, Mapping) else {}) for name, (at, one) in table.items()}


def _forms(domain: Domain, place: Place, body: Any, told: Told) -> None:
    for name, at, details in _named(place, body, told):
        domain.forms[name] = (at, details)


def _actions(domain: Domain, place: Place, body: Any, told: Told) -> None:
    for name, at, details in _named(place, body, told):
        domain.actions.setdefault(name, at)
        if isinstance(details, Mapping):
            told.unknown_keys(at, dict(details), frozenset({"send_domain"}))
