from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any
from uuid import UUID

from flows.lint import lint
from flows.models import Bot

from .load_draft import load_draft

CACHED = 16

_cache: OrderedDict[UUID, dict[str, Any]] = OrderedDict()
_lock = threading.Lock()


def lint_draft(bot: Bot) -> dict[str, Any]:
    """`{"revision", "findings"}` of the draft as it is now; worked out once per revision, however many tabs ask."""
    draft = load_draft(bot)
    with _lock:
        known = _cache.get(bot.pk)
        if known and known["revision"] == draft.revision:
            return known
    found = {"revision": draft.revision, "findings": [finding.to_json() for finding in lint(draft.document)]}
    with _lock:
        _cache[bot.pk] = found
        _cache.move_to_end(bot.pk)
        while len(_cache) > CACHED:
            _cache.popitem(last=False)
    return found
