"""Who may open the editor socket of a bot: members of its workspace, by session cookie or token."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from botbuilder.tenancy.models import Token
from flows.models import Bot
from flows.services.find_membership import Membership, find_membership


@dataclass(frozen=True, slots=True)
class Door:
    """How somebody came in, so that it can be checked again while they stay."""

    headers: dict[str, str]
    bot: Bot
    membership: Membership


def enter(headers: dict[str, str], slug: str) -> Door | None:
    """None for everybody who is not a member of the bot's workspace; the answer does not tell whether it exists."""
    membership = _membership(headers)
    if membership is None:
        return None
    bot = Bot.objects.of(membership.workspace).filter(slug=slug).first()
    return Door(headers, bot, membership) if bot else None


def still_welcome(door: Door) -> Membership | None:
    """The membership as it is now; None once the session, token or membership has ended."""
    now = _membership(door.headers)
    return now if now and now.workspace.pk == door.bot.workspace_id else None


def _membership(headers: dict[str, str]) -> Membership | None:
    scheme, _, key = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        token = Token.find(key.strip())
        return find_membership(token.member.account, token=token) if token else None
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    if cookie is None:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie.value)
    return find_membership(get_user(request))
