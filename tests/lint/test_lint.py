"""What lint says about a bot, and that its repairs repair."""

import pytest
from hypothesis import given, settings

from flows.document import apply_operations, split, validate
from flows.lint import lint
from tests.document.bots import contract_example, documents, flow
from tests.lint.bots import CHOICE, END, SAY, codes, found, node, repaired, step, tidy, way


def test_a_tidy_bot_has_no_findings():
    assert found(tidy(node("n1", SAY, END))) == set()


def test_the_example_of_the_contract_has_no_errors():
    assert {finding.severity for finding in lint(contract_example())} <= {"warning", "hint"}


def test_an_exit_that_leads_nowhere():
    document = tidy(node("n1", CHOICE), node("n2", SAY, END), transitions=[way("n1", "n2", step="c1", output="yes")])
    assert ("error", "open-output", "/flows/0/nodes/0/steps/0") in found(document)
    assert "Something else" in next(f.message for f in lint(document) if f.code == "open-output")
    connected = [*document["flows"][0]["transitions"], way("n1", "n2", step="c1", output="else")]
    whole = tidy(node("n1", CHOICE), node("n2", SAY, END), transitions=[*connected, way("n1", "n2")])
    assert "open-output" not in codes(whole)


def test_a_flow_that_just_stops_gets_an_end():
    document = tidy(node("n1", SAY))
    assert ("warning", "flow-ends", "/flows/0/nodes/0") in found(document)
    assert codes(repaired(document, "flow-ends")) == set()


def test_what_nobody_can_come_to():
    document = tidy(node("n1", END, SAY), node("n2", step("s2", "say", message="x"), {**END, "id": "e2"}))
    assert {
        ("warning", "unreachable-step", "/flows/0/nodes/0/steps/1"),
        ("warning", "unreachable-node", "/flows/0/nodes/1"),
    } <= (found(document))
    assert "unreachable-node" not in codes(repaired(document, "unreachable-node"))
    normal = tidy(node("n1", SAY, END), kind="normal")
    assert ("warning", "unused-flow", "/flows/0") in found(normal)
    assert repaired(normal, "unused-flow")["flows"] == []


def test_a_node_that_nobody_can_come_to_goes_with_its_lines():
    """Lines from it, to it and to itself; those of the others stay. The document is valid before and after."""
    lost = [way("n2", "n1"), way("n3", "n2"), way("n3", "n3", step="c", output="yes")]
    nodes = [node("n1", {**SAY, "id": "s1"}), node("n2", {**SAY, "id": "s2"}), node("n3", {**CHOICE, "id": "c"}),
             node("n4", {**SAY, "id": "s4"}, {**END, "id": "e4"})]  # fmt: skip
    document = tidy(*nodes, transitions=[way("n1", "n4"), *lost])
    assert validate(document) == []
    once = repaired(document, "unreachable-node")
    assert [one["id"] for one in once["flows"][0]["nodes"]] == ["n1", "n3", "n4"] and validate(once) == []
    twice = repaired(once, "unreachable-node")
    assert twice["flows"][0]["transitions"] == [way("n1", "n4")] and validate(twice) == []


def test_jumps_and_answers_lead_into_flows_and_nodes():
    jump = step("j1", "jump", flow="other", node="n2")
    other = flow(id="other", kind="normal", start="n1", triggers=[], transitions=[],
                 nodes=[node("n1", SAY, END), node("n2", {**SAY, "id": "s2"}, {**END, "id": "e2"})])  # fmt: skip
    document = tidy(node("n1", jump))
    document["flows"].append(other)
    assert ("warning", "unreachable-node", "/flows/1/nodes/0") in found(document)
    assert not {code for code in codes(document) if code in ("unused-flow", "unknown-node")}
    jump["config"]["node"] = "n9"
    assert ("error", "unknown-node", "/flows/0/nodes/0/steps/0/config/node") in found(document)


def test_a_loop_that_never_waits():
    endless = tidy(node("n1", SAY), node("n2", {**SAY, "id": "s2"}), transitions=[way("n1", "n2"), way("n2", "n1")])
    assert ("error", "endless-loop", "/flows/0/nodes/0") in found(endless)
    rules = [{"id": "r", "when": {"expression": "said.text == 'x'"}}]
    branch = step("b", "branch", rules=rules)
    leaving = tidy(node("n1", SAY, branch), node("n2", END),
                   transitions=[way("n1", "n1", step="b", output="r"),
                                way("n1", "n2", step="b", output="else")])  # fmt: skip
    assert ("warning", "loop", "/flows/0/nodes/0") in found(leaving)
    asking = tidy(node("n1", SAY, CHOICE), transitions=[way("n1", "n1", step="c1", output=o) for o in ("yes", "else")])
    assert not codes(asking) & {"loop", "endless-loop"}


