"""A builder in real Chromium: sign in, change what the demo bot says, publish, and see it arrive in the chat."""

import json
import re
import urllib.request
import uuid
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.server import Server
from tests.ground_rules_paths import ROOT

pytestmark = pytest.mark.browser

SAVED = re.compile("Saved")
DEMO = ROOT / "botbuilder" / "demo" / "pizza.json"


@pytest.fixture
def bot(server: Server) -> str:
    """The slug of a bot of its own: the demo bot once more, trained and published."""
    slug = f"corner-{uuid.uuid4().hex[:8]}"
    done = server.manage("import_bot", str(DEMO), "--slug", slug, "--publish")
    assert done.returncode == 0, done.stderr
    return slug


@pytest.fixture
def editor(signed_in: BrowserContext, server: Server, bot: str) -> Page:
    """The order flow of the bot, open on the canvas."""
    page = signed_in.pages[0]
    page.goto(f"{server.address}/studio/{bot}/flows/order")
    expect(page.get_by_role("group", name=re.compile("^Confirm"))).to_be_visible()
    return page


def order_flow(page: Page, server: Server, bot: str) -> dict[str, Any]:
    """As the server has it."""
    draft = page.request.get(f"{server.address}/api/v1/bots/{bot}/draft/").json()
    found: dict[str, Any] = next(flow for flow in draft["flows"] if flow["id"] == "order")
    return found


def is_saved(page: Page) -> None:
    expect(page.get_by_role("contentinfo").get_by_text(SAVED)).to_be_visible()


def publish(page: Page) -> None:
    page.get_by_role("banner").get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("dialog")).to_be_hidden(timeout=30_000)


def test_a_link_signs_in_once(browser: Browser, server: Server) -> None:
    link = server.manage("sign_in_link").stdout.strip()
    page = browser.new_context().new_page()
    page.goto(link)
    expect(page.get_by_text("Pizza corner").first).to_be_visible()
    stranger = browser.new_context().new_page()
    answer = stranger.goto(link)
    assert answer is not None
    assert answer.status == 410
    stranger.goto(f"{server.address}/studio/")
    expect(stranger.get_by_role("heading", name=re.compile("Sign in"))).to_be_visible()


def test_an_edited_step_reaches_the_visitor(editor: Page, server: Server, bot: str, browser: Browser) -> None:
    editor.get_by_text("pizza is ordered").first.click()
    editor.get_by_role("textbox", name="Message").fill("Into the oven: {{ size }} {{ topping }}, done in 30 minutes.")
    is_saved(editor)
    publish(editor)

    visitor = browser.new_context(locale="en-GB").new_page()
    visitor.goto(f"{server.address}/chat/{bot}/")
    field = visitor.get_by_role("textbox")
    field.fill("I want to order a large pepperoni pizza")
    field.press("Enter")
    reply = visitor.get_by_text("Into the oven: large pepperoni, done in 30 minutes.")
    expect(reply.first).to_be_visible(timeout=10_000)


def test_a_conversation_under_way_stays_on_its_version(editor: Page, server: Server, bot: str) -> None:
    def post(path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        address = f"{server.address}/api/v1/chat/{bot}/conversations/{path}"
        with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers)) as response:
            answer: dict[str, Any] = json.load(response)
            return answer

    opened = post("", {})
    messages = f"{opened['conversation']}/messages/"
    post(messages, {"id": "1", "text": "I want to order a pizza"}, opened["token"])

    editor.get_by_text("pizza is ordered").first.click()
    editor.get_by_role("textbox", name="Message").fill("New words, 30 minutes.")
    is_saved(editor)
    publish(editor)

    post(messages, {"id": "2", "text": "large"}, opened["token"])
    last = post(messages, {"id": "3", "text": "pepperoni"}, opened["token"])
    assert "New words" not in json.dumps(last)
    assert "30 minutes" in json.dumps(last)


def test_undo_brings_back_a_deleted_node(editor: Page, server: Server, bot: str) -> None:
    before = order_flow(editor, server, bot)
    editor.get_by_role("group", name=re.compile("^Cancelled")).click(position={"x": 120, "y": 18})
    editor.keyboard.press("Delete")
    expect(editor.get_by_role("group", name=re.compile("^Cancelled"))).to_be_hidden()
    is_saved(editor)
    assert len(order_flow(editor, server, bot)["nodes"]) == len(before["nodes"]) - 1
    editor.keyboard.press("Control+z")
    expect(editor.get_by_role("group", name=re.compile("^Cancelled"))).to_be_visible()
    is_saved(editor)
    after = order_flow(editor, server, bot)
    assert {node["id"] for node in after["nodes"]} == {node["id"] for node in before["nodes"]}
    assert {line["id"] for line in after["transitions"]} == {line["id"] for line in before["transitions"]}


