"""A person who writes no code builds a bot from an empty one, with mouse and keyboard, and tries it out."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.e2e.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def studio(signed_in: BrowserContext) -> Page:
    """The list of bots."""
    return signed_in.pages[0]


def make_bot(page: Page) -> str:
    """A new bot by its dialog, with its editor open; gives the slug."""
    name = f"Tea {uuid.uuid4().hex[:6]}"
    page.get_by_role("button", name="New bot").first.click()
    page.get_by_role("dialog").get_by_role("textbox", name="Name").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/studio/tea-[^/]+/flows"))
    expect(page.get_by_role("group", name=re.compile("^Welcome"))).to_be_visible()
    return page.url.split("/studio/")[1].split("/")[0]


def node(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=re.compile(f"^{title}"))


def handle(page: Page, title: str, way: str) -> Locator:
    return node(page, title).get_by_role("button", name=re.compile(f"^{way}:"))


def pick(page: Page, words: str) -> None:
    """Types into the open picker and takes the first that fits."""
    page.get_by_role("combobox", name=re.compile("Step")).fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Add a step")).to_be_hidden()


def follow(page: Page, title: str, way: str, words: str) -> None:
    """A new step at the end of a way out, by keyboard."""
    handle(page, title, way).focus()
    page.keyboard.press("Enter")
    pick(page, words)


def call_it(page: Page, title: str) -> None:
    """Names the chosen node."""
    page.get_by_role("textbox", name="Title of the node").fill(title)
    page.keyboard.press("Enter")
    expect(node(page, title)).to_be_visible()


def draft(page: Page, server: Server, slug: str) -> dict[str, Any]:
    expect(page.get_by_role("contentinfo").get_by_text("Saved")).to_be_visible()
    body: dict[str, Any] = page.request.get(f"{server.address}/api/v1/bots/{slug}/draft/").json()
    return body


def ask_for_a_drink(page: Page) -> None:
    """Drags the thread of the first node onto the canvas and makes the question there."""
    node(page, "Welcome").get_by_text("End", exact=True).click()
    page.get_by_role("button", name="Delete step").click()
    box = handle(page, "Welcome", "Next").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 40, steps=8)
    page.mouse.up()
    pick(page, "buttons question")
    call_it(page, "Drink")
    page.get_by_role("textbox", name="Question", exact=True).fill("Tea or coffee?")
    for index, title in enumerate(("Tea", "Coffee")):
        page.get_by_role("textbox", name="Text of the button").nth(index).fill(title)
    saved_in = page.get_by_role("combobox", name="Save the answer in")
    saved_in.select_option(label="New variable…")
    page.get_by_role("textbox", name="Save the answer in").fill("drink")
    page.keyboard.press("Enter")
    expect(saved_in).to_have_value("drink")


def test_a_bot_from_nothing(studio: Page, server: Server) -> None:
    page = studio
    slug = make_bot(page)
    ask_for_a_drink(page)

    follow(page, "Drink", "Tea", "carte")  # whatever language it is looked for in
    call_it(page, "Earl Grey")
    page.get_by_role("textbox", name="Title", exact=True).fill("A cup of ")
    page.keyboard.press("End")
    page.keyboard.type("{{ dri")
    expect(page.get_by_role("option", name=re.compile("^drink"))).to_be_visible()
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("^More:")).click()
    page.get_by_role("button", name="Add button").click()
    page.get_by_role("textbox", name="Button", exact=True).fill("With milk")

    follow(page, "Drink", "Coffee", "if")
    call_it(page, "How many")
    page.get_by_role("button", name="As an expression").click()
    page.get_by_role("textbox", name="Expression").fill("length(drink) > 3")
    page.get_by_role("textbox", name="Name of this way").fill("A long word")
    follow(page, "How many", "A long word", "for each")
    call_it(page, "Cups")
    page.get_by_role("textbox", name="List", exact=True).fill("range(1, 3)")
    follow(page, "Cups", "For each", "say")
    page.get_by_role("textbox", name="Message", exact=True).fill("A cup of {{ drink }}.")
    call_it(page, "One cup")

    said = draft(page, server, slug)
    main = next(flow for flow in said["flows"] if flow["id"] == "main")
    ids = {one["title"]: one["id"] for one in main["nodes"]}
    assert ids["Drink"].startswith("choice-"), "an id tells what it names"
    lines = {(line["node"], line["output"]): line["target"] for line in main["transitions"]}
    assert lines[ids["Drink"], "option-1"] == ids["Earl Grey"]
    assert lines[ids["Cups"], "each"] == ids["One cup"]
    card = next(one for one in main["nodes"] if one["title"] == "Earl Grey")["steps"][0]["config"]
    assert card["title"] == "A cup of {{ drink }}"
    assert card["actions"][0]["title"] == "With milk"

    # The loop goes on where its body leads back: drawn by keyboard, to a node that is there.
    handle(page, "One cup", "Next").focus()
    page.keyboard.press("Enter")
    pick(page, "Cups")
    page.get_by_role("button", name="Try it out").click()
    log = page.get_by_role("log", name="Try-out chat")
    log.get_by_role("button", name="Tea").click()
    expect(log.get_by_text("A cup of Tea")).to_be_visible()
    expect(log.get_by_role("button", name="With milk")).to_be_visible()
    page.get_by_role("button", name="Start again").first.click()
    log.get_by_role("button", name="Coffee").click()
    expect(log.get_by_text("A cup of Coffee.")).to_have_count(2)


def test_controls_of_questions_in_the_try_out(studio: Page, server: Server) -> None:
    page = studio
    make_bot(page)
    node(page, "Welcome").get_by_text("End", exact=True).click()
    page.get_by_role("button", name="Delete step").click()
    follow(page, "Welcome", "Next", "tick several")
    page.get_by_role("textbox", name="Question", exact=True).fill("What on top?")
    call_it(page, "Toppings")
    follow(page, "Toppings", "Next", "stars")
    page.get_by_role("textbox", name="Question", exact=True).fill("How was it?")
    call_it(page, "Mark")
    follow(page, "Mark", "Next", "calendar")
    page.get_by_role("textbox", name="Question", exact=True).fill("Which day?")
    call_it(page, "Day")
    follow(page, "Day", "Next", "say")
    page.get_by_role("textbox", name="Message", exact=True).fill("**Noted.**")
    call_it(page, "Done")

    page.get_by_role("button", name="Try it out").click()
    log = page.get_by_role("log", name="Try-out chat")
    log.get_by_role("checkbox", name="Option 1").check()
    log.get_by_role("checkbox", name="Option 2").check()
    log.get_by_role("button", name=re.compile("^Send")).click()
    log.get_by_role("button", name="4 of 5").click()
    log.get_by_label("Day").fill("2026-12-24")
    log.get_by_role("button", name="Send").click()
    expect(log.get_by_text("24 December 2026")).to_be_visible()
    expect(log.locator("strong", has_text="Noted.")).to_be_visible()
