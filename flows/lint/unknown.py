"""Names of things that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.engine.scope import SPECIAL
from flows.lint.finding import Finding, Fix
from flows.lint.index import Index
from flows.lint.references import References, Use
from flows.lint.repairs import operation

_ENGINE_NAMES = frozenset(SPECIAL) | {"contexts"}


def find(index: Index, references: References) -> Iterator[Finding]:
    yield from _missing(references.intents, index.named("intents"), "intent", "There is no intent “{}”.", _new_intent)
    entities = {*index.named("entities")}
    own = [use for use in references.entities if not use.name.startswith("@")]
    yield from _missing(own, entities, "entity", "There is no entity “{}”.", _new_entity)
    yield from _missing(references.flows, index.flows, "flow", "There is no flow “{}”.", None)
    yield from _missing(references.content, index.named("content", "id"), "content", "There is no content “{}”.", None)
    for flow, use in references.nodes:
        if flow in index.flows and use.name not in index.flows[flow].nodes:
            fix = Fix("Begin at its start", (operation(index.document, "remove", use.place.pointer),))
            yield Finding("error", "unknown-node", use.place, f"The flow “{flow}” has no node “{use.name}”.", fix)
    for use in references.flows:
        if use.name in index.flows and not index.flows[use.name].nodes:
            yield Finding("error", "dead-jump", use.place, f"This leads into “{use.name}”, a flow without any node.")
    yield from _missing(references.tables, index.named("tables"), "table", "There is no table “{}”.", None)
    yield from _variables(index, references)


def _missing(uses: Iterable[Use], known: Iterable[str], what: str, message: str, fix: object) -> Iterator[Finding]:
    names = set(known)
    for use in uses:
        if use.name not in names:
            repair = fix(use.name) if callable(fix) else None
            yield Finding("error", f"unknown-{what}", use.place, message.format(use.name), repair)


def _variables(index: Index, references: References) -> Iterator[Finding]:
    declared = index.named("variables").keys() | _ENGINE_NAMES
    written = {use.name for use in references.writes}
    told: set[tuple[str, str]] = set()
    for use in references.reads:
        key = (use.name, use.place.pointer)
        if use.name in declared or use.name in written or key in told:
            continue
        told.add(key)
        yield Finding(
            "warning", "unknown-variable", use.place, f"Nothing ever sets “{use.name}”; it is empty here.",
            _new_variable(use.name),
        )  # fmt: skip
    undeclared: set[str] = set()
    for use in references.writes:
        name = use.name
        if name not in declared and name not in undeclared and name.isidentifier():
            undeclared.add(name)
            yield Finding("hint", "undeclared-variable", use.place, f"“{name}” is set but not declared.",
                          _new_variable(name))  # fmt: skip


def _new_variable(name: str) -> Fix:
    body = {"name": name, "type": "any", "scope": "conversation"}
    return Fix(f"Declare “{name}”", ({"op": "add", "part": f"variable:{name}", "path": "", "value": body},))


def _new_intent(name: str) -> Fix:
    body = {"name": name, "examples": {}}
    return Fix(f"Make the intent “{name}”", ({"op": "add", "part": f"intent:{name}", "path": "", "value": body},))


def _new_entity(name: str) -> Fix:
    body = {"name": name, "kind": "learned"}
    return Fix(f"Make the entity “{name}”", ({"op": "add", "part": f"entity:{name}", "path": "", "value": body},))
