"""Each kind of thing that Rasa and we both know, alone: what a project says of it, it says again when it goes back."""

import pytest
import yaml

from flows.formats import FORMATS
from tests.formats.rasa_canon import canon

NLU = [{"intent": "hi", "examples": "- hi\n- hello\n"}, {"intent": "bye", "examples": "- bye\n"},
       {"intent": "book", "examples": "- a table\n- book for me\n"}]  # fmt: skip
DOMAIN = {"session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
          "intents": ["hi", "bye", "book"],
          "responses": {"utter_hi": [{"text": "Hello!"}], "utter_bye": [{"text": "Bye"}],
                        "utter_ask_day": [{"text": "Which day?"}]}}  # fmt: skip
RULE = {"rule": "greet", "steps": [{"intent": "hi"}, {"action": "utter_hi"}]}


def project(nlu=(), rules=(), stories=(), tests=(), **domain):
    """The files of a project: a small one, and what is given on top of it."""
    merged = {**DOMAIN, **domain, "intents": [*DOMAIN["intents"], *domain.get("intents", ())],
              "responses": {**DOMAIN["responses"], **domain.get("responses", {})}}  # fmt: skip
    files = {
        "domain.yml": merged,
        "config.yml": {"language": "en", "pipeline": [{"name": "RegexEntityExtractor"}]},
        "data/nlu.yml": {"nlu": [*NLU, *nlu]},
        "data/rules.yml": {"rules": [RULE, *rules]},
        "data/stories.yml": {"stories": list(stories)},
        "tests/test_stories.yml": {"stories": list(tests)},
    }
    return {path: yaml.safe_dump({"version": "3.1", **body}, allow_unicode=True, sort_keys=False).encode()
            for path, body in files.items() if any(body.values())}  # fmt: skip


def form(*slots, **more):
    return {"forms": {"form": {"required_slots": list(slots), **more}}}


def slot(type="text", *mappings, **more):
    return {"type": type, "influence_conversation": True, **more, "mappings": list(mappings) or [{"type": "custom"}]}


HELLO, BYE = {"action": "utter_hi"}, {"action": "utter_bye"}
HERE = [{"active_loop": "form"}]
ASKED = [{"active_loop": "form", "requested_slot": "day"}]
CITY = {"intent": "fly", "examples": '- from [Rome]{"entity":"city","role":"from"}\n'
        '- to [Oslo]{"entity":"city","role":"to"}\n'
        '- to [NY]{"entity":"city","value":"New York"}\n- [Rome](city)\n'}  # fmt: skip
