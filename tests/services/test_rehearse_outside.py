"""Tests of a bot reach nothing outside: tables live in memory, letters are not sent, events come round."""

from __future__ import annotations

from typing import Any

from flows.engine.graph import compile_bot
from flows.services.rehearse import Rehearsal
from flows.steps import STEP_TYPES
from tests.engine.talking import document, flow, nothing, say, step

TABLES = [{"name": "orders", "columns": [{"name": "item"}, {"name": "count", "type": "number"}]}]


def rehearse(*steps: dict[str, Any], **more: Any) -> list[str]:
    main = flow("main", *steps, kind="main")
    made = document(main, *more.pop("flows", ()), tables=TABLES, **more)
    rehearsal = Rehearsal(compile_bot(made, STEP_TYPES), lambda language, text, now: nothing(), "en")
    return [one["text"] for one in rehearsal.said]


def test_records_are_found_again() -> None:
    tea = [{"column": "item", "value": "tea"}]
    said = rehearse(
        step("a", "insert_record", table="orders", values={"item": "tea", "count": "1"}),
        step("b", "insert_record", table="orders", values={"item": "milk"}),
        step("c", "update_records", table="orders", where=tea, values={"count": {"expression": "5"}}),
        step("d", "delete_records", table="orders", where=[{"column": "item", "value": "milk"}], save_as="gone"),
        step("e", "find_records", table="orders", save_as="found"),
        say("f", "{{ gone }} {% for one in found %}{{ one.id }} {{ one.item }} {{ one.count }}{% endfor %}"),
    )
    assert said == ["1 1 tea 5"]


def test_a_letter_counts_as_sent_and_an_event_is_heard() -> None:
    heard = flow("heard", say("h", "heard {{ event.data.n }}"), triggers=[{"event": "e"}])
    letter = step("a", "send_email", to="a@b.example", subject="s", body="b")
    emitted = step("b", "emit_event", name="e", data={"n": {"expression": "1 + 1"}})
    assert rehearse(letter, emitted, say("c", "done"), flows=[heard]) == ["done", "heard 2"]
