from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import transaction

from flows.document import Changes, OperationError, apply_operations, overlaps
from flows.document.paths import find
from flows.document.pointers import segments_of
from flows.models import Bot, Operation

from .errors import DraftConflict, InvalidOperation
from .load_draft import Draft, load_draft, remember_draft
from .store_parts import RevisionMoved, holding, part_name, store_changes
from .validate_changes import validate_changes

FREE_ATTEMPTS = 3  # without a lock
MAX_OPERATIONS = 2000  # per request
KEYS = frozenset({"op", "part", "path", "value", "base"})


@dataclass(frozen=True, slots=True)
class Change:
    """Operations as they were stored, and the revision of the draft that they made."""

    revision: int
    operations: list[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        return {"revision": self.revision, "operations": self.operations}


def change_draft(bot: Bot, operations: Any, *, by: str, tab: str = "") -> Change:
    """Apply operations to the draft, all or none; editors hear of it after the commit.

    An operation names by `base` the draft revision its author had seen. Raises DraftConflict where somebody else, or
    another tab, has changed an overlapping place since to something else; InvalidOperation where one cannot be
    applied or its result does not fit. Then nothing is stored.
    """
    checked = [_checked(index, each) for index, each in enumerate(_listed(operations))]
    for _ in range(FREE_ATTEMPTS):
        try:
            return _apply(bot, checked, by=by, tab=tab)
        except RevisionMoved:
            continue
    with holding(bot):  # too many others write: now they wait
        return _apply(bot, checked, by=by, tab=tab)


def _apply(bot: Bot, operations: list[dict[str, Any]], *, by: str, tab: str) -> Change:
    """One attempt; raises RevisionMoved where somebody was faster."""
    draft = load_draft(bot)
    if conflicts := _conflicts(bot, draft, operations, by=by, tab=tab):
        raise DraftConflict(conflicts)
    try:
        changes = apply_operations(draft.parts, operations)
    except OperationError as error:
        problem = {"pointer": f"/{error.index}", "code": error.code, "detail": error.detail}
        raise InvalidOperation([problem]) from error
    if problems := validate_changes(draft, changes):
        raise InvalidOperation(problems)
    revision = store_changes(bot, changes.changed, changes.removed, operations, expected=draft.revision, by=by, tab=tab)
    _remember(bot, revision, draft, changes)
    return Change(revision, [stored_json(each, revision, by, tab) for each in operations])


def _remember(bot: Bot, revision: int, before: Draft, changes: Changes) -> None:
    parts = {(part.kind, part.key): part for part in (*before.parts, *changes.changed)}
    removed = set(changes.removed)
    kept = tuple(part for at, part in parts.items() if at not in removed)
    transaction.on_commit(lambda: remember_draft(bot, revision, kept))


def stored_json(operation: Mapping[str, Any], revision: int, actor: str, tab: str) -> dict[str, Any]:
    kept = {name: operation[name] for name in ("op", "part", "path", "value") if name in operation}
    return {**kept, "revision": revision, "actor": actor, "tab": tab}


def _listed(operations: Any) -> Sequence[Any]:
    if not isinstance(operations, list) or not operations:
        raise InvalidOperation([_problem("", "Send a list of operations.")])
    if len(operations) > MAX_OPERATIONS:
        raise InvalidOperation([_problem("", f"One request may hold {MAX_OPERATIONS} operations.")])
    return operations


def _checked(index: int, operation: Any) -> dict[str, Any]:
    if not isinstance(operation, dict):
        raise InvalidOperation([_problem(f"/{index}", "An operation is an object.")])
    if unknown := sorted(operation.keys() - KEYS):
        raise InvalidOperation([_problem(f"/{index}/{unknown[0]}", "This key is not known here.")])
    base = operation.get("base")
    if base is not None and (isinstance(base, bool) or not isinstance(base, int) or base < 0):
        raise InvalidOperation([_problem(f"/{index}/base", "base is the number of a draft revision.")])
    return {"path": "", **operation}


def _problem(pointer: str, detail: str) -> dict[str, str]:
    return {"pointer": pointer, "code": "malformed", "detail": detail}


def _conflicts(
    bot: Bot, draft: Draft, operations: Sequence[dict[str, Any]], *, by: str, tab: str
) -> list[dict[str, Any]]:
    bases = [operation["base"] for operation in operations if operation.get("base") is not None]
    if not bases or min(bases) >= draft.revision:
        return []
    parts = {each["part"] for each in operations if isinstance(each.get("part"), str)}
    rows = Operation.unscoped.filter(bot=bot, revision__gt=min(bases), revision__lte=draft.revision, part__in=parts)
    others = [row for row in rows.order_by("revision", "ordinal") if not (tab and (row.actor, row.tab) == (by, tab))]
    bodies = {part_name(part.kind, part.key): part.body for part in draft.parts if others}
    found = []
    for index, operation in enumerate(operations):
        theirs = _against(operation, others)
        if theirs is not None:
            place = {"index": index, "part": operation["part"], "path": operation["path"]}
            yours = None if operation.get("op") == "remove" else operation.get("value")
            current = _current(bodies.get(operation["part"]), operation["path"])
            found.append(
                {**place, "yours": yours, "theirs": current, "revision": theirs.revision, "actor": theirs.actor}
            )
    return found


def _against(operation: dict[str, Any], others: Sequence[Operation]) -> Operation | None:
    """The newest operation of somebody else that the author had not seen and that wanted something else here."""
    latest: dict[str, Operation] = {}
    for row in others:
        unseen = operation.get("base") is not None and row.revision > operation["base"]
        if unseen and overlaps(operation, {"op": row.op, "part": row.part, "path": row.path, "value": row.value}):
            latest[row.path] = row
    different = [row for row in latest.values() if not _same(operation, row)]
    return max(different, key=lambda row: (row.revision, row.ordinal), default=None)


def _same(operation: Mapping[str, Any], row: Operation) -> bool:
    if operation["path"] != row.path or (operation.get("op") == "remove") != (row.op == "remove"):
        return False
    return row.op == "remove" or _canonical(operation.get("value")) == _canonical(row.value)


def _current(body: Any, path: Any) -> Any:
    try:
        return find(body, segments_of(path)) if body is not None else None
    except (KeyError, ValueError):
        return None


def _canonical(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
