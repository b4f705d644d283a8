"""What the pieces of Botpress flows become."""

import json

import pytest

from flows.formats import FORMATS
from tests.formats.botpress_bots import Talk, codes, flow, made, node, say

YES_NO = [
    {
        "id": "builtin_single-choice-1",
        "formData": {
            "text$en": "Sure?",
            "choices$en": [{"title": "Yes!", "value": "yes"}, {"title": "No", "value": "no"}],
        },
    }
]
INTENT = {"name": "bye", "utterances": {"en": ["bye", "good bye", "see you later", "farewell"]}, "slots": []}


def step_types(reading, flow_id="main"):
    body = next(flow for flow in reading.document["flows"] if flow["id"] == flow_id)
    return [step["type"] for node in body["nodes"] for step in node["steps"]]


def test_a_node_that_listens_remembers_and_repeats():
    remember = 'builtin/setVariable {"type":"user","name":"nick","value":"{{event.preview}}"}'
    reading = made({"main": flow(
        node("ask", ("true", "hello"), enter=[say("Your name?")], receive=[remember]),
        node("hello", enter=[say("Hello {{user.nick}}! {{{temp.gone}}}")]),
    )})  # fmt: skip
    talk = Talk(reading.document)
    assert talk.greeting == ["Your name?"]
    assert talk.say("Ann {{ 7 * 7 }}") == ["Hello Ann {{ 7 * 7 }}! "]


def test_conditions_choose_the_first_that_holds():
    reading = made({"main": flow(
        node("ask", ("event.preview.includes('a') && !temp.tired", "a"), ("Number(event.preview) > 3", "many"),
             ("true", "other"), enter=[say("?")], receive=[]),
        node("a", enter=[say("an a")]),
        node("many", enter=[say("many")]),
        node("other", enter=[say("other")]),
    )})  # fmt: skip
    assert Talk(reading.document).say("banana") == ["an a"]
    assert Talk(reading.document).say("7") == ["many"]
    assert Talk(reading.document).say("2") == ["other"]


def test_intents_lead_to_flows_and_start_them():
    reading = made(
        {
            "main": flow(
                node("start", ("event.nlu.intent.name === 'bye'", "bye.flow.json"), enter=[say("Hi")], receive=[])
            ),
            "bye": flow(node("entry", enter=[say("Bye!")])),
        },
        more={"intents/bye.json": INTENT},
    )
    bye = next(flow for flow in reading.document["flows"] if flow["id"] == "bye")
    assert bye["triggers"] == [{"intent": "bye"}]
    assert Talk(reading.document).say("good bye") == ["Bye!"]


def test_a_called_flow_comes_back():
    reading = made({
        "main": flow(node("a", ("temp.x === 1", "sub.flow.json"), ("true", "b"), enter=[say("one")]),
                     node("b", enter=[say("three")])),
        "sub": flow(node("entry", ("true", "#"), enter=[say("two")])),
    })  # fmt: skip
    assert "call_flow" in step_types(reading)
    always = made({
        "main": flow(node("a", ("true", "sub.flow.json"), enter=[say("one")])),
        "sub": flow(node("entry", ("true", "#"), enter=[say("two")])),
    })  # fmt: skip
    assert Talk(always.document).greeting == ["one", "two"]


def test_a_flow_that_never_returns_is_jumped_to_at_its_node():
    reading = made({
        "main": flow(node("a", ("true", "sub.flow.json#second"), enter=[say("one")])),
        "sub": flow(node("entry", enter=[say("no")]), node("second", ("true", "END"), enter=[say("two")])),
        "conversation_end": flow(node("entry", enter=[say("The end")])),
    })  # fmt: skip
    assert Talk(reading.document).greeting == ["one", "two", "The end"]


