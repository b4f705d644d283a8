"""The operator's commands, from the file of a bot to its export."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from flows.models import Bot

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[2] / "botbuilder" / "demo" / "pizza.json"


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def write(folder: Path, **changes: Any) -> Path:
    document = {**json.loads(DEMO.read_text()), **changes}
    file = folder / "bot.json"
    file.write_text(json.dumps(document))
    return file


def test_the_demo_bot_comes_in_published_passes_its_tests_and_goes_out(tmp_path: Path) -> None:
    report = json.loads(run("import_bot", str(DEMO), "--slug", "pizza", "--publish", "--json"))
    assert (report["bot"], report["format"], report["version"]) == ("pizza", "native", 1)
    assert not [finding for finding in report["findings"] if finding["severity"] == "error"]
    results = json.loads(run("test_bot", "pizza", "--json"))
    assert results["failed"] == 0 and results["passed"] == len(results["tests"]) > 0
    assert json.loads(run("lint", "pizza", "--json"))["revision"] == 1
    run("export_bot", "pizza", "--folder", str(tmp_path / "out"))
    run("export_bot", "pizza", "--format", "native", "--folder", str(tmp_path / "one"))
    run("export_bot", "pizza", "-o", str(tmp_path / "one.json"))
    exported = json.loads((tmp_path / "one.json").read_text())
    assert exported == json.loads((tmp_path / "one" / "bot.json").read_text())
    for slug, folder in (("copy", "out"), ("other", "one")):
        again = json.loads(run("import_bot", str(tmp_path / folder), "--slug", slug, "--json"))
        assert again["items"] == []
        run("export_bot", slug, "-o", str(tmp_path / slug))
        assert json.loads((tmp_path / slug).read_text()) == exported


def test_a_taken_slug_is_refused_unless_replaced(tmp_path: Path) -> None:
    run("import_bot", str(DEMO), "--slug", "pizza")
    changed = write(tmp_path, content=[])
    with pytest.raises(CommandError, match="already"):
        run("import_bot", str(changed), "--slug", "pizza")
    run("import_bot", str(changed), "--slug", "pizza", "--replace")
    assert Bot.unscoped.get(slug="pizza").parts.filter(kind="content").count() == 0


def test_what_does_not_fit_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="/flows"):
        run("import_bot", str(write(tmp_path, flows=7)))
    with pytest.raises(CommandError):
        run("import_bot", str(tmp_path / "nothing"))
    with pytest.raises(CommandError, match="workspace"):
        run("import_bot", str(DEMO), "--workspace", "nobodys")
    assert not Bot.unscoped.exists()


def test_a_test_that_fails_says_what_was_said_instead_and_exits_1(tmp_path: Path, capsys: Any) -> None:
    turns = [{"say": "hello"}, {"expect": "Ahoy*"}, {"expect_intent": "cancel"}, {"choose": "no-such"}]
    run("import_bot", str(write(tmp_path, tests=[{"name": "pirates", "turns": turns}])), "--slug", "pizza")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("test_bot", "pizza", "--json", stdout=out)
    assert ended.value.code == 1
    (result,) = json.loads(out.getvalue())["tests"]
    assert result["name"] == "pirates" and not result["passed"]
    assert [difference.split(":")[0] for difference in result["differences"]] == ["turn 2", "turn 3", "turn 4"]
    assert "Hello" in result["differences"][0]


@pytest.mark.parametrize("command", ["lint", "test_bot", "export_bot"])
def test_an_unknown_bot_is_an_error_in_one_line(command: str) -> None:
    with pytest.raises(CommandError, match="no bot “none”"):
        run(command, "none")


@pytest.mark.parametrize("bot", ["welcome-bot", "small-talk"])
def test_botpress_bots_come_in_with_a_report_and_answer(shared: Path, bot: str) -> None:
    source = shared / "peer-bots" / "botpress" / bot
    report = json.loads(run("import_bot", str(source), "--publish", "--json"))
    assert report["format"] == "botpress" and report["version"] == 1
    for item in report["items"]:
        assert set(item) == {"severity", "code", "source", "target", "what", "todo"}
