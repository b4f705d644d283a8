"""A bot as a folder for version control: what is written is read again as the very same document."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.formats import FORMATS, FormatError, read_bot
from flows.formats.folder import INDEX, is_part

from .talks import codes, names_in, real

FOLDER = FORMATS["folder"]


def document(**more):
    return {
        "format": "botbuilder/bot", "version": 1, "name": "Small", "languages": ["en", "fr"],
        "default_language": "en", "settings": {"session_minutes": 5},
        "variables": [{"name": "b"}, {"name": "a"}], "entities": [], "intents": [], "answers": [], "content": [],
        "stories": [], "tests": [],
        "flows": [{"id": id, "kind": "normal", "nodes": [], "transitions": [], "triggers": [], "notes": []}
                  for id in ("z", "main", "Main", "con")],
        **more,
    }  # fmt: skip


def test_written_and_read_again_it_is_the_same_in_the_same_order():
    files = FOLDER.write(document())
    name, reading = read_bot(files)
    assert name == "folder"
    assert reading.document == document()
    assert reading.items == []
    assert FOLDER.write(reading.document) == files


def test_each_part_has_a_file_of_its_own_that_every_system_can_hold():
    files = FOLDER.write(document())
    assert {path for path in files if path.startswith("flows/")} == {
        "flows/main.json", "flows/main~2.json", "flows/z.json", "flows/con_.json",
    }  # fmt: skip
    assert len({path.lower() for path in files}) == len(files)


def test_a_change_of_one_flow_changes_one_file():
    before, changed = FOLDER.write(document()), document()
    changed["flows"][0] = {**changed["flows"][0], "title": "New"}
    after = FOLDER.write(changed)
    assert [path for path in after if after[path] != before[path]] == ["flows/z.json"]


def test_keys_in_another_order_are_the_same_bytes():
    turned = json.loads(json.dumps(document()), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert FOLDER.write(turned) == FOLDER.write(document())


def test_a_file_somebody_added_and_one_somebody_removed():
    files = FOLDER.write(document())
    del files["flows/z.json"]
    files["flows/anything.json"] = json.dumps({"id": "added", "nodes": [], "transitions": []}).encode()
    reading = read_bot(files)[1]
    assert [flow["id"] for flow in reading.document["flows"]] == ["main", "Main", "con", "added"]
    assert codes(reading) == {"missing-file", "new-file"}


def test_pictures_come_along_and_other_files_are_named():
    files = FOLDER.write(document())
    picture = f"{'a' * 64}.png"
    files |= {f"media/{picture}": b"\x89PNG", "media/../x": b"", "README.md": b"", "run.sh": b""}
    reading = read_bot(files)[1]
    assert reading.media == {picture: b"\x89PNG"}
    assert {(item.code, item.file) for item in reading.items} == {
        ("not-needed", "README.md"), ("unknown-file", "run.sh"), ("unknown-file", "media/../x"),
    }  # fmt: skip


def test_only_parts_of_a_bot_may_be_cleared_away():
    assert is_part("flows/main.json")
    for path in ("main.json", "flows/main.txt", "flows/sub/main.json", "media/x.png", INDEX, "other/x.json"):
        assert not is_part(path)


@pytest.mark.parametrize(
    "broken",
    [
        {INDEX: b"[]"},
        {INDEX: b'{"format": "botbuilder/folder"'},
        {"flows/twice.json": b'{"id": "z", "nodes": [], "transitions": []}'},
        {"flows/none.json": b"{}"},
        {"flows/odd.json": b'{"id": "odd", "nodes": 3}'},
    ],
)
def test_what_does_not_fit_is_refused_whole(broken):
    with pytest.raises(FormatError):
        read_bot(FOLDER.write(document()) | broken, "folder")


@pytest.mark.parametrize(
    ("product", "name"), [(p, n) for p in ("typebot", "dialogflow") for n in names_in(p, "[a-z]*")]
)
def test_shared_bots_are_a_fixed_point(product, name):
    whole = real(product, name).document
    files = FOLDER.write(whole)
    assert read_bot(files)[1].document == whole
    assert FOLDER.write(read_bot(files)[1].document) == files


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(str.strip).filter(
    lambda name: name and "\u2028" not in name and "\u2029" not in name), unique=True, max_size=12))  # fmt: skip
def test_any_names_of_intents(names):
    whole = document(intents=[{"name": name, "examples": {}} for name in names])
    files = FOLDER.write(whole)
    assert len({path.lower() for path in files}) == len(files)
    assert [intent["name"] for intent in read_bot(files)[1].document["intents"]] == names
