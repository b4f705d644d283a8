"""Flows that run other flows: what they are given, what they give back, and what happens where it does not fit."""

from __future__ import annotations

from typing import Any

from flows.document import validate
from flows.lint import lint
from tests.engine.talking import Talk, document, flow, link, node, say, step

TABLE = [
    {"name": "people", "type": "number", "required": True},
    {"name": "day", "type": "date", "default": "2026-12-24"},
    "note",
]
PRICE = [{"name": "price", "type": "number"}, {"name": "text", "type": "text"}]
VARIABLES = [{"name": "total", "type": "number"}, {"name": "label", "type": "text"}, {"name": "size", "type": "text"}]


def booking(*inside: dict[str, Any], **config: Any) -> dict[str, Any]:
    """A bot whose main flow runs the flow `book`."""
    main = flow(
        "main",
        step("call", "call_flow", flow="book", **config),
        say("done", "{{ total }} {{ label }}."),
        kind="main",
        nodes=[node("no", say("n", "Refused: {{ problem.code }}: {{ problem.detail }}"))],
        transitions=[link("main.n", "call", "failed", "no")] if config.get("check") else [],
    )
    oops = flow("oops", say("o", "Error: {{ problem.code }} at {{ problem.step }}"), kind="error")
    steps = inside or (
        step("r", "return", values={"price": {"expression": "people * 10"}, "text": "{{ day }}{{ note }}"}),
    )
    return document(main, oops, flow("book", *steps, inputs=TABLE, outputs=PRICE), variables=VARIABLES)


SAVE = {"total": "price", "label": "text"}


def test_values_are_brought_into_the_types_of_the_inputs() -> None:
    assert Talk(booking(inputs={"people": "3", "day": "2026-05-01", "note": "!"}, save=SAVE)).start() == [
        "30 2026-05-01!."
    ]


def test_an_input_that_is_not_given_has_its_default() -> None:
    assert Talk(booking(inputs={"people": {"literal": 2}}, save=SAVE)).start() == ["20 2026-12-24."]


def test_a_value_that_does_not_fit_leads_to_the_error_flow_of_the_caller() -> None:
    talk = Talk(booking(inputs={"people": "many"}))
    assert talk.start() == ["Error: input at call"]
    assert talk.state.stack == ()


def test_or_to_a_way_of_its_own() -> None:
    talk = Talk(booking(inputs={"people": "many"}, check=True))
    assert talk.start() == ["Refused: input: The value for the input 'people' is not of the type number."]


def test_a_required_input_that_is_missing_is_refused() -> None:
    talk = Talk(booking(inputs={}, check=True))
    assert talk.start() == ["Refused: input: The flow needs a value for its input 'people'."]


def test_a_result_that_does_not_fit_is_refused_as_well() -> None:
    wrong = step("r", "return", values={"price": "cheap"})
    talk = Talk(booking(wrong, inputs={"people": "1"}, save=SAVE, check=True))
    assert talk.start() == ["Refused: output: The value for the output 'price' is not of the type number."]
    assert talk.trace["steps"][-2]["output"] == "failed"
    assert Talk(booking(wrong, inputs={"people": "1"}, save=SAVE)).start() == ["Error: output at call"]


def test_a_flow_that_asks_on_the_way_gives_its_results_later() -> None:
    ask = step("a", "ask", message="Which size?", variable="size")
    back = step("r", "return", values={"text": "{{ size }} for {{ people }}"})
    talk = Talk(booking(ask, back, inputs={"people": "4"}, save={"label": "text"}))
    assert talk.start() == ["Which size?"]
    assert talk.say("large") == [" large for 4."]


def test_inputs_are_known_inside_only() -> None:
    talk = Talk(booking(say("i", "{{ people }}"), step("r", "return"), inputs={"people": "4"}))
    assert talk.start() == ["4", " ."]
    assert "people" not in talk.variables


def test_names_alone_still_declare_inputs_of_any_type() -> None:
    bot = booking(
        step("r", "return", values={"text": "{{ people }}"}), inputs={"people": "many"}, save={"label": "text"}
    )
    bot["flows"][2] |= {"inputs": ["people"], "outputs": ["text"]}
    assert Talk(bot).start() == [" many."]
    assert validate(bot) == []


def test_declarations_are_validated() -> None:
    bot = booking(inputs={"people": "1"})
    assert validate(bot) == []
    bot["flows"][2]["inputs"] = [{"name": "people", "type": "numeral"}]
    assert [problem.pointer for problem in validate(bot)] == ["/flows/2/inputs/0/type"]


def findings(bot: dict[str, Any]) -> set[tuple[str, str, str]]:
    codes = {"missing-input", "unknown-input", "unknown-result", "type"}
    return {(one.severity, one.code, one.place.pointer) for one in lint(bot) if one.code in codes}


def test_lint_tells_what_a_call_gets_wrong() -> None:
    at = "/flows/0/nodes/0/steps/0/config"
    assert findings(booking(inputs={"people": "{{ size }}"}, save=SAVE)) == set()
    assert findings(booking(inputs={})) == {("error", "missing-input", at)}
    assert findings(booking(inputs={"people": "many", "colour": "red"}, save={"total": "sum"})) == {
        ("warning", "type", f"{at}/inputs/people"),
        ("warning", "unknown-input", f"{at}/inputs/colour"),
        ("warning", "unknown-result", f"{at}/save/total"),
    }


def test_lint_tells_what_a_return_gets_wrong() -> None:
    wrong = step("r", "return", values={"price": {"literal": "cheap"}, "sum": "1"})
    at = "/flows/2/nodes/0/steps/0/config/values"
    assert findings(booking(wrong, inputs={"people": "1"})) == {
        ("warning", "type", f"{at}/price"),
        ("warning", "unknown-result", f"{at}/sum"),
    }


def test_lint_knows_that_a_loop_ends() -> None:
    main = flow(
        "main",
        step("each", "loop", list="range(3)", item="n"),
        step("end", "end"),
        kind="main",
        nodes=[node("body", say("s", "{{ n }}"))],
        transitions=[link("main.n", "each", "each", "body"), link("body", None, "next", "main.n")],
    )
    assert not [one for one in lint(document(main)) if one.code in ("loop", "endless-loop")]
