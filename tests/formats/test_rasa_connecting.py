"""Actions of an imported project on an action server: from the import on, or switched on later."""

from flows.document import validate
from flows.formats import FORMATS, read_bot
from flows.formats.rasa.connecting import connected
from flows.lint import lint
from tests.engine.talking import Talk, entity, intent
from tests.formats.rasa_bots import Trained, codes, files_of, one, real

SERVER = "https://actions.example/webhook?token={{ secret.actions }}"


def read(name, server=SERVER):
    return read_bot(files_of(name), source=name, action_server=server)[1]


def actions_of(document):
    configs = [step["config"] for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]]
    asking = [slot for config in configs for slot in config.get("slots", ()) if isinstance(slot, dict)]
    listed = [(config, key) for config in configs for key in ("action", "check_action")]
    listed += [(slot, "ask_action") for slot in asking]
    return {body[key] for body, key in listed if key in body}


def test_without_a_server_actions_are_code_that_is_switched_off():
    document = real("concertbot").document
    assert actions_of(document) == set() and "action_server" not in document["settings"]
    assert {step["type"] for step in one(document["flows"], id="action_search_venues")["nodes"][0]["steps"]} == {"code"}


def test_with_a_server_every_action_is_called_there():
    reading = read("financial-demo")
    assert validate(reading.document) == []
    assert [one.to_json() for one in lint(reading.document) if one.severity == "error"] == []
    assert reading.document["settings"]["action_server"] == SERVER
    assert {"action_pay_cc", "action_show_balance", "validate_cc_payment_form"} <= actions_of(reading.document)
    assert "action" not in codes(reading) and "validation" not in codes(reading)
    step = one(reading.document["flows"], id="action_pay_cc")["nodes"][0]["steps"][0]
    assert step["config"]["slots"] == {"amount-of-money": "amount_of_money"}


def test_switched_on_later_it_is_the_same():
    document = connected(real("concertbot").document, SERVER)
    assert document == read("concertbot").document
    assert connected(document, SERVER) == document


def test_the_tests_of_the_project_go_as_before():
    def failed(document):
        trained = Trained(document)
        return {test["name"]: found for test in document["tests"] if (found := trained.test(test))}

    assert failed(read("financial-demo").document) == failed(real("financial-demo").document)


def test_each_reply_to_a_form_is_checked_there():
    document = read("formbot").document
    flow = one(document["flows"], id="restaurant_form")
    form = one(flow["nodes"], id="n1")["steps"][0]
    assert form["config"]["check_action"] == "validate_restaurant_form"
    (way,) = [way for way in flow["transitions"] if way["output"] == "unchecked"]
    assert [step["type"] for step in one(flow["nodes"], id=way["target"])["steps"]] == ["say", "return"]
    assert flow["notes"] == []


def test_questions_that_code_asked_are_asked_there():
    reading = read("financial-demo")
    form = one(reading.document["flows"], id="transaction_search_form")["nodes"][0]["steps"][0]
    (slot,) = [slot for slot in form["config"]["slots"] if "ask_action" in slot]
    assert slot["ask_action"] == "action_ask_transaction_search_form_zz_confirm_form"
    assert form["config"]["action_slots"] == {"amount-of-money": "amount_of_money"}
    assert "question" in codes(real("financial-demo")) and "question" not in codes(reading)


def test_an_imported_form_talks_to_its_action_server():
    """As in the project: code makes what was said into a value, refuses what it does not know, and says so."""
    talk = Talk(read("formbot").document, started=True)

    def say(text):
        talk.say(text, heard(text))
        (call,) = talk.calls
        assert call.request["action"] == "validate_restaurant_form"
        return talk.answer_call(**verdict(call.request))

    assert say("/request_restaurant") == ["What cuisine?"]
    assert say("/inform cuisine martian") == ["Cuisine type is not in the database, please try again", "What cuisine?"]
    assert say("/inform cuisine thai") == ["How many people?"]
    assert talk.variables["cuisine"] == "thai"


def heard(text):
    """`/intent entity value`, perfectly understood."""
    name, *mention = text.removeprefix("/").split()
    return intent(name, 1.0, *([entity(mention[0], mention[1], text)] if mention else ()))


def verdict(request):
    """What the example's own `validate_cuisine` does."""
    fresh = {one["name"]: one["value"] for one in request["tracker"]["events"]}
    wrong = fresh.get("cuisine") == "martian"
    events = [{"event": "slot", "name": name, "value": None if name == "cuisine" and wrong else value}
              for name, value in fresh.items()]  # fmt: skip
    return {"status": 200, "body": {"events": events, "responses": [{"response": "utter_wrong_cuisine"}] * wrong}}


def test_it_goes_back_to_rasa_as_it_came():
    def files(document):
        return FORMATS["rasa"].write(document)

    for name in ("formbot", "concertbot", "financial-demo"):
        assert files(read(name).document) == files(real(name).document)
