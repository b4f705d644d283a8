"""A bot as it is served: the compiled graph and the few facts of its document that the runtime needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.engine.graph import CompiledBot

from .unsure import Keeping, keeping_of

PIN_SECONDS = 30 * 24 * 3600.0  # no session stays on an old version longer


@dataclass(frozen=True, slots=True)
class Served:
    """`models` maps a language to the hash of its model; `version_id` is None for a draft."""

    bot: CompiledBot
    version_id: int | None
    name: str
    languages: tuple[str, ...]
    default_language: str
    models: Mapping[str, str]
    session_seconds: float
    public_events: frozenset[str]
    open_identity: bool
    reads_user: bool
    reads_bot: bool
    scopes: Mapping[str, str]  # of each variable
    keeping: Keeping | None = None  # which utterances are kept to learn from

    def language(self, wanted: str) -> str:
        """The bot's language for a visitor's wish: `fr-CA` finds `fr`; else the default."""
        if wanted in self.languages:
            return wanted
        short = wanted.split("-")[0].lower()
        return short if short in self.languages else self.default_language


def serve(bot: CompiledBot, document: Mapping[str, Any], models: Mapping[str, str], version_id: int | None) -> Served:
    settings = document.get("settings", {})
    scopes = {one["name"]: one.get("scope", "conversation") for one in document.get("variables", ())}
    return Served(
        bot=bot,
        version_id=version_id,
        name=document["name"],
        languages=tuple(document["languages"]),
        default_language=document["default_language"],
        models=dict(models),
        session_seconds=float(settings.get("session_minutes", 30)) * 60,
        public_events=frozenset(settings.get("public_events", ())),
        open_identity=settings.get("identity", "signed") == "open",
        reads_user="user" in scopes.values() or any(flow.reads_profile for flow in bot.flows.values()),
        reads_bot="bot" in scopes.values(),
        scopes=scopes,
        keeping=None if version_id is None else keeping_of(document),
    )
