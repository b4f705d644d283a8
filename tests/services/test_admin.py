"""The operator's admin lists every model; what conversations write is for looking only."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from botbuilder.tenancy.models import Account, Workspace
from flows.models import Bot, Conversation, Message
from flows.services.import_bot import import_bot

OURS = [model for app in ("flows", "nlu", "jobs", "tenancy") for model in apps.get_app_config(app).get_models()]
DEMO = Path(__file__).parents[2] / "botbuilder" / "demo" / "pizza.json"


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(Account.objects.create_superuser("op@ours.example", "long enough"))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_is_listed_with_search(operator: Client, model: type[Model]) -> None:
    assert model in admin.site._registry
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert operator.get(page, {"q": "x"}).status_code == 200


def test_live_rows_are_shown_and_cannot_be_changed(operator: Client) -> None:
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    report = import_bot(DEMO, workspace=workspace, by="op", slug="pizza")
    now = time.time()
    bot = Bot.unscoped.get(slug=report.bot)
    talk = Conversation.unscoped.create(workspace=workspace, bot=bot, channel="web", key="k", created_at=now)
    content = {"type": "text", "text": "hi"}
    said = Message.unscoped.create(
        workspace=workspace, conversation=talk, seq=1, author="user", content=content, turn=1, at=now
    )
    for row in (bot, talk, said, *bot.parts.all()[:1]):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        assert operator.get(reverse(name, args=[row.pk])).status_code == 200
    for row in (talk, said):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}"
        assert operator.post(reverse(f"{name}_change", args=[row.pk]), {}).status_code == 403
        assert operator.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        assert operator.get(reverse(f"{name}_add")).status_code == 403


def test_members_of_a_workspace_are_no_operators(db: None) -> None:
    client = Client()
    client.force_login(Account.objects.create_user("ann@ours.example"))
    assert client.get("/admin/").status_code == 302
