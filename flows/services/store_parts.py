from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from flows.adapters.editors import EDITORS
from flows.adapters.understanding import model_hashes
from flows.document import Part as DocumentPart
from flows.document import split
from flows.models import Bot, Operation, Part

from .load_draft import load_draft

# Only a change of these parts can mean that the models no longer fit the draft, or fit it again.
TAUGHT_BY = frozenset({"settings", "entity", "intent", "answer", "story", "variable"})
BATCH = 500  # rows per statement
LARGE = 2  # of flows: each may hold thousands of nodes, and all rows of a statement are in memory as JSON


class RevisionMoved(Exception):
    """The draft is not at the revision that was prepared for."""


@contextmanager
def holding(bot: Bot) -> Iterator[None]:
    """Nobody else changes the draft meanwhile. Keep it short: other writers wait."""
    with transaction.atomic():
        Bot.unscoped.select_for_update().only("pk").get(pk=bot.pk)
        yield


def store_document(bot: Bot, document: dict[str, Any], *, by: str, tab: str = "") -> int:
    """Make `document` the whole draft and return its revision; parts that stay the same keep theirs."""
    with holding(bot):
        expected = Bot.unscoped.values_list("draft_revision", flat=True).get(pk=bot.pk)
        old = {(row.kind, row.key): row for row in Part.unscoped.filter(bot=bot)}
        new = {(part.kind, part.key): part for part in split(document)}
        changed = [part for at, part in new.items() if at not in old or _differs(old[at], part)]
        removed = [at for at in old if at not in new]
        if not changed and not removed:
            return expected
        operations = [_whole(part) for part in changed] + [
            {"op": "remove", "part": part_name(kind, key), "path": ""} for kind, key in removed
        ]
        return store_changes(bot, changed, removed, operations, expected=expected, by=by, tab=tab)


def store_changes(
    bot: Bot,
    changed: Sequence[DocumentPart],
    removed: Iterable[tuple[str, str]],
    operations: Sequence[dict[str, Any]],
    *,
    expected: int,
    by: str,
    tab: str = "",
) -> int:
    """Write parts and their operations as the revision after `expected`; tells editors after the commit.

    The new revision. Raises RevisionMoved, with nothing written, when the draft is not at `expected`.
    """
    revision = expected + 1
    gone = list(removed)
    with transaction.atomic():
        moved = Bot.unscoped.filter(pk=bot.pk, draft_revision=expected).update(
            draft_revision=F("draft_revision") + 1, updated_at=timezone.now()
        )
        if not moved:
            raise RevisionMoved
        if TAUGHT_BY & ({part.kind for part in changed} | {kind for kind, _ in gone}):
            transaction.on_commit(lambda: _note_trained(bot))
        for kind, key in gone:
            Part.unscoped.filter(bot=bot, kind=kind, key=key).delete()
        rows = [_row(bot, part, revision) for part in changed]
        noted = [_operation(bot, revision, n, each, by, tab) for n, each in enumerate(operations)]
        for flows, size in ((True, LARGE), (False, BATCH)):
            Part.unscoped.bulk_create(
                [row for row in rows if (row.kind == "flow") is flows],
                batch_size=size,
                update_conflicts=True,
                unique_fields=["bot", "kind", "key"],
                update_fields=["position", "body", "revision"],
            )
            Operation.unscoped.bulk_create(
                [one for one in noted if one.part.startswith("flow:") is flows], batch_size=size
            )
        _keep_name(bot, changed)
        transaction.on_commit(lambda: EDITORS.changed(bot.pk))
    return revision


def part_name(kind: str, key: str) -> str:
    return f"{kind}:{key}" if key else kind


def _note_trained(bot: Bot) -> None:
    """Say whether the models of the last training are those that the draft needs now."""
    row = Bot.unscoped.only("draft_models", "trained").get(pk=bot.pk)
    if row.trained in (Bot.Trained.TRAINED, Bot.Trained.STALE):
        fits = model_hashes(load_draft(bot).document) == row.draft_models
        state = Bot.Trained.TRAINED if fits else Bot.Trained.STALE
        Bot.unscoped.filter(pk=bot.pk, trained=row.trained).update(trained=state)


def _keep_name(bot: Bot, changed: Sequence[DocumentPart]) -> None:
    """The list of bots shows the name that the settings part holds."""
    for part in changed:
        if part.kind == "settings" and isinstance(name := part.body.get("name"), str) and name:
            Bot.unscoped.filter(pk=bot.pk).update(name=name[:200])


def _differs(row: Part, part: DocumentPart) -> bool:
    return row.position != part.position or _canonical(row.body) != _canonical(part.body)


def _whole(part: DocumentPart) -> dict[str, Any]:
    return {"op": "set", "part": part_name(part.kind, part.key), "path": "", "value": part.body}


def _row(bot: Bot, part: DocumentPart, revision: int) -> Part:
    return Part(
        workspace_id=bot.workspace_id,
        bot=bot,
        kind=part.kind,
        key=part.key,
        position=part.position,
        body=part.body,
        revision=revision,
    )


def _operation(bot: Bot, revision: int, ordinal: int, operation: dict[str, Any], by: str, tab: str) -> Operation:
    return Operation(
        workspace_id=bot.workspace_id,
        bot=bot,
        revision=revision,
        ordinal=ordinal,
        part=operation["part"],
        path=operation["path"],
        op=operation["op"],
        value=operation.get("value"),
        actor=by,
        tab=tab,
    )


def _canonical(body: Any) -> bytes:
    """Tells 1 from true and 1.0, which `==` does not."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
