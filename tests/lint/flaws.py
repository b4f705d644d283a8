"""One small bot for every code of lint: it has that finding, and without its flaw it would not."""

from __future__ import annotations

from tests.document.bots import flow
from tests.lint.bots import CHOICE, END, SAY, node, step, tidy, way

ASK = step("a1", "ask", message="How old?", variable="age")
AGE = {"variables": [{"name": "age", "type": "number"}]}
CALL = step("s1", "call_api", method="GET", url="https://crm.example", headers={"X-Api-Key": "12345"})


def said(message, **parts):
    return tidy(node("n1", step("s1", "say", message=message), END), parts=parts)


def after_step(one, *outputs, **more):
    """The step, then an end behind each of these outputs."""
    ways = [way("n1", "n2", step=one["id"], output=output) for output in outputs]
    return tidy(node("n1", one), node("n2", END), transitions=ways, **more)


def with_flow(bot, **changes):
    bot["flows"].append(flow(**{"triggers": [], "transitions": [], "kind": "normal", **changes}))
    return bot


def started(bot, *triggers):
    bot["flows"][0]["triggers"] = list(triggers)
    return bot


def with_settings(bot, **settings):
    bot["settings"] = settings
    return bot


def with_type(bot, type):
    bot["flows"][0]["nodes"][0]["steps"][0] = {"id": "s1", "type": type, "config": {}}
    return bot


OTHER = {"id": "other", "start": "m1", "nodes": [node("m1", {**SAY, "id": "m1s"}, {**END, "id": "m1e"})]}
CALLS = step("s1", "call_flow", flow="other")
NUMBERED = {"inputs": [{"name": "size", "type": "number", "required": True}], "outputs": [{"name": "total"}]}

TABLE = {"tables": [{"name": "t", "columns": [{"name": "a", "required": True}]}]}
FLAWS = {
    "dead-jump": with_flow(tidy(node("n1", step("j", "jump", flow="other"))), id="other", nodes=[], start=None),
    "empty-answer": tidy(node("n1", SAY, END), parts={"answers": [{"id": "q", "questions": {"en": ["x"]}}]}),
    "empty-flow": with_flow(tidy(node("n1", CALLS, END)), id="other", nodes=[node("m1")], start="m1"),
    "empty-text": said(""),
    "endless-form": after_step(
        step("f", "form", slots=[{"variable": "age", "ask": "How old?"}]), "next", "cancelled", parts=AGE
    ),
    "endless-loop": tidy(node("n1", SAY), transitions=[way("n1", "n1")]),
    "flow-ends": tidy(node("n1", SAY)),
    "loop": after_step(
        step("b", "branch", rules=[{"id": "r", "when": {"expression": "said.text == 'x'"}}]), "r", "else"
    ),
    "maybe-empty": after_step(
        step("b", "branch", rules=[{"id": "r", "when": {"expression": "age + 1 > 3 and age * 2 > 1"}}]),
        "r", "else", parts=AGE,
    ),
    "missing-column": after_step(step("s", "insert_record", table="t", values={}), "next", "failed", parts=TABLE),
    "missing-input": with_flow(tidy(node("n1", CALLS, END)), **OTHER, **NUMBERED),
    "missing-translation": said({"text": {"en": "Hi"}}, languages=["en", "fr"]),
    "no-action-server": after_step(step("act", "call_action", action="action_pay"), "next", "failed"),
    "no-examples": started(tidy(node("n1", SAY, END), parts={"intents": [{"name": "i", "examples": {}}]}),
                           {"intent": "i"}),
    "no-questions": tidy(node("n1", SAY, END), parts={"answers": [{"id": "q", "answers": {"en": ["x"]}}]}),
    "open-output": tidy(node("n1", CHOICE), node("n2", END), transitions=[way("n1", "n2", step="c1", output="yes")]),
    "plain-secret": after_step(CALL, "next", "failed"),
    "same-example": started(
        tidy(node("n1", SAY, END), parts={"intents": [{"name": name, "examples": {"en": ["hi"]}} for name in "ab"]}),
        {"intent": "a"}, {"intent": "b"},
    ),
    "second-flow": with_flow(tidy(node("n1", SAY, END)), **{**OTHER, "kind": "main"}),
    "stateless": with_settings(after_step(CHOICE, "yes", "else"), stateless=True),
    "text-too-long": said("x" * 5000),
    "too-many-options": after_step(
        {**CHOICE, "config": {"message": "?", "options": [{"id": f"o{n}", "title": f"{n}"} for n in range(30)]}},
        *(f"o{n}" for n in range(30)), "else",
    ),
    "type": after_step(step("b", "branch", rules=[{"id": "r", "when": {"expression": "age > 'x'"}}]), "r", "else",
                       parts=AGE),
    "undeclared-variable": tidy(node("n1", step("s", "set", variable="x", value="1"), END)),
    "unknown-column": after_step(
        step("s", "find_records", table="t", order="gone", save_as="x"), "next", "failed", parts=TABLE
    ),
    "unknown-content": said({"content": "gone"}),
    "unknown-entity": after_step({**ASK, "config": {**ASK["config"], "entity": "gone"}}, "next", "failed", parts=AGE),
    "unknown-flow": tidy(node("n1", step("j", "jump", flow="gone"))),
    "unknown-input": with_flow(
        tidy(node("n1", step("s1", "call_flow", flow="other", inputs={"size": "1", "sort": "2"}), END)),
        **OTHER, **NUMBERED,
    ),
    "unknown-intent": started(tidy(node("n1", SAY, END)), {"intent": "gone"}),
    "unknown-node": with_flow(tidy(node("n1", step("j", "jump", flow="other", node="gone"))), **OTHER),
    "unknown-result": with_flow(
        tidy(node("n1", step("s1", "call_flow", flow="other", inputs={"size": "1"}, save={"x": "sum"}), END)),
        **OTHER, **NUMBERED,
    ),
    "unknown-step-type": with_type(tidy(node("n1", SAY, END)), "fly"),
    "unknown-table": after_step(step("s", "find_records", table="gone", save_as="x"), "next", "failed"),
    "unknown-variable": said("{{ nobody }}"),
    "unreachable-node": tidy(node("n1", SAY, END), node("n2", {**END, "id": "e2"})),
    "unreachable-step": tidy(node("n1", END, SAY)),
    "unused-content": said("Hi", content=[{"id": "c", "message": "x"}]),
    "unused-entity": said("Hi", entities=[{"name": "e", "kind": "learned"}]),
    "unused-flow": with_flow(tidy(node("n1", SAY, END)), **OTHER),
    "unused-intent": said("Hi", intents=[{"name": "i", "examples": {"en": ["x"]}}]),
    "unused-table": tidy(node("n1", SAY, END), parts=TABLE),
    "unused-variable": said("Hi", variables=[{"name": "v"}]),
}  # fmt: skip
FLAWS["loop"]["flows"][0]["transitions"][0]["target"] = "n1"
CHANNELS = ("whatsapp", "slack")
