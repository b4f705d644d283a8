"""Actions of an imported project on an action server: from the import on, or switched on later."""

from flows.document import validate
from flows.formats import FORMATS, read_bot
from flows.formats.rasa.connecting import connected
from flows.lint import lint
from tests.formats.rasa_bots import Trained, codes, files_of, one, real

SERVER = "https://actions.example/webhook?token={{ secret.actions }}"


def read(name, server=SERVER):
    return read_bot(files_of(name), source=name, action_server=server)[1]


def actions_of(document):
    steps = [step for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]]
    return {step["config"]["action"] for step in steps if step["type"] == "call_action"}


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


def test_a_form_is_checked_at_its_end_and_asks_again_for_what_is_refused():
    document = read("formbot").document
    form = one(document["flows"], id="restaurant_form")
    assert [step["type"] for step in one(form["nodes"], id="check")["steps"]] == ["call_action", "branch"]
    assert one(form["transitions"], node="check", output="again")["target"] == form["start"]
    assert form["notes"] == []


def test_it_goes_back_to_rasa_as_it_came():
    def files(document):
        return FORMATS["rasa"].write(document)

    for name in ("formbot", "concertbot", "financial-demo"):
        assert files(read(name).document) == files(real(name).document)