def test_names_that_do_not_exist():
    document = tidy(
        node("n1", step("s1", "say", message="{{ nobody }}"), step("s2", "say", message={"content": "gone"}),
             step("s3", "ask", message="?", variable="x", entity="nothing"), step("s4", "call_flow", flow="gone"), END),
        transitions=[way("n1", "n1", step="s3", output="failed")],
        parts={"variables": [{"name": "y", "entity": "lost"}], "intents": [
            {"name": "i", "examples": {"en": ["[a](thing) [1](@number)"]}}]},
    )  # fmt: skip
    document["flows"][0]["triggers"] = [{"intent": "missing"}, {"intent": "i"}]
    at = "/flows/0/nodes/0/steps"
    assert {
        ("error", "unknown-intent", "/flows/0/triggers/0/intent"),
        ("warning", "unknown-variable", f"{at}/0/config/message"),
        ("error", "unknown-content", f"{at}/1/config/message/content"),
        ("error", "unknown-entity", f"{at}/2/config/entity"),
        ("error", "unknown-flow", f"{at}/3/config/flow"),
        ("error", "unknown-entity", "/variables/0/entity"),
        ("error", "unknown-entity", "/intents/0/examples/en/0"),
        ("hint", "undeclared-variable", f"{at}/2/config/variable"),
    } <= found(document)
    for code in ("unknown-intent", "unknown-variable", "undeclared-variable"):
        before = [finding.code for finding in lint(document)].count(code)
        assert [finding.code for finding in lint(repaired(document, code))].count(code) < before


def test_names_the_engine_knows_need_no_declaration():
    assert "unknown-variable" not in codes(tidy(node("n1", step("s", "say", message="{{ said.text }}{{ now }}"), END)))


@pytest.mark.parametrize(
    "condition",
    [
        {"variable": "age", "op": ">", "value": "many"},
        {"variable": "age", "op": "contains", "value": "1"},
        {"variable": "age", "op": "==", "value": ""},
        {"variable": "ok", "op": "==", "value": "maybe"},
        {"variable": "ok", "op": ">", "value": 3},
        {"expression": "age > 'x'"},
        {"expression": "name * 2 > 1"},
        {"expression": "name == 5"},
        {"expression": "length(name) == 'x'"},
    ],
)
def test_types_that_cannot_fit(condition):
    parts = {"variables": [{"name": "age", "type": "number"}, {"name": "ok", "type": "boolean"},
                           {"name": "name", "type": "text"}]}  # fmt: skip
    rules = [{"id": "r", "when": condition}]
    nodes = node("n1", step("b", "branch", rules=rules)), node("n2", END)
    ways = [way("n1", "n2", step="b", output=o) for o in ("r", "else")]
    assert "type" in codes(tidy(*nodes, transitions=ways, parts=parts))
    parts_that_fit = [
        {"variable": "age", "op": ">", "value": "3"},
        {"expression": "age > 3 and ok"},
        {"variable": "name", "op": "set"},
    ]
    fitting = [{"id": "r", "when": {"all": parts_that_fit}}]
    nodes[0]["steps"][0]["config"]["rules"] = fitting
    assert "type" not in codes(tidy(*nodes, transitions=ways, parts=parts))


def test_what_is_never_used_can_be_removed():
    document = tidy(node("n1", SAY, END), parts={
        "variables": [{"name": "v"}], "entities": [{"name": "e", "kind": "learned"}],
        "intents": [{"name": "i", "examples": {"en": ["x"]}}], "content": [{"id": "c", "message": "x"}],
    })  # fmt: skip
    assert codes(document) == {"unused-variable", "unused-entity", "unused-intent", "unused-content"}
    for code in sorted(codes(document)):
        document = repaired(document, code)
    assert found(document) == set()


def test_the_same_example_in_two_places():
    document = tidy(node("n1", SAY, END), parts={
        "intents": [{"name": "a", "examples": {"en": ["Hello  there", "x"]}},
                    {"name": "b", "examples": {"en": ["hello [there](thing)"]}}],
        "entities": [{"name": "thing", "kind": "learned"}],
        "answers": [{"id": "q", "questions": {"en": ["X"]}, "answers": {"en": ["y"]}}],
    })  # fmt: skip
    document["flows"][0]["triggers"] = [{"intent": "a"}, {"intent": "b"}]
    assert {p for _, code, p in found(document) if code == "same-example"} == {
        "/intents/1/examples/en/0",
        "/answers/0/questions/en/0",
    }
    assert repaired(document, "same-example")["intents"][1]["examples"]["en"] == []


