"""Every control of the web chat in real Chromium, by mouse and by keyboard, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.realtime.live import LiveServer
from tests.runtime.every_kind import PNG, every_kind

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("controls")
    server = LiveServer(folder, {"kinds": every_kind(), "asks": every_kind(questions_only=True)}).start()
    yield server
    server.stop()
    assert "Traceback" not in server.log()


def opened(browser: Browser, live: LiveServer, slug: str, **options: str) -> Page:
    context = browser.new_context(viewport={"width": 480, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live.http}/chat/{slug}/")
    expect(page.locator(".control").last).to_be_visible()
    return page


def bubble(page: Page, text: str) -> None:
    expect(page.locator(".msg", has_text=text).last).to_be_visible()


def test_a_visitor_answers_with_every_control(browser: Browser, live: LiveServer, tmp_path: Path) -> None:
    page = opened(browser, live, "asks", locale="en-GB", timezone_id="UTC")
    photo, program = tmp_path / "photo.png", tmp_path / "setup.exe"
    photo.write_bytes(PNG)
    program.write_bytes(b"MZ\x90\x00\x03")
    send = page.get_by_role("button", name="Send", exact=True).first

    page.get_by_role("combobox", name="Where do you live?").select_option("be")
    send.click()
    page.locator("summary").click()
    page.get_by_label("English").check()
    page.get_by_label("German").check()
    send.click()
    page.get_by_label("Olives").check()
    page.get_by_label("Mushrooms").check()
    expect(page.get_by_label("Ham")).to_be_disabled()
    send.click()
    page.get_by_role("button", name="4 of 5").click()
    bubble(page, "And the service?")
    page.get_by_role("button", name="5 of 5").click()
    page.get_by_role("button", name="10 of 10").click()
    page.get_by_label("Day", exact=True).fill("2026-12-24")
    send.click()
    bubble(page, "24 December 2026")
    page.get_by_label("Day and time").fill("2026-12-24T18:30")
    send.click()
    page.locator("input[type=file]").set_input_files(program)
    expect(page.get_by_role("alert")).to_have_text("setup.exe is of a kind that is not taken.")
    page.locator("input[type=file]").set_input_files(photo)
    with page.expect_download() as download:
        page.get_by_role("link", name="photo.png").click()
    assert download.value.suggested_filename.endswith("photo.png")
    page.locator("textarea").fill("ada@example.org")
    page.keyboard.press("Enter")
    bubble(page, "Belgium; English+German; Olives+Mushrooms; 4 5 10; 2026-12-24; 2026-12-24T18:30; photo.png")
    page.reload()
    expect(page.get_by_role("link", name="photo.png")).to_be_visible()
    page.context.close()


def test_the_keyboard_is_enough(browser: Browser, live: LiveServer) -> None:
    page = opened(browser, live, "asks", locale="en-GB")
    page.locator("select").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    bubble(page, "Which languages?")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    bubble(page, "What shall be on it?")
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(browser: Browser, live: LiveServer, scheme: str) -> None:
    """Text of controls against what is behind it, as WCAG counts: 4.5 to 1."""
    page = opened(browser, live, "kinds", locale="fr-FR", color_scheme=scheme)
    contrasts = page.locator("botbuilder-chat").evaluate(
        """(host) => {
          const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
          const light = (one) => one.slice(0, 3).map((part) => part / 255)
            .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
            .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
          const behind = (element) => {
            for (let one = element; one; one = one.parentElement) {
              const colour = rgb(getComputedStyle(one).backgroundColor);
              if (colour.length < 4 || colour[3] > 0.99) return colour;
            }
            return [255, 255, 255];
          };
          return [...host.shadowRoot.querySelectorAll(".msg, .reply, select, .card h3, .card-action, .attachment")]
            .map((one) => {
              const [a, b] = [light(rgb(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
              return (a + 0.05) / (b + 0.05);
            });
        }"""
    )
    assert len(contrasts) > 8
    assert min(contrasts) >= 4.5
    page.context.close()
