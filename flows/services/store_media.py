from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from flows.formats.media import KINDS, MAX_FILE
from flows.models import Bot, Media
from flows.runtime.file_types import extension_of

from .errors import FileTooLarge, NotAnImage

EXTENSIONS = {kind: extension for extension, kind in KINDS.items()}


def store_media(bot: Bot, content: bytes, *, title: str = "", any_kind: bool = False) -> Media:
    """Keep a picture for a bot; the same bytes twice are one row. Raises NotAnImage, FileTooLarge.

    `any_kind` takes recordings and PDFs as well, which come with bots that are imported.
    """
    if len(content) > MAX_FILE:
        raise FileTooLarge(f"A picture may have {MAX_FILE // 1024 // 1024} MB.")
    kind = KINDS.get(extension_of(content, title) or "") if any_kind else image_type(content)
    if kind is None:
        raise NotAnImage("Send a PNG, JPEG, GIF or WebP picture.")
    digest = hashlib.sha256(content).hexdigest()
    name = media_path(digest)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    row, _ = Media.unscoped.get_or_create(
        bot=bot,
        digest=digest,
        defaults={
            "workspace_id": bot.workspace_id,
            "content_type": kind,
            "size": len(content),
            "title": title[:200],
        },
    )
    return row


def image_type(content: bytes) -> str | None:
    """The media type that the first bytes tell; what a client claims does not count."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def media_path(digest: str) -> str:
    """Where the file lies in the media store."""
    return f"media/{digest[:2]}/{digest}"
