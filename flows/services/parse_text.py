from __future__ import annotations

import time
from typing import Any

from flows.adapters.understanding import UNDERSTANDING, model_hashes
from flows.models import Bot

from .errors import WrongState
from .load_draft import load_draft


def parse_text(bot: Bot, *, text: str, language: str | None = None) -> dict[str, Any]:
    """What `bot` makes of one utterance: the contract's understanding and `intent`, the best or None.

    Uses what serves the draft: the models of its last training, or of one that was restored. A draft that was never
    trained has those of the live version. Raises WrongState without either.
    """
    document = load_draft(bot).document
    exactly = model_hashes(document)
    served = Bot.unscoped.values_list("draft_models", flat=True).get(pk=bot.pk)
    hashes = served if served and UNDERSTANDING.ready(served) else exactly
    if not UNDERSTANDING.ready(hashes):
        if bot.live_version is None:
            raise WrongState("This bot has no model yet. Train it first.")
        document, hashes = bot.live_version.document, bot.live_version.models
    chosen = language if language in hashes else document["default_language"]
    return UNDERSTANDING.understand(hashes, chosen, text, now=time.time(), timezone="UTC")
