"""Compiled bots, kept by what never changes: a version's id, or a draft's revision."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

from flows.engine.graph import compile_bot
from flows.engine.problem import DocumentError
from flows.models import Bot, Version
from flows.runtime.inbound import Row
from flows.runtime.served import Served, serve
from flows.steps import STEP_TYPES

from .understanding import UNDERSTANDING

KEPT = 64


class BrokenBot(Exception):
    """The stored document cannot be compiled by this build."""


class Draft(Protocol):
    @property
    def revision(self) -> int: ...
    @property
    def document(self) -> Mapping[str, Any]: ...


class BotShelf:
    """Safe from any thread. `load_draft` folds a bot's draft as it is now."""

    def __init__(self, load_draft: Callable[[Bot], Draft]) -> None:
        self._load_draft = load_draft
        self._kept: OrderedDict[object, Served] = OrderedDict()
        self._lock = threading.Lock()

    def version(self, version_id: int) -> Served:
        """Raises BrokenBot, Version.DoesNotExist."""
        served = self._find(version_id)
        if served is None:
            version = Version.unscoped.get(pk=version_id)
            served = self._keep(version_id, _compile(version.document, version.models, version_id))
        return served

    def draft(self, row: Row) -> Served:
        return self.draft_of(UUID(row.bot_id))

    def draft_of(self, bot_id: UUID) -> Served:
        """The draft as it is now, with the models of its last training. Raises BrokenBot, Bot.DoesNotExist."""
        bot = Bot.unscoped.only("pk", "draft_revision", "draft_models").get(pk=bot_id)
        key = (bot_id, bot.draft_revision, tuple(sorted(bot.draft_models.items())))
        served = self._find(key)
        if served is None:
            served = self._keep(key, _compile(self._load_draft(bot).document, bot.draft_models, None))
        return served

    def reads(self, row: Row) -> tuple[bool, bool]:
        """Whether the next turn may read values of user scope, of bot scope.

        The pinned version may give way to the live one in this very turn, so the needs of both count.
        """
        if row.version_id is None:
            served = [self.draft(row)]
        else:
            served = [self.version(row.version_id)]
            if row.live_version_id not in (None, row.version_id):
                served.append(self.version(row.live_version_id))
        return any(one.reads_user for one in served), any(one.reads_bot for one in served)

    def _find(self, key: object) -> Served | None:
        return self._kept.get(key)  # one step of a dictionary: no lock on the way of every turn

    def _keep(self, key: object, served: Served) -> Served:
        with self._lock:
            self._kept[key] = served
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return served


def _compile(document: Mapping[str, Any], models: Mapping[str, str], version_id: int | None) -> Served:
    try:
        return serve(compile_bot(document, STEP_TYPES, UNDERSTANDING.policy(models)), document, models, version_id)
    except DocumentError as error:
        raise BrokenBot(str(error)) from error
