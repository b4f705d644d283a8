"""Intents, entities, questions, content and settings of Botpress."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document import validate
from flows.engine.expressions import Budget, compile_expression
from flows.engine.templates import compile_template
from flows.formats import FormatError, read_bot
from flows.formats.botpress.javascript import Untranslatable, translate
from flows.formats.botpress.names import Names
from flows.formats.botpress.texts import template
from tests.formats.botpress_bots import codes, flow, made, node

MAIN = {"main": flow(node("a"))}


def test_slots_are_variables_that_entities_fill():
    reading = made(MAIN, more={
        "entities/city.json": {"name": "city", "type": "list", "occurences": [{"name": "Rome", "synonyms": ["Roma"]}]},
        "intents/fly.json": {"name": "fly", "utterances": ["fly [home](from) to [Rome](to)", "see [me] \\o/"],
                             "slots": [{"name": "from", "entities": ["city"]}, {"name": "to", "entities": ["city"]},
                                       {"name": "when", "entities": ["time"]}]},
    })  # fmt: skip
    document = reading.document
    assert document["intents"] == [{"name": "fly", "examples": {"en": [
        "fly [home](city:from) to [Rome](city:to)", "see \\[me\\] \\\\o/"]}}]  # fmt: skip
    assert {v["name"]: v.get("entity") for v in document["variables"]} == {
        "from": "city",
        "to": "city",
        "when": "@date",
    }
    assert document["entities"] == [
        {"name": "city", "kind": "list", "values": [{"value": "Rome", "synonyms": {"en": ["Roma"]}}]}
    ]


def test_patterns_that_cannot_run_here_are_named():
    pattern = {"name": "a b", "type": "pattern", "pattern": "(?=x)", "matchCase": True}
    reading = made(MAIN, more={"entities/x.json": pattern})
    assert reading.document["entities"] == [{"name": "a_b", "kind": "pattern", "patterns": [], "case_sensitive": True}]
    assert "pattern" in codes(reading)


def test_questions_keep_their_answers_redirects_and_contexts():
    items = {"qnas": [
        {"id": "a/b?", "data": {"action": "text_redirect", "enabled": False, "contexts": ["vip"],
                                "questions": {"en": ["why?"]}, "answers": {"en": ["{{user.name}}: because {%"]},
                                "redirectFlow": "Main.flow.json", "redirectNode": "a"}},
        {"id": "c", "data": {"action": "redirect", "questions": ["old"], "answers": ["x"], "category": "global",
                             "redirectFlow": "gone.flow.json"}},
        {"id": "d", "data": {"questions": {"en": ["d"]}, "answers": {"en": ["#!builtin_text-1"]}}},
    ], "contentElements": [
        {"id": "builtin_text-1", "contentType": "builtin_text", "formData": {"text$en": "D"}}]}  # fmt: skip
    reading = made(MAIN, more={"qna/all.json": items})
    first, second, third = reading.document["answers"]
    assert first == {"id": "a-b", "questions": {"en": ["why?"]}, "answers": {"en": ["{{ name }}: because {{ '{' }}%"]},
                     "enabled": False, "then": {"flow": "main", "node": "id-a"}, "contexts": ["vip"]}  # fmt: skip
    assert second["questions"] == {"en": ["old"]} and "then" not in second
    assert third["answers"] == {"en": [{"content": "builtin_text-1"}]}
    assert "missing-flow" in codes(reading)


def test_mirrors_of_questions_are_left_out():
    reading = made(MAIN, more={"intents/__qna__x.json": {"name": "__qna__x", "utterances": {"en": ["x"]}}})
    assert reading.document["intents"] == []
    assert "mirror" in codes(reading)


def test_content_of_every_kind():
    def element(id, **fields):
        return {"id": id, "formData": {f"{key}$en": value for key, value in fields.items()}}

    elements = {
        "builtin_text": [element("t", text="Hi", variations=["Hello", "Hey"], typing=True)],
        "builtin_image": [element("i", image="/api/v1/bots/x/media/cat.png", title="A cat")],
        "builtin_card": [element("c", title="T", subtitle="S", image="https://x/y.png", actions=[
            {"action": "Open URL", "title": "Go", "url": "https://x"},
            {"action": "Say something", "title": "Yes", "text": "yes"}])],
        "builtin_carousel": [element("k", items=[{"title": "One"}, {"title": "Two"}])],
        "builtin_video": [element("v", video="https://x/v.mp4")],
        "builtin_location": [element("l", latitude=1, longitude=2, title="Here")],
        "dropdown": [element("d", message="Pick", options=[{"label": "A", "value": "a"}])],
        "my_own": [{"id": "m", "name": "mine", "content": "?"}],
    }  # fmt: skip
    reading = made(MAIN, more={f"content-elements/{kind}.json": items for kind, items in elements.items()})
    content = {item["id"]: item["message"] for item in reading.document["content"]}
    assert content["t"] == {"text": {"en": "Hi"}} and content["d"]["style"] == "dropdown"
    wordings = next(item["variations"] for item in reading.document["content"] if item["id"] == "t")
    assert wordings == [{"text": {"en": "Hello"}}, {"text": {"en": "Hey"}}]
    assert content["i"]["type"] == "image" and content["i"]["alt"] == {"en": "A cat"}
    assert content["c"]["actions"][0] == {"kind": "url", "title": {"en": "Go"}, "url": {"en": "https://x"}}
    assert [card["title"] for card in content["k"]["items"]] == [{"en": "One"}, {"en": "Two"}]
    assert content["l"] == {"type": "location", "lat": 1, "lon": 2, "title": {"en": "Here"}}
    assert content["d"]["options"] == [{"kind": "reply", "id": "a", "title": {"en": "A"}, "value": "a"}]
    assert content["m"] == {"text": {"en": "mine"}}
    assert {"media", "content-type"} <= codes(reading)
    assert validate(reading.document) == []


def test_credentials_are_left_out_and_only_their_places_named():
    config = {"languages": ["en"], "defaultLanguage": "en", "messaging": {
        "id": "x", "token": "hunter2", "channels": {"telegram": {"enabled": True, "botToken": "hunter3"}}}}  # fmt: skip
    reading = made(MAIN, more={"bot.config.json": config})
    text = str(reading.document) + str([item.to_json() for item in reading.items])
    assert "hunter" not in text
    places = {item.pointer for item in reading.items}
    assert {"/messaging/token", "/messaging/channels/telegram/botToken", "/messaging/channels/telegram"} <= places


def test_files_nobody_knows_and_broken_files_are_named():
    reading = made(
        MAIN, more={"notes.txt": b"x", "intents/bad.json": b"{NaN", "media/cat.png": b"x", "odd.json": {"a": 1}}
    )
    named = {item.file for item in reading.items if item.code != "bookkeeping"}
    assert named == {"notes.txt", "intents/bad.json", "media/cat.png", "odd.json"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("welcome-bot", "Welcome bot"),
        ("/tmp/x/bot_my-shop_1690000000000.tgz", "My shop"),
        ("Übersetzer.zip", "Übersetzer"),
        ("", "Botpress bot"),
    ],
)
def test_a_bot_without_a_name_is_called_like_its_file(source, name):
    assert read_bot({"bot.config.json": b"{}"}, source=source)[1].document["name"] == name
    assert read_bot({"bot.config.json": b'{"name": "Own"}'}, source=source)[1].document["name"] == "Own"


def test_two_bots_in_one_archive_are_none():
    with pytest.raises(FormatError):
        read_bot({"a/bot.config.json": b"{}", "b/bot.config.json": b"{}"}, "botpress")
    assert read_bot({"a/bot.config.json": b"{}"})[0] == "botpress"


@pytest.mark.parametrize(
    ("javascript", "ours"),
    [
        ("temp.a === 'x'", "a == 'x'"),
        ("!temp.a && (user.b || session.c)", "not a and (b or c)"),
        ("temp.n === 0", "number(n) == 0"),
        ("temp.n >= Number(session.m)", "number(n) >= number(m)"),
        ("temp.done == true", "text(done) == 'true'"),
        ("user.nickname !== undefined", "nickname != null"),
        ("temp['odd-name'].list[0].x", "odd_name.list[0].x"),
        ('event.preview.toLowerCase().includes("a\'b")', "contains(lower(said.text), 'a\\'b')"),
        ("event.nlu.intent.confidence > 0.5", "number(said.confidence) > 0.5"),
        ("event.state.session.slots.city.value == 'Rome'", "city == 'Rome'"),
        ("temp.a.length > 1 ? temp.b : 2", "b if length(a) > 1 else 2"),
        ("temp.a + 1 > 2 - -3", "a + 1 > 2 - -3"),
        ("session.x?.y", "x.y"),
        ("parseInt(temp.n, 10) > 3", "number(n) > 3"),
    ],
)
def test_javascript_conditions(javascript, ours):
    assert translate(javascript, Names()) == ours
    compile_expression(ours)


@pytest.mark.parametrize(
    "javascript",
    [
        "temp.a.includes()",
        "temp.a.startsWith('x', 3)",
        "temp.n.toString(16)",
        "parseInt(temp.n, 16) > 3",
    ],
)
def test_javascript_that_would_come_to_mean_something_else(javascript):
    with pytest.raises(Untranslatable):
        translate(javascript, Names())


PIECES = [
    "temp.a",
    "user['b']",
    "event.preview",
    "true",
    "1",
    "'x'",
    "(",
    ")",
    "&&",
    "||",
    "!",
    "===",
    ">",
    "+",
    ".length",
    ".includes(",
    ".trim()",
    ".toString(",
    "?",
    ":",
    "null",
    "Number(",
    "parseInt(",
    "[",
    "]",
    "[0]",
    ".b",
    ",",
    "??",
    "-",
    "%",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=20))
def test_javascript_is_translated_to_something_that_compiles_or_not_at_all(source):
    with contextlib.suppress(Untranslatable):
        compile_expression(translate(source, Names()))


@pytest.mark.parametrize(
    ("mustache", "shown"),
    [
        ("Hi {{user.name}}", "Hi Ann"),
        ("{{{user.name}}}{{& user.name}}", "AnnAnn"),
        ("{{temp.reply.items.1.id}}", "8"),
        ("{{! note }}a{{#temp.yes}}b{{/temp.yes}}{{^temp.yes}}c{{/temp.yes}}", "ab"),
        ("{{#temp.list}}<{{.}}>{{/temp.list}}", "<x><y>"),
        ("100 %} {% raw {# and { {", "100 %} {% raw {# and { {"),
        ("{{unknown.thing}}!", "!"),
        ("{{#temp.yes}}open", "open"),
        ("{{ not a name! }}", ""),
    ],
)  # fmt: skip
def test_mustache(mustache, shown):
    scope = {"name": "Ann", "reply": {"items": [{"id": 7}, {"id": 8}]}, "yes": True, "list": ["x", "y"]}
    ours = template(mustache, Names(), lambda code, what: None)
    assert compile_template(ours).render(scope, Budget()) == shown


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}%#^/&! .abtemp'\"\\", max_size=40))
def test_any_text_becomes_a_template_that_compiles(source):
    compile_template(template(source, Names(), lambda code, what: None))