def test_a_flow_opened_on_a_telephone_is_in_sight_when_there_is_room(editor: Page) -> None:
    complaints: list[str] = []
    editor.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.reload()
    flows = editor.get_by_role("complementary", name="Flows and outline")
    expect(flows.get_by_text("Confirm")).to_be_visible()
    flows.get_by_text("The menu").click()
    expect(editor).to_have_url(re.compile("flows/menu$"))
    editor.set_viewport_size({"width": 1440, "height": 900})
    node = editor.locator(".react-flow__node").first
    expect(node).to_be_in_viewport(ratio=1)
    box = node.bounding_box()
    assert box is not None and box["width"] > 100, "so far away that nothing can be read"
    assert complaints == []


def test_a_flow_that_opens_stands_still(editor: Page, server: Server, bot: str) -> None:
    """What swings into its place is clicked beside."""
    editor.goto(f"{server.address}/studio/")
    editor.evaluate(
        """() => {
          const places = (window.places = new Set());
          const look = () => {
            places.add(document.querySelector(".react-flow__viewport")?.style.transform);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    editor.locator(f"a[href*='/studio/{bot}']").first.click()
    expect(editor.get_by_role("group", name=re.compile("^Welcome"))).to_be_in_viewport(ratio=1)
    editor.wait_for_timeout(600)
    places = [place for place in editor.evaluate("[...window.places]") if place is not None]
    assert len(places) <= 2, "more than where it begins and where it belongs"
    assert places[-1] != "translate(0px, 0px) scale(1)"


def test_the_try_out_runs_the_draft(editor: Page) -> None:
    editor.get_by_text("No problem, I have cancelled it").first.click()
    editor.get_by_role("textbox", name="Message").fill("Gone, as if you had never asked.")
    is_saved(editor)
    editor.get_by_role("button", name="Try it out").click()
    field = editor.get_by_role("textbox", name="Write as a visitor")
    expect(editor.get_by_role("log").get_by_text("What can I do for you?").first).to_be_visible(timeout=15_000)
    for text in ("I want to order a pizza", "cancel"):
        field.fill(text)
        field.press("Enter")
        expect(editor.get_by_role("log").get_by_text(text, exact=True)).to_be_visible(timeout=15_000)
    expect(editor.get_by_role("log").get_by_text("Gone, as if you had never asked.")).to_be_visible()


def test_the_try_out_loses_nothing_on_a_slow_line(editor: Page) -> None:
    held: list[Route] = []
    editor.route(re.compile(r"/tryout/$"), lambda route: held.append(route))
    editor.get_by_role("button", name="Try it out").click()
    field = editor.get_by_role("textbox", name="Write as a visitor")
    for text in ("I want to order a pizza", "cancel"):
        field.fill(text)
        field.press("Enter")
    log = editor.get_by_role("log")
    expect(log.get_by_text("waits to be sent")).to_have_count(2)
    assert len(held) == 1
    held[0].continue_()
    expect(log.get_by_text("No problem, I have cancelled it").first).to_be_visible(timeout=15_000)
    expect(log.get_by_text("waits to be sent")).to_have_count(0)


def test_a_new_example_is_learned(signed_in: BrowserContext, server: Server, bot: str) -> None:
    page = signed_in.pages[0]
    page.goto(f"{server.address}/studio/{bot}/understanding")
    page.get_by_role("textbox", name="New example, EN").fill("feed me something round")
    page.keyboard.press("Enter")
    expect(page.get_by_text("feed me something round")).to_be_visible()
    page.get_by_role("button", name="Train").click()
    expect(page.get_by_text("Trained", exact=True)).to_be_visible(timeout=60_000)
    page.get_by_role("textbox", name="Try a sentence").fill("feed me something round")
    expect(page.get_by_role("complementary").get_by_text("order_pizza").first).to_be_visible()


def test_the_admin_lists_every_model_for_the_operator(signed_in: BrowserContext, server: Server) -> None:
    page = signed_in.pages[0]
    page.goto(f"{server.address}/admin/")
    for model in ("bots", "versions", "conversations", "jobs", "members", "workspaces"):
        expect(page.get_by_role("link", name=re.compile(model, re.I)).first).to_be_visible()
