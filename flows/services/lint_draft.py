from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any
from uuid import UUID

from django.conf import settings

from flows.lint import lint
from flows.lint.switched_off import switched_off
from flows.models import Bot, Channel

from .load_draft import load_draft

CACHED = 16
SEVERITIES = ("error", "warning", "hint")

_cache: OrderedDict[UUID, tuple[frozenset[str], dict[str, Any]]] = OrderedDict()
_lock = threading.Lock()


def lint_draft(bot: Bot) -> dict[str, Any]:
    """`{"revision", "findings"}` of the draft as it is now; worked out once per revision, however many tabs ask."""
    draft = load_draft(bot)
    channels = connected_channels(bot)
    with _lock:
        known = _cache.get(bot.pk)
        if known and known[0] == channels and known[1]["revision"] == draft.revision:
            return known[1]
    findings = lint(draft.document, channels=channels)
    findings += switched_off(draft.document, code=settings.CODE_STEPS, email=bool(settings.SMTP_URL))
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    found = {"revision": draft.revision, "findings": [finding.to_json() for finding in findings]}
    with _lock:
        _cache[bot.pk] = (channels, found)
        _cache.move_to_end(bot.pk)
        while len(_cache) > CACHED:
            _cache.popitem(last=False)
    return found


def connected_channels(bot: Bot) -> frozenset[str]:
    """Kinds of the channels through which visitors reach the bot: lint knows what each of them takes."""
    return frozenset(Channel.unscoped.filter(bot=bot, enabled=True).values_list("kind", flat=True))
