"""Forms whose answers an action server checks: what it empties is asked again, and it may say what comes next."""

from __future__ import annotations

from typing import Any

import pytest

from .talking import Talk, document, entity, flow, intent, link, node, nothing, say, step

SLOTS = [{"variable": "day", "ask": "Which day?"}, {"variable": "guests", "ask": "For how many?"}]
DAYS = {"name": "day", "kind": "list", "values": [{"value": "monday"}, {"value": "friday"}]}
VARIABLES = [
    {"name": "day", "type": "text", "entity": "day"},
    {"name": "guests", "type": "number"},
    {"name": "garden", "type": "boolean"},
    {"name": "note", "type": "text"},
    {"name": "pin", "type": "text", "sensitive": True},
]


def booking(**more: Any) -> dict[str, Any]:
    config = {"slots": more.pop("slots", SLOTS), "check_action": "validate_table", **more}
    return document(
        flow("book", step("table", "form", **config), say("s", "{{ day }} for {{ guests }}, garden {{ garden }}."),
             kind="main",
             nodes=[node("off", say("f", "Sorry: {{ problem.detail }}")), node("gone", say("g", "Gone.")),
                    node("given", say("h", "Given up."))],
             transitions=[link("book.n", "table", "unchecked", "off"), link("book.n", "table", "cancelled", "gone"),
                          link("book.n", "table", "failed", "given")]),
        flow("hours", say("hours.s", "9 to 5."), triggers=[{"intent": "hours"}]),
        flow("help", say("help.s", "Help!"), triggers=[{"keyword": "help"}], **{"global": True}),
        variables=VARIABLES, entities=[DAYS],
        intents=[{"name": name, "examples": {}} for name in ("hours", "chat")],
        content=[{"id": "utter_ask_garden", "message": {"text": "In the garden?"}}],
        settings={"action_server": "https://actions.example/webhook", "bridge": False},
    )  # fmt: skip


def slot(name: str, value: Any) -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


class Visit(Talk):
    """A visitor of the booking bot, and its action server."""

    def fine(self, *events: dict[str, Any], says: str = "") -> list[str]:
        """What the bot says after the server has answered with these events."""
        responses = [{"text": says}] if says else []
        return self.answer_call(status=200, body={"events": list(events), "responses": responses})

    @property
    def asked(self) -> dict[str, Any]:
        """What the server is asked right now."""
        (call,) = self.calls
        assert call.kind == "action"
        return dict(call.request)

    @property
    def fresh(self) -> dict[str, Any]:
        return {one["name"]: one["value"] for one in self.asked["tracker"]["events"]}


def visit(**more: Any) -> Visit:
    return Visit(booking(**more), started=True)


def test_every_answer_is_checked_before_the_next_question() -> None:
    talk = visit()
    assert talk.asked["action"] == "validate_table" and talk.fresh == {}
    assert talk.fine() == ["Which day?"]
    assert talk.say("friday") == []
    assert talk.fresh == {"day": "friday"}
    tracker = talk.asked["tracker"]
    assert tracker["active_loop"] == {"name": "table"} and tracker["slots"]["requested_slot"] == "day"
    assert talk.fine() == ["For how many?"]
    assert talk.say("4") == []
    assert talk.fresh == {"guests": 4}, "only what is new is looked at"
    assert talk.fine() == ["friday for 4, garden ."]


def test_what_the_action_empties_is_asked_again_with_its_words_before() -> None:
    talk = visit()
    talk.fine()
    talk.say("monday")
    assert talk.fine(slot("day", None), says="Closed on Mondays.") == ["Closed on Mondays.", "Which day?"]
    assert "day" not in talk.variables
    talk.say("friday")
    assert talk.fine(slot("day", "friday the 13th")) == ["For how many?"]
    assert talk.variables["day"] == "friday the 13th"


def test_what_was_said_to_get_here_is_checked_as_well() -> None:
    bot = booking()
    bot["flows"][0].update(kind="normal", triggers=[{"intent": "chat"}])
    talk = Visit(bot, started=True)
    text = "a table on monday"
    talk.say(text, intent("chat", 0.95, entity("day", "monday", text)))
    assert talk.fresh == {"day": "monday"}
    assert talk.fine(slot("day", None)) == ["Which day?"]


def test_tries_are_counted_and_an_earlier_answer_corrected_costs_none() -> None:
    talk = visit(retries=1)
    talk.fine()
    talk.say("friday")
    talk.fine()
    text = "no, monday"
    talk.say(text, nothing(entity("day", "monday", text)))
    assert talk.fresh == {"day": "monday"}
    assert talk.fine() == ["For how many?"]
    for expected in (["For how many?"], ["Given up."]):
        talk.say("900")
        assert talk.fine(slot("guests", None)) == expected


