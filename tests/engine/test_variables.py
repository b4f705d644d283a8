"""What a bot remembers: types, scopes, and values on their way in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.effects import AddValue, PutValue
from flows.engine.problem import StepProblem
from flows.engine.variables import Variable, coerce, storable
from tests.engine.talking import Talk, document, entity, flow, intent, nothing, say, step

GOOD: list[tuple[str, Any, Any]] = [
    ("text", "x", "x"),
    ("text", 3, "3"),
    ("text", 3.0, "3"),
    ("text", True, "true"),
    ("number", "3", 3),
    ("number", " 3,5 ", 3.5),
    ("number", "1,234.5", 1234.5),
    ("number", "1,234", 1234),
    ("number", {"amount": 49.9, "currency": "EUR"}, 49.9),
    ("number", 2**62, 2**62),
    ("boolean", "Oui", True),
    ("boolean", "nope", False),
    ("boolean", 1, True),
    ("date", "2026-03-19", "2026-03-19"),
    ("date", "2026-03-19T20:00", "2026-03-19T20:00"),
    ("date", {"from": "2026-03-19", "to": "2026-03-20"}, "2026-03-19"),
    ("list", ["a"], ["a"]),
    ("object", {"a": 1}, {"a": 1}),
    ("any", [1, {"a": None}], [1, {"a": None}]),
]
BAD: list[tuple[str, Any]] = [
    ("text", ["a"]),
    ("text", "\ud800"),
    ("number", "three"),
    ("number", True),
    ("number", float("nan")),
    ("number", 2**63),
    ("number", "1e999"),
    ("boolean", "maybe"),
    ("date", "19.3.2026"),
    ("date", "2026-13-01"),
    ("list", "a"),
    ("object", [1]),
    ("any", float("inf")),
    ("any", {1: 2}),
]


@pytest.mark.parametrize(("type", "value", "kept"), GOOD)
def test_values_are_brought_into_their_type(type: str, value: Any, kept: Any) -> None:
    result = coerce(Variable("v", type), value, ("fr",))
    assert result == kept and isinstance(result, bool) == isinstance(kept, bool)


@pytest.mark.parametrize(("type", "value"), BAD)
def test_what_does_not_fit_says_which_variable_but_not_which_value(type: str, value: Any) -> None:
    with pytest.raises(StepProblem) as problem:
        coerce(Variable("age", type), value)
    assert "'age'" in problem.value.detail and type in problem.value.detail


@settings(max_examples=100)
@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=10),
    st.sampled_from(["text", "number", "boolean", "date", "list", "object", "any"]),
)
def test_coercion_gives_something_storable_or_refuses(value: Any, type: str) -> None:
    try:
        result = coerce(Variable("v", type), value)
    except StepProblem:
        return
    assert storable(result)
    assert coerce(Variable("v", type), result) == result


def test_every_scope_is_kept_where_it_belongs() -> None:
    scopes = ["turn", "flow", "conversation", "user", "bot"]
    variables = [{"name": f"in_{one}", "type": "number", "scope": one, "default": 0} for one in scopes]
    steps = [step(f"s{one}", "set", variable=f"in_{one}", value={"expression": f"in_{one} + 1"}) for one in scopes]
    shown = say("out", " ".join(f"{{{{ in_{one} }}}}" for one in scopes))
    talk = Talk(
        document(
            flow("count", *steps, shown, triggers=[{"intent": "count"}]),
            variables=variables,
            intents=[{"name": "count"}],
        )
    )
    assert talk.say("x", intent("count")) == ["1 1 1 1 1"]
    assert talk.turn is not None
    puts = [one for one in talk.turn.effects if isinstance(one, PutValue)]
    assert puts == [PutValue("user", "in_user", 1), PutValue("bot", "in_bot", 1)]
    assert talk.say("x", intent("count")) == ["1 1 2 2 2"]
    assert talk.variables == {"in_conversation": 2}


def test_adding_to_a_shared_number_is_one_atomic_step() -> None:
    variables = [{"name": "orders", "type": "number", "scope": "bot", "default": 0}]
    count = step("s", "set", variable="orders", value={"add": 1})
    talk = Talk(document(flow("main", count, say("out", "{{ orders }}"), kind="main"), variables=variables))
    talk.bot_values["orders"] = 41
    assert talk.start() == ["42"]
    assert talk.turn is not None
    assert AddValue("bot", "orders", 1) in talk.turn.effects


def test_a_value_is_never_read_as_a_template() -> None:
    main = flow("main", step("l", "listen", variable="x"), say("s", "You said {{ x }}"), kind="main")
    talk = Talk(document(main, variables=[{"name": "x", "type": "text"}]), started=True)
    assert talk.say("{{ 1 + 1 }}") == ["You said {{ 1 + 1 }}"]


def test_null_unsets_and_the_default_is_back() -> None:
    variables = [{"name": "x", "type": "text", "default": "nobody"}]
    main = flow(
        "main",
        step("a", "set", variable="x", value="Ada"),
        step("b", "set", variable="x", value={"literal": None}),
        say("s", "{{ x }}"),
        kind="main",
    )
    talk = Talk(document(main, variables=variables))
    assert talk.start() == ["nobody"]
    assert talk.variables == {}


def test_what_the_engine_knows_itself() -> None:
    main = flow(
        "main",
        step("l", "listen"),
        say("s", "{{ said.text }} {{ said.entities.city }} {{ language }} {{ session }}"),
        kind="main",
    )
    talk = Talk(document(main), started=True)
    assert talk.say("to Rome", nothing(entity("city", "Rome", "to Rome"))) == ["to Rome Rome en 1"]


def test_a_list_variable_takes_all_mentions() -> None:
    variables = [{"name": "toppings", "type": "list", "entity": "topping"}]
    form = step("f", "form", slots=[{"variable": "toppings", "ask": "Which toppings?"}])
    talk = Talk(document(flow("main", form, say("s", "{{ toppings | join: ', ' }}"), kind="main"), variables=variables))
    talk.start()
    said = "ham and corn"
    assert talk.say(said, nothing(entity("topping", "ham", said), entity("topping", "corn", said))) == ["ham, corn"]


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("number", "12", 12),
        ("number", "I think 12", 12),
        ("date", "tomorrow", "2026-03-19"),
        ("boolean", "yes please", True),
    ],
)
def test_a_question_reads_the_type_of_its_variable(kind: str, said: str, kept: Any) -> None:
    ask = step("a", "ask", message="?", variable="v")
    talk = Talk(
        document(flow("main", ask, say("s", "ok"), kind="main"), variables=[{"name": "v", "type": kind}]), started=True
    )
    mentions = [entity("number", "12", said, 12)] if "12" in said else []
    mentions += [entity("date", "tomorrow", said, "2026-03-19")] if "tomorrow" in said else []
    assert talk.say(said, nothing(*mentions)) == ["ok"]
    assert talk.variables["v"] == kept


def test_an_entity_of_its_own_for_a_question() -> None:
    ask = step("a", "ask", message="E-mail?", variable="mail", entity="@email")
    talk = Talk(document(flow("main", ask, say("s", "{{ mail }}"), kind="main")), started=True)
    assert talk.say("no idea") == ["E-mail?"]
    said = "it is ada@example.org"
    assert talk.say(said, nothing(entity("email", "ada@example.org", said))) == ["ada@example.org"]


def test_a_refused_reply_leaves_the_old_value() -> None:
    ask = step("a", "ask", message="Age?", variable="age", valid={"variable": "age", "op": ">", "value": 0}, retries=0)
    bot = document(flow("main", ask, kind="main"), variables=[{"name": "age", "type": "number", "input": True}])
    talk = Talk(bot)
    talk.start(age=30)
    talk.say("0")
    assert talk.variables == {"age": 30}
