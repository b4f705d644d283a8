"""Teaching a bot in real Chromium: how well it understands, what visitors said, and back to an earlier training."""

import json
import re
import urllib.request
import uuid
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.server import Server
from tests.ground_rules_paths import ROOT

pytestmark = pytest.mark.browser

DEMO = ROOT / "botbuilder" / "demo" / "pizza.json"
PATIENCE = 90_000  # milliseconds for a job on a busy machine


@pytest.fixture
def studio(signed_in: BrowserContext) -> BrowserContext:
    return signed_in


@pytest.fixture
def bot(server: Server) -> str:
    slug = f"taught-{uuid.uuid4().hex[:8]}"
    done = server.manage("import_bot", str(DEMO), "--slug", slug, "--publish")
    assert done.returncode == 0, done.stderr
    return slug


def visitor_says(server: Server, bot: str, *texts: str) -> None:
    """Each text in a conversation of its own, over the public chat."""

    def post(path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        address = f"{server.address}/api/v1/chat/{bot}/conversations/{path}"
        with urllib.request.urlopen(urllib.request.Request(address, json.dumps(body).encode(), headers)) as response:
            answer: dict[str, Any] = json.load(response)
            return answer

    for text in texts:
        opened = post("", {"language": "en"})
        post(f"{opened['conversation']}/messages/", {"id": "1", "text": text}, opened["token"])


def wait_for_learning(page: Page, server: Server, bot: str, count: int) -> None:
    """What visitors said is written down a moment after they were answered."""
    for _ in range(100):
        if page.request.get(f"{server.address}/api/v1/bots/{bot}/learning/").json()["waiting"] >= count:
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was kept of what visitors said")


def examples(page: Page, server: Server, bot: str, intent: str) -> list[str]:
    body = page.request.get(f"{server.address}/api/v1/bots/{bot}/draft/").json()
    found: list[str] = next(one for one in body["intents"] if one["name"] == intent)["examples"]["en"]
    return found


def test_an_evaluation_runs_and_every_number_opens_its_sentences(
    studio: BrowserContext, server: Server, bot: str
) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/understanding?view=evaluation")
    expect(page.get_by_role("region", name="Trainings").get_by_text("Training 1")).to_be_visible()
    page.locator(".head").get_by_role("button", name="Evaluate").click()
    page.get_by_role("dialog").get_by_role("button", name="Evaluate").click()
    expect(page.get_by_role("progressbar", name="Evaluating")).to_be_visible()

    grid = page.get_by_role("grid", name="Who is taken for whom")
    expect(grid).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Right intent").first).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("none of these"))).to_be_visible()

    chosen = grid.get_by_role("button").and_(page.locator("[tabindex='0']"))
    chosen.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Control+Home")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    wanted, count = re.match(r"meant (.+), heard .+: (\d+)", name).groups()  # type: ignore[union-attr]
    sentences = page.get_by_role("region", name=re.compile(f"^meant (and heard )?{re.escape(wanted)}"))
    expect(sentences.get_by_role("listitem")).to_have_count(int(count))

    table = page.get_by_role("table", name="By intent")
    table.get_by_role("button", name="F1").click()
    expect(table.get_by_role("columnheader", name="F1")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("region", name="Evaluations").get_by_role("row")).to_have_count(2)


def test_what_nobody_understood_is_learned_in_two_presses_and_taken_back(
    studio: BrowserContext, server: Server, bot: str
) -> None:
    visitor_says(server, bot, "xyzzy plugh frobnicate", "grault waldo thud")
    page = studio.pages[0]
    wait_for_learning(page, server, bot, 2)
    page.goto(f"{server.address}/studio/{bot}/understanding?view=learn")
    row = page.get_by_role("listitem").filter(has_text="xyzzy plugh frobnicate").first
    expect(row).to_be_visible(timeout=20_000)
    before = examples(page, server, bot, "order_pizza")

    row.get_by_role("button", name=re.compile("Another…|Add to…")).click()
    page.get_by_role("option", name="order_pizza").click()
    expect(page.get_by_text("Added 1 example to order_pizza.")).to_be_visible()
    expect(page.get_by_text("xyzzy plugh frobnicate")).to_be_hidden()
    assert examples(page, server, bot, "order_pizza") == [*before, "xyzzy plugh frobnicate"]

    page.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert examples(page, server, bot, "order_pizza") == before

    page.get_by_role("listitem").filter(has_text="grault waldo thud").get_by_role("button", name="Put aside").click()
    expect(page.get_by_text("Put 1 sentence aside.")).to_be_visible()
    page.get_by_role("group", name="Which sentences").get_by_role("button", name="Put aside").click()
    expect(page.get_by_text("grault waldo thud")).to_be_visible()


def test_several_become_a_new_intent_at_once(studio: BrowserContext, server: Server, bot: str) -> None:
    visitor_says(server, bot, "xyzzy plugh frobnicate", "grault waldo thud")
    page = studio.pages[0]
    wait_for_learning(page, server, bot, 2)
    page.goto(f"{server.address}/studio/{bot}/understanding?view=learn")
    for text in ("xyzzy plugh frobnicate", "grault waldo thud"):
        page.get_by_role("checkbox", name=f"Choose “{text}”").check(force=True)
    bulk = page.get_by_role("toolbar", name="2 sentences chosen")
    bulk.get_by_role("button", name="Add to…").click()
    page.get_by_role("combobox").fill("magic words")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added 2 examples to magic_words.")).to_be_visible()
    assert sorted(examples(page, server, bot, "magic_words")) == ["grault waldo thud", "xyzzy plugh frobnicate"]


def test_what_is_kept_of_visitors_is_set_in_the_draft(studio: BrowserContext, server: Server, bot: str) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/understanding?view=learn")
    page.get_by_role("button", name="What is kept").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Keep for").fill("30")
    dialog.get_by_text("Phone numbers").click()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    draft = page.request.get(f"{server.address}/api/v1/bots/{bot}/draft/").json()
    assert draft["settings"]["learning"] == {"redact": ["email", "card"], "days": 30}


def test_back_to_an_earlier_training(studio: BrowserContext, server: Server, bot: str) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/understanding")
    page.get_by_role("textbox", name="New example, EN").fill("feed me something round")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Changed since training")).to_be_visible()
    page.get_by_role("button", name="Train").click()
    expect(page.get_by_text("Trained", exact=True)).to_be_visible(timeout=PATIENCE)

    page.goto(f"{server.address}/studio/{bot}/understanding?view=evaluation")
    trainings = page.get_by_role("region", name="Trainings")
    expect(trainings.get_by_text("Training 2", exact=True)).to_be_visible()
    trainings.get_by_role("button", name="Back to this training").click()
    page.get_by_role("dialog").get_by_role("button", name="Go back to it").click()
    expect(trainings.get_by_text("Training 3, back to 1")).to_be_visible(timeout=PATIENCE)
    current = trainings.get_by_role("listitem").filter(has_text="answers now")
    expect(current).to_contain_text("Training 3, back to 1")


def test_a_sentence_is_put_right_before_it_is_added(studio: BrowserContext, server: Server, bot: str) -> None:
    visitor_says(server, bot, "xyzzy plugh frobnicate")
    page = studio.pages[0]
    wait_for_learning(page, server, bot, 1)
    page.goto(f"{server.address}/studio/{bot}/understanding?view=learn")
    row = page.get_by_role("listitem").filter(has_text="xyzzy plugh frobnicate").first
    row.get_by_role("button", name="Show the wordings of “xyzzy plugh frobnicate”").click()
    row.get_by_role("button", name="Change the words of “xyzzy plugh frobnicate”").click()
    page.get_by_role("textbox", name="Words to add instead of “xyzzy plugh frobnicate”").fill("bake me a xyzzy pizza")
    page.keyboard.press("Enter")
    expect(page.get_by_text("said as “xyzzy plugh frobnicate”")).to_be_visible()
    page.get_by_role("button", name=re.compile("Another…|Add to…")).first.click()
    page.get_by_role("option", name="order_pizza").click()
    expect(page.get_by_text("Added 1 example to order_pizza.")).to_be_visible()
    assert examples(page, server, bot, "order_pizza")[-1] == "bake me a xyzzy pizza"


def test_what_could_be_better_is_dismissed_and_comes_back(studio: BrowserContext, server: Server, bot: str) -> None:
    page = studio.pages[0]
    page.goto(f"{server.address}/studio/{bot}/understanding?intent=thank")
    page.get_by_role("textbox", name="New example, EN").fill("I want to order a pizza")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.goto(f"{server.address}/studio/{bot}/understanding?view=evaluation")
    page.locator(".head").get_by_role("button", name="Evaluate").click()
    page.get_by_role("dialog").get_by_role("button", name="Evaluate").click()
    better = page.get_by_role("region", name="What could be better")
    expect(better).to_be_visible(timeout=PATIENCE)
    better.get_by_role("button", name=re.compile("Look now|Look again")).click()
    twice = re.compile("^The same words teach (order_pizza and thank|thank and order_pizza)$")
    expect(better.get_by_role("link", name=twice)).to_be_visible(timeout=PATIENCE)
    better.get_by_role("button", name=re.compile("^Dismiss “The same words teach")).click()
    expect(better.get_by_role("link", name=twice)).to_be_hidden()
    page.reload()
    better.get_by_role("button", name="Show 1 dismissed").click()
    expect(better.get_by_role("link", name=twice)).to_be_hidden()
    better.get_by_role("button", name=re.compile("^Bring back “The same words teach")).click()
    expect(better.get_by_role("link", name=twice)).to_be_visible()
