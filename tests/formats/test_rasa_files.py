"""Which files are a Rasa project, what of them is named in the report, and that nothing secret comes along."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document import validate
from flows.formats import ArchiveError, FormatError, open_source, read_bot
from flows.formats.rasa import Rasa
from tests.formats.rasa_bots import codes, made, project

SMALL = project(
    config="language: fr\npipeline:\n- name: WhitespaceTokenizer\n",
    domain="version: '3.1'\nintents: [greet]\nresponses:\n  utter_greet:\n  - text: Salut\n",
    data__nlu="nlu:\n- intent: greet\n  examples: |\n    - bonjour\n",
    data__rules="rules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_greet\n",
)


def zipped(files, folder=""):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, data in files.items():
            archive.writestr(folder + path, data)
    return packed.getvalue()


def test_a_zip_a_folder_and_plain_files_are_the_same_bot(tmp_path):
    for path, data in SMALL.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    documents = [
        read_bot(open_source(source, name), source="my-bot")
        for source, name in ((zipped(SMALL), ""), (zipped(SMALL, "my-bot/"), ""), (tmp_path, ""))
    ]
    assert {name for name, _ in documents} == {"rasa"}
    first, *others = [reading.document for _, reading in documents]
    assert first["name"] == "My bot" and first["languages"] == ["fr"]
    assert all(other == first for other in others)


def test_a_single_file_is_a_bot(tmp_path):
    path = tmp_path / "one.yml"
    path.write_bytes(b"\n".join(SMALL.values()))
    name, reading = read_bot(open_source(path), source=path.name)
    assert name == "rasa"
    assert [each["name"] for each in reading.document["intents"]] == ["greet"]
    assert reading.document["languages"] == ["fr"]


def test_a_split_domain_is_put_together():
    document = made(
        domain__intents="intents: [greet]\n",
        domain__more="intents: [bye]\nresponses:\n  utter_bye:\n  - text: Bye\n",
        nlu="responses:\n  utter_hi:\n  - text: Hi\nnlu: []\n",
    ).document
    assert [each["name"] for each in document["intents"]] == ["greet", "bye"]
    assert [each["id"] for each in document["content"]] == ["utter_bye", "utter_hi"]


def test_credentials_are_named_and_never_kept():
    reading = made(
        credentials="slack:\n  slack_token: xoxb-very-secret\n  slack_channel: C1\nrest:\n",
        endpoints="tracker_store:\n  type: SQL\n  url: db\n  password: hunter2-secret\naction_endpoint:\n  url: http://x\n",
        domain="intents: [greet]\n",
    )
    everything = json.dumps([reading.document, [item.to_json() for item in reading.items]])
    assert "secret:" not in everything and "very-secret" not in everything and "hunter2" not in everything
    secrets = {(item.file, item.pointer) for item in reading.items if item.code == "secret"}
    assert secrets == {("credentials.yml", "/slack/slack_token"), ("endpoints.yml", "/tracker_store/password")}
    assert codes(reading) >= {"channel", "action-server", "endpoint"}


def test_files_and_keys_that_nobody_knows_are_listed():
    files = {
        **SMALL, "actions/actions.py": b"import os", "notes.txt": b"x", "data.json": b"{}", "k8s.yml": b"a: !Ref b",
        "README.md": b"# x", "models/a.tar.gz": b"\x1f\x8b", "other.yml": b"[1]", "empty.yml": b"",
        "domain/x.yml": b"intents: [a]\nfoo: bar\n",
    }  # fmt: skip
    reading = read_bot(files)[1]
    told = {item.file: item.code for item in reading.items}
    assert told["actions/actions.py"] == "script"
    assert {told[name] for name in ("notes.txt", "data.json", "k8s.yml", "other.yml")} == {"unknown-file"}
    assert told["README.md"] == told["models/a.tar.gz"] == "not-needed"
    assert told["empty.yml"] == "empty-file"
    assert [item.pointer for item in reading.items if item.code == "unknown-key"] == ["/foo"]


def test_a_project_inside_of_a_project_is_left_out_and_told():
    inner = {f"other/{path}": data.replace(b"Salut", b"Ciao") for path, data in SMALL.items()}
    reading = read_bot({**SMALL, **inner})[1]
    assert "Ciao" not in json.dumps(reading.document)
    assert [item.file for item in reading.items if item.code == "other-project"] == ["other"]


@pytest.mark.parametrize(
    "broken",
    ["nlu: [", "nlu:\n- a: 1\n  a: 2\n", "stories: !!python/none x", "rules: {}", "intents: &a [*a]", "nlu: 7"],
)
def test_a_broken_file_of_the_bot_breaks_the_import(broken):
    with pytest.raises(FormatError) as caught:
        read_bot({**SMALL, "data/broken.yml": broken.encode()})
    assert "data/broken.yml" in caught.value.detail


def test_other_yaml_is_no_rasa_project():
    assert not Rasa().sniff({"compose.yaml": b"services:\n  web:\n    image: x\n"})
    with pytest.raises(FormatError):
        read_bot({"compose.yaml": b"services: {}\n"})
    with pytest.raises(ArchiveError):
        open_source(b"hello", "notes.txt")


EVERYTHING = b"\n".join(
    [
        *SMALL.values(),
        b"entities: [a, {b: {roles: [x]}}]\nslots:\n  s: {type: text, mappings: [{type: from_text}]}\n",
        b"forms:\n  f: {required_slots: [s]}\nactions: [action_x]\nsession_config: {session_expiration_time: 5}\n",
        b"stories:\n- story: a\n  steps:\n  - or: [{intent: greet}]\n  - action: f\n  - active_loop: f\n"
        b"  - slot_was_set: [s]\n  - action: action_x\n  - checkpoint: c\n",
    ]
)
WORDS = st.sampled_from(
    [
        b"null",
        b"[]",
        b"{}",
        b"7",
        b"true",
        b"[[]]",
        b"{a: b}",
        b"- x",
        b"''",
        b"\xc3\xa9",
        b"&a [*a]",
        b"1e999",
        b"nlu:",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(EVERYTHING)), st.integers(0, 30), WORDS), min_size=1, max_size=4))
def test_a_damaged_project_is_a_valid_document_or_refused(cuts):
    data = EVERYTHING
    for place, length, word in cuts:
        data = data[:place] + word + data[place + length :]
    _is_read_or_refused(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), WORDS), min_size=1, max_size=5))
def test_a_project_with_strange_values_is_a_valid_document_or_refused(changes):
    lines = EVERYTHING.split(b"\n")
    for place, other, word in changes:
        line = lines[place % len(lines)]
        key, colon, _ = line.partition(b":")
        lines[place % len(lines)] = key + colon + b" " + word if colon else lines[other % len(lines)]
    _is_read_or_refused(b"\n".join(lines))


def _is_read_or_refused(data):
    try:
        document = Rasa().read({"all.yml": data}).document
    except FormatError as error:
        assert error.problems == (), error.problems
        return
    assert validate(document) == []


MAPPINGS = "[" + "{type: from_text}, " * 200 + "]"
CONDITIONS = "[" + "{active_loop: f}, " * 200 + "]"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("text", "responses:\n  utter_a:\n  - text: '" + "{" * 100_000 + "'\n"),
        ("text", "responses:\n  utter_a:\n  - text: '" + "{x} " * 100_000 + "'\n"),
        ("example", "nlu:\n- intent: a\n  examples: |\n    - " + "[" * 4_000 + "\n"),
        ("example", "nlu:\n- intent: a\n  examples: |\n    - " + "x" * 6_000 + "\n"),
        ("mapping", f"slots: {{a: {{mappings: {MAPPINGS}}}}}\nforms: {{f: {{required_slots: [a]}}}}\n"),
        ("condition", f"forms: {{f: {{}}}}\nrules:\n- {{rule: a, condition: {CONDITIONS}, steps: []}}\n"),
    ],
)  # fmt: skip
def test_what_is_far_too_much_is_cut_and_told(name, source):
    reading = Rasa().read({"all.yml": source.encode()})
    assert validate(reading.document) == []
    assert [item for item in reading.items if item.code == name and item.severity == "error"]


def test_however_many_have_one_name_each_gets_its_own():
    source = "stories:\n" + "- {story: a, steps: [{intent: a}, {action: utter_b}]}\n" * 500
    document = Rasa().read({"all.yml": source.encode()}).document
    assert len({each["name"] for each in document["stories"]}) == 500


def test_long_names_are_cut():
    names = (letter * 99_999 for letter in "xyz")
    source = 'nlu:\n- intent: {}\n  examples: "- a"\nstories:\n- story: {}\n  steps: [action: {}]\n'.format(*names)
    assert validate(Rasa().read({"all.yml": source.encode()}).document) == []
