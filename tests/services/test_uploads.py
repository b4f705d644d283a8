"""Files of visitors in the media store."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from botbuilder.tenancy.models import Workspace
from flows.adapters.uploads import FOLDER, LIMIT, MOST_FILES, clean_name, read_upload, store_upload
from flows.models import Bot, Conversation
from flows.runtime.ports import Refused
from flows.services.delete_bot import delete_bot
from tests.runtime.every_kind import PNG


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    """A media store of the test's own."""
    settings.MEDIA_ROOT = tmp_path


def test_a_conversation_has_room_for_so_many_files() -> None:
    conversation = uuid4()
    for _ in range(MOST_FILES):
        store_upload(conversation, b"some words", "a.txt")
    with pytest.raises(Refused) as refused:
        store_upload(conversation, b"some words", "a.txt")
    assert refused.value.code == "too-many-files"
    store_upload(uuid4(), b"some words", "a.txt")


def test_the_same_file_twice_has_two_addresses() -> None:
    conversation = uuid4()
    first, second = (store_upload(conversation, PNG, "a.png")["url"] for _ in range(2))
    assert first != second


def test_a_file_may_be_so_large_and_no_larger() -> None:
    assert store_upload(uuid4(), PNG + b"\0" * (LIMIT - len(PNG)), "a.png")["size"] == LIMIT
    with pytest.raises(Refused):
        store_upload(uuid4(), PNG + b"\0" * (LIMIT - len(PNG) + 1), "a.png")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("photo.png", "photo.png"),
        ("C:\\Users\\Ada\\photo.png", "photo.png"),
        ("../../etc/passwd", "passwd"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", "file"),
        (" .. ", "file"),
        ("Größe 1.pdf", "Größe 1.pdf"),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert clean_name(name) == shown


@pytest.mark.parametrize("path", [("../x", "a.png"), ("0" * 32, "../../secret.png"), ("0" * 32, "a.html")])
def test_paths_lead_nowhere_else(path: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        read_upload(*path)


@pytest.mark.django_db
def test_files_go_with_their_bot() -> None:
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    bot, other = (Bot.unscoped.create(workspace=workspace, slug=slug, name=slug) for slug in ("a", "b"))
    folders = []
    for owner in (bot, other):
        when = {"created_at": 1.0, "last_event_at": 1.0}
        row = Conversation.unscoped.create(workspace=workspace, bot=owner, channel="web", key="k", **when)
        store_upload(row.uuid, PNG, "a.png")
        folders.append(f"{FOLDER}/{row.uuid.hex}")
    delete_bot(bot, by="ada")
    assert [default_storage.exists(one) and len(default_storage.listdir(one)[1]) for one in folders] in (
        [0, 1],
        [False, 1],
    )
