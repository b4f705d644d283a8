from __future__ import annotations

import time
from typing import Any

from flows.adapters.understanding import UNDERSTANDING, model_hashes
from flows.models import Bot

from .errors import WrongState
from .load_draft import load_draft


def parse_text(bot: Bot, *, text: str, language: str | None = None) -> dict[str, Any]:
    """What `bot` makes of one utterance: the contract's understanding and `intent`, the best or None.

    Uses the models of the draft where they are trained, else those of the live version. Raises WrongState without
    either.
    """
    document = load_draft(bot).document
    hashes = model_hashes(document)
    if not UNDERSTANDING.ready(hashes):
        if bot.live_version is None:
            raise WrongState("This bot has no model yet. Train it first.")
        document, hashes = bot.live_version.document, bot.live_version.models
    chosen = language if language in hashes else document["default_language"]
    return UNDERSTANDING.understand(hashes, chosen, text, now=time.time(), timezone="UTC")