def test_the_choice_skill_is_a_choice():
    call = node("pick", ('temp[\'skill-choice-ret-x\'] == "yes"', "good"), ("true", "bad"),
                type="skill-call", skill="choice", flow="skills/choice-1.flow.json")  # fmt: skip
    data = {"randomId": "x", "contentId": "#!builtin_single-choice-1", "keywords": {"yes": ["yes", "of course"]},
            "config": {"nbMaxRetries": 1}}  # fmt: skip
    reading = made(
        {
            "main": flow(call, node("good", ("temp['skill-choice-ret-x'] === 'yes'", "again"), enter=[say("Good")]),
                         node("again", enter=[say("As I said")]), node("bad", enter=[say("Too bad")])),
            "skills/choice-1": {**flow(node("entry")), "skillData": data},
        },
        more={"content-elements/builtin_single-choice.json": YES_NO},
    )  # fmt: skip
    assert [flow["id"] for flow in reading.document["flows"]] == ["main", "not-understood"]
    assert Talk(reading.document).greeting == ["Sure?"]
    assert Talk(reading.document).say("of course") == ["Good", "As I said"]
    talk = Talk(reading.document)
    assert talk.say("hmm") == ["Sure?"]
    assert talk.say("hmm") == ["Too bad"]


def test_slot_call_and_handoff_skills_become_steps():
    slot = {"intent": "bye", "slotName": "when", "entities": ["time"], "retryAttempts": 2, "contentElement": "x"}
    call = {"method": "post", "url": "https://crm.example/{{user.id}}", "memory": "temp", "variable": "reply",
            "headers": {"Authorization": "Bearer abcdef"}, "body": '{"a": "{{temp.a}}"}'}  # fmt: skip
    ways = [("temp.extracted == \"true\"", "b"), ("temp.notExtracted == \"true\"", "d"),
            ("temp.alreadyExtracted == \"true\"", "c")]  # fmt: skip
    reading = made({
        "main": flow(node("a", *ways, type="skill-call", skill="Slot", flow="skills/Slot-1.flow.json"),
                     node("b", ("temp.valid", "c"), ("!temp.valid", "d"), type="skill-call", skill="CallAPI",
                          flow="skills/CallAPI-1.flow.json"),
                     node("c", type="skill-call", skill="HitlNext", flow="skills/HitlNext-1.flow.json"),
                     node("d", enter=[say("Sorry")])),
        "skills/Slot-1": {**flow(node("entry")), "skillData": slot},
        "skills/CallAPI-1": {**flow(node("entry")), "skillData": call},
        "skills/HitlNext-1": {**flow(node("entry")), "skillData": {"timeoutDelay": 60}},
    }, more={"intents/bye.json": {**INTENT, "slots": [{"name": "when", "entities": ["time"]}]}})  # fmt: skip
    types = step_types(reading)
    assert {"branch", "ask", "call_api", "handoff"} <= set(types)
    main = reading.document["flows"][0]
    steps = {step["type"]: step["config"] for node in main["nodes"] for step in node["steps"]}
    assert steps["ask"]["entity"] == "@date" and steps["ask"]["retries"] == 2
    assert steps["call_api"]["headers"] == {"Authorization": "{{ secret.authorization }}"}
    assert steps["call_api"]["url"] == "https://crm.example/{{ id }}"
    assert "abcdef" not in str(reading.document) and "abcdef" not in str(reading.items)
    assert {"secret", "missing-content"} <= codes(reading)


def test_actions_and_hooks_become_named_places():
    reading = made(
        {"main": flow(node("a", ("true", "b"), enter=['shop/charge {"amount": 5}']), node("b", enter=[say("done")]))},
        more={"actions/shop/charge.js": b"return 1", "hooks/before_incoming_middleware/00_x.js": b""},
    )
    code = next(step for step in reading.document["flows"][0]["nodes"][0]["steps"] if step["type"] == "code")
    assert "shop/charge" in code["config"]["source"]
    assert all(line.startswith("//") for line in code["config"]["source"].splitlines())
    hook = next(item for item in reading.items if item.code == "hook")
    assert "before_incoming_middleware" in hook.what and hook.file.startswith("hooks/")
    assert {"action", "hook"} <= codes(reading)


