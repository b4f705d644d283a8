"""What the language says about itself is true."""

import json

import pytest

from flows.engine.expressions import FUNCTIONS, Budget, compile_expression
from flows.engine.expressions_catalogue import OPERATORS, language_catalogue
from flows.engine.expressions_check import check_types
from flows.engine.expressions_types import ENGINE_VARIABLES
from flows.engine.heard import Heard
from flows.engine.scope import SPECIAL

SCOPE = {"language": "en", "timezone": "UTC", "now": 1_700_000_000}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_of_a_function_gives_what_it_says(name):
    source, value = FUNCTIONS[name].example
    expression = compile_expression(source)
    found = expression.evaluate(SCOPE, Budget())
    assert found == value and type(found) is type(value)
    assert f"{name}(" in source
    assert check_types(expression.tree, {}).problems == []


@pytest.mark.parametrize(("operator", "help_", "example"), OPERATORS)
def test_the_example_of_an_operator_uses_it(operator, help_, example):
    assert f" {operator} " in f" {example} " and help_
    compile_expression(example)


def test_the_catalogue_is_plain_data():
    catalogue = language_catalogue()
    assert json.loads(json.dumps(catalogue)) == catalogue
    assert all(one["help"].endswith(".") for one in catalogue["functions"])
    rounding = next(one for one in catalogue["functions"] if one["name"] == "round")
    assert rounding["signature"] == "round(number, digits?)"
    assert rounding["parameters"][1] == {"name": "digits", "type": "number", "optional": True}
    assert rounding["returns"] == "number"


def test_it_knows_every_name_that_the_engine_knows():
    assert set(SPECIAL) <= ENGINE_VARIABLES.keys()
    said = next(one for one in language_catalogue()["variables"] if one["name"] == "said")
    heard = Heard.from_json({"text": "hi", "intent": None, "confidence": 0.0, "entities": [], "fresh": True})
    assert {field["name"] for field in said["fields"]} == heard.to_scope().keys()
