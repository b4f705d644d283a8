"""Tables, flows begun elsewhere, and steps that an installation does not allow."""

from __future__ import annotations

from flows.lint.switched_off import switched_off

from .bots import END, SAY, codes, found, node, step, tidy, way

TABLES = [{"name": "orders", "columns": [{"name": "item", "required": True}, {"name": "count", "type": "number"}]}]


def with_step(type, tables=TABLES, **config):
    """A bot in which this step and its ways are all there is to say."""
    one = step("x", type, **config)
    nodes = (node("n1", one, END), node("n2", {**SAY, "id": "s2"}, {**END, "id": "e2"}))
    return tidy(*nodes, transitions=[way("n1", "n2", step="x", output="failed")], parts={"tables": tables})


def test_a_step_on_a_table_it_has():
    values = {"item": "tea", "count": {"expression": "1 + 1"}}
    assert codes(with_step("insert_record", table="orders", values=values)) == set()


def test_a_table_that_is_not_there():
    document = with_step("insert_record", table="order", values={"item": "tea"})
    assert ("error", "unknown-table", "/flows/0/nodes/0/steps/0/config/table") in found(document)
    assert ("hint", "unused-table", "/tables/0") in found(document)


def test_a_column_that_is_not_there():
    conditions = [{"column": "item"}, {"column": "colour", "value": "red"}, {"column": "id", "value": "3"}]
    document = with_step("update_records", table="orders", where=conditions, values={"size": "1"})
    at = "/flows/0/nodes/0/steps/0/config"
    columns = {pointer for _, code, pointer in found(document) if code == "unknown-column"}
    assert columns == {f"{at}/where/1/column", f"{at}/values/size"}


def test_a_new_record_without_what_it_must_have():
    assert "missing-column" in codes(with_step("insert_record", table="orders", values={"count": "1"}))
    changed = with_step("update_records", table="orders", where=[{"column": "id", "value": "1"}], values={"count": "1"})
    assert "missing-column" not in codes(changed)


def test_a_flow_that_only_another_conversation_begins_is_used():
    document = with_step("start_flow", tables=[], flow="news", user="{{ 'ann' }}")
    news = {"id": "news", "title": "News", "kind": "normal", "start": "n1", "triggers": [], "transitions": [],
            "nodes": [node("n1", {**SAY, "id": "s9"}, {**END, "id": "e9"})]}  # fmt: skip
    document["flows"].append(news)
    assert "unused-flow" not in codes(document)
    document["flows"][0]["nodes"][0]["steps"][0]["config"]["flow"] = "olds"
    assert {"unknown-flow", "unused-flow"} <= codes(document)


def test_steps_that_are_not_allowed_here_are_pointed_out():
    document = with_step("code", tables=[], source="return 1")
    (finding,) = switched_off(document, code=False, email=False)
    assert (finding.severity, finding.code, finding.place.step) == ("warning", "switched-off", "x")
    assert switched_off(document, code=True, email=False) == []
    mail = with_step("send_email", tables=[], to="a@b.example", subject="s", body="b")
    assert len(switched_off(mail, code=True, email=False)) == 1
    assert switched_off(mail, code=False, email=True) == []
