"""Forms beyond the pizza: roles, mappings, conditions, checks."""

from __future__ import annotations

from typing import Any

from tests.engine.talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

TRIP = [
    {"variable": "origin", "ask": "From where?", "fill": [{"entity": "city", "role": "from"}, {"entity": "city"}]},
    {"variable": "target", "ask": "To where?", "fill": [{"entity": "city", "role": "to"}, {"entity": "city"}]},
    {"variable": "bags", "ask": "How many bags?"},
]
VARIABLES = [
    {"name": "origin", "type": "text"},
    {"name": "target", "type": "text"},
    {"name": "bags", "type": "number"},
    {"name": "seat", "type": "text"},
    {"name": "vegan", "type": "boolean"},
]


def travel(*slots: dict[str, Any], **config: Any) -> Talk:
    form = step("f", "form", slots=list(slots or TRIP), **config)
    done = say("d", "{{ origin }} to {{ target }}, {{ bags }}")
    outputs = ("cancelled", "failed")
    trip = flow(
        "trip",
        form,
        done,
        triggers=[{"intent": "travel"}],
        nodes=[node(one, say(f"s{one}", one)) for one in outputs],
        transitions=[link("trip.n", "f", one, one) for one in outputs],
    )
    names = ("travel", "vegan_please", "chat", "stop")
    return Talk(document(trip, variables=VARIABLES, intents=[{"name": name} for name in names]))


def cities(said: str, **roles: str | None) -> list[dict[str, Any]]:
    return [entity("city", name, said, role=role) for name, role in roles.items()]


def test_roles_fill_their_slots() -> None:
    talk = travel()
    said = "from Rome to Oslo"
    assert talk.say(said, intent("travel", 0.9, *cities(said, Rome="from", Oslo="to"))) == ["How many bags?"]
    assert talk.say("2") == ["Rome to Oslo, 2"]


def test_mentions_without_a_role_fill_in_the_order_of_the_slots() -> None:
    talk = travel()
    said = "Rome Oslo"
    assert talk.say(said, intent("travel", 0.9, *cities(said, Rome=None, Oslo=None))) == ["How many bags?"]
    assert talk.variables["origin"] == "Rome" and talk.variables["target"] == "Oslo"


def test_a_shared_entity_fills_what_was_asked_for() -> None:
    talk = travel()
    assert talk.say("a trip", intent("travel")) == ["From where?"]
    assert talk.say("Rome", nothing(*cities("Rome", Rome=None))) == ["To where?"]
    assert talk.say("Oslo", nothing(*cities("Oslo", Oslo=None))) == ["How many bags?"]


def test_a_denial_corrects_the_last_answer() -> None:
    talk = travel()
    talk.say("a trip", intent("travel"))
    talk.say("Rome", nothing(*cities("Rome", Rome=None)))
    assert talk.say("no, Paris", nothing(*cities("no, Paris", Paris=None))) == ["To where?"]
    assert talk.variables["origin"] == "Paris"
    assert "target" not in talk.variables


def test_a_role_corrects_an_earlier_answer() -> None:
    talk = travel()
    said = "from Rome to Oslo"
    talk.say(said, intent("travel", 0.9, *cities(said, Rome="from", Oslo="to")))
    said = "make that to Bergen"
    assert talk.say(said, nothing(*cities(said, Bergen="to"))) == ["How many bags?"]
    assert talk.variables["target"] == "Bergen"


def test_an_intent_may_stand_for_a_value() -> None:
    slots = [
        {"variable": "vegan", "ask": "Vegan?", "fill": [{"intent": "vegan_please", "value": True}]},
        {"variable": "bags", "ask": "How many bags?"},
    ]
    talk = travel(*slots)
    talk.say("trip", intent("travel"))
    assert talk.say("only plants", intent("vegan_please")) == ["How many bags?"]
    assert talk.variables["vegan"] is True


def test_a_text_mapping_takes_everything_but_some_intents() -> None:
    slots = [{"variable": "seat", "ask": "Wishes?", "fill": [{"text": True, "not_intents": ["chat"]}]}]
    talk = travel(*slots)
    talk.say("trip", intent("travel"))
    assert talk.say("lovely weather", intent("chat", 0.99)) == ["Wishes?"]
    assert talk.say("by the window", nothing()) == [" to , "]
    assert talk.variables["seat"] == "by the window"


def test_a_mapping_may_ask_for_an_intent() -> None:
    slots = [{"variable": "seat", "ask": "Seat?", "fill": [{"entity": "seat", "intents": ["travel"]}]}]
    talk = travel(*slots)
    said = "window"
    assert talk.say(said, intent("travel", 0.9, entity("seat", said, said))) == [" to , "]
    talk = travel(*slots)
    talk.say("trip", intent("travel"))
    assert talk.say(said, nothing(entity("seat", said, said))) == ["Seat?"]


