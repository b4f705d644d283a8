from __future__ import annotations

from django.core.files.base import File
from django.core.files.storage import default_storage

from flows.models import Bot, Media

from .errors import NotFound
from .store_media import media_path


def find_media(digest: str) -> tuple[str, File]:
    """Media type and content of a picture, for the visitors who are shown it. Raises NotFound.

    Whoever knows the hash of all its bytes may see it, of whichever workspace it is.
    """
    kind = Media.unscoped.filter(digest=digest).values_list("content_type", flat=True).first()
    if kind is None or not default_storage.exists(media_path(digest)):
        raise NotFound("There is no such picture.")
    return kind, default_storage.open(media_path(digest))


def delete_media(bot: Bot, digest: str) -> None:
    """Take a picture from a bot; its file goes with the last bot that has it. Raises NotFound."""
    deleted, _ = Media.objects.of(bot.workspace_id).filter(bot=bot, digest=digest).delete()
    if not deleted:
        raise NotFound("There is no such picture here.")
    if not Media.unscoped.filter(digest=digest).exists():
        default_storage.delete(media_path(digest))
