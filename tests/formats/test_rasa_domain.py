"""Slots, forms and responses of Rasa projects."""

import pytest

from flows.engine.state import State
from tests.formats.rasa_bots import codes, form_slots, made, one, real


def test_slots_become_typed_variables():
    reading = made(
        domain="""
        slots:
          a: {type: text, initial_value: hello, mappings: []}
          b: {type: bool, influence_conversation: false, mappings: []}
          c: {type: float, min_value: 0, max_value: 10, mappings: []}
          d: {type: list, mappings: []}
          e: {type: categorical, values: [x, y], mappings: []}
          f-g: {type: any, mappings: []}
          h: {type: my.own.Slot, mappings: [{type: custom, action: action_h}]}
          requested_slot: {type: text, mappings: []}
        """
    )
    variables = {each["name"]: each for each in reading.document["variables"]}
    assert {name: each["type"] for name, each in variables.items()} == {
        "a": "text", "b": "boolean", "c": "number", "d": "list", "e": "text", "f_g": "any", "h": "any",
    }  # fmt: skip
    assert variables["a"]["default"] == "hello"
    assert [name for name, each in variables.items() if each["influences_policy"]] == ["a", "c", "d", "e", "h"]
    assert variables["e"]["description"] == "One of: x, y"
    assert codes(reading) >= {"values", "slot-type", "mapping", "renamed", "requested-slot"}


def test_an_unconditional_entity_fills_a_variable_everywhere():
    reading = made(
        domain="""
        entities: [city, area]
        slots:
          place:
            type: text
            mappings:
            - {type: from_entity, entity: city, role: to}
            - {type: from_entity, entity: area}
            - {type: from_text}
        """,
        nlu='nlu:\n- intent: go\n  examples: |\n    - to [Rome]{"entity": "city", "role": "to"} [south](area)\n',
    )
    assert one(reading.document["variables"], name="place")["entity"] == "city:to"
    assert len([item for item in reading.items if item.code == "mapping"]) == 2


def test_slots_of_version_2_fill_themselves_unless_told_otherwise():
    document = made(
        domain="entities: [city, area]\nslots:\n  city: {type: text}\n  area: {type: text, auto_fill: false}\n"
    ).document
    assert [each.get("entity") for each in document["variables"]] == ["city", None]


FORM = """
entities: [cuisine]
intents: [inform, affirm, deny, chitchat, ask_size]
slots:
  cuisine:
    type: text
    mappings:
    - {type: from_entity, entity: cuisine, not_intent: chitchat}
  size:
    type: float
    mappings:
    - {type: from_entity, entity: number, conditions: [{active_loop: table, requested_slot: size}]}
    - {type: from_trigger_intent, intent: ask_size, value: 4, conditions: [{active_loop: table}]}
    - {type: from_text, conditions: [{active_loop: another}]}
  outside:
    type: bool
    mappings:
    - {type: from_intent, intent: affirm, value: true}
    - {type: from_intent, intent: [deny, chitchat], value: false}
  notes:
    type: text
    mappings:
    - {type: from_text, intent: inform}
forms:
  table:
    required_slots: [cuisine, size, outside, notes]
    ignored_intents: [chitchat]
responses:
  utter_ask_table_cuisine: [{text: Which food?}]
  utter_ask_size: [{text: "How many, {name}?"}]
  utter_ask_outside:
  - text: Outside?
    buttons: [{title: Sure, payload: /affirm}, {title: Never, payload: /deny}, {title: Why, payload: /why}]
actions: [validate_table, action_ask_notes]
"""


def test_a_form_asks_and_is_filled_as_in_rasa():
    reading = made(domain=FORM)
    slots = form_slots(reading.document, "table")
    assert slots["cuisine"] == {
        "variable": "cuisine", "ask": {"content": "utter_ask_table_cuisine"},
        "fill": [{"entity": "cuisine", "intents": ["inform", "affirm", "deny", "ask_size"]}],
    }  # fmt: skip
    assert slots["size"]["fill"] == [{"entity": "@number"}, {"intent": "ask_size", "value": 4}]
    assert slots["outside"]["fill"] == [
        {"intent": "affirm", "value": True}, {"intent": "deny", "value": False}, {"intent": "chitchat", "value": False},
    ]  # fmt: skip
    assert slots["notes"]["fill"] == [{"text": True, "not_intents": ["affirm", "deny", "chitchat", "ask_size"]}]
    step = one(reading.document["flows"], id="table")["nodes"][0]["steps"][0]
    assert step["config"]["ignored_intents"] == ["chitchat"]


def test_buttons_of_a_question_answer_it():
    reading = made(domain=FORM)
    options = form_slots(reading.document, "table")["outside"]["ask"]["options"]
    assert [(each["title"]["en"], each["value"], each.get("intent")) for each in options] == [
        ("Sure", True, "affirm"), ("Never", False, "deny"), ("Why", "Why", "why"),
    ]  # fmt: skip
    assert "button" in codes(reading)


def test_code_of_a_form_is_a_marked_place():
    reading = made(domain=FORM)
    flow = one(reading.document["flows"], id="table")
    assert ["validate_table" in note["text"] or "action_ask_notes" in note["text"] for note in flow["notes"]] == [
        True
    ] * 2
    assert form_slots(reading.document, "table")["notes"]["ask"] == "notes?"
    for code in ("validation", "question"):
        (item,) = [item for item in reading.items if item.code == code]
        assert item.target == "flow:table/nodes/n1"


