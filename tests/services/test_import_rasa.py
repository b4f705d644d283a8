"""A project of Rasa through the door that everybody uses: imported, published, and its test stories run."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command

from botbuilder.tenancy.models import Workspace
from flows.models import Bot
from flows.services.errors import Refusal
from flows.services.import_bot import import_bot
from flows.services.load_draft import load_draft
from flows.services.run_tests import run_tests
from tests.formats.rasa_bots import FOLDER, files_of

pytestmark = pytest.mark.django_db


def test_moodbot_is_imported_published_and_passes_its_tests() -> None:
    files_of("moodbot")
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    report = import_bot(FOLDER / "moodbot", workspace=workspace, by="ann", publish=True)
    assert (report.bot, report.format, report.version) == ("moodbot", "rasa", 1)
    assert report.counts["stories"] == 5 and report.counts["tests"] == 7
    results = run_tests(Bot.objects.of(workspace).get(slug="moodbot"))
    assert (results["passed"], results["failed"]) == (7, 0)


def test_a_broken_project_leaves_nothing_behind() -> None:
    workspace = Workspace.objects.create(slug="ours", name="Ours")
    with pytest.raises(Refusal, match=r"bot\.yml"):
        import_bot(b"intents: [a]\nnlu:\n- x: 1\n  x: 2\n", workspace=workspace, by="ann", filename="bot.yml")
    assert not Bot.objects.of(workspace).exists()


SERVER = "https://actions.example/webhook"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


def actions(slug: str) -> set[str]:
    document: dict[str, Any] = load_draft(Bot.unscoped.get(slug=slug)).document
    steps = [step for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]]
    return {step["config"]["action"] for step in steps if step["type"] == "call_action"}


def test_a_project_goes_out_as_a_folder_or_a_zip_that_opens_again(tmp_path: Path) -> None:
    files_of("concertbot")
    run("import_bot", str(FOLDER / "concertbot"), "--slug", "concerts")
    run("export_bot", "concerts", "--format", "rasa", "--folder", str(tmp_path / "out"))
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.yml")) == [
        "config.yml", "data/nlu.yml", "data/rules.yml", "data/stories.yml", "domain.yml", "endpoints.yml",
    ]  # fmt: skip
    run("export_bot", "concerts", "--format", "rasa", "-o", str(tmp_path / "out.zip"))
    for number, place in enumerate(("out", "out.zip")):
        run("import_bot", str(tmp_path / place), "--slug", f"again-{number}")
        first, again = (load_draft(Bot.unscoped.get(slug=slug)).document for slug in ("concerts", f"again-{number}"))
        assert (again["stories"], again["intents"]) == (first["stories"], first["intents"])


def test_what_rasa_cannot_say_is_printed(tmp_path: Path) -> None:
    run("import_bot", str(Path(__file__).parents[2] / "botbuilder" / "demo" / "pizza.json"), "--slug", "pizza")
    printed = run("export_bot", "pizza", "--format", "rasa", "-o", str(tmp_path / "pizza.zip"))
    assert "error: A project has one language; the texts in fr are left out. [language; settings]" in printed
    with pytest.raises(CommandError, match="6 files"):
        run("export_bot", "pizza", "--format", "rasa")
    run("export_bot", "pizza", "--format", "rasa", "--language", "fr", "--folder", str(tmp_path / "fr"))
    assert yaml.safe_load((tmp_path / "fr" / "config.yml").read_text())["language"] == "fr"
    with pytest.raises(CommandError, match="does not speak 'de'"):
        run("export_bot", "pizza", "--format", "rasa", "--language", "de", "-o", str(tmp_path / "de.zip"))


def test_actions_run_on_a_server_from_the_import_on_or_later(tmp_path: Path) -> None:
    files_of("concertbot")
    run("import_bot", str(FOLDER / "concertbot"), "--slug", "one", "--action-server", SERVER)
    run("import_bot", str(FOLDER / "concertbot"), "--slug", "two")
    assert "action_search_venues" in actions("one") and actions("two") == set()
    assert "5 actions are called now" in run("connect_actions", "two", SERVER)
    assert actions("two") == actions("one")
    run("import_bot", str(FOLDER / "concertbot"), "--slug", "two", "--replace")
    assert actions("two") == actions("one")
    run("export_bot", "two", "--format", "rasa", "--folder", str(tmp_path))
    assert yaml.safe_load((tmp_path / "endpoints.yml").read_text()) == {"action_endpoint": {"url": SERVER}}
