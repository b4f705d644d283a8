"""Those who run a bot, in real Chromium: why it answered as it did, what the draft would say, and taking over."""

import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.server import Server
from tests.ground_rules_paths import ROOT

pytestmark = pytest.mark.browser

DEMO = ROOT / "botbuilder" / "demo" / "pizza.json"


def with_a_hand_off() -> dict[str, Any]:
    """The demo bot, which calls somebody when told “waiter”."""
    document: dict[str, Any] = json.loads(DEMO.read_text())
    call = {"id": "call", "type": "handoff", "config": {"queue": "floor", "message": "I call the waiter."}}
    back = {"id": "back", "type": "say", "config": {"message": "The waiter has gone."}}
    nodes = [{"id": "n1", "title": "Call", "steps": [call]}, {"id": "n2", "title": "Back", "steps": [back]}]
    ways = [
        {"id": f"t-{output}", "node": "n1", "step": "call", "output": output, "target": "n2"}
        for output in ("resolved", "unavailable", "timeout")
    ]
    triggers = [{"keyword": "waiter"}]
    document["flows"].append(
        {"id": "waiter", "title": "Waiter", "triggers": triggers, "nodes": nodes, "transitions": ways}
    )
    return document


@pytest.fixture
def studio(signed_in: BrowserContext) -> BrowserContext:
    return signed_in


@pytest.fixture
def bot(server: Server, tmp_path: Path) -> str:
    slug = f"floor-{uuid.uuid4().hex[:8]}"
    source = tmp_path / "bot.json"
    source.write_text(json.dumps(with_a_hand_off()))
    done = server.manage("import_bot", str(source), "--slug", slug, "--publish")
    assert done.returncode == 0, done.stderr
    return slug


class Visitor:
    """Somebody on the chat page."""

    def __init__(self, browser: Browser, server: Server, bot: str) -> None:
        self.page = browser.new_context(locale="en-GB").new_page()
        self.page.goto(f"{server.address}/chat/{bot}/")

    def says(self, text: str) -> None:
        field = self.page.get_by_role("textbox")
        field.fill(text)
        field.press("Enter")

    def hears(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=10_000)


@pytest.fixture
def visitor(browser: Browser, server: Server, bot: str) -> Visitor:
    return Visitor(browser, server, bot)


def change_the_draft(page: Page, server: Server, bot: str) -> None:
    """What the bot says at the end of an order, by a draft operation."""
    here = f"{server.address}/api/v1/bots/{bot}/"
    token = page.request.get(f"{server.address}/api/v1/session/").json()["csrf"]
    operation = {
        "op": "set",
        "part": "flow:order",
        "path": "/nodes/confirm/steps/ready/config/message",
        "value": "Into the oven: {{ size }} {{ topping }}, done in 25 minutes.",
        "base": page.request.get(here).json()["draft_revision"],
    }
    headers = {"X-CSRFToken": token, "Content-Type": "application/json", "Referer": server.address}
    answer = page.request.patch(f"{here}draft/", data=json.dumps([operation]), headers=headers)
    assert answer.ok, answer.text()


def test_a_conversation_tells_why_and_what_the_draft_would_say(
    studio: BrowserContext, server: Server, bot: str, visitor: Visitor
) -> None:
    visitor.says("a large pepperoni pizza please")
    visitor.hears("Your large pepperoni pizza is ordered.")
    visitor.says("xyzzy plugh")
    visitor.hears(re.compile("I did not get that|that is beyond me"))  # wordings vary

    page = studio.pages[0]
    change_the_draft(page, server, bot)
    page.goto(f"{server.address}/studio/{bot}/conversations")
    transcript = page.get_by_role("group", name="Transcript")
    expect(transcript.get_by_text("not understood")).to_be_visible()
    why = page.get_by_role("complementary", name="Why")
    expect(why.get_by_text("“xyzzy plugh”")).to_be_visible()

    transcript.get_by_role("button", name="Turn 2: see why").click()
    expect(why.get_by_text("“a large pepperoni pizza please”")).to_be_visible()
    expect(why.get_by_text("Started the flow Order a pizza")).to_be_visible()
    expect(why.get_by_text("order_pizza", exact=True)).to_be_visible()
    expect(why.get_by_text("pepperoni", exact=True).first).to_be_visible()
    expect(why.get_by_role("link", name=re.compile("Form"))).to_have_attribute("href", re.compile("/flows/order"))

    page.get_by_role("button", name="Replay on the draft").click()
    expect(page.get_by_text(re.compile("The draft says something else in 1 turn"))).to_be_visible()
    expect(transcript.get_by_text("Into the oven: large pepperoni, done in 25 minutes.")).to_be_visible()

    page.get_by_role("button", name="Save as test").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("in one sentence")
    dialog.get_by_role("button", name="Save as test").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    tests = page.request.get(f"{server.address}/api/v1/bots/{bot}/tests/").json()["results"]
    saved = next(test for test in tests if test["name"] == "in one sentence")
    assert saved["turns"][0] == {"say": "a large pepperoni pizza please"}
    assert any("30 minutes" in str(turn.get("expect")) for turn in saved["turns"])


