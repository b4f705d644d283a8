"""Pictures: told by their bytes, stored once, served so that they can only be pictures."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from flows.models import Bot, Media

WHERE = "/api/v1/bots/tea/media/"
PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n rest",
    "image/jpeg": b"\xff\xd8\xff\xe0 rest",
    "image/gif": b"GIF89a rest",
    "image/webp": b"RIFF\x10\0\0\0WEBP rest",
}

pytestmark = pytest.mark.usefixtures("bot")


def upload(client: APIClient, content: bytes, *, name: str = "a.png", kind: str = "image/png") -> Any:
    return client.post(WHERE, {"file": SimpleUploadedFile(name, content, kind)}, format="multipart")


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_what_its_bytes_say(api: APIClient, kind: str) -> None:
    answer = upload(api, PICTURES[kind], name="../../evil.html", kind="text/html")
    assert answer.status_code == 201
    assert answer.json()["content_type"] == kind
    shown = APIClient().get(answer.json()["url"])
    assert shown.status_code == 200
    assert b"".join(shown.streaming_content) == PICTURES[kind]
    assert shown["Content-Type"] == kind
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"GIF8", b"%PDF-1.7", b"{}", b"RIFFxxxxWAVE"])
def test_anything_else_is_refused_whatever_it_calls_itself(api: APIClient, content: bytes) -> None:
    answer = upload(api, content)
    assert answer.status_code == 415 and answer.json()["code"] == "not-an-image"
    assert not Media.unscoped.exists()


def test_too_large_is_413(api: APIClient) -> None:
    assert upload(api, PICTURES["image/png"] + b"\0" * 5 * 1024 * 1024).status_code == 413
    assert upload(api, PICTURES["image/png"] + b"\0" * 7 * 1024 * 1024).status_code == 413


def test_the_same_picture_twice_is_one(api: APIClient) -> None:
    first, second = upload(api, PICTURES["image/gif"]), upload(api, PICTURES["image/gif"])
    assert first.json() == second.json()
    assert len(api.get(WHERE).json()["results"]) == 1


def test_a_deleted_picture_is_gone(api: APIClient, bot: Bot) -> None:
    shown = upload(api, PICTURES["image/webp"]).json()
    assert api.delete(f"{WHERE}{shown['id']}/").status_code == 204
    assert APIClient().get(shown["url"]).status_code == 404


def test_json_instead_of_a_form_is_415(api: APIClient) -> None:
    assert api.post(WHERE, {"file": "x"}, format="json").status_code == 415
    assert api.post(WHERE, {"file": "x"}, format="multipart").status_code == 400