def test_the_action_says_which_question_comes_next() -> None:
    talk = visit()
    assert talk.fine(slot("requested_slot", "guests")) == ["For how many?"]
    talk.say("4")
    assert talk.fine(slot("requested_slot", "garden")) == ["In the garden?"], "a question that the form itself has not"
    assert talk.say("hours please", intent("hours")) == ["9 to 5.", "In the garden?"], "an interruption changes nothing"
    talk.say("yes")
    assert talk.fresh == {"garden": True} and talk.asked["tracker"]["slots"]["requested_slot"] == "garden"
    assert talk.fine(slot("requested_slot", None)) == [" for 4, garden true."], "the day is not asked for"


def test_a_question_that_only_the_action_knows_is_asked_again_like_any_other() -> None:
    talk = visit()
    talk.fine(slot("requested_slot", "note"))
    talk.say("quiet please")
    assert talk.fine(slot("note", None), slot("requested_slot", "note"), says="No notes.") == ["No notes.", "Note?"]


def test_the_loop_ended_by_the_action_ends_the_form() -> None:
    talk = visit()
    assert talk.fine({"event": "active_loop", "name": None}) == [" for , garden ."]


def test_an_early_end_is_confirmed_like_any_other() -> None:
    talk = visit(confirm="All right?", change="What else?")
    talk.fine()
    talk.say("friday")
    assert talk.fine(slot("requested_slot", None)) == ["All right? [Yes] [No]"]
    assert talk.say("hours", intent("hours")) == ["9 to 5.", "All right? [Yes] [No]"]
    assert talk.say("no") == ["What else? [Day] [Cancel]"]
    assert talk.tap("day") == ["Which day?"]
    talk.say("monday")
    assert talk.fine(slot("requested_slot", None)) == ["All right? [Yes] [No]"]
    assert talk.say("yes") == ["monday for , garden ."]


def test_what_is_changed_is_asked_for_and_not_what_the_action_has_left_out() -> None:
    talk = visit(confirm="All right?", change="What else?")
    talk.fine(slot("requested_slot", "guests"))
    talk.say("4")
    talk.fine(slot("requested_slot", None))
    talk.say("no")
    assert talk.tap("guests") == ["For how many?"]


def test_words_that_the_form_cannot_read_are_shown_to_the_action() -> None:
    talk = visit()
    talk.fine()
    assert talk.say("the day after my birthday") == []
    assert talk.fresh == {}
    assert talk.fine(slot("day", "friday")) == ["For how many?"]
    talk.say("many")
    assert talk.fine() == ["For how many?"], "nothing was read: asked again"


def test_ignored_intents_are_no_matter_for_the_action() -> None:
    talk = visit(ignored_intents=["chat"])
    talk.fine()
    assert talk.say("nice weather", intent("chat")) == ["Which day?"] and talk.calls == []


@pytest.mark.parametrize("result", [
    {"status": 400, "body": {"error": "rejected", "action_name": "validate_table"}},
    {"status": 200, "body": {"events": [{"event": "action_execution_rejected", "name": "table"}], "responses": []}},
])  # fmt: skip
def test_a_reply_that_the_action_rejects_fills_nothing(result: dict[str, Any]) -> None:
    talk = visit()
    talk.fine()
    talk.say("friday")
    assert talk.answer_call(**result) == ["Which day?"]
    assert "day" not in talk.variables


@pytest.mark.parametrize(("result", "reason"), [
    ({"failed": "timeout"}, "timeout"), ({"status": 500, "body": {"error": "no database"}}, "status 500: no database"),
    ({"status": 404, "body": "?"}, "status 404"), ({"status": 200, "body": "?"}, "unreadable"),
])  # fmt: skip
def test_what_cannot_be_checked_leaves_by_its_own_way(result: dict[str, Any], reason: str) -> None:
    talk = visit()
    talk.fine()
    talk.say("friday")
    assert talk.answer_call(**result) == [f"Sorry: {reason}"]
    assert talk.trace["steps"][0]["output"] == "unchecked"


def test_without_a_server_it_leaves_by_the_same_way() -> None:
    bot = booking()
    del bot["settings"]["action_server"]
    assert Visit(bot).start() == ["Sorry: no_action_server"]


def test_what_is_said_meanwhile_is_held_and_global_flows_pass() -> None:
    talk = visit()
    talk.fine()
    talk.say("friday")
    assert talk.say("4") == [] and talk.trace.get("held")
    assert talk.say("help") == ["Help!"]
    assert len(talk.calls) == 1
    assert talk.fine() == ["For how many?"]


def test_a_check_that_comes_back_while_another_flow_asks_is_taken_afterwards() -> None:
    bot = booking()
    bot["flows"][2]["nodes"][0]["steps"].append(step("help.q", "listen"))
    talk = Visit(bot, started=True)
    talk.fine()
    talk.say("friday")
    talk.say("help")
    assert talk.fine(slot("day", None), says="No.") == []
    assert talk.say("thanks") == ["No.", "Which day?"]


