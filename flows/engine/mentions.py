"""Mentions of entities in an utterance, and the variables they fill without being asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .graph import CompiledBot
from .heard import Entity, Heard
from .problem import StepProblem
from .run import Run
from .variables import Variable


def fill_slots(run: Run, heard: Heard) -> None:
    """Puts the entities of an utterance into their variables. What does not fit is left out."""
    for variable in run.bot.slots:
        role = run.bot.slot_roles[variable.name]
        found = [one for _, one in mentions_of(run.bot, heard, variable.entity or "", role)]
        if not found:
            continue
        try:
            run.set(variable.name, value_of(variable, found))
        except StepProblem:
            continue


def value_of(variable: Variable | None, entities: Sequence[Entity]) -> Any:
    """All values for a list variable, else the first."""
    values = [one.get("value", one.get("text")) for one in entities]
    return values if variable is not None and variable.type == "list" else values[0]


def same_entity(left: str | None, right: str | None) -> bool:
    """Built-in entities are written `@date` in documents; `date` means the same."""
    return left is not None and right is not None and left.lstrip("@") == right.lstrip("@")


def mentions_of(bot: CompiledBot, heard: Heard, entity: str, role: str | None) -> list[tuple[int, Entity]]:
    """Mentions of an entity with their positions; a text that is a value of a list entity is one even unannotated."""
    found = [
        (index, one)
        for index, one in enumerate(heard.entities)
        if same_entity(one.get("entity"), entity) and (role is None or one.get("role") == role)
    ]
    if not found and role is None:
        table = bot.entity_values.get(entity, {})
        if heard.folded in table:
            mention = {"entity": entity, "value": table[heard.folded], "start": 0, "end": len(heard.text)}
            return [(-1, mention)]
    return found
