"""Static files as a browser asks for them."""

import warnings

import pytest
from django.test import AsyncClient, Client

PICTURE = "/static/botbuilder/demo/pizza.png"


def test_a_file_comes_whole_with_its_type() -> None:
    answer = Client().get(PICTURE)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert int(answer["Content-Length"]) == len(answer.content)


def test_what_the_browser_has_is_not_sent_again() -> None:
    first = Client().get(PICTURE)
    again = Client().get(PICTURE, headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_part_of_a_file() -> None:
    answer = Client().get(PICTURE, headers={"Range": "bytes=0-7"})
    assert answer.status_code == 206
    assert answer.content == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("path", ["/static/../manage.py", "/static/botbuilder/%2e%2e/%2e%2e/settings/env.py"])
def test_nothing_outside_is_served(path: str) -> None:
    assert Client().get(path).status_code == 404


async def test_the_server_does_not_complain() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        answer = await AsyncClient().get(PICTURE)
    assert answer.status_code == 200
