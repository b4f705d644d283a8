"""A project of Rasa through the door that everybody uses: imported, published, and its test stories run."""

from __future__ import annotations

import pytest

from botbuilder.tenancy.models import Workspace
from flows.models import Bot
from flows.services.errors import Refusal
from flows.services.import_bot import import_bot
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
