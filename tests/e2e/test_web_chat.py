"""The web chat in real Chromium, on the real server: a dialogue, a server that dies, two tabs, a stranger's page."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser. Whatever its console complains about fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


def open_chat(page: Page) -> None:
    page.locator("botbuilder-launcher button").click()
    expect(page.locator("botbuilder-chat .reply").first).to_be_visible()


def say(page: Page, text: str) -> None:
    field = page.locator("botbuilder-chat textarea")
    field.fill(text)
    field.press("Enter")


def tap(page: Page, title: str) -> None:
    page.locator("botbuilder-chat .reply", has_text=title).click()


def said(page: Page) -> list[str]:
    return page.locator("botbuilder-chat .msg:not(.typing)").all_inner_texts()


def bubble(page: Page, text: str):
    return page.locator("botbuilder-chat .msg", has_text=text)


def test_an_order_in_words_and_taps(visitor: BrowserContext, server: Server) -> None:
    page = visitor.new_page()
    page.goto(f"{server.address}/demo/")
    open_chat(page)
    say(page, "I want to order a pizza")
    expect(bubble(page, "What size would you like?")).to_be_visible()
    say(page, "When are you open?")
    expect(bubble(page, "11 in the morning")).to_be_visible()
    tap(page, "Large")
    tap(page, "Pepperoni")
    expect(bubble(page, "Your large pepperoni pizza is ordered")).to_be_visible()
    expect(page.locator("botbuilder-chat .card img").last).to_be_visible()
    expect(page.locator("botbuilder-chat .status")).to_have_count(0)


def test_everything_in_one_sentence_from_the_page_around_it(visitor: BrowserContext, server: Server) -> None:
    page = visitor.new_page()
    page.goto(f"{server.address}/demo/?lang=fr")
    page.get_by_role("button", name="Je voudrais une grande pizza pepperoni").click()
    expect(bubble(page, "Votre grande pizza pepperoni est commandée")).to_be_visible()


def test_the_page_of_a_chat_survives_a_reload(visitor: BrowserContext, server: Server) -> None:
    page = visitor.new_page()
    page.goto(f"{server.address}/chat/pizza/")
    say(page, "I want to order a pizza")
    expect(bubble(page, "What size would you like?")).to_be_visible()
    before = said(page)
    page.reload()
    expect(bubble(page, "What size would you like?")).to_be_visible()
    assert said(page) == before


def test_two_tabs_are_one_conversation(visitor: BrowserContext, server: Server) -> None:
    first, second = visitor.new_page(), visitor.new_page()
    for page in (first, second):
        page.goto(f"{server.address}/chat/pizza/")
        expect(page.locator("botbuilder-chat .reply").first).to_be_visible()
    say(first, "I want to order a pizza")
    expect(bubble(second, "What size would you like?")).to_be_visible()
    tap(second, "Small")
    expect(bubble(first, "Which pizza would you like?")).to_be_visible()
    assert said(first) == said(second)


def test_what_is_written_while_the_server_is_dead_arrives_once(visitor: BrowserContext, server: Server) -> None:
    page = visitor.new_page()
    page.goto(f"{server.address}/chat/pizza/")
    say(page, "I want to order a pizza")
    expect(bubble(page, "What size would you like?")).to_be_visible()
    server.kill()
    say(page, "large")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    server.start()
    expect(bubble(page, "Which pizza would you like?")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("Not sent yet")).to_have_count(0)
    assert said(page).count("large") == 1


def test_a_bot_that_is_not_there_is_named_as_such(visitor: BrowserContext, server: Server) -> None:
    page = visitor.new_page()
    page.goto(f"{server.address}/demo/")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            Object.assign(script, { src: "/webchat.js" });
            Object.assign(script.dataset, { bot: "nobody", open: "" });
            document.body.append(script);
        }"""
    )
    expect(page.get_by_text("This chat is not available")).to_be_visible()


class Stranger(BaseHTTPRequestHandler):
    """A site elsewhere whose policy forbids inline style, inline script and every origin but the chat's."""

    chat = ""

    def do_GET(self) -> None:
        socket = self.chat.replace("http", "ws")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src {self.chat}; connect-src {self.chat} {socket}; img-src {self.chat};"
            "require-trusted-types-for 'script'",
        )
        self.end_headers()
        page = f'<!doctype html><title>Elsewhere</title><script src="{self.chat}/webchat.js" data-bot="pizza"></script>'
        self.wfile.write(page.encode())

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def elsewhere(server: Server) -> Iterator[str]:
    Stranger.chat = server.address
    site = ThreadingHTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://localhost:{site.server_port}/"
    site.shutdown()


def test_it_lives_on_a_strangers_page_under_a_strict_policy(
    visitor: BrowserContext, elsewhere: str, server: Server
) -> None:
    page = visitor.new_page()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text) if message.type == "error" else None)
    page.goto(elsewhere)
    open_chat(page)
    tap(page, "Opening hours")
    expect(bubble(page, "11 in the morning")).to_be_visible()
    expect(page.locator("botbuilder-chat .picture img").first).to_have_js_property("complete", True)
    page.keyboard.press("Escape")
    expect(page.locator("botbuilder-launcher button")).to_be_focused()
    assert [text for text in violations if "favicon" not in text] == []