def test_an_answer_that_came_in_between_is_checked_when_the_form_goes_on() -> None:
    bot = booking()
    bot["flows"][1]["nodes"][0]["steps"].append(step("put", "set", variable="day", value="sunday"))
    talk = Visit(bot, started=True)
    talk.fine()
    assert talk.say("hours", intent("hours")) == ["9 to 5."]
    assert talk.fresh == {"day": "sunday"}
    assert talk.fine(slot("day", None), says="Not on Sundays.") == ["Not on Sundays.", "Which day?"]


def test_the_way_back_leads_to_the_answer_before() -> None:
    bot = booking()
    bot["flows"].append(flow("back", step("b", "back"), triggers=[{"keyword": "back"}], **{"global": True}))
    talk = Visit(bot, started=True)
    talk.fine()
    talk.say("friday")
    assert talk.fine() == ["For how many?"]
    assert talk.say("back") == ["Which day?"]
    assert "day" not in talk.variables
    talk.say("monday")
    assert talk.fresh == {"day": "monday"}
    assert talk.fine() == ["For how many?"]


def test_own_conditions_come_before_the_action() -> None:
    slots = [{**SLOTS[1], "valid": {"variable": "guests", "op": "<", "value": 9}}, SLOTS[0]]
    talk = visit(slots=slots)
    talk.fine()
    assert talk.say("12") == ["For how many?"] and talk.calls == []
    assert talk.say("8") == [] and talk.fresh == {"guests": 8}


def test_what_means_nothing_here_is_named_in_the_trace() -> None:
    talk = visit()
    talk.fine(slot("requested_slot", "nobody"), {"event": "followup", "name": "action_x"}, slot("guests", "a lot"),
              {"event": "active_loop", "name": "other"}, {"event": "reminder"})  # fmt: skip
    (ignored,) = [one["ignored"] for one in talk.trace["calls"] if "ignored" in one]
    assert ignored == ["requested nobody", "followup action_x", "slot guests: the value does not fit", "loop other",
                       "reminder"]  # fmt: skip


def test_restart() -> None:
    talk = visit()
    talk.fine()
    talk.say("friday")
    talk.fine({"event": "restart"}, says="Again.")
    assert talk.variables == {}


def test_other_names_of_slots() -> None:
    talk = visit(action_slots={"number-of-guests": "guests"})
    assert talk.fine(slot("requested_slot", "number-of-guests")) == ["For how many?"]
    talk.say("4")
    assert talk.fresh == {"number-of-guests": 4}
    assert talk.asked["tracker"]["slots"]["requested_slot"] == "number-of-guests"
    assert talk.asked["domain"]["forms"]["table"]["required_slots"] == ["day", "number-of-guests"]


def test_sensitive_answers_are_not_sent() -> None:
    talk = visit(slots=[{"variable": "pin", "ask": "PIN?"}])
    talk.fine()
    talk.say("1234")
    assert talk.fresh == {} and "1234" not in str(talk.asked["tracker"]["slots"])


# -- questions that an action puts ------------------------------------------------------------------------------------

BY_CODE = [{**SLOTS[0], "ask_action": "action_ask_day"}, SLOTS[1]]


def test_an_action_puts_the_question() -> None:
    talk = visit(slots=BY_CODE)
    assert talk.fine() == []
    assert talk.asked["action"] == "action_ask_day"
    assert talk.asked["tracker"]["slots"]["requested_slot"] == "day"
    assert talk.fine(says="Monday is closed. Which day?") == ["Monday is closed. Which day?"]
    talk.say("friday")
    assert talk.asked["action"] == "validate_table"
    assert talk.fine() == ["For how many?"]


def test_it_puts_it_again_after_an_interruption_and_a_refusal() -> None:
    talk = visit(slots=BY_CODE)
    talk.fine()
    talk.fine(says="Day?")
    assert talk.say("hours", intent("hours")) == ["9 to 5."]
    assert talk.fine(says="Well, day?") == ["Well, day?"]
    talk.say("monday")
    assert talk.fine(slot("day", None), says="No.") == ["No."]
    assert talk.fine(says="Another day?") == ["Another day?"]


@pytest.mark.parametrize("result", [{"failed": "timeout"}, {"status": 500, "body": {}}, {"status": 200, "body": {}}])
def test_where_it_puts_none_the_form_asks_in_its_own_words(result: dict[str, Any]) -> None:
    talk = visit(slots=BY_CODE)
    talk.fine()
    assert talk.answer_call(**result) == ["Which day?"]
    talk.say("friday")
    assert talk.fresh == {"day": "friday"}


def test_a_form_without_a_check_may_have_its_questions_put_too() -> None:
    bot = booking(slots=BY_CODE)
    del bot["flows"][0]["nodes"][0]["steps"][0]["config"]["check_action"]
    bot["flows"][0]["transitions"] = bot["flows"][0]["transitions"][1:]
    talk = Visit(bot, started=True)
    assert talk.fine(says="Day?") == ["Day?"]
    assert talk.say("friday") == ["For how many?"]
