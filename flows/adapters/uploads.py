"""Files that visitors send: kept beside the media of bots, found again by an address that cannot be guessed.

They need no row: the token that an upload gives is the file's description under our seal, and goes into the message.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from flows.runtime.file_types import MEDIA_TYPES, extension_of
from flows.runtime.ports import Refused

LIMIT = 10 * 1024 * 1024  # bytes of one file
MOST_FILES = 50  # of one conversation
NAME_LENGTH = 120
MAC_BYTES = 18
FOLDER = "uploads"
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})  # controls, directions, line ends
FILE = r"[0-9a-f]{32}(?:-[A-Za-z0-9_-]{1,40})?\.(?:" + "|".join(MEDIA_TYPES) + ")"


def store_upload(conversation: UUID, content: bytes, name: str) -> dict[str, Any]:
    """Keeps a file: `{"id", "url", "name", "mime", "size"}`. Raises Refused for what is too large or not taken."""
    if len(content) > LIMIT:
        raise Refused(f"a file may have {LIMIT // 1024 // 1024} MB", code="too-large")
    extension = extension_of(content, name) if content else None
    if extension is None:
        raise Refused("files of this kind are not taken", code="file-type")
    folder = f"{FOLDER}/{conversation.hex}"
    if _count(folder) >= MOST_FILES:
        raise Refused(f"a conversation has at most {MOST_FILES} files", code="too-many-files")
    id, shown = secrets.token_hex(16), clean_name(name)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", shown.rpartition(".")[0] or shown).strip("-")[:40]
    file = f"{id}-{stem}.{extension}" if stem else f"{id}.{extension}"
    default_storage.save(f"{folder}/{file}", ContentFile(content))
    url = f"/api/v1/chat/uploads/{conversation.hex}/{file}"
    return {"id": id, "url": url, "name": shown, "mime": MEDIA_TYPES[extension], "size": len(content)}


def read_upload(conversation: str, file: str) -> tuple[str, str, bytes]:
    """Media type, name to save it as (ASCII letters, digits, - and _), and the bytes. Raises Refused."""
    path = f"{FOLDER}/{conversation}/{file}"
    if not re.fullmatch(r"[0-9a-f]{32}", conversation) or not re.fullmatch(FILE, file):
        raise Refused("there is no such file", code="not-found")
    if not default_storage.exists(path):
        raise Refused("there is no such file", code="not-found")
    stem, _, extension = file.partition(".")
    name = f"{stem[33:] or 'file'}.{extension}"
    with default_storage.open(path) as opened:
        return MEDIA_TYPES[extension], name, opened.read()


def delete_uploads(conversation: UUID) -> None:
    """Takes away all files of a conversation."""
    folder = f"{FOLDER}/{conversation.hex}"
    for file in _files(folder):
        default_storage.delete(f"{folder}/{file}")


def clean_name(name: str) -> str:
    """A name to show: no folders, no control or direction characters, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    stem, dot, extension = plain.strip(" .").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    short = stem[: NAME_LENGTH - 20]
    return (f"{short}.{extension[:19]}" if extension and short else short or extension) or "file"


def make_file_token(file: dict[str, Any]) -> str:
    """The file's description under our seal."""
    told = orjson.dumps(file)
    return base64.urlsafe_b64encode(_mac(told) + told).decode().rstrip("=")


def read_file_token(token: str) -> dict[str, Any] | None:
    """The file that a token describes, None for anything that we did not make."""
    if len(token) > 2_000:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    mac, told = raw[:MAC_BYTES], raw[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(told)):
        return None
    file: dict[str, Any] = orjson.loads(told)
    return file


def _count(folder: str) -> int:
    return len(_files(folder))


def _files(folder: str) -> list[str]:
    return list(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else []


def _mac(told: bytes) -> bytes:
    key = hashlib.sha256(b"bb-upload" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, told, hashlib.sha256).digest()[:MAC_BYTES]
