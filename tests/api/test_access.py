"""Signing in, tokens, members, secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from botbuilder.tenancy.models import Account, Member, Token, Workspace
from flows.adapters.secrets import read_secrets
from flows.models import Secret

from .conftest import Person

SESSION = "/api/v1/session/"


@pytest.fixture
def browser() -> APIClient:
    return APIClient(enforce_csrf_checks=True)


def sign_in(browser: APIClient, email: str, password: str) -> Any:
    csrf = browser.get(SESSION).json()["csrf"]
    return browser.post(SESSION, {"email": email, "password": password}, format="json", headers={"X-CSRFToken": csrf})


def test_signing_in_and_out(browser: APIClient, ann: Person) -> None:
    assert browser.get(SESSION).json()["member"] is None
    ann.account.set_password("correct horse")
    ann.account.save()
    answer = sign_in(browser, "Ann@Ours.example", "correct horse")
    assert answer.status_code == 200
    assert answer.json()["member"] == {"email": "ann@ours.example", "name": "", "role": "owner"}
    assert answer.json()["workspace"] == {"slug": "ours", "name": "Ours"}
    assert browser.get("/api/v1/bots/").status_code == 200
    csrf = browser.get(SESSION).json()["csrf"]
    assert browser.delete(SESSION, headers={"X-CSRFToken": csrf}).status_code == 204
    assert browser.get("/api/v1/bots/").status_code == 401


def test_a_wrong_password_and_an_account_without_one_stay_out(browser: APIClient, ann: Person) -> None:
    for email, password in (("ann@ours.example", "x"), ("ann@ours.example", ""), ("nobody@ours.example", "x")):
        assert sign_in(browser, email, password).status_code in (400, 401)
    assert browser.get(SESSION).json()["member"] is None


def test_a_foreign_page_can_neither_sign_in_nor_act(browser: APIClient, ann: Person) -> None:
    credentials = {"email": "ann@ours.example", "password": "x"}
    assert browser.post(SESSION, credentials, format="json").status_code == 403
    browser.force_login(ann.account)
    assert browser.post("/api/v1/bots/", {"name": "X"}, format="json").status_code == 403


def test_passwords_cannot_be_tried_out(browser: APIClient, ann: Person, settings: Any) -> None:
    settings.RATE_LIMITS = True
    cache.clear()
    codes = [sign_in(browser, "ann@ours.example", f"guess {n}").status_code for n in range(12)]
    assert codes[:10] == [401] * 10
    assert codes[10:] == [429] * 2
    assert int(sign_in(browser, "ann@ours.example", "x")["Retry-After"]) > 0


@pytest.mark.parametrize("header", ["Bearer x", "Bearer ", "Bearer a b", "Bearer \xff", "bearer bb_nope"])
def test_a_token_that_is_none(header: str, ann: Person) -> None:
    answer = APIClient().get("/api/v1/bots/", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_token_is_shown_once_and_stored_as_a_hash(ann: Person) -> None:
    answer = ann.client.post("/api/v1/tokens/", {"name": "deploy", "role": "editor"}, format="json")
    assert answer.status_code == 201
    key = answer.json()["token"]
    listed = ann.client.get("/api/v1/tokens/")
    assert key not in listed.content.decode() and listed.json()["results"][0]["name"] == "deploy"
    assert key not in str(list(Token.unscoped.values_list()))
    holder = APIClient()
    holder.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    assert holder.post("/api/v1/bots/", {"name": "X"}, format="json").status_code == 201
    assert holder.delete("/api/v1/bots/x/").status_code == 403, "its role is editor"
    assert ann.client.delete(f"/api/v1/tokens/{answer.json()['id']}/").status_code == 204
    assert holder.get("/api/v1/bots/").status_code == 401


def test_a_token_never_does_more_than_its_member(workspace: Workspace, join: Callable[..., Person]) -> None:
    viewer = join(workspace, "viewer")
    assert viewer.client.post("/api/v1/tokens/", {"role": "owner"}, format="json").status_code == 403
    _, key = Token.issue(viewer.member, role="owner")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    assert client.post("/api/v1/bots/", {"name": "X"}, format="json").status_code == 403


def test_others_tokens_are_for_admins(ann: Person, ben: Person) -> None:
    ids = [token["id"] for token in ann.client.get("/api/v1/tokens/").json()["results"]]
    assert len(ids) == 2
    assert len(ben.client.get("/api/v1/tokens/").json()["results"]) == 1
    anns = Token.unscoped.get(member=ann.member)
    assert ben.client.delete(f"/api/v1/tokens/{anns.pk}/").status_code == 404


def test_a_new_member_signs_in_by_a_one_time_link(ann: Person, workspace: Workspace) -> None:
    answer = ann.client.post("/api/v1/members/", {"email": "Cy@Ours.example", "role": "agent"}, format="json")
    assert answer.status_code == 201
    assert answer.json()["email"] == "cy@ours.example" and answer.json()["sign_in_link"].startswith("/sign-in/once/")
    again = ann.client.post("/api/v1/members/", {"email": "cy@ours.example"}, format="json")
    assert again.status_code == 409
    emails = [member["email"] for member in ann.client.get("/api/v1/members/").json()["results"]]
    assert emails == ["ann@ours.example", "cy@ours.example"]


def test_no_link_opens_another_workspace(ann: Person, other_workspace: Workspace, join: Callable[..., Person]) -> None:
    zoe = join(other_workspace, "owner", "zoe")
    answer = ann.client.post("/api/v1/members/", {"email": zoe.account.email}, format="json")
    assert answer.status_code == 201 and answer.json()["sign_in_link"] is None
    assert ann.client.post(f"/api/v1/members/{answer.json()['id']}/sign-in-link/").status_code == 403


def test_nobody_raises_themselves_and_one_owner_stays(
    workspace: Workspace, ann: Person, join: Callable[..., Person]
) -> None:
    admin = join(workspace, "admin")
    assert (
        admin.client.patch(f"/api/v1/members/{admin.member.pk}/", {"role": "owner"}, format="json").status_code == 403
    )
    assert admin.client.patch(f"/api/v1/members/{ann.member.pk}/", {"role": "viewer"}, format="json").status_code == 403
    assert admin.client.delete(f"/api/v1/members/{ann.member.pk}/").status_code == 403
    assert admin.client.post(f"/api/v1/members/{ann.member.pk}/sign-in-link/").status_code == 403
    last = ann.client.patch(f"/api/v1/members/{ann.member.pk}/", {"role": "viewer"}, format="json")
    assert last.status_code == 409
    assert ann.client.delete(f"/api/v1/members/{ann.member.pk}/").status_code == 409
    assert Member.unscoped.get(pk=ann.member.pk).role == "owner"


def test_a_removed_member_is_out_at_once(ann: Person, ben: Person) -> None:
    assert ann.client.delete(f"/api/v1/members/{ben.member.pk}/").status_code == 204
    assert ben.client.get("/api/v1/bots/").status_code == 401
    assert Account.objects.filter(pk=ben.account.pk).exists()


def test_a_secret_goes_in_and_never_comes_out(ann: Person, workspace: Workspace) -> None:
    canary = "canary-4711"
    answer = ann.client.post("/api/v1/secrets/", {"name": "API_KEY", "value": canary}, format="json")
    assert answer.status_code == 201
    listed = ann.client.get("/api/v1/secrets/")
    assert [secret["name"] for secret in listed.json()["results"]] == ["API_KEY"]
    assert canary not in answer.content.decode() + listed.content.decode()
    assert canary not in str(list(Secret.unscoped.values_list()))
    assert read_secrets(workspace.pk, {"API_KEY"}) == {"API_KEY": canary}
    assert ann.client.get("/api/v1/secrets/API_KEY/").status_code == 405
    ann.client.put("/api/v1/secrets/API_KEY/", {"value": "new"}, format="json")
    assert read_secrets(workspace.pk, {"API_KEY"}) == {"API_KEY": "new"}
    assert ann.client.delete("/api/v1/secrets/API_KEY/").status_code == 204
    assert ann.client.put("/api/v1/secrets/API_KEY/", {"value": "x"}, format="json").status_code == 404
