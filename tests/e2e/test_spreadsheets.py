"""A spreadsheet in real Chromium: what it holds, which column is which, and the bot it becomes."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from flows.formats.spreadsheet.xlsx import write_xlsx
from tests.e2e.server import Server

pytestmark = pytest.mark.browser

FAQ = "Frage;Antwort;Stand\nWann habt ihr offen?;Von neun bis fünf.;2026\nWo seid ihr?;Am Hafen.;2026\n"


@pytest.fixture
def bots(signed_in: BrowserContext, server: Server) -> Page:
    page = signed_in.pages[0]
    page.goto(f"{server.address}/studio/")
    expect(page.get_by_role("heading", name="Bots")).to_be_visible()
    return page


def choose(page: Page, file: Path) -> Any:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Import", exact=True).click()
    chooser.value.set_files(file)
    return page.get_by_role("dialog")


def draft(page: Page, server: Server, slug: str) -> dict[str, Any]:
    found: dict[str, Any] = page.request.get(f"{server.address}/api/v1/bots/{slug}/draft/").json()
    return found


def test_columns_that_say_nothing_are_mapped_by_hand_and_by_keys(bots: Page, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "fragen.csv"
    file.write_text(FAQ, encoding="utf-8")
    dialog = choose(bots, file)
    expect(dialog.get_by_role("heading", name="What is in fragen.csv")).to_be_visible()
    expect(dialog.get_by_role("region", name="The first rows of fragen.csv")).to_contain_text("Wann habt ihr offen?")
    do = dialog.get_by_role("button", name="Import", exact=True)
    expect(do).to_be_disabled()
    expect(dialog.get_by_role("status")).to_have_text("No sheet is to be imported. Say what one of them holds.")

    dialog.get_by_label("It holds").select_option(label="Questions with their replies")
    expect(dialog.get_by_role("status")).to_have_text("2 columns are missing.")
    expect(dialog.get_by_role("alert")).to_have_text(["Choose the column of this."] * 2)
    question = dialog.get_by_label("Question")
    expect(question).to_have_attribute("aria-invalid", "true")
    red = question.evaluate("field => getComputedStyle(field.closest('.field').querySelector('.err')).color")
    assert red != dialog.get_by_text("It holds").evaluate("label => getComputedStyle(label).color")

    question.focus()
    bots.keyboard.type("A: Frage")
    bots.keyboard.press("Tab")
    bots.keyboard.type("B: Antwort")
    expect(dialog.get_by_role("status")).to_have_text("")
    expect(dialog.get_by_role("columnheader", name="Frage")).to_contain_text("Question")
    expect(dialog.get_by_role("columnheader", name="Stand")).to_contain_text("not used")
    dialog.get_by_label("All rows are in").select_option(label="German")
    do.click()

    expect(bots.get_by_role("heading", name="fragen is imported")).to_be_visible()
    expect(bots.get_by_role("dialog")).to_contain_text("2 answers")
    document = draft(bots, server, "fragen")
    assert document["default_language"] == "de"
    assert [one["questions"]["de"] for one in document["answers"]] == [["Wann habt ihr offen?"], ["Wo seid ihr?"]]


def test_a_workbook_goes_into_a_bot_that_is_there(bots: Page, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "more.xlsx"
    sheets = {
        "Beispiele": [["Wording", "Label"], ["feed me something round", "order_pizza"]],
        "Notizen": [["Was", "Wer"], ["aufräumen", "Kim"]],
    }
    file.write_bytes(write_xlsx(sheets))
    dialog = choose(bots, file)
    dialog.get_by_label("Import into").select_option("pizza")
    examples = dialog.get_by_role("region", name=re.compile("^Beispiele"))
    examples.get_by_label("It holds").select_option(label="Intents: a row per example")
    expect(examples.get_by_label("Intent")).to_have_value("1")
    examples.get_by_label("Example").select_option(label="A: Wording")
    dialog.get_by_role("button", name="Import", exact=True).click()

    expect(bots.get_by_role("heading", name="pizza is imported")).to_be_visible()
    expect(bots.get_by_role("dialog")).to_contain_text("This sheet was left out.")
    document = draft(bots, server, "pizza")
    order = next(one for one in document["intents"] if one["name"] == "order_pizza")
    assert order["examples"]["en"] == ["feed me something round"] and order["examples"]["fr"]


def test_what_cannot_be_read_is_told_and_leaving_keeps_nothing(bots: Page, server: Server, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    with bots.expect_file_chooser() as chooser:
        bots.get_by_role("button", name="Import", exact=True).click()
    chooser.value.set_files(broken)
    expect(bots.get_by_text("broken.xlsx was not imported.")).to_be_visible()

    file = tmp_path / "left.csv"
    file.write_text("question,answer\nWhen?,Now.\n")
    dialog = choose(bots, file)
    expect(dialog.get_by_label("It holds")).to_have_value("questions")
    bots.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert bots.request.get(f"{server.address}/api/v1/bots/left/").status == 404


def test_in_french_and_on_a_phone_nothing_is_cut_off(
    browser: Browser, signed_in: BrowserContext, server: Server, tmp_path: Path
) -> None:
    file = tmp_path / "fragen.csv"
    file.write_text(FAQ, encoding="utf-8")
    state: Any = signed_in.storage_state()
    phone = browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR", storage_state=state)
    page = phone.new_page()
    page.goto(f"{server.address}/studio/")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Importer", exact=True).click()
    chooser.value.set_files(file)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Elle contient").select_option(label="Questions et leurs réponses")
    expect(dialog.get_by_role("status")).to_have_text("Il manque 2 colonnes.")
    boxes = [dialog.bounding_box(), *(one.bounding_box() for one in dialog.locator("select, button").all())]
    assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    phone.close()