KINDS = {
    "roles and values in examples": {"nlu": [CITY], "intents": ["fly"],
                                     "entities": [{"city": {"roles": ["from", "to"]}}]},
    "groups in examples": {"nlu": [{"intent": "buy", "examples": '- [one]{"entity":"size","group":"1"}\n'}],
                           "intents": ["buy"], "entities": [{"size": {"groups": ["1"]}}]},
    "synonyms": {"nlu": [CITY, {"synonym": "New York", "examples": "- NYC\n- big apple\n"}], "intents": ["fly"],
                 "entities": [{"city": {"roles": ["from", "to"]}}]},
    "regexes": {"nlu": [{"regex": "number", "examples": "- '\\d{10}'\n".replace("'", "")},
                        {"intent": "pay", "examples": "- from [1234567890](number)\n"}],
                "intents": ["pay"], "entities": ["number"]},
    "lookup tables": {"nlu": [{"lookup": "country", "examples": "- Chad\n- Peru\n"},
                              {"intent": "go", "examples": "- to [Chad](country)\n"}],
                      "intents": ["go"], "entities": ["country"]},
    "retrieval intents": {"nlu": [{"intent": "faq/hours", "examples": "- when are you open\n"}], "intents": ["faq"],
                          "responses": {"utter_faq/hours": [{"text": "9 to 5"}, {"text": "From 9 to 5"}]},
                          "rules": [{"rule": "Answer faq", "steps": [{"intent": "faq"}, {"action": "utter_faq"}]}]},
    "variations": {"responses": {"utter_hi": [{"text": "Hello!"}, {"text": "Hi!"}]}},
    "buttons": {"responses": {"utter_hi": [{"text": "Hello!", "buttons": [{"title": "Bye", "payload": "/bye"}]}]}},
    "pictures": {"responses": {"utter_hi": [{"text": "Look", "image": "https://x.example/a.png"}]}},
    "custom messages": {"responses": {"utter_hi": [{"custom": {"blocks": [1, {"a": None}]}}]}},
    "attachments": {"responses": {"utter_hi": [{"text": "Read", "attachment": "https://x.example/a.pdf"}]}},
    "ids of responses": {"responses": {"utter_hi": [{"id": "r1", "text": "Hello!"}]}},
    "responses for a channel": {"responses": {"utter_hi": [{"text": "Hi!"}, {"text": "Slack!", "channel": "slack"}]}},
    "responses with a condition": {"responses": {"utter_hi": [
        {"text": "Hello!"}, {"condition": [{"type": "slot", "name": "known", "value": True}], "text": "Again!"}]},
        "slots": {"known": slot("bool")}},
    "slots in responses": {"responses": {"utter_hi": [{"text": "Hello {name}, {{you}}".replace("{{you}}", "you")}]},
                           "slots": {"name": slot()}},
    "text slots": {"slots": {"a": slot("text", influence_conversation=False)}},
    "bool slots": {"slots": {"a": slot("bool", initial_value=False)}},
    "float slots": {"slots": {"a": slot("float", min_value=0, max_value=10.5, initial_value=1.5)}},
    "list slots": {"slots": {"a": slot("list")}},
    "categorical slots": {"slots": {"a": slot("categorical", values=["x", "y"])}},
    "any slots": {"slots": {"a": slot("any", influence_conversation=False)}},
    "from_entity": {"slots": {"city": slot("text", {"type": "from_entity", "entity": "city", "role": "to"})},
                    "nlu": [CITY], "intents": ["fly"], "entities": [{"city": {"roles": ["from", "to"]}}]},
    "from_entity in a form": {**form("city"), "nlu": [CITY], "intents": ["fly"],
                              "entities": [{"city": {"roles": ["from", "to"]}}],
                              "responses": {"utter_ask_city": [{"text": "Where to?"}]},
                              "slots": {"city": slot("text", {"type": "from_entity", "entity": "city",
                                                              "intent": ["fly"], "conditions": HERE})}},
    "from_text": {**form("day"), "slots": {"day": slot("text", {"type": "from_text", "conditions": ASKED})}},
    "from_text but not for an intent": {**form("day"), "slots": {"day": slot("text", {
        "type": "from_text", "not_intent": ["bye"], "conditions": ASKED})}},
    "from_intent": {**form("day"), "slots": {"day": slot("bool", *({
        "type": "from_intent", "intent": [name], "value": value, "conditions": ASKED}
        for name, value in (("hi", True), ("bye", False))))}},
    "ignored intents": {**form("day", ignored_intents=["bye"]),
                        "slots": {"day": slot("text", {"type": "from_text", "conditions": ASKED})}},
    "actions that check a form": {**form("day"), "actions": ["validate_form"],
                                  "slots": {"day": slot("text", {"type": "from_text", "conditions": ASKED})}},
    "actions that ask": {**form("day"), "actions": ["action_ask_form_day"],
                         "slots": {"day": slot("text", {"type": "from_text", "conditions": ASKED})}},
    "custom actions": {"actions": ["action_pay"],
                       "rules": [{"rule": "pay", "steps": [{"intent": "book"}, {"action": "action_pay"}]}]},
    "rules at the start": {"rules": [{"rule": "r", "conversation_start": True,
                                      "steps": [{"intent": "bye"}, BYE]}]},
    "rules that do not wait": {"rules": [{"rule": "r", "wait_for_user_input": False,
                                          "steps": [{"intent": "bye"}, BYE]}]},
    "rules with a condition": {"slots": {"known": slot("bool")},
                               "rules": [{"rule": "r", "condition": [{"slot_was_set": [{"known": True}]}],
                                          "steps": [{"intent": "bye"}, BYE]}]},
    "rules of a form": {**form("day"), "slots": {"day": slot("text", {"type": "from_text", "conditions": ASKED})},
                        "rules": [{"rule": "begin", "steps": [{"intent": "book"}, {"action": "form"},
                                                              {"active_loop": "form"}]},
                                  {"rule": "end", "condition": [{"active_loop": "form"}],
                                   "steps": [{"action": "form"}, {"active_loop": None}, BYE]}]},
    "checkpoints": {"stories": [{"story": "a", "steps": [{"intent": "bye"}, BYE, {"checkpoint": "c"}]},
                                {"story": "b", "steps": [{"checkpoint": "c"}, {"intent": "book"}, HELLO]}]},
    "or": {"stories": [{"story": "a", "steps": [{"or": [{"intent": "bye"}, {"intent": "book"}]}, BYE]}]},
    "slot_was_set": {"slots": {"day": slot()}, "stories": [{"story": "a", "steps": [
        {"intent": "bye"}, {"slot_was_set": [{"day": None}]}, BYE]}]},
    "entities in stories": {"nlu": [CITY], "intents": ["fly"], "entities": [{"city": {"roles": ["from", "to"]}}],
                            "stories": [{"story": "a", "steps": [{"intent": "fly", "entities": [{"city": "Rome"}]},
                                                                 BYE]}]},
    "what is said in stories": {"stories": [{"story": "a", "steps": [{"user": "farewell then"}, BYE]}]},
    "test stories": {"tests": [{"story": "t", "steps": [{"user": "hello", "intent": "hi"}, HELLO]}]},
    "sessions": {"session_config": {"session_expiration_time": 30, "carry_over_slots_to_new_session": False}},
    "sessions that never end": {"session_config": {"session_expiration_time": 0,
                                                   "carry_over_slots_to_new_session": True}},
    "the fallback": {"rules": [{"rule": "Not understood", "steps": [{"intent": "nlu_fallback"}, BYE]}]},
    "events from outside": {"intents": ["EXTERNAL_ring"], "rules": [
        {"rule": "EXTERNAL_ring", "steps": [{"intent": "EXTERNAL_ring"}, HELLO]}]},
}  # fmt: skip


@pytest.mark.parametrize("server", ["", "https://actions.example/webhook"], ids=["alone", "with an action server"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_thing_goes_there_and_back(kind, server):
    files = project(**KINDS[kind])
    document = FORMATS["rasa"].read(files, "Shop", server).document
    before, after = canon(files), canon(FORMATS["rasa"].write(document))
    found = {place: (before.get(place), after.get(place)) for place in before.keys() | after.keys()
             if before.get(place) != after.get(place)}  # fmt: skip
    # Words of a list entity are found without an example here: they go out as a lookup table.
    assert {place: both for place, both in found.items() if not (kind == "synonyms" and "lookups/" in place)} == {}
