"""Tables of a bot: typed records that flows find, add, change and delete without a line of code."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import Any

import pytest

from flows.models import Call, NodeProblem, TableRow

from .bots import bot, listen, say, to

TABLES = [
    {
        "name": "orders",
        "columns": [
            {"name": "item", "type": "text", "required": True},
            {"name": "count", "type": "number"},
            {"name": "day", "type": "date"},
            {"name": "tags", "type": "list"},
            {"name": "paid", "type": "boolean"},
        ],
    }
]
VARIABLES = [{"name": "said", "type": "text"}, {"name": "found", "type": "any"}, {"name": "n", "type": "number"}]


def step(type: str, **config: Any) -> dict[str, Any]:
    return {"type": type, "config": {"table": "orders", **config}}


def where(column: str, op: str, value: Any) -> list[dict[str, Any]]:
    return [{"column": column, "op": op, "value": value}]


def table_bot(*steps: dict[str, Any], answer: str = "ok") -> dict[str, Any]:
    """Listens, does its steps, and answers; what fails is told."""
    numbers = range(2, 2 + len(steps))
    document = bot(
        listen("said"),
        *steps,
        say(answer),
        transitions=tuple(to(f"s{number}", "failed", "n2") for number in numbers),
        variables=VARIABLES,
        tables=TABLES,
    )
    told = {"id": "f1", **say("failed: {{ problem.detail }}")}
    document["flows"][0]["nodes"].append({"id": "n2", "title": "Failed", "steps": [told]})
    document["flows"][0]["transitions"].append(
        {"id": "t9", "node": "n2", "step": None, "output": "next", "target": "n1"}
    )
    return document


def rows(bot: Any) -> list[dict[str, Any]]:
    return [json.loads(one.values_json) for one in TableRow.unscoped.filter(bot=bot).order_by("id")]


@pytest.fixture
def shop(publish):
    """A bot with three orders, made by hand."""
    made = publish(table_bot())
    orders = [
        {"item": "tea", "count": 2, "day": "2026-01-02", "tags": ["hot"], "paid": True},
        {"item": "milk", "count": 10, "day": "2026-01-01", "tags": [], "paid": False},
        {"item": "Green Tea", "count": None, "day": None, "tags": ["hot", "green"], "paid": None},
    ]
    for order in orders:
        TableRow.unscoped.create(
            workspace=made.workspace, bot=made, table_name="orders", values_json=json.dumps(order),
            created_at=0, updated_at=0,
        )  # fmt: skip
    return made


def test_a_record_is_added_in_the_types_of_its_columns(talk):
    values = {"item": "{{ said }}", "count": "3", "paid": {"literal": True}, "tags": {"expression": "['a', said]"}}
    visitor = talk(table_bot(step("insert_record", values=values, save_as="found"), answer="{{ found.item }}"))
    assert visitor.say("tea") == ["tea"]
    assert rows(visitor.bot) == [{"item": "tea", "count": 3, "paid": True, "tags": ["a", "tea"]}]
    assert Call.unscoped.count() == 0


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"item": "{{ said }}", "count": "many"}, "does not fit"),
        ({"item": ""}, "must not be empty"),
        ({"count": "1"}, "must not be empty"),
        ({"item": "x", "colour": "red"}, "no column 'colour'"),
        ({"item": "x", "day": "tomorrow"}, "does not fit"),
    ],
)
def test_what_does_not_fit_leaves_by_failed_and_adds_nothing(talk, values, why):
    visitor = talk(table_bot(step("insert_record", values=values)))
    assert why in visitor.say("tea")[0]
    assert rows(visitor.bot) == []


@pytest.mark.parametrize(
    ("conditions", "items"),
    [
        (where("item", "==", "tea"), ["tea"]),
        (where("item", "!=", "tea"), ["milk", "Green Tea"]),
        (where("item", "contains", "tea"), ["tea", "Green Tea"]),
        (where("count", ">", "2"), ["milk"]),
        (where("count", ">=", {"expression": "1 + 1"}), ["tea", "milk"]),
        (where("count", "unset", None), ["Green Tea"]),
        (where("paid", "==", {"literal": False}), ["milk"]),
        (where("day", "<", "2026-01-02"), ["milk"]),
        (where("tags", "contains", "green"), ["Green Tea"]),
        (where("item", "in", {"literal": ["tea", "milk"]}), ["tea", "milk"]),
        (where("count", ">", "1") + where("item", "==", "tea"), ["tea"]),
        ([], ["tea", "milk", "Green Tea"]),
    ],
)
def test_records_are_found_by_conditions(talk, publish, shop, conditions, items):
    find = step("find_records", where=conditions, save_as="found")
    text = "{% for one in found %}{{ one.item }};{% endfor %}"
    assert talk(publish(table_bot(find, answer=text), shop)).say("go") == ["".join(f"{item};" for item in items)]


def test_any_order_limit_and_the_first(talk, publish, shop):
    def found(text: str, **config: Any) -> list[str]:
        find = step("find_records", save_as="found", **config)
        return talk(publish(table_bot(find, answer=text), shop)).say("go")

    listed = "{% for one in found %}{{ one.item }};{% endfor %}"
    either = where("item", "==", "tea") + where("count", "==", "10")
    assert found(listed, where=either, match="any") == ["tea;milk;"]
    assert found(listed, order="count") == ["tea;milk;Green Tea;"]
    assert found(listed, order="count", descending=True, limit=1) == ["milk;"]
    assert found("{{ found.item }} {{ found.id > 0 }}", order="day", first=True) == ["milk true"]
    assert found("[{{ found }}]", where=where("item", "==", "rum"), first=True) == ["[]"]


def test_records_are_changed_and_deleted(talk, publish, shop):
    hot = where("tags", "contains", "hot")
    change = step(
        "update_records", where=hot, values={"count": {"expression": "7"}, "item": "x{{ said }}"}, save_as="n"
    )
    assert talk(publish(table_bot(change, answer="{{ n }}"), shop)).say("go") == ["2"]
    assert [(one["item"], one["count"]) for one in rows(shop)] == [("xgo", 7), ("milk", 10), ("xgo", 7)]
    remove = step("delete_records", where=where("count", "==", "7"), limit=1, save_as="n")
    assert talk(publish(table_bot(remove, answer="{{ n }}"), shop)).say("go") == ["1"]
    assert [one["item"] for one in rows(shop)] == ["milk", "xgo"]


def test_what_does_not_fit_the_variable_leaves_by_failed(talk, publish, shop):
    find = step("find_records", save_as="n")
    assert talk(publish(table_bot(find, answer="{{ n }}"), shop)).say("go") == ["failed: type"]


def test_a_table_that_is_gone_leaves_by_failed(talk):
    document = table_bot({"type": "find_records", "config": {"table": "nowhere", "save_as": "found"}})
    visitor = talk(document)
    assert "no table" in visitor.say("go")[0]
    assert visitor.row.waiting == "visitor"


def test_bots_do_not_see_each_others_records(talk, publish, shop):
    find = step("find_records", save_as="found")
    assert talk(table_bot(find, answer="{{ found | length }}")).say("go") == ["0"]
    assert talk(publish(table_bot(find, answer="{{ found | length }}"), shop)).say("go") == ["3"]


def test_many_visitors_at_once_each_add_one(talk, publish):
    add = publish(table_bot(step("insert_record", values={"item": "{{ said }}"})))
    visitors = [talk(add) for _ in range(12)]
    threads = [threading.Thread(target=one.say, args=(f"v{n}",)) for n, one in enumerate(visitors)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one["item"] for one in rows(add)) == sorted(f"v{n}" for n in range(12))


def test_a_call_that_is_made_again_after_a_crash_adds_nothing_twice(talk, monkeypatch):
    """The process dies between claiming the call and telling its outcome: the row and the outcome are one."""
    from flows.adapters import call_runner

    told = threading.Event()
    submit = call_runner.CallRunner._make

    async def dies(self, call):
        if not told.is_set():  # the first time the outcome is stored, but nobody hears of it
            told.set()
            await self._kinds[call.kind].make(call)
            return
        await submit(self, call)

    monkeypatch.setattr(call_runner.CallRunner, "_make", dies)
    visitor = talk(table_bot(step("insert_record", values={"item": "{{ said }}"})))
    visitor.send("tea", "m", wait=0.2)
    told.wait(5)
    time.sleep(0.2)
    assert len(rows(visitor.bot)) == 1 and visitor.row.waiting == "call"
    visitor.runtime.store.transact(lambda writer: writer.run("UPDATE flows_call SET leased_until = 0")).result()
    visitor.runtime.calls.wake()
    assert visitor.say("tea", id="m") == ["ok"]
    assert len(rows(visitor.bot)) == 1
    assert NodeProblem.unscoped.count() == 0


def test_a_full_table_and_a_large_record_are_refused(talk, monkeypatch):
    from flows.adapters import records

    monkeypatch.setattr(records, "MOST_ROWS", 1)
    visitor = talk(table_bot(step("insert_record", values={"item": "{{ said }}"})))
    assert visitor.say("one") == ["ok"]
    assert visitor.say("two") == ["failed: full"]
    monkeypatch.setattr(records, "LARGEST_ROW", 20)
    assert visitor.say("x" * 50) == ["failed: too_large"]
    assert [one["item"] for one in rows(visitor.bot)] == ["one"]


def test_whoever_has_lost_the_call_changes_nothing(talk, monkeypatch):
    """A slow process works on a call that another one has claimed meanwhile: only the other one's change counts."""
    from flows.adapters.call_records import RecordCalls

    slow = RecordCalls._chosen
    claims = iter([True])

    async def overtaken(self, where, request):
        if next(claims, False):
            expire = "UPDATE flows_call SET leased_until = 0"
            await asyncio.wrap_future(self._store.transact(lambda writer: writer.run(expire)))
            count = "SELECT count(*) FROM flows_tablerow"
            for _ in range(200):  # until the other one is done
                if (await asyncio.wrap_future(self._store.transact(lambda writer: writer.rows(count))))[0][0]:
                    break
                await asyncio.sleep(0.05)
        return await slow(self, where, request)

    monkeypatch.setattr(RecordCalls, "_chosen", overtaken)
    visitor = talk(table_bot(step("insert_record", values={"item": "{{ said }}"})))
    assert visitor.say("tea") == ["ok"]
    time.sleep(0.5)
    assert [one["item"] for one in rows(visitor.bot)] == ["tea"]