def test_a_check_refuses_and_the_retry_message_explains() -> None:
    slots = [
        {
            "variable": "bags",
            "ask": "How many bags?",
            "valid": {"variable": "bags", "op": "<=", "value": 3},
            "retry_message": "Three at most.",
        }
    ]
    talk = travel(*slots, retries=1)
    talk.say("trip", intent("travel"))
    assert talk.say("9") == ["Three at most."]
    assert "bags" not in talk.variables
    assert talk.say("8") == ["failed"]


def test_what_the_first_sentence_filled_is_checked_too() -> None:
    slots = [
        {
            "variable": "origin",
            "ask": "From where?",
            "fill": [{"entity": "city"}],
            "valid": {"variable": "origin", "op": "!=", "value": "Atlantis"},
        }
    ]
    talk = travel(*slots)
    assert talk.say("Atlantis", intent("travel", 0.9, *cities("Atlantis", Atlantis=None))) == ["From where?"]


def test_a_question_may_depend_on_an_answer() -> None:
    slots = [
        {"variable": "vegan", "ask": "Vegan?"},
        {"variable": "seat", "ask": "Which cheese?", "when": {"variable": "vegan", "op": "==", "value": False}},
    ]
    talk = travel(*slots)
    talk.say("trip", intent("travel"))
    assert talk.say("yes") == [" to , "]
    talk.say("trip", intent("travel"))
    assert talk.say("no") == ["Which cheese?"]


def test_ignored_intents_are_no_reply_and_cost_no_try() -> None:
    talk = travel({"variable": "seat", "ask": "Seat?"}, retries=0, ignored_intents=["chat"])
    talk.say("trip", intent("travel"))
    assert talk.say("nice day", intent("chat", 0.99)) == ["Seat?"]
    assert talk.say("nice day", intent("chat", 0.99)) == ["Seat?"]
    assert talk.say("aisle") == [" to , "]


def test_a_reply_that_fits_exactly_is_no_cancelling() -> None:
    slots = [{"variable": "seat", "ask": {"text": "Seat?", "options": [{"id": "n", "title": "No thanks"}]}}]
    talk = travel(*slots, cancel_intents=["stop"])
    talk.say("trip", intent("travel"))
    assert talk.say("no thanks", intent("stop", 0.99)) == [" to , "]
    talk.say("trip", intent("travel"))
    assert talk.say("forget about it", intent("stop", 0.99)) == ["cancelled"]


def test_values_given_as_inputs_are_not_asked() -> None:
    form = step("f", "form", slots=[{"variable": "origin", "ask": "From where?"}, {"variable": "bags", "ask": "Bags?"}])
    main = flow("main", step("c", "call_flow", flow="book", inputs={"origin": "Rome"}), kind="main")
    book = flow("book", form, say("d", "{{ origin }} {{ bags }}"), inputs=["origin"])
    talk = Talk(document(main, book, variables=VARIABLES), started=True)
    assert talk.say("2") == ["Rome 2"]


def test_confirming_in_other_words_than_yes_and_no_asks_again() -> None:
    talk = travel({"variable": "bags", "ask": "Bags?"}, confirm="{{ bags }} bags?", retries=1)
    talk.say("trip", intent("travel"))
    assert talk.say("2") == ["2 bags? [Yes] [No]"]
    assert talk.say("hmm") == ["2 bags? [Yes] [No]"]
    assert talk.say("hmm") == ["failed"]


def test_a_global_value_remembered_from_elsewhere_is_not_asked() -> None:
    variables = [{"name": "name", "type": "text", "scope": "user"}]
    form = step("f", "form", slots=[{"variable": "name", "ask": "Your name?"}])
    talk = Talk(document(flow("main", form, say("s", "Hi {{ name }}"), kind="main"), variables=variables))
    talk.user["name"] = "Ada"
    assert talk.start() == ["Hi Ada"]


def test_a_reply_to_another_question_does_not_fill_the_form() -> None:
    ask = step("a", "ask", message="Where do you live?", variable="seat", entity="city")
    form = step("f", "form", slots=[{"variable": "origin", "ask": "From where?", "fill": [{"entity": "city"}]}])
    talk = Talk(document(flow("main", ask, form, kind="main"), variables=VARIABLES), started=True)
    assert talk.say("Rome", nothing(*cities("Rome", Rome=None))) == ["From where?"]


def test_what_a_step_before_the_form_has_set_is_not_asked_again() -> None:
    known = step("s", "set", variable="origin", value="Rome")
    form = step("f", "form", slots=[{"variable": "origin", "ask": "From where?"}, {"variable": "bags", "ask": "Bags?"}])
    talk = Talk(document(flow("trip", known, form, triggers=[{"intent": "travel"}]), variables=VARIABLES))
    for _ in range(2):
        assert talk.say("trip", intent("travel")) == ["Bags?"]
        talk.say("2")


def test_every_question_has_its_own_tries() -> None:
    talk = travel({"variable": "bags", "ask": "Bags?"}, {"variable": "vegan", "ask": "Vegan?"}, retries=1)
    talk.say("trip", intent("travel"))
    assert [talk.say(words)[0] for words in ("few", "2", "hmm")] == ["Bags?", "Vegan?", "Vegan?"]
    assert talk.say("yes") == [" to , 2"]
