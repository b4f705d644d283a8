"""Bots as the public meets them: published ones only, found by slug at each new conversation, so never stale."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .writer_database import Writer

_SQL = """SELECT b.id, b.workspace_id, b.slug, b.name, b.emblem, b.live_version_id, k.enabled, k.is_open, k.token_hash
 FROM flows_bot b LEFT JOIN flows_channel k ON k.bot_id = b.id AND k.kind = ?
 WHERE b.slug = ? AND b.live_version_id IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class PublicBot:
    id: UUID
    workspace_id: int
    slug: str
    name: str
    emblem: str
    version_id: int
    # The channel row, where the bot has one of this kind.
    has_channel: bool
    is_open: bool
    token_hash: str


def find_public_bot(writer: Writer, slug: str, kind: str) -> PublicBot | None:
    """None where there is no such bot, it is not published, or this channel of it is switched off."""
    rows = writer.rows(_SQL, (kind, slug))
    if not rows:
        return None
    id, workspace_id, slug, name, emblem, version_id, enabled, is_open, token_hash = rows[0]
    if enabled is not None and not enabled:
        return None
    has_channel = enabled is not None
    bot_id = _uuid(id)
    return PublicBot(bot_id, workspace_id, slug, name, emblem, version_id, has_channel, bool(is_open), token_hash or "")


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation that a visitor comes back to."""

    id: int
    uuid: UUID
    epoch: int
    last_seq: int
    waiting: str


def find_conversation(writer: Writer, bot: PublicBot, conversation: UUID) -> Found | None:
    rows = writer.rows(
        "SELECT id, uuid, epoch, last_seq, waiting FROM flows_conversation WHERE uuid = ? AND bot_id = ? "
        "AND version_id IS NOT NULL",
        (conversation.hex, bot.id.hex),
    )
    return Found(rows[0][0], _uuid(rows[0][1]), *rows[0][2:]) if rows else None


def find_conversation_by_id(writer: Writer, conversation_id: int) -> Found | None:
    sql = "SELECT id, uuid, epoch, last_seq, waiting FROM flows_conversation WHERE id = ?"
    rows = writer.rows(sql, (conversation_id,))
    return Found(rows[0][0], _uuid(rows[0][1]), *rows[0][2:]) if rows else None


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else uuid.UUID(str(value))
