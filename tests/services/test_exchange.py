"""Bots in and out through the services: folders with pictures, tables and translations into a bot that is there."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command

from botbuilder.tenancy.models import Workspace
from flows.models import Bot, Media, Operation
from flows.services.errors import InvalidDocument, Refusal, SlugTaken, UnknownFormat
from flows.services.export_bot import export_bot
from flows.services.import_bot import import_bot
from flows.services.load_draft import load_draft
from flows.services.pack_files import pack_files
from flows.services.replace_draft import replace_draft
from flows.services.report_export import report_export
from flows.services.store_media import store_media
from flows.services.zip_files import zipped
from tests.formats import foreign_botpress
from tests.formats.test_spreadsheet import bot as tea
from tests.formats.whole_bots import encoded

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.fixture
def workspace() -> Workspace:
    return Workspace.objects.create(slug="default", name="Default")


@pytest.fixture
def bot(workspace: Workspace) -> Bot:
    import_bot(json.dumps(tea()).encode(), workspace=workspace, by="ann", slug="tea")
    return Bot.objects.of(workspace).get(slug="tea")


def test_a_folder_is_written_changed_and_read_by_the_commands(bot: Bot, tmp_path: Path) -> None:
    store_media(bot, PICTURE)
    folder = tmp_path / "out"
    call_command("export_bot", "tea", folder=folder)
    assert (folder / "flows" / "main.json").is_file() and len(list((folder / "media").iterdir())) == 1
    (folder / "intents" / "gone.json").write_text("{}")
    (folder / "mine.txt").write_text("mine")
    call_command("export_bot", "tea", folder=folder)
    assert not (folder / "intents" / "gone.json").exists() and (folder / "mine.txt").exists()
    call_command("import_bot", str(folder), slug="again", stdout=io.StringIO())
    again = Bot.unscoped.get(slug="again")
    assert load_draft(again).document == load_draft(bot).document
    assert Media.unscoped.filter(bot=again).count() == 1


def test_a_zip_of_the_folder_brings_the_pictures_along(bot: Bot, workspace: Workspace) -> None:
    store_media(bot, PICTURE)
    data = zipped(export_bot(bot, format="folder"))
    assert data == zipped(export_bot(bot, format="folder"))
    report = import_bot(data, workspace=workspace, by="ann", slug="again", filename="tea.zip")
    assert (report.format, report.items) == ("folder", [])
    assert Media.unscoped.filter(bot__slug="again").count() == 1


def test_a_document_with_its_media_is_a_zip_and_comes_back(bot: Bot, workspace: Workspace, tmp_path: Path) -> None:
    picture = store_media(bot, PICTURE)
    document = {**load_draft(bot).document}
    document["content"] = [{"id": "pic", "message": {"type": "image", "url": f"/api/v1/media/{picture.digest}.png"}}]
    replace_draft(bot, document, by="ann")
    call_command("export_bot", "tea", output=tmp_path / "tea.zip")
    with zipfile.ZipFile(tmp_path / "tea.zip") as archive:
        assert sorted(archive.namelist()) == ["bot.json", f"media/{picture.digest}.png"]
    report = import_bot(tmp_path / "tea.zip", workspace=workspace, by="ann", slug="again")
    again = Bot.unscoped.get(slug="again")
    assert (report.format, report.items) == ("native", []) and load_draft(again).document == load_draft(bot).document
    assert Media.unscoped.filter(bot=again, digest=picture.digest).exists()


def test_media_that_are_missing_forged_or_too_many_are_named(
    bot: Bot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = store_media(bot, PICTURE)
    files = dict(export_bot(bot, media=True))
    files[f"media/{'b' * 64}.png"] = PICTURE + b"other"
    report = import_bot(zipped(files), workspace=workspace, by="ann", slug="again", filename="tea.zip")
    assert [item["source"]["file"] for item in report.items] == [f"media/{'b' * 64}.png"]
    monkeypatch.setattr("flows.services.export_bot.MAX_TOTAL", 3)
    assert set(export_bot(bot, media=True)) == {"bot.json"}
    (item,) = report_export(bot, format="native", media=True)
    assert item["source"]["file"] == f"media/{picture.digest}.png" and item["severity"] == "error"
    with pytest.raises(UnknownFormat):
        export_bot(bot, format="spreadsheet", media=True)


def test_botpress_media_come_along_and_go_back(workspace: Workspace) -> None:
    data = zipped(encoded(foreign_botpress.BOTS["inn"]))
    import_bot(data, workspace=workspace, by="ann", slug="inn", filename="inn.zip")
    inn = Bot.unscoped.get(slug="inn")
    kinds = set(Media.unscoped.filter(bot=inn).values_list("content_type", flat=True))
    assert kinds == {"image/png", "audio/mpeg", "application/pdf"}
    written = export_bot(inn, format="botpress")
    media = {path: content for path, content in written.items() if path.startswith("media/")}
    assert sorted(media.values()) == sorted((foreign_botpress.PICTURE, foreign_botpress.SOUND, b"%PDF-1.4 x"))
    import_bot(pack_files(written, format="botpress")[0], workspace=workspace, by="ann", slug="back", filename="b.tgz")
    back = Bot.unscoped.get(slug="back")
    assert set(Media.unscoped.filter(bot=back).values_list("digest", flat=True)) == set(
        Media.unscoped.filter(bot=inn).values_list("digest", flat=True)
    )


def test_a_picture_that_is_none_is_named(bot: Bot, workspace: Workspace) -> None:
    files = {**export_bot(bot, format="folder"), f"media/{'a' * 64}.png": b"#!/bin/sh"}
    report = import_bot(zipped(files), workspace=workspace, by="ann", slug="again", filename="tea.zip")
    assert [item["code"] for item in report.items] == ["media"]
    assert not Media.unscoped.filter(bot__slug="again").exists()


def test_tables_change_the_draft_by_operations(bot: Bot, workspace: Workspace) -> None:
    before = load_draft(bot)
    data = b"Label,Wording\r\ngreet,good day\r\n"
    report = import_bot(data, workspace=workspace, by="ann", slug="tea", filename="x.csv",
                        columns="Label=intent, Wording=example")  # fmt: skip
    assert (report.bot, report.format) == ("tea", "spreadsheet")
    after = load_draft(bot)
    assert after.document["intents"][0]["examples"] == {"en": ["good day"], "fr": ["salut"]}
    assert after.document["flows"] == before.document["flows"]
    assert [row.part for row in Operation.unscoped.filter(bot=bot, revision__gt=before.revision)] == ["intent:greet"]


def test_the_same_tables_again_change_nothing(bot: Bot, workspace: Workspace) -> None:
    workbook = export_bot(bot, format="spreadsheet")["bot.xlsx"]
    revision = load_draft(bot).revision
    import_bot(workbook, workspace=workspace, by="ann", slug="tea", filename="bot.xlsx")
    assert load_draft(bot).revision == revision


def test_a_translation_goes_out_and_comes_back(bot: Bot, workspace: Workspace) -> None:
    (data,) = export_bot(bot, format="xliff", languages="en:fr").values()
    sent = data.replace(b"Bonjour", b"Salut")
    import_bot(sent, workspace=workspace, by="ann", slug="tea", filename="en-fr.xlf")
    assert load_draft(bot).document["content"][0]["message"]["text"]["fr"] == "Salut"


def test_what_does_not_fit_changes_nothing(bot: Bot, workspace: Workspace) -> None:
    before = load_draft(bot).document
    data = b"answer,text,then\r\nhours,,no/flow\r\n"
    with pytest.raises(InvalidDocument):
        import_bot(data, workspace=workspace, by="ann", slug="tea", filename="x.csv")
    with pytest.raises(Refusal):
        import_bot(b"<xliff>", workspace=workspace, by="ann", slug="tea", filename="x.xlf")
    assert load_draft(bot).document == before


def test_a_whole_bot_still_needs_replace_where_the_slug_is_taken(bot: Bot, workspace: Workspace) -> None:
    with pytest.raises(SlugTaken):
        import_bot(json.dumps(tea()).encode(), workspace=workspace, by="ann", slug="tea")


def test_a_pair_of_languages_goes_with_translations_only(bot: Bot) -> None:
    for format, languages in (("native", "en:fr"), ("xliff", "en"), ("xliff", "en:?")):
        with pytest.raises(UnknownFormat):
            export_bot(bot, format=format, languages=languages)


def test_many_files_go_into_a_zip(bot: Bot, tmp_path: Path) -> None:
    call_command("export_bot", "tea", format="spreadsheet", output=tmp_path / "tea.zip")
    with zipfile.ZipFile(tmp_path / "tea.zip") as archive:
        assert set(archive.namelist()) >= {"bot.xlsx", "intents.csv", "translations.csv"}
