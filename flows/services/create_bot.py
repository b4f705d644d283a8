from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db import IntegrityError, transaction

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.models import Bot, Channel
from flows.models.bot import SLUG_PATTERN

from .command_flows import command_flows
from .errors import InvalidDocument, SlugTaken
from .store_parts import store_document

MAIN_FLOW = {
    "id": "main",
    "title": "Main",
    "kind": "main",
    "start": "welcome",
    "triggers": [],
    "nodes": [
        {
            "id": "welcome",
            "title": "Welcome",
            "x": 80,
            "y": 120,
            "steps": [
                {"id": "s1", "type": "say", "config": {"message": "Hello."}},
                {"id": "s2", "type": "end", "config": {}},
            ],
        }
    ],
    "transitions": [],
    "notes": [],
}

# Addresses beside /bots/<slug>/.
RESERVED = frozenset({"import"})


def create_bot(
    workspace: Workspace,
    *,
    name: str,
    by: str,
    slug: str | None = None,
    language: str = "en",
    document: dict[str, Any] | None = None,
) -> Bot:
    """A new bot with `document` as its draft, or with a greeting to start from.

    Without a slug one is derived from the name. Raises SlugTaken for a given slug that exists anywhere in the
    installation, and InvalidDocument for a slug that is none.
    """
    if slug is not None and (slug in RESERVED or not re.fullmatch(SLUG_PATTERN, slug)):
        detail = "Use 1 to 60 lower-case letters, digits and dashes; “import” is taken."
        raise InvalidDocument([{"pointer": "/slug", "code": "slug", "detail": detail}])
    chosen = slug or free_slug(name)
    try:
        with transaction.atomic():
            bot = Bot.unscoped.create(workspace=workspace, slug=chosen, name=name)
            Channel.unscoped.create(workspace=workspace, bot=bot, kind=Channel.Kind.WEB)
            store_document(bot, document or starting_document(name, language), by=by)
            AuditEntry.record(workspace, actor=by, action="bot.create", target=chosen)
    except IntegrityError as error:
        if Bot.unscoped.filter(slug=chosen).exists():
            raise SlugTaken(f"Another bot has the address “{chosen}”.") from error
        raise
    bot.refresh_from_db()
    return bot


def starting_document(name: str, language: str) -> dict[str, Any]:
    return {
        "format": "botbuilder/bot",
        "version": 1,
        "name": name,
        "languages": [language],
        "default_language": language,
        "settings": {},
        "variables": [],
        "entities": [],
        "intents": [],
        "answers": [],
        "content": [],
        "stories": [],
        "tests": [],
        "flows": [MAIN_FLOW, *command_flows(language)],
    }


def slug_of(name: str) -> str:
    """The address that a bot of this name would have."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "bot"


def free_slug(name: str) -> str:
    """A slug like `name` that no bot has yet."""
    stem = slug_of(name)
    taken = RESERVED | set(Bot.unscoped.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)
