"""The pages a visitor or a site meets: who may see what, what browsers may do with it, and how long they keep it."""

import gzip
import os
from pathlib import Path

import pytest
from django.test import Client

from botbuilder.tenancy.models import Workspace
from flows.models import Bot, Version

pytestmark = [pytest.mark.django_db, pytest.mark.urls("flows.web.urls")]

LOADER = b"console.log('the loader');"


@pytest.fixture
def built(settings, tmp_path: Path) -> Path:
    """A built front end: the studio's page, the loader, and the loader packed."""
    (tmp_path / "editor").mkdir()
    (tmp_path / "webchat").mkdir()
    (tmp_path / "editor" / "index.html").write_text('<!doctype html><div id="root"></div>')
    (tmp_path / "webchat" / "webchat.js").write_bytes(LOADER)
    (tmp_path / "webchat" / "webchat.js.gz").write_bytes(gzip.compress(LOADER))
    (tmp_path / "webchat" / "webchat.js.br").write_bytes(b"as if it were brotli")
    settings.FRONTEND_DIST = tmp_path
    return tmp_path


@pytest.fixture
def not_built(settings, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path / "nothing"


def make_bot(slug: str, *, published: bool, name: str = "Pizza corner", **document: object) -> Bot:
    workspace, _ = Workspace.objects.get_or_create(slug="default", defaults={"name": "Default"})
    bot = Bot.unscoped.create(workspace=workspace, slug=slug, name=name)
    if published:
        content = {"name": name, "languages": ["en", "fr"], "default_language": "en", **document}
        bot.live_version = Version.unscoped.create(workspace=workspace, bot=bot, number=1, document=content)
        bot.save()
    return bot


def policy(response) -> dict[str, str]:
    rules = (rule.split(" ", 1) for rule in response["Content-Security-Policy"].split("; "))
    return dict(rules)


class TestChatPage:
    def test_a_published_bot_has_a_page_of_its_own(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True)
        response = client.get("/chat/pizza/")
        page = response.content.decode()
        assert response.status_code == 200
        assert '<script src="/webchat.js" data-bot="pizza" data-mode="page" data-language="en" async>' in page

    def test_a_bot_that_is_not_published_looks_like_one_that_does_not_exist(self, client: Client, built: Path) -> None:
        make_bot("draft-only", published=False)
        unpublished, unknown = client.get("/chat/draft-only/"), client.get("/chat/no-such-bot/")
        assert (unpublished.status_code, unknown.status_code) == (404, 404)
        assert unpublished.content == unknown.content

    @pytest.mark.parametrize("slug", ["..%2Fadmin", "%3Cscript%3E", "a" * 300, "%00", "pizza'--"])
    def test_a_strange_address_is_not_found(self, client: Client, built: Path, slug: str) -> None:
        response = client.get(f"/chat/{slug}/")
        assert response.status_code == 404
        assert b"<script>" not in response.content

    def test_the_name_of_a_bot_is_text_on_the_page(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True, name="<script>alert(1)</script>")
        assert b"<script>alert(1)" not in client.get("/chat/pizza/").content

    @pytest.mark.parametrize(
        ("asked", "spoken"), [("?lang=fr", "fr"), ("?lang=de", "en"), ("", "en"), ('?lang="><script>', "en")]
    )
    def test_it_opens_in_a_language_the_bot_speaks(self, client: Client, built: Path, asked: str, spoken: str) -> None:
        make_bot("pizza", published=True)
        page = client.get(f"/chat/pizza/{asked}").content.decode()
        assert f'data-language="{spoken}"' in page
        assert f'<html lang="{spoken}"' in page

    def test_other_sites_may_frame_it_and_no_foreign_script_runs_in_it(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True)
        response = client.get("/chat/pizza/", headers={"host": "testserver"})
        rules = policy(response)
        assert rules["frame-ancestors"] == "*"
        assert "X-Frame-Options" not in response
        assert rules["script-src"] == "'self'"
        assert rules["default-src"] == "'none'"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert rules["connect-src"] == "'self' ws://testserver"

    def test_over_https_its_socket_is_encrypted(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True)
        assert policy(client.get("/chat/pizza/", secure=True))["connect-src"] == "'self' wss://testserver"

    def test_without_the_built_chat_it_says_what_to_do(self, client: Client, not_built: None) -> None:
        make_bot("pizza", published=True)
        response = client.get("/chat/pizza/")
        assert response.status_code == 503
        assert "make setup" in response.content.decode()

    def test_the_address_without_its_slash_leads_there(self, client: Client) -> None:
        assert client.get("/chat/pizza")["Location"] == "/chat/pizza/"


class TestBotCard:
    def test_any_site_may_ask_whether_a_bot_is_there(self, client: Client) -> None:
        make_bot("pizza", published=True)
        response = client.get("/chat/pizza/bot.json")
        assert response.json() == {"slug": "pizza", "name": "Pizza corner", "languages": ["en", "fr"]}
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_a_bot_that_is_not_published_is_not_there(self, client: Client) -> None:
        make_bot("draft-only", published=False)
        response = client.get("/chat/draft-only/bot.json")
        assert response.status_code == 404
        assert response["Access-Control-Allow-Origin"] == "*"


class TestDemoPage:
    def test_it_embeds_the_chat_as_any_site_would(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True)
        response = client.get("/demo/")
        page = response.content.decode()
        assert response.status_code == 200
        assert '<script src="/webchat.js" data-bot="pizza" data-language="en" async></script>' in page
        assert "http://testserver/webchat.js" in page
        assert policy(response)["frame-ancestors"] == "'none'"

    def test_it_speaks_the_languages_that_the_bot_and_the_page_share(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True, languages=["en", "fr", "pl"])
        page = client.get("/demo/?lang=fr").content.decode()
        assert "Ce qui sort du four" in page
        assert ">English</a>" in page
        assert 'data-language="fr"' in page

    def test_it_has_no_inline_script_or_style_that_its_policy_would_stop(self, client: Client, built: Path) -> None:
        make_bot("pizza", published=True)
        page = client.get("/demo/").content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " on" not in "".join(part.split(">")[0] for part in page.split("<")[1:] if part.startswith("button"))

    def test_without_its_bot_it_says_so(self, client: Client, built: Path) -> None:
        response = client.get("/demo/")
        assert response.status_code == 404
        assert "pizza" in response.content.decode()


class TestEmbedScript:
    def test_any_site_may_load_it(self, client: Client, built: Path) -> None:
        response = client.get("/webchat.js")
        assert response.content == LOADER
        assert response["Content-Type"] == "text/javascript; charset=utf-8"
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"

    @pytest.mark.parametrize(
        ("accepted", "sent"),
        [
            ("br, gzip", "br"),
            ("gzip, deflate", "gzip"),
            ("br;q=0, gzip", "gzip"),
            ("GZIP", "gzip"),
            ("identity", None),
            ("", None),
        ],
    )
    def test_it_comes_as_small_as_the_browser_takes_it(
        self, client: Client, built: Path, accepted: str, sent: str | None
    ) -> None:
        response = client.get("/webchat.js", headers={"accept-encoding": accepted})
        assert response.get("Content-Encoding") == sent
        assert "Accept-Encoding" in response["Vary"]

    def test_a_browser_that_has_it_is_told_so(self, client: Client, built: Path) -> None:
        tag = client.get("/webchat.js")["ETag"]
        again = client.get("/webchat.js", headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")

    def test_a_new_build_is_met_without_a_restart(self, client: Client, built: Path) -> None:
        tag = client.get("/webchat.js")["ETag"]
        script = built / "webchat" / "webchat.js"
        script.write_bytes(b"console.log('newer');")
        later = script.stat().st_mtime + 10
        os.utime(script, (later, later))
        response = client.get("/webchat.js", headers={"if-none-match": tag, "accept-encoding": "br"})
        assert response.content == b"console.log('newer');"

    def test_where_it_is_not_built_the_page_that_embeds_it_still_works(self, client: Client, not_built: None) -> None:
        response = client.get("/webchat.js")
        assert response.status_code == 200
        assert b"console.error" in response.content
        assert response["Cache-Control"] == "no-store"

    def test_it_cannot_be_posted_to(self, client: Client, built: Path) -> None:
        assert client.post("/webchat.js").status_code == 405


class TestStudio:
    @pytest.mark.parametrize("path", ["/studio/", "/studio/pizza/flows/order", "/studio/a/b/c/d", "/sign-in/"])
    def test_every_address_below_it_is_the_one_page(self, client: Client, built: Path, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200
        assert b'<div id="root">' in response.content

    def test_nobody_may_frame_it_and_it_is_always_asked_for_anew(self, client: Client, built: Path) -> None:
        response = client.get("/studio/")
        assert policy(response)["frame-ancestors"] == "'none'"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Cache-Control"] == "no-cache"
        again = client.get("/studio/", headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304
        assert "Content-Security-Policy" in again

    def test_without_the_built_front_end_it_says_what_to_do(self, client: Client, not_built: None) -> None:
        response = client.get("/studio/")
        assert response.status_code == 503
        assert "make setup" in response.content.decode()

    @pytest.mark.parametrize("path", ["/", "/studio"])
    def test_shorter_addresses_lead_there(self, client: Client, path: str) -> None:
        assert client.get(path)["Location"] == "/studio/"