def test_intents_and_answers_with_nothing_in_them():
    document = tidy(node("n1", SAY, END), parts={
        "intents": [{"name": "a", "examples": {"en": [" "]}}, {"name": "b", "examples": {}}],
        "answers": [{"id": "q", "questions": {}, "answers": {}},
                    {"id": "off", "enabled": False}],
    })  # fmt: skip
    document["flows"][0]["triggers"] = [{"intent": "a"}, {"intent": "b"}]
    assert {
        ("warning", "empty-text", "/intents/0/examples/en/0"),
        ("warning", "no-examples", "/intents/1"),
        ("warning", "no-questions", "/answers/0"),
        ("error", "empty-answer", "/answers/0"),
    } == found(document)


def test_texts_that_are_empty_or_not_translated():
    options = [{"id": "a", "title": {"en": "A"}}, {"id": "b", "title": {"en": "B", "fr": "B"}}]
    nodes = [node("n1", step("s1", "say", message=""), step("s2", "say", message={"text": {"en": "Hi"}}),
                  step("s3", "say", message="Hi"), step("s4", "say", message="{{ 1 }} 🙂"),
                  step("c", "choice", message={"text": {"en": "?", "fr": "?"}}, options=options)),
             node("n2", END)]  # fmt: skip
    ways = [way("n1", "n2", step="c", output=o) for o in ("a", "b", "else")]
    document = tidy(*nodes, transitions=ways, parts={"languages": ["en", "fr"]})
    at = "/flows/0/nodes/0/steps"
    assert found(document) == {
        ("warning", "empty-text", f"{at}/0/config/message"),
        ("warning", "missing-translation", f"{at}/1/config/message/text"),
        ("warning", "missing-translation", f"{at}/2/config/message"),
        ("warning", "missing-translation", f"{at}/4/config/options/0/title"),
    }


@pytest.mark.parametrize(
    "config",
    [
        {"headers": {"Authorization": "Bearer abcdefghijklmnop"}},
        {"headers": {"X-Api-Key": "12345"}},
        {"url": "https://ann:hunter22@crm.example/"},
        {"body": '{"token": "ghp_abcdefghijklmnopqrstuvwx"}'},
    ],
)
def test_credentials_in_plain_text(config):
    call = step("s1", "call_api", **{"method": "GET", "url": "https://crm.example", **config})
    document = tidy(node("n1", call, END), node("n2", {**END, "id": "e2"}),
                    transitions=[way("n1", "n2", step="s1", output="failed")])  # fmt: skip
    findings = [finding for finding in lint(document) if finding.code == "plain-secret"]
    assert len(findings) == 1 and findings[0].severity == "error"
    assert "hunter" not in findings[0].message and "abcdef" not in findings[0].message
    call["config"] = {"method": "GET", "url": "https://crm.example",
                      "headers": {"Authorization": "Bearer {{ secret.crm }}"}}  # fmt: skip
    assert "plain-secret" not in codes(document)


def test_settings_and_flows_that_do_not_go_together():
    document = tidy(node("n1", CHOICE), transitions=[way("n1", "n1", step="c1", output=o) for o in ("yes", "else")])
    document["settings"] = {"stateless": True}
    document["flows"].append(flow(id="two", start="n1", nodes=[node("n1")], triggers=[], transitions=[]))
    assert {("error", "stateless", "/flows/0/nodes/0/steps/0"), ("warning", "second-flow", "/flows/1"),
            ("warning", "empty-flow", "/flows/1")} <= found(document)  # fmt: skip


def test_findings_as_json():
    body = lint(tidy(node("n1", SAY)))[0].to_json()
    assert body["severity"] == "warning" and body["code"] == "flow-ends" and body["pointer"] == "/flows/0/nodes/0"
    assert (body["flow"], body["node"], body["step"]) == ("order", "n1", None)
    assert body["fix"]["operations"][0]["op"] == "add"


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_pointer_leads_somewhere_and_every_repair_can_be_applied(document):
    for finding in lint(document):
        here = document
        for segment in finding.place.pointer.split("/")[1:]:
            here = here[int(segment)] if isinstance(here, list) else here[segment]
        if finding.fix:
            apply_operations(split(document), finding.fix.operations)


def test_a_very_long_chain_is_no_trouble():
    nodes = [node(f"n{n}", step(f"s{n}", "say", message="x")) for n in range(3000)]
    ways = [way(f"n{n}", f"n{n + 1}") for n in range(2999)]
    assert codes(tidy(*nodes, transitions=ways)) == {"flow-ends"}
    assert codes(tidy(*nodes, transitions=[*ways, way("n2999", "n0")])) == {"endless-loop"}
