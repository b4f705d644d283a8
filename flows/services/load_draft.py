from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flows.document import Part as DocumentPart
from flows.document import fold
from flows.models import Bot, Part

CACHED_DRAFTS = 32


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft at one revision. Document and parts are shared between callers: read them, never change them."""

    revision: int
    document: dict[str, Any]
    parts: tuple[DocumentPart, ...] = ()


_cache: OrderedDict[tuple[UUID, int], Draft] = OrderedDict()
_lock = threading.Lock()


def load_draft(bot: Bot) -> Draft:
    """The fold of all parts of `bot` at its newest revision."""
    while True:
        revision = _revision(bot)
        key = (bot.pk, revision)
        with _lock:
            if draft := _cache.get(key):
                _cache.move_to_end(key)
                return draft
        parts = tuple(as_document_part(row) for row in Part.unscoped.filter(bot=bot))
        if _revision(bot) == revision:  # else the rows may be of two revisions
            return remember_draft(bot, revision, parts)


def as_document_part(row: Part) -> DocumentPart:
    return DocumentPart(kind=row.kind, key=row.key, position=row.position, body=row.body)


def _revision(bot: Bot) -> int:
    return Bot.unscoped.values_list("draft_revision", flat=True).get(pk=bot.pk)


def remember_draft(bot: Bot, revision: int, parts: tuple[DocumentPart, ...]) -> Draft:
    """Keep what is known to be the draft at a committed revision, so that nobody reads it again."""
    key, draft = (bot.pk, revision), Draft(revision, fold(parts), parts)
    with _lock:
        for old in [other for other in _cache if other[0] == key[0]]:
            del _cache[old]
        _cache[key] = draft
        while len(_cache) > CACHED_DRAFTS:
            _cache.popitem(last=False)
    return draft
