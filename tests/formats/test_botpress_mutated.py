"""A bot in which each value in turn is one of another kind: it is read into a valid document, or refused by name."""

import copy
import json

import pytest

from flows.document import validate
from flows.formats import FormatError, read_bot
from tests.formats.botpress_bots import flow, node, say

SLOT = {"intent": "i", "slotName": "when", "entities": ["time"], "retryAttempts": 2, "contentElement": "t",
        "notFoundElement": "t"}  # fmt: skip
CHOICE = {"randomId": "x", "contentId": "q", "invalidContentId": "t", "keywords": {"yes": ["ok"]},
          "config": {"nbMaxRetries": 2, "repeatChoicesOnInvalid": True, "variableName": "v"}}  # fmt: skip
PROMPT = {"type": "number", "params": {"question": {"en": "?"}, "output": "n", "min": 1, "max": 9, "duration": 3,
                                       "confirm": {"en": "Sure?"}}}  # fmt: skip
BOT = {
    "bot.config.json": {"name": "B", "languages": ["en"], "defaultLanguage": "en", "dialog": {"timeoutInterval": "5m"},
                        "messaging": {"channels": {"web": {"token": "x"}}}},
    "flows/main.flow.json": {
        **flow(
            node("a", ("event.nlu.intent.name === 'i'", "sub.flow.json"), ("temp.x", "b"), ("true", "END"),
                 enter=[say("x"), "say #!t"], receive=["x/y {}"], timeout="b"),
            node("b", ("true", "#"), type="skill-call", skill="choice", flow="skills/c.flow.json"),
            node("c", ("true", "a"), type="skill-call", skill="Slot", flow="skills/s.flow.json"),
            node("d", ("thisNode.extracted === true", "a"), type="prompt", prompt=PROMPT),
            node("e", type="say_something", contents=[{"contentType": "builtin_text", "text": {"en": "Hi"}}]),
            node("f", type="trigger", conditions=[{"id": "type_text", "params": {"candidate": ["x"]}},
                                                  {"id": "user_intent_is", "params": {"utterances": {"en": ["x"]}}}]),
            node("g", type="sub-workflow", flow="sub.flow.json", subflow={"in": {"a": {"source": "variable",
                                                                                      "value": "b"}}}),
            node("h", type="execute", execute={"actionName": "builtin/wait", "code": "x"}),
        ),
        "catchAll": {"next": [{"condition": "temp.z", "node": "b"}], "onReceive": ["say #!t"]}, "timeoutNode": "b",
    },
    "flows/main.ui.json": {"nodes": [{"id": "id-a", "position": {"x": 1, "y": 2}}], "links": [{"points": []}]},
    "flows/sub.flow.json": flow(node("success", type="success")),
    "flows/skills/c.flow.json": {**flow(node("entry")), "skillData": CHOICE},
    "flows/skills/s.flow.json": {**flow(node("entry")), "skillData": SLOT},
    "intents/i.json": {"name": "i", "utterances": {"en": ["at [noon](when)"]}, "contexts": ["x"],
                       "slots": [{"name": "when", "entities": ["time"]}]},
    "entities/e.json": {"name": "e", "type": "list", "fuzzy": 0.5, "occurrences": [{"name": "a", "synonyms": ["b"]}]},
    "entities/p.json": {"name": "p", "type": "pattern", "pattern": "x+", "matchCase": True},
    "qna/q.json": {"id": "q", "data": {"action": "text_redirect", "contexts": ["x"], "enabled": True,
                                       "answers": {"en": ["a"]}, "questions": {"en": ["q"]},
                                       "redirectFlow": "sub.flow.json", "redirectNode": "success"}},
    "content-elements/builtin_text.json": [{"id": "t", "formData": {"text$en": "T", "variations$en": ["U"]}}],
    "content-elements/builtin_single-choice.json": [
        {"id": "q", "formData": {"text$en": "?", "choices$en": [{"title": "Yes", "value": "yes"}]}}],
    "content-elements/builtin_carousel.json": [{"id": "k", "formData": {"items$en": [
        {"title": "T", "image": "x", "actions": [{"action": "Open URL", "title": "t", "url": "u"}]}]}}],
    "content-elements/builtin_location.json": [{"id": "l", "formData": {"latitude$en": 1, "longitude$en": 2}}],
}  # fmt: skip
ODD = (None, 7, -1.5e300, True, "", "x", [], [1], {}, {"a": 1}, [[None]], {"en": 5})


def places(value, path=()):
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def changed(body, path, odd):
    if not path:
        return odd
    made = copy.deepcopy(body)
    holder = made
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = odd
    return made


@pytest.mark.parametrize("file", BOT)
def test_a_value_of_another_kind_breaks_nothing(file):
    plain = {path: json.dumps(body).encode() for path, body in BOT.items()}
    assert validate(read_bot(plain, "botpress")[1].document) == []
    for number, path in enumerate(places(BOT[file]), start=len(file)):
        for odd in (ODD[5 * number % len(ODD)],):
            files = {**plain, file: json.dumps(changed(BOT[file], path, odd)).encode()}
            try:
                document = read_bot(files, "botpress")[1].document
            except FormatError as error:
                assert error.code
                continue
            except Exception as error:
                raise AssertionError(f"{file} {path} = {odd!r}") from error
            assert document["format"] == "botbuilder/bot"