def test_an_agent_takes_over_and_the_visitor_reads_the_answer(
    studio: BrowserContext, server: Server, bot: str, visitor: Visitor
) -> None:
    visitor.says("waiter")
    visitor.hears("I call the waiter.")

    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/inbox")
    queue = page.get_by_role("region", name="Queue")
    expect(queue.get_by_role("list", name="Waiting").get_by_text("waiter", exact=True)).to_be_visible()
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_text("You answer this visitor. The bot is silent.")).to_be_visible()
    expect(queue.get_by_role("list", name="Mine").get_by_role("button")).to_have_count(1)

    field = page.get_by_role("textbox", name="Your answer")
    field.fill("Coming to your table.")
    field.press("Control+Enter")
    visitor.hears("Coming to your table.")
    expect(field).to_have_value("")
    visitor.says("table seven")
    expect(page.get_by_role("log").get_by_text("table seven")).to_be_visible(timeout=10_000)

    page.get_by_role("button", name="Resolve").click()
    visitor.hears("The waiter has gone.")
    expect(page.get_by_text("You answer this visitor. The bot is silent.")).to_be_hidden()


def test_who_was_slower_is_told_so(studio: BrowserContext, server: Server, bot: str, visitor: Visitor) -> None:
    visitor.says("waiter")
    visitor.hears("I call the waiter.")
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/inbox")
    take = page.get_by_role("button", name="Take over")
    expect(take).to_be_enabled()

    # Somebody else is faster: between what this page has seen and the press.
    other = server.manage("create_token", "lee@ours.example").stdout.strip()
    handoff = page.request.get(f"{server.address}/api/v1/bots/{bot}/handoffs/").json()["results"][0]
    page.route("**/handoffs/**", lambda route: route.abort())
    headers = {"Authorization": f"Bearer {other}", "Content-Type": "application/json"}
    address = f"{server.address}/api/v1/bots/{bot}/conversations/{handoff['conversation']}/takeover/"
    stranger = page.context.browser
    assert stranger is not None
    answer = stranger.new_context().request.post(address, data="{}", headers=headers)
    assert answer.ok, answer.text()
    take.click()
    expect(page.get_by_text("Somebody else was faster.")).to_be_visible()
    expect(page.get_by_text("lee@ours.example answers this visitor now.", exact=False).first).to_be_visible()


def test_a_closed_queue_tells_the_visitor_at_once(
    studio: BrowserContext, server: Server, bot: str, visitor: Visitor
) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/inbox")
    page.get_by_role("button", name="Queue is open").click()
    page.get_by_role("switch", name=re.compile("Queue floor")).click()
    expect(page.get_by_text("floor is closed.")).to_be_visible()
    visitor.says("waiter")
    visitor.hears("The waiter has gone.")
    expect(page.get_by_role("button", name="1 queue is closed")).to_be_visible()

    page.get_by_role("switch", name=re.compile("Queue floor")).click()
    expect(page.get_by_role("button", name="Queue is open")).to_be_visible()
    visitor.says("waiter")
    expect(page.get_by_role("list", name="Waiting").get_by_role("button")).to_have_count(1)


def test_a_queue_has_opening_hours(studio: BrowserContext, server: Server, bot: str, visitor: Visitor) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/inbox")
    page.get_by_role("button", name="Queue is open").click()
    page.get_by_role("button", name="Hours of floor").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="By the week").click()
    dialog.get_by_label("Time zone").select_option("Pacific/Auckland")
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        dialog.get_by_role("group", name=name).get_by_text(name, exact=True).click()
    expect(dialog.get_by_text("closed", exact=True)).to_have_count(7)
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The hours of floor are saved.")).to_be_visible()
    expect(page.get_by_role("button", name="1 queue is closed")).to_be_visible()
    visitor.says("waiter")
    visitor.hears("The waiter has gone.")

    page.get_by_role("button", name="1 queue is closed").click()
    expect(page.get_by_text("closed at this hour")).to_be_visible()
    page.get_by_role("button", name="Hours of floor").click()
    expect(dialog.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
    dialog.get_by_role("button", name="Always").click()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Queue is open")).to_be_visible()
    visitor.says("waiter")
    expect(page.get_by_role("list", name="Waiting").get_by_role("button")).to_have_count(1)
