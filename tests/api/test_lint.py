"""Findings over REST: their repairs go through the draft as they are, and only errors stop a publish."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from flows.models import Bot, Channel
from flows.services.train_bot import train_now

from .conftest import tea_house

TEA = "/api/v1/bots/tea/"

pytestmark = pytest.mark.usefixtures("bot")


def findings(api: APIClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.get(f"{TEA}lint/").json()["findings"]
    return found


def with_call(flow: str) -> dict[str, Any]:
    draft = tea_house()
    draft["flows"][0]["nodes"][0]["steps"].insert(0, {"id": "go", "type": "call_flow", "config": {"flow": flow}})
    return draft


def test_every_repair_can_be_sent_as_it_is(api: APIClient) -> None:
    repaired = set()
    for _ in range(20):
        finding = next((one for one in findings(api) if "fix" in one), None)
        if finding is None:
            break
        answer = api.patch(f"{TEA}draft/", finding["fix"]["operations"], format="json")
        assert answer.status_code == 200, finding
        repaired.add(finding["code"])
    assert repaired and finding is None


def test_warnings_do_not_stop_a_publish_and_errors_do(api: APIClient, bot: Bot) -> None:
    assert {one["severity"] for one in findings(api)} & {"warning", "hint"}
    errors = [one for one in findings(api) if one["severity"] == "error"]
    for error in errors:
        api.patch(f"{TEA}draft/", error["fix"]["operations"], format="json")
    train_now(bot)
    assert api.post(f"{TEA}publish/", {}, format="json").status_code == 201
    api.put(f"{TEA}draft/", with_call("nowhere"), format="json")
    assert api.post(f"{TEA}publish/", {}, format="json").status_code == 409


def test_a_connected_channel_has_its_say(api: APIClient, bot: Bot) -> None:
    long = {"op": "set", "part": "content:welcome", "path": "/message/text/en", "value": "x" * 5000}
    api.patch(f"{TEA}draft/", [long], format="json")
    assert "text-too-long" not in {one["code"] for one in findings(api)}
    channel = Channel.unscoped.create(workspace_id=bot.workspace_id, bot=bot, kind="sms")
    assert "text-too-long" in {one["code"] for one in findings(api)}
    channel.enabled = False
    channel.save()
    assert "text-too-long" not in {one["code"] for one in findings(api)}
