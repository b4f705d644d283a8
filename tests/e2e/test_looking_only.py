"""Somebody with the role viewer in real Chromium: all can be read, nothing offers a change that would be refused."""

import json
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.e2e.server import Server

pytestmark = pytest.mark.browser

NOTICE = "You can look at this bot, not change it"


@pytest.fixture
def looking(browser: Browser, signed_in: BrowserContext, server: Server) -> Iterator[Page]:
    """The page of a viewer; a request that would change the draft fails the test."""
    page = signed_in.pages[0]
    csrf = page.request.get(f"{server.address}/api/v1/session/").json()["csrf"]
    email = f"vera-{uuid.uuid4().hex[:6]}@ours.example"
    made = page.request.post(
        f"{server.address}/api/v1/members/",
        data=json.dumps({"email": email, "role": "viewer"}),
        headers={"Content-Type": "application/json", "X-CSRFToken": csrf, "Referer": server.address},
    )
    assert made.ok, made.text()
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    viewer = context.new_page()
    writes: list[str] = []

    def note(request: Request) -> None:
        if request.method in ("PATCH", "PUT", "DELETE") or "/tryout/" in request.url:
            writes.append(f"{request.method} {request.url}")

    viewer.on("request", note)
    viewer.goto(f"{server.address}{made.json()['sign_in_link']}")
    yield viewer
    context.close()
    assert writes == []


def test_the_canvas_shows_a_flow_and_lets_nothing_move(looking: Page, server: Server) -> None:
    looking.goto(f"{server.address}/studio/pizza/flows/order")
    node = looking.get_by_role("group", name=re.compile("^Confirm"))
    expect(node).to_be_visible()
    expect(looking.get_by_text(NOTICE)).to_be_visible()
    for name in ("Try it out", "Publish", "Train"):
        button = looking.get_by_role("button", name=name)
        expect(button).to_be_disabled()
        expect(button).to_have_attribute("title", "This needs the role Editor.")
    expect(looking.get_by_role("button", name="New flow")).to_have_count(0)

    node.get_by_text("is ordered").or_(node.get_by_text("pizza is")).first.click()
    message = looking.get_by_role("textbox", name="Message")
    expect(message).to_be_disabled()
    expect(message).to_contain_text("pizza is ordered")
    before = node.bounding_box()
    assert before is not None
    looking.mouse.move(before["x"] + 40, before["y"] + 12)
    looking.mouse.down()
    looking.mouse.move(before["x"] + 240, before["y"] + 90, steps=6)
    looking.mouse.up()
    looking.keyboard.press("Delete")
    looking.keyboard.press("a")
    expect(looking.get_by_role("group", name=re.compile("^Confirm"))).to_be_visible()
    expect(looking.get_by_role("dialog")).to_have_count(0)
    body = looking.request.get(f"{server.address}/api/v1/bots/pizza/flows/order/").json()
    assert any(one["title"] == "Confirm" for one in body["nodes"])


@pytest.mark.parametrize("place", ["understanding", "understanding?view=entities", "answers", "stories", "settings"])
def test_pages_of_the_draft_can_be_read_and_offer_no_change(looking: Page, server: Server, place: str) -> None:
    looking.goto(f"{server.address}/studio/pizza/{place}")
    expect(looking.get_by_text(NOTICE)).to_be_visible()
    main = looking.get_by_role("main")
    expect(main.locator("input, textarea").first).to_be_visible()
    free = ("Find", "Try", "What would a visitor say")
    for field in main.locator("input:visible, textarea:visible").all():
        name = field.get_attribute("aria-label") or field.get_attribute("placeholder") or ""
        searches = field.evaluate("field => field.closest('.ilhead, .slhead, aside, .itr') !== null")
        assert searches or field.is_disabled() or name.startswith(free), f"{place}: {name!r} can be written in"
    offered = re.compile("^(New|Add|Delete|Remove|Import|More for)")
    for button in main.get_by_role("button", name=offered).all():
        assert not button.is_visible() or button.is_disabled(), f"{place}: {button.inner_text()!r} is offered"


def test_the_workspace_offers_no_new_bot_and_no_secret(looking: Page, server: Server) -> None:
    looking.goto(f"{server.address}/studio/")
    expect(looking.get_by_role("link", name="Pizza corner")).to_be_visible()
    for name in ("New bot", "Import", "Choose a file"):
        expect(looking.get_by_role("button", name=name)).to_have_count(0)
    looking.goto(f"{server.address}/studio/pizza/settings?section=secrets")
    expect(looking.get_by_text("Editors and admins see which secrets there are.")).to_be_visible()
    expect(looking.get_by_role("button", name="New secret")).to_be_disabled()
    looking.goto(f"{server.address}/studio/pizza/settings?section=danger")
    expect(looking.get_by_role("button", name=re.compile("^Delete"))).to_be_disabled()
