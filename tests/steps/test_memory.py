"""What a bot remembers of a visitor, and forgets."""

from __future__ import annotations

from typing import Any

from flows.engine.effects import Emit, PutValue
from flows.engine.run import HIDDEN
from tests.engine.talking import Talk, document, flow, link, node, say, step

VARIABLES = [
    {"name": "name", "type": "text"},
    {"name": "size", "type": "text", "default": "small"},
    {"name": "visits", "type": "number", "scope": "user", "default": 0},
    {"name": "pin", "type": "text", "sensitive": True},
]


def bot(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    return document(flow("main", *steps, kind="main", **more), variables=VARIABLES)


def effects(talk: Talk) -> list[Any]:
    assert talk.turn is not None
    return [one for one in talk.turn.effects if isinstance(one, PutValue | Emit)]


def later(talk: Talk, document: dict[str, Any]) -> Talk:
    """Another conversation with the same visitor."""
    again = Talk(document)
    again.user = {name: value for name, value in talk.user.items() if value is not None}
    return again


def test_a_profile_is_there_again_in_the_next_conversation() -> None:
    ask = step("a", "ask", message="Your name?", variable="name")
    talk = Talk(bot(ask, step("p", "profile", name="{{ name }}", more={"visits": {"expression": "visits + 1"}})))
    talk.start()
    talk.say("Ada")
    again = later(talk, bot(say("s", "Welcome back, {{ user.name }}! Visit {{ visits }}.")))
    assert again.start() == ["Welcome back, Ada! Visit 1."]


def test_a_trace_shows_that_a_profile_changed_but_not_who_somebody_is() -> None:
    talk = Talk(bot(step("p", "profile", email=" ada@example.org ", timezone="Europe/Paris")), started=True)
    assert effects(talk) == [PutValue("user", "email", "ada@example.org"), PutValue("user", "timezone", "Europe/Paris")]
    assert talk.trace["variables"] == {"user.email": HIDDEN, "user.timezone": "Europe/Paris"}


def test_what_does_not_fit_a_profile_is_left_out() -> None:
    talk = Talk(bot(step("p", "profile", name="Ada", email="ada at home", phone=""), say("s", "{{ user.email }}.")))
    assert talk.start() == ["."]
    assert talk.user == {"name": "Ada"}
    assert talk.trace["problem"]["detail"] == "Values that do not fit their fields: email."


def test_it_can_have_a_way_of_its_own() -> None:
    main = bot(
        step("p", "profile", more={"visits": "many"}, check=True),
        say("s", "Saved."),
        nodes=[node("no", say("n", "That is no number."))],
        transitions=[link("main.n", "p", "failed", "no")],
    )
    assert Talk(main).start() == ["That is no number."]


def test_the_language_of_a_profile_is_spoken_now_and_later() -> None:
    hello = say("s", {"text": {"en": "Hello", "fr": "Bonjour"}})
    talk = Talk(bot(step("p", "profile", language="FR"), hello))
    assert talk.start("en") == ["Bonjour"]
    assert later(talk, bot(hello)).start("en") == ["Bonjour"]
    assert Talk(bot(step("p", "profile", language="xx"), hello)).start("en") == ["Hello"]


def test_remembered_values_come_back_when_they_are_recalled() -> None:
    remember = [step("a", "ask", message="Size?", variable="size"), step("r", "remember", variables=["size", "name"])]
    talk = Talk(bot(*remember), started=True)
    talk.say("large")
    assert effects(talk) == [PutValue("user", "size", "large")]
    recall = bot(
        step("r", "recall", variables=["size"]),
        say("s", "As always {{ size }}?"),
        nodes=[node("new", say("n", "{{ size }}, then."))],
        transitions=[link("main.n", "r", "missing", "new")],
    )
    assert later(talk, recall).start() == ["As always large?"]
    assert Talk(recall).start() == ["small, then."]


def test_what_is_sensitive_stays_hidden_when_it_is_remembered() -> None:
    talk = Talk(bot(step("a", "ask", message="Pin?", variable="pin"), step("r", "remember", variables=["pin"])))
    talk.start()
    talk.say("4711")
    assert talk.user == {"pin": "4711"}
    assert talk.trace["variables"] == {"pin": HIDDEN, "user.pin": HIDDEN}


def test_forgetting_one_value_gives_it_its_default_again() -> None:
    steps = [
        step("s", "set", variable="size", value="large"),
        step("v", "set", variable="visits", value={"literal": 7}),
        step("w", "listen"),
        step("f", "forget", variables=["size", "visits", "name"]),
        say("e", "{{ size }} {{ visits }}"),
    ]
    talk = Talk(bot(*steps), started=True)
    assert talk.user == {"visits": 7}
    assert talk.say("forget it") == ["small 0"]
    assert effects(talk) == [PutValue("user", "visits", None)]
    assert talk.trace["variables"] == {"size": None, "visits": None}
    assert "size" not in talk.variables


def test_forgetting_what_was_remembered_under_a_name_forgets_both() -> None:
    talk = Talk(bot(step("f", "forget", variables=["size"]), say("e", "{{ size }} {{ user.size }}.")))
    talk.user = {"size": "large", "visits": 2}
    assert talk.start() == ["small ."]
    assert talk.user == {"size": None, "visits": 2}


def test_forgetting_everything_of_the_visitor() -> None:
    talk = Talk(bot(step("f", "forget", everything=True), say("e", "{{ visits }} {{ user.name }}.")))
    talk.user = {"visits": 2, "name": "Ada", "plan": "gold"}
    assert talk.start() == ["0 ."]
    assert set(talk.user.values()) == {None}
    assert talk.trace["variables"] == {"visits": None, "user.name": None, "user.plan": None}


def test_a_goal_counts_once_in_a_conversation() -> None:
    steps = [step("w", "listen"), step("g", "goal", goal="order", value={"expression": "3 * 4"})]
    talk = Talk(bot(*steps, transitions=[link("main.n", None, "next", "main.n")]), started=True)
    talk.say("one")
    assert effects(talk) == [Emit("goal", {"goal": "order", "first": True, "value": 12})]
    assert talk.trace["variables"] == {"goals": ["order"]}
    talk.say("two")
    assert effects(talk) == []


def test_a_goal_may_count_every_time() -> None:
    steps = [step("w", "listen"), step("g", "goal", goal="order", every_time=True)]
    talk = Talk(bot(*steps, transitions=[link("main.n", None, "next", "main.n")]), started=True)
    talk.say("one")
    talk.say("two")
    assert effects(talk) == [Emit("goal", {"goal": "order", "first": False})]


def test_conditions_may_ask_for_goals() -> None:
    rules = [{"id": "done", "when": {"expression": "'order' in goals"}}]
    main = bot(
        step("b0", "set", variable="name", value="{{ goals | length }}"),
        step("g", "goal", goal="order"),
        step("b", "branch", rules=rules),
        nodes=[node("yes", say("y", "Reached; before {{ name }}")), node("no", say("n", "Not yet"))],
        transitions=[link("main.n", "b", "done", "yes"), link("main.n", "b", "else", "no")],
    )
    assert Talk(main).start() == ["Reached; before 0"]


def test_code_never_sees_the_notes_of_the_engine() -> None:
    talk = Talk(bot(step("g", "goal", goal="order"), step("c", "code", source="return 1")), started=True)
    assert not [name for name in talk.calls[0].request["vars"] if name.startswith("@")]
