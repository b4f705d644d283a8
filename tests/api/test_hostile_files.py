"""Files that hold what no database, answer or page can: refused or read as it stands, and the bot stays usable."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from flows.formats import open_source
from flows.formats.merge import Merge
from flows.formats.report import FormatError, check_storable
from flows.formats.spreadsheet.xlsx import write_xlsx
from flows.formats.xliff import Xliff
from flows.models import Bot
from flows.services.errors import UnknownFormat
from flows.services.merge_into_bot import merge_into_bot

BOT = "/api/v1/bots/tea/"
NO_CHARACTERS = ("D800", "DFFF", "0000")


def send(api: APIClient, path: str, content: bytes, name: str, **fields: Any) -> Any:
    return api.post(path, {"file": SimpleUploadedFile(name, content), **fields}, format="multipart")


def bring(api: APIClient, content: bytes, name: str) -> Any:
    return send(api, "/api/v1/bots/import/", content, name, slug="tea")


@pytest.mark.parametrize("code", NO_CHARACTERS)
def test_a_cell_with_the_escape_of_no_character_means_itself(api: APIClient, bot: Bot, code: str) -> None:
    plain = write_xlsx({"intents": [["intent", "language", "example"], ["greet", "en", "good HERE day"]]})
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"HERE", f"_x{code}_".encode()))
    answer = bring(api, changed.getvalue(), "table.xlsx")
    assert answer.status_code == 201, answer.content
    (greet,) = [one for one in api.get(f"{BOT}draft/").json()["intents"] if one["name"] == "greet"]
    assert f"good _x{code}_ day" in greet["examples"]["en"]


@pytest.mark.parametrize("code", NO_CHARACTERS)
def test_a_translation_with_a_placeholder_for_no_character_is_read_without_it(
    api: APIClient, bot: Bot, code: str
) -> None:
    units = Xliff().write(api.get(f"{BOT}draft/").json(), ("en", "fr"))["en-fr.xlf"].decode()
    target = f'</source><target>bon<ph equiv-text="U+{code}"/>jour</target>'
    answer = bring(api, units.replace("</source>", target, 1).encode(), "fr.xlf")
    assert answer.status_code == 201, answer.content
    draft = api.get(f"{BOT}draft/")
    assert draft.status_code == 200 and "bonjour" in draft.content.decode()


def test_what_a_reader_lets_through_is_refused_before_it_is_stored(api: APIClient, bot: Bot) -> None:
    """An annotation of Rasa is JSON inside of YAML: its escapes are decoded a second time."""
    examples = '    - go to [Rome]{"entity": "city", "value": "HERE"}\n    - hello\n'
    project = f'version: "3.1"\nnlu:\n- intent: go\n  examples: |\n{examples}'
    for escape in ("\\ud800", "\\u0000"):
        answer = send(api, "/api/v1/bots/import/", project.replace("HERE", escape).encode(), "nlu.yml")
        assert answer.status_code == 400, answer.content
    assert list(Bot.unscoped.values_list("slug", flat=True)) == ["tea"]
    assert send(api, "/api/v1/bots/import/", project.encode(), "nlu.yml").status_code == 201


@pytest.mark.parametrize("made", [{"a": ["\ud800"]}, {"\0": 1}, ["\udfff\ud83d"]])
def test_no_format_can_make_what_cannot_be_stored(made: Any) -> None:
    with pytest.raises(FormatError):
        check_storable(made)
    check_storable({"a": ["\U0001f600", "\uffff", "\x01"]})


class Careless:
    """A format that decodes an escape of its own and minds nothing."""

    def merge(self, *_: Any) -> Merge:
        value = ["hi", "half \ud83d"]
        return Merge([{"op": "set", "part": "intent:greet", "path": "/examples/en", "value": value}])


def test_nor_bring_it_into_a_bot_that_is_there(bot: Bot) -> None:
    with pytest.raises(UnknownFormat):
        merge_into_bot(bot, Careless(), {}, by="ann", columns={})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rows.jsonl", rb'{"text": "hi \ud800", "intent": "greet"}'),
        ("rows.jsonl", rb'{"text": "hi", "intent": "greet\u0000"}'),
        ("rows.csv", b"text,intent\nhi\0,greet\n"),
        ("rows.jsonl", b'{"text": "hi", "intent": "greet", "entities": [{"start": 0, "end": 1e999, "entity": "x"}]}'),
        ("rows.jsonl", b'{"text": "hi", "intent": "greet", "entities": {"start": 0}}'),
        ("rows.jsonl", b'{"text": ' + b"[" * 50_000),
    ],
)
def test_labelled_utterances_that_are_none_are_refused(api: APIClient, bot: Bot, name: str, content: bytes) -> None:
    answer = send(api, f"{BOT}evaluations/", content, name, kind="rows")
    assert answer.status_code == 400, answer.content
    assert answer.json()["problems"][0]["pointer"] == "/file"


@pytest.mark.parametrize("name", ["limit", "cursor"])
def test_a_page_of_absurd_size_is_no_error_of_ours(api: APIClient, bot: Bot, name: str) -> None:
    for path in ("learning/", "evaluations/", "trainings/"):
        assert api.get(f"{BOT}{path}?{name}={'9' * 5000}").status_code in (200, 404)


def test_no_name_of_a_part_leads_out_of_a_folder(api: APIClient, bot: Bot) -> None:
    """Names are free; files of an export are called by them."""
    document = api.get(f"{BOT}draft/").json()
    for number, name in enumerate(("../../etc/passwd", "/etc/passwd", "C:\\x", "con", "..")):
        document["intents"].append({"name": name, "examples": {"en": [f"example {number}"]}})
        document["content"].append({"id": f"c{number}", "title": name, "message": "x"})
        document["stories"].append({"name": name, "kind": "story", "steps": [{"user": "greet"}, {"bot": "c0"}]})
        document["tests"].append({"name": name, "turns": [{"say": "x"}]})
    saved = api.put(f"{BOT}draft/", json.dumps(document), content_type="application/json")
    assert saved.status_code == 200, saved.content
    for format in ("folder", "rasa", "botpress", "spreadsheet"):
        answer = api.get(f"{BOT}export/", {"format": format})
        assert answer.status_code == 200, answer.content
        assert open_source(answer.content), "it refuses every path that climbs or is absolute"