@pytest.mark.parametrize(
    "condition",
    ["lastNode=success", "thisNode.extracted === true", "process.exit()", "(() => 1)()", "temp.a.match(/x/)"],
)
def test_a_condition_that_cannot_be_translated_stays_as_a_rule_that_never_holds(condition):
    reading = made({"main": flow(node("a", (condition, "b"), ("true", "c")), node("b", enter=[say("b")]),
                                 node("c", enter=[say("c")]))})  # fmt: skip
    assert "condition" in codes(reading)
    rule = reading.document["flows"][0]["nodes"][0]["steps"][0]["config"]["rules"][0]
    assert rule["when"] == {"expression": "false"}
    assert Talk(reading.document).greeting == ["c"]


def test_timeouts_lead_to_the_timeout_node():
    reading = made(
        {"main": flow(node("a", enter=[say("?")], receive=[]), node("timeout", enter=[say("Still there?")]))}
    )
    listen = next(step for step in reading.document["flows"][0]["nodes"][0]["steps"] if step["type"] == "listen")
    assert listen["config"]["timeout"] == 300
    assert any(t["output"] == "timeout" for t in reading.document["flows"][0]["transitions"])


def test_broken_links_are_named_and_end_the_flow():
    reading = made({"main": flow(node("a", ("true", "nowhere"), enter=["say #!missing", say("Hi")]),
                                 node("b", ("temp.x", "gone.flow.json")))})  # fmt: skip
    assert {"missing-node", "missing-flow", "missing-content"} <= codes(reading)
    assert Talk(reading.document).greeting[-1] == "Hi"


def test_positions_are_kept_and_missing_ones_laid_out():
    ui = {"nodes": [{"id": "id-a", "position": {"x": 10.4, "y": 20}}, {"id": "id-b", "position": {"x": None, "y": 1}}]}
    reading = made(
        {"main": flow(node("a", ("true", "b")), node("b", ("true", "c")), node("c"))},
        more={"flows/main.ui.json": ui},
    )
    nodes = reading.document["flows"][0]["nodes"]
    assert (nodes[0]["x"], nodes[0]["y"]) == (10, 20)
    assert nodes[1]["x"] < nodes[2]["x"]
    assert len({(n["x"], n["y"]) for n in nodes}) == 3


def test_ways_of_the_whole_flow_hold_at_silent_nodes_as_well():
    """What only memories decide is asked at every node; what was said, where something was said."""
    put = 'builtin/setVariable {"type":"temp","name":"tired","value":"yes"}'
    main = flow(
        node("ask", ("true", "work"), enter=[say("?")], receive=[]),
        node("work", ("true", "more"), enter=[put, say("Working.")]),
        node("more", ("true", "END"), enter=[say("More.")]),
        node("rest", ("true", "END"), enter=[say("Resting.")]),
        node("bye", ("true", "END"), enter=[say("Bye.")]),
    )
    wide = [{"condition": "event.preview === 'bye'", "node": "bye"},
            {"condition": "temp.tired === 'yes'", "node": "rest"}]  # fmt: skip
    reading = made({"main": {**main, "catchAll": {"next": wide}}})
    assert Talk(reading.document).say("go on") == ["Working.", "Resting."]
    assert Talk(reading.document).say("bye") == ["Bye."]
    written = json.loads(FORMATS["botpress"].write(reading.document)["flows/main.flow.json"])
    assert [way["node"] for way in written["catchAll"]["next"]] == ["bye", "rest"]
    nodes = {one["name"]: [way["node"] for way in one["next"]] for one in written["nodes"]}
    assert nodes == {"ask": ["work"], "work": ["more"], "more": ["END"], "rest": ["END"], "bye": ["END"]}