def test_forms_of_version_2_and_3_become_the_same():
    """The project that Rasa itself migrated is the measure for reading the old one."""
    old, new = real("formbot").document, real("formbot/migrated-3.1").document
    before, after = form_slots(old, "restaurant_form"), form_slots(new, "restaurant_form")
    # The old one found numbers with Duckling, the new one by a pattern of its own.
    assert before["num_people"]["fill"][0].pop("entity") == "@number"
    assert after["num_people"]["fill"][0].pop("entity") == "number"
    assert before == after
    assert old["stories"] == new["stories"]
    assert old["variables"] == new["variables"]


def test_a_form_whose_slots_only_code_knows_is_told():
    reading = made(domain="forms:\n  table:\n    required_slots: []\n  other: {}\n")
    assert [flow["nodes"][0]["steps"][0]["type"] for flow in reading.document["flows"]] == ["code", "code"]
    assert [item.severity for item in reading.items if item.code == "form"] == ["error", "error"]


RESPONSES = """
slots:
  name: {type: text, mappings: []}
  vip: {type: bool, mappings: []}
responses:
  utter_hi:
  - text: Hi {name}, have some {{braces}}
    id: r1
  - text: Hello
  - text: Dear {name}
    condition: [{type: slot, name: vip, value: true}, {type: slot, name: name, value: null}]
  - text: yo
    channel: slack
  utter_pick:
  - text: Which?
    buttons:
    - {title: One, payload: /one}
    - {title: Two, payload: '/two{"size": "big"}'}
    - {title: Three, payload: just text}
  utter_picture: [{image: "https://example.org/a.png", text: Look}]
  utter_cards:
  - elements:
    - {title: A, subtitle: B, image_url: "https://example.org/a.png", buttons: [{title: Go, url: "https://example.org"}]}
  utter_custom: [{custom: {blocks: [1]}, channel: slack}]
  utter_file: [{attachment: "https://example.org/a.pdf"}]
  utter_nothing: []
"""


def test_responses_become_content_with_variations_and_variants():
    content = {each["id"]: each for each in made(domain=RESPONSES).document["content"]}
    hi = content["utter_hi"]
    assert hi["title"] == "r1"
    assert hi["message"]["text"]["en"] == "Hi {{ name }}, have some {{ '{' }}{{ braces }}}"
    assert hi["variations"] == [{"text": {"en": "Hello"}}]
    assert hi["variants"] == [
        {"message": {"text": {"en": "Dear {{ name }}"}},
         "when": {"all": [{"variable": "vip", "op": "==", "value": True}, {"variable": "name", "op": "unset"}]}},
        {"message": {"text": {"en": "yo"}}, "channels": ["slack"]},
    ]  # fmt: skip


def test_buttons_pictures_cards_and_custom_messages_come_along():
    reading = made(domain=RESPONSES)
    messages = {each["id"]: each["message"] for each in reading.document["content"]}
    assert [option["value"] for option in messages["utter_pick"]["options"]] == [
        "/one", '/two{"size":"big"}', "just text",
    ]  # fmt: skip
    assert messages["utter_picture"] == {"type": "image", "url": "https://example.org/a.png", "caption": {"en": "Look"}}
    (card,) = messages["utter_cards"]["items"]
    assert card["actions"] == [{"kind": "url", "title": "Go", "url": "https://example.org"}]
    assert messages["utter_file"]["type"] == "file"
    assert "native" in str(reading.document["content"])
    assert codes(reading) >= {"button", "custom-message", "empty-response", "argument"}


@pytest.mark.parametrize(("vip", "said"), [(True, "Dear "), (None, "H")])
def test_a_response_speaks_by_its_condition(vip, said):
    from flows.engine.advance import advance
    from flows.engine.events import Happened
    from flows.engine.graph import compile_bot
    from flows.steps import STEP_TYPES

    document = made(
        domain=RESPONSES, rules="rules:\n- rule: r\n  steps:\n  - intent: EXTERNAL_hi\n  - action: utter_hi\n"
    ).document
    bot = compile_bot(document, STEP_TYPES)
    state = State.from_json({**State.initial("x").to_json(), "variables": {} if vip is None else {"vip": vip}})
    turn = advance(bot, state, Happened(id="e1", at=1.0, name="EXTERNAL_hi"))
    assert turn.effects[0].message["text"].startswith(said)


def test_a_mapping_for_one_question_of_a_form_is_told():
    reading = made(
        domain="""
        intents: [inform]
        entities: [number]
        slots:
          people:
            type: float
            mappings:
            - {type: from_entity, entity: number, conditions: [{active_loop: table, requested_slot: people}]}
          tables:
            type: float
            mappings:
            - {type: from_entity, entity: number, conditions: [{active_loop: table}]}
        forms: {table: {required_slots: [people, tables]}}
        responses: {utter_ask_people: [{text: How many?}], utter_ask_tables: [{text: Which?}]}
        """
    )
    told = [item.what for item in reading.items if item.code == "mapping"]
    assert told == ["'people' is filled whichever slot the form asks for."]
