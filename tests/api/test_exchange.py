"""Import and export: round trips, refusals, bombs."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from botbuilder.tenancy.models import Workspace
from flows import tasks
from flows.models import Bot, Part
from flows.services.store_media import store_media
from tests.formats.mutants import mutant

from .conftest import tea_house

IMPORT = "/api/v1/bots/import/"


def upload(api: APIClient, content: bytes, name: str = "bot.zip", **fields: Any) -> Any:
    return api.post(IMPORT, {"file": SimpleUploadedFile(name, content), **fields}, format="multipart")


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_document_comes_in_with_a_report_and_goes_out_the_same(api: APIClient) -> None:
    answer = api.post(IMPORT, tea_house(), format="json")
    assert answer.status_code == 201 and answer["Location"] == "/api/v1/bots/tea-house/"
    report = answer.json()
    assert (report["bot"], report["format"]) == ("tea-house", "native")
    assert report["counts"]["intents"] == 2 and report["counts"]["flows"] == 1
    assert isinstance(report["items"], list) and isinstance(report["findings"], list)
    exported = api.get("/api/v1/bots/tea-house/export/")
    assert exported["Content-Disposition"] == 'attachment; filename="tea-house.json"'
    assert json.loads(exported.content) == tea_house()
    again = upload(api, exported.content, "tea.json", slug="tea-2")
    assert again.status_code == 201
    assert json.loads(api.get("/api/v1/bots/tea-2/export/").content) == tea_house()


def test_an_export_holds_no_secret_and_unknown_formats_are_told(api: APIClient, bot: Bot) -> None:
    assert api.get("/api/v1/bots/tea/export/", {"format": "native"}).status_code == 200
    assert api.get("/api/v1/bots/tea/export/", {"format": "word"}).status_code == 422


def test_a_document_with_its_media_goes_out_as_a_zip(api: APIClient, bot: Bot) -> None:
    store_media(bot, b"\x89PNG\r\n\x1a\n" + b"x" * 20)
    answer = api.get("/api/v1/bots/tea/export/", {"media": "true"})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == 2 and "bot.json" in archive.namelist()
    refused = api.get("/api/v1/bots/tea/export/", {"media": "true", "format": "spreadsheet"})
    assert refused.status_code == 422


@pytest.mark.parametrize("number", range(12))
def test_broken_bots_of_all_formats_are_a_clear_answer(api: APIClient, number: int) -> None:
    _, name, data = mutant(2_000_000 + number)
    answer = api.post(IMPORT, {"file": SimpleUploadedFile(name, data)}, format="multipart")
    assert answer.status_code in (201, 400, 409, 413, 422), answer.content[:500]


def test_a_taken_slug_is_refused_unless_it_is_to_be_replaced(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    changed = {**tea_house(), "content": []}
    answer = api.post(IMPORT, changed, format="json")
    assert answer.status_code == 409 and answer.json()["code"] == "slug-taken"
    assert len(api.get("/api/v1/bots/tea-house/content/").json()["results"]) == 1
    assert api.post(f"{IMPORT}?replace=true", changed, format="json").status_code == 201
    assert api.get("/api/v1/bots/tea-house/content/").json()["results"] == []


def test_another_workspaces_slug_cannot_be_replaced(api: APIClient, other_workspace: Workspace) -> None:
    from flows.services.create_bot import create_bot

    theirs = create_bot(other_workspace, name="Tea house", by="zoe", document=tea_house())
    answer = api.post(f"{IMPORT}?replace=true", {**tea_house(), "content": []}, format="json")
    assert answer.status_code == 409
    assert Part.unscoped.filter(bot=theirs, kind="content").exists()


def test_what_does_not_fit_is_told_with_pointers_and_stores_nothing(api: APIClient) -> None:
    broken = tea_house()
    broken["flows"][0]["nodes"][0]["steps"][0]["type"] = 5
    broken["intents"][1]["name"] = 7
    for answer in (api.post(IMPORT, broken, format="json"), upload(api, json.dumps(broken).encode(), "b.json")):
        assert answer.status_code == 422 and answer.json()["code"] == "invalid-document"
        pointers = {problem["pointer"] for problem in answer.json()["problems"]}
        assert {"/flows/0/nodes/0/steps/0/type", "/intents/1/name"} <= pointers
    for other in ({}, {"format": "botbuilder/bot"}, {"hello": "world"}, {**tea_house(), "version": 99}):
        assert api.post(IMPORT, other, format="json").status_code == 422
    assert not Bot.unscoped.exists()


def bombs() -> Iterator[tuple[str, bytes, set[int]]]:
    yield "text", b"hello", {422}
    yield "empty", b"", {400, 422}
    yield "a cut zip", zipped({"bot.json": json.dumps(tea_house()).encode()})[:-30], {422}
    yield "zeros", zipped({"bot.json": b"\0" * 60_000_000}), {413}
    yield "many members", zipped({f"{n}.json": b"{}" for n in range(30_001)}), {413}
    yield "climbing", zipped({"../../bot.json": b"{}"}), {422}
    yield "absolute", zipped({"/etc/bot.json": b"{}"}), {422}
    yield "strict", zipped({"bot.json": b'{"format": "botbuilder/bot", "version": 1, "version": 1}'}), {400}
    yield "deep", b"[" * 100_000, {400, 422}
    yield "another thing", zipped({"photo.png": b"\x89PNG"}), {422}
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        link = tarfile.TarInfo("bot.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    yield "a link", buffer.getvalue(), {422}


@pytest.mark.parametrize(("content", "expected"), [pytest.param(b, c, id=a) for a, b, c in bombs()])
def test_bombs_are_a_clear_4xx_and_store_nothing(api: APIClient, content: bytes, expected: set[int]) -> None:
    answer = upload(api, content)
    assert answer.status_code in expected, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert not Bot.unscoped.exists()


def test_a_body_over_the_limit_is_413(api: APIClient) -> None:
    body = b" " * (50 * 1024 * 1024 + 1)
    assert api.generic("POST", IMPORT, body, content_type="application/json").status_code == 413


def test_a_large_document_or_a_patient_caller_gets_a_job(api: APIClient) -> None:
    large = tea_house()
    large["intents"].append({"name": "long", "examples": {"en": [f"{n} " * 500 for n in range(5_000)]}})
    body = json.dumps(large).encode()
    assert len(body) > 5 * 1024 * 1024
    answer = api.generic("POST", f"{IMPORT}?slug=large", body, content_type="application/json")
    assert answer.status_code == 202 and answer.json()["kind"] == "import"
    patient = api.post(f"{IMPORT}?slug=patient", tea_house(), format="json", headers={"Prefer": "respond-async"})
    assert patient.status_code == 202 and not Bot.unscoped.exists()
    for job, slug in ((answer, "large"), (patient, "patient")):
        tasks.import_(job.json()["id"])
        done = api.get(f"/api/v1/jobs/{job.json()['id']}/").json()
        assert done["state"] == "done" and done["result"]["bot"] == slug
        assert api.get(f"/api/v1/bots/{slug}/").status_code == 200


def test_an_import_job_that_fails_says_why(api: APIClient) -> None:
    headers = {"Prefer": "respond-async"}
    for body, code in ((b'{"a": NaN}', "invalid-json"), (b"{}", "invalid-document")):
        answer = api.generic("POST", IMPORT, body, content_type="application/json", headers=headers)
        tasks.import_(answer.json()["id"])
        done = api.get(f"/api/v1/jobs/{answer.json()['id']}/").json()
        assert done["state"] == "failed" and done["problem"]["code"] == code
    assert not Bot.unscoped.exists()


def test_import_and_publish_is_a_job_that_ends_with_a_version(api: APIClient) -> None:
    answer = api.post(f"{IMPORT}?publish=true", tea_house(), format="json")
    assert answer.status_code == 202
    tasks.import_(answer.json()["id"])
    assert api.get(f"/api/v1/jobs/{answer.json()['id']}/").json()["result"]["version"] == 1
    assert api.get("/api/v1/bots/tea-house/").json()["version"] == 1


def test_tables_and_translations_go_out_and_come_back_into_the_same_bot(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    place = "/api/v1/bots/tea-house/export/"
    tables = api.get(place, {"format": "spreadsheet"})
    assert tables["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(tables.content)) as archive:
        workbook = archive.read("bot.xlsx")
    answer = upload(api, workbook, "bot.xlsx", slug="tea-house", format="spreadsheet")
    assert (answer.status_code, answer.json()["bot"], answer.json()["items"]) == (201, "tea-house", [])
    assert api.get("/api/v1/bots/tea-house/").json()["draft_revision"] == 1
    texts = api.get(place, {"format": "xliff", "languages": "en:fr"})
    assert texts["Content-Type"].startswith("application/xliff+xml")
    assert upload(api, texts.content, "en-fr.xlf", slug="tea-house").status_code == 201
    assert api.get(place, {"format": "xliff", "languages": "en"}).status_code == 422
    assert upload(api, texts.content, "en-fr.xlf", slug="new").status_code == 422
    mapped = upload(api, b"Label,Wording\nbrand_new,hello you\n", "x.csv", slug="tea-house",
                    columns="Label=intent,Wording=example")  # fmt: skip
    assert mapped.status_code == 201
    assert "brand_new" in [one["name"] for one in api.get("/api/v1/bots/tea-house/draft/").json()["intents"]]


PREVIEW = "/api/v1/bots/import/preview/"
FAQ = b"Frage;Antwort\nWann?;Um neun.\n"


def looked_at(api: APIClient, content: bytes, name: str) -> Any:
    return api.post(PREVIEW, {"file": SimpleUploadedFile(name, content)}, format="multipart")


def test_a_spreadsheet_is_looked_at_and_nothing_is_kept(api: APIClient) -> None:
    answer = looked_at(api, FAQ, "faq.csv")
    assert answer.status_code == 200, answer.content
    (sheet,) = answer.json()["sheets"]
    assert (sheet["name"], sheet["kind"], sheet["rows"]) == (
        "faq.csv",
        None,
        [["Frage", "Antwort"], ["Wann?", "Um neun."]],
    )
    assert [one["kind"] for one in answer.json()["kinds"]][:2] == ["intents", "questions"]
    assert not Bot.unscoped.exists() and not Part.unscoped.exists()


def test_a_spreadsheet_becomes_a_bot_by_the_columns_somebody_chose(api: APIClient) -> None:
    said = {"faq.csv": {"kind": "questions", "language": "de", "columns": {"question": 0, "reply": 1}}}
    answer = upload(api, FAQ, "faq.csv", sheets=json.dumps(said))
    assert answer.status_code == 201, answer.content
    document = api.get("/api/v1/bots/faq/draft/").json()
    assert [(one["questions"], one["answers"]) for one in document["answers"]] == [
        ({"de": ["Wann?"]}, {"de": ["Um neun."]})
    ]
    again = upload(api, FAQ.replace(b"neun", b"zehn"), "faq.csv", sheets=json.dumps(said), slug="faq")
    assert again.status_code == 201, again.content
    (changed,) = api.get("/api/v1/bots/faq/draft/").json()["answers"]
    assert changed["answers"] == {"de": ["Um zehn."]}
    for wrong in ("{", json.dumps({"other.csv": {"kind": None}})):
        assert upload(api, FAQ, "faq.csv", sheets=wrong).status_code == 422


def test_only_spreadsheets_of_a_moderate_size_are_looked_at(api: APIClient) -> None:
    assert looked_at(api, json.dumps(tea_house()).encode(), "tea.json").status_code == 422
    assert looked_at(api, b"PK\x03\x04 no archive", "x.xlsx").status_code == 422
    assert looked_at(api, b"", "x.csv").status_code in (400, 422)
    assert looked_at(api, b"a,b\n" * 1_600_000, "x.csv").status_code == 413
    assert api.post(PREVIEW, {}, format="multipart").status_code == 400


def test_a_folder_comes_as_a_zip_and_makes_the_same_bot(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    content = api.get("/api/v1/bots/tea-house/export/", {"format": "folder"}).content
    assert upload(api, content, "tea.zip", slug="again").status_code == 201
    drafts = [api.get(f"/api/v1/bots/{slug}/draft/").json() for slug in ("tea-house", "again")]
    assert drafts[0] == drafts[1]


def test_each_language_of_a_bot_goes_out_to_rasa(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    place = "/api/v1/bots/tea-house/export/"
    languages = tea_house()["languages"]
    for language in languages:
        content = api.get(place, {"format": "rasa", "language": language}).content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert f"language: {language}" in archive.read("config.yml").decode()
        told = api.get(place, {"format": "rasa", "language": language, "report": "true"}).json()["items"]
        assert [item["code"] for item in told if item["code"] == "language"] == ["language"] * (len(languages) > 1)
    for query in ({"format": "rasa", "language": "tlh"}, {"format": "native", "language": "en"}):
        for more in ({}, {"report": "true"}):
            assert api.get(place, {**query, **more}).status_code == 422


def test_translations_go_out_in_both_versions_of_xliff(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    place = "/api/v1/bots/tea-house/export/"
    asked = {"format": "xliff", "languages": "en:de"}
    assert b'version="1.2"' in api.get(place, asked).content
    assert b'version="2.0"' in api.get(place, {**asked, "version": "2.0"}).content
    for refused in ({**asked, "version": "9"}, {"format": "native", "version": "2.0"}):
        assert api.get(place, refused).status_code == 422


def test_a_bot_goes_out_to_rasa_with_what_is_lost_and_comes_back(api: APIClient) -> None:
    api.post(IMPORT, tea_house(), format="json")
    place = "/api/v1/bots/tea-house/export/"
    assert {"severity", "code", "what"} <= set(api.get(place, {"format": "rasa", "report": "true"}).json()["items"][0])
    exported = api.get(place, {"format": "rasa"})
    assert exported["Content-Type"] == "application/zip"
    server = "https://actions.example/webhook"
    answer = upload(api, exported.content, "tea.zip", slug="again", action_server=server)
    assert (answer.status_code, answer.json()["format"]) == (201, "rasa")
    assert api.get("/api/v1/bots/again/draft/").json()["settings"]["action_server"] == server
