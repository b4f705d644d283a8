"""A project of Rasa has one language: each language of a bot goes out by itself, and what is missing in it is named."""

import json
from pathlib import Path

import pytest

from flows.document import validate
from flows.document.annotations import read_annotated
from flows.formats import FORMATS, FormatError, read_bot

from .test_rasa_write import bot, flow, say, step
from .test_rasa_write import load_yaml as read_yaml

DEMO = Path(__file__).resolve().parents[2] / "botbuilder" / "demo" / "pizza.json"
PICTURE = {"type": "image", "url": "https://x.example/a.png", "caption": {"en": "A cup", "fr": "Une tasse"}}


def exported(document, language=""):
    written = FORMATS["rasa"].write_reported(document, language)
    return {path: read_yaml(data) for path, data in written.files.items()}, written.items


def shop(**more):
    return bot(
        flow("tea", ("n", say({"text": {"en": "Tea?", "fr": "Du thé ?"}}), say("Only English"),
                     step("say", message=PICTURE)), trigger={"intent": "tea"}),
        languages=["en", "fr"],
        intents=[{"name": "tea", "examples": {"en": ["some tea"], "fr": ["du thé"]}},
                 {"name": "bye", "examples": {"en": ["bye", "see you"]}}],
        entities=[{"name": "kind", "kind": "list", "values": [{"value": "green", "synonyms": {"en": ["jade"],
                                                                                             "fr": ["vert"]}}]}],
        answers=[{"id": "hours", "questions": {"en": ["when?"], "fr": ["quand ?"]},
                  "answers": {"en": ["9 to 5"], "fr": ["de 9 à 17 h"]}},
                 {"id": "price", "questions": {"en": ["how much?"]}, "answers": {"en": ["Two."]}}],
        content=[{"id": "hello", "message": {"text": {"en": "Hello"}}}],
        **more,
    )  # fmt: skip


def texts(files):
    return {name: [one.get("text") for one in said] for name, said in files["domain.yml"]["responses"].items()}


def examples(files):
    listed = files["data/nlu.yml"]["nlu"]
    return {one["intent"]: one["examples"].splitlines() for one in listed if "intent" in one}


def test_the_language_of_the_bot_goes_out_and_the_others_are_named():
    files, items = exported(shop())
    assert files["config.yml"]["language"] == "en"
    assert examples(files) == {"tea": ["- some tea"], "bye": ["- bye", "- see you"], "faq/hours": ["- when?"],
                               "faq/price": ["- how much?"]}  # fmt: skip
    (item,) = [item for item in items if item.code == "language"]
    assert "fr" in item.what and "--language fr" in item.todo
    assert not {"untranslated", "no-examples"} & {item.code for item in items}


def test_another_language_goes_out_by_itself_and_what_it_lacks_is_named():
    files, items = exported(shop(), "fr")
    assert files["config.yml"]["language"] == "fr"
    assert examples(files) == {"tea": ["- du thé"], "faq/hours": ["- quand ?"]}
    said = texts(files)
    assert ["Du thé ?"] in said.values() and ["Only English"] in said.values() and ["Une tasse"] in said.values()
    assert said["utter_faq/hours"] == ["de 9 à 17 h"] and said["utter_faq/price"] == ["Two."]
    assert [one for one in files["data/nlu.yml"]["nlu"] if one.get("synonym")] == [
        {"synonym": "green", "examples": "- vert\n"}
    ]
    named = {(item.code, item.target) for item in items if item.code in ("untranslated", "no-examples")}
    assert named == {
        ("untranslated", "flow:tea"), ("untranslated", "answer:price"), ("untranslated", "content:hello"),
        ("no-examples", "intent:bye"), ("no-examples", "answer:price"),
    }  # fmt: skip
    assert all(item.todo for item in items if item.code in ("untranslated", "no-examples"))


def plain(document, language):
    """Examples by intent, without their marks."""
    return {one["name"]: [read_annotated(text).text for text in one["examples"].get(language, ())]
            for one in document["intents"]}  # fmt: skip


def test_every_language_of_the_demo_bot_opens_again():
    document = json.loads(DEMO.read_text(encoding="utf-8"))
    assert len(document["languages"]) > 1
    for language in document["languages"]:
        again = read_bot(FORMATS["rasa"].write(document, language))[1].document
        assert validate(again) == [] and again["languages"] == [language]
        own, come = plain(document, language), plain(again, language)
        # The intents that buttons needed are no part of the bot.
        assert {name: come.get(name, []) for name in own} == own


@pytest.mark.parametrize("language", ["de", "EN", "../x", "en:fr", "x" * 500, "{{ now }}"])
def test_a_language_that_the_bot_does_not_speak_is_refused(language):
    with pytest.raises(FormatError, match="does not speak"):
        FORMATS["rasa"].write(shop(), language)
