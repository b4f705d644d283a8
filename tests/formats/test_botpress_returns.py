"""Sub-flows of Botpress that come back: to the ways of their caller, to it itself, or to a node that they name."""

import json

import pytest

from flows.formats import FORMATS, read_bot
from flows.lint import lint
from tests.formats.botpress_bots import Talk, flow, made, node, real, say
from tests.formats.botpress_canon import canon

BOTPRESS = FORMATS["botpress"]
SIZE = 'builtin/setVariable {"type":"temp","name":"size","value":"{{event.preview}}"}'
# Two callers of one flow: `done` is another node in each, and `ask` is only in one of them.
CAFE = {
    "main": flow(
        node("ask", ("event.preview == 'tea'", "tea"), ("event.preview == 'cake'", "cake.flow.json"), ("true", "ask"),
             enter=[say("Tea or cake?")], receive=[]),
        node("tea", ("true", "order.flow.json"), enter=[say("Tea.")]),
        node("done", ("temp.size === 'large'", "mug"), ("true", "cup"), enter=[say("A drink it is.")]),
        node("mug", ("true", "END"), enter=[say("Your mug!")]),
        node("cup", ("true", "END"), enter=[say("Your cup!")]),
    ),
    "cake": flow(
        node("entry", ("temp.size === 'refused'", "no"), ("true", "order.flow.json"), enter=[say("Cake.")]),
        node("done", ("true", "END"), enter=[say("Your piece of cake!")]),
        node("no", ("true", "END"), enter=[say("No cake.")]),
    ),
    "order": flow(
        node("size", ("event.preview == 'menu'", "##ask"), ("event.preview == 'again'", "##"),
             ("event.preview == 'nothing'", ""), ("event.preview == 'refused'", "#"),
             ("event.preview == 'large'", "#done"), ("true", "##done"), enter=[say("What size?")], receive=[SIZE]),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def cafe():
    return made(CAFE)


@pytest.mark.parametrize("gone_out", [False, True], ids=["imported", "gone out and come back"])
@pytest.mark.parametrize(
    ("words", "replies"),
    [
        # `##done` runs the node of that name in whichever flow called.
        (["tea", "small"], ["A drink it is.", "Your cup!"]),
        (["cake", "small"], ["Your piece of cake!"]),
        # `#done` asks only its ways: nothing of it is said.
        (["tea", "large"], ["Your mug!"]),
        (["cake", "large"], []),
        # `##` runs the node that called once more.
        (["tea", "again"], ["Tea.", "What size?"]),
        (["cake", "again", "small"], ["Your piece of cake!"]),
        # `#` asks the ways of the node that called once more.
        (["cake", "refused"], ["No cake."]),
        (["tea", "refused"], ["What size?"]),
        # A node that the other caller has; where it is missing, the talk ends. So it does at a way that leads nowhere.
        (["tea", "menu"], ["Tea or cake?"]),
        (["cake", "menu"], []),
        (["cake", "nothing"], []),
        # What came of one call is no part of the next.
        (["tea", "menu", "cake", "refused"], ["No cake."]),
        (["tea", "menu", "cake", "small"], ["Your piece of cake!"]),
    ],
)  # fmt: skip
def test_a_flow_comes_back_where_it_says(cafe, words, replies, gone_out):
    document = read_bot(BOTPRESS.write(cafe.document), "botpress")[1].document if gone_out else cafe.document
    talk = Talk(document)
    assert [talk.say(text) for text in words][-1] == replies


def test_a_caller_without_that_node_is_named(cafe):
    told = [item for item in cafe.items if item.code == "return"]
    assert [(one.file, one.pointer) for one in told] == [("flows/cake.flow.json", "/nodes/0/next/1")]
    assert "'ask'" in told[0].what and "Back to ask" in told[0].todo
    cake = next(one for one in cafe.document["flows"] if one["id"] == "cake")
    rules = [rule["title"] for one in cake["nodes"] for step in one["steps"] if step["type"] == "branch"
             for rule in step["config"]["rules"] if "title" in rule]  # fmt: skip
    assert rules == ["Back to ask", "Back to entry", "Back to what follows done", "Back to done"]
    assert [one.to_json() for one in lint(cafe.document) if one.severity == "error"] == []


def test_going_out_says_where_it_comes_back_as_it_was_said(cafe):
    source = {f"flows/{name}.flow.json": json.dumps(body).encode() for name, body in CAFE.items()}
    source["bot.config.json"] = b"{}"
    writing = BOTPRESS.write_reported(cafe.document)
    before, after = canon(source)["flows"], canon(writing.files)["flows"]
    assert {path: {name: one["ways"] for name, one in flow_["nodes"].items()} for path, flow_ in before.items()} == {
        path: {name: one["ways"] for name, one in flow_["nodes"].items()} for path, flow_ in after.items()}  # fmt: skip
    assert writing.items == []
    again = read_bot(writing.files, "botpress")[1].document
    assert BOTPRESS.write(again) == writing.files


def test_a_node_that_is_gone_is_named_on_the_way_out(cafe):
    document = json.loads(json.dumps(cafe.document))
    for flow_ in document["flows"]:
        for one in flow_["nodes"]:
            one["title"] = one["title"].replace("ask", "question") if flow_["id"] == "main" else one["title"]
    items = [item for item in BOTPRESS.write_reported(document).items if item.code == "return"]
    assert [(item.target, "'ask'" in item.what) for item in items] == [("flow:order", True)]


def test_a_menu_that_always_runs_its_flow_goes_round():
    """The way that is always open is taken again each time, as there. A flow that asks nothing would never end."""
    menu = {
        "main": flow(node("a", ("true", "menu.flow.json"), enter=[say("Hello.")])),
        "menu": flow(node("m", ("event.preview == 'bye'", "END"), ("true", "#"), enter=[say("Pick.")], receive=[])),
    }
    talk = Talk(made(menu).document)
    assert talk.greeting == ["Hello.", "Pick."]
    assert [talk.say(text) for text in ("x", "y", "bye")] == [["Pick."], ["Pick."], []]
    quiet = {**menu, "menu": flow(node("m", ("true", "#"), enter=[say("Pick.")]))}
    assert Talk(made(quiet).document).greeting == ["Hello.", "Pick."]


def test_a_way_for_what_was_said_is_not_taken_twice_for_the_same_words():
    main = flow(node("a", ("event.preview == 'info'", "info.flow.json"), ("true", "b"), enter=[say("?")], receive=[]),
                node("b", ("true", "a"), enter=[say("Anything else")]))  # fmt: skip
    talk = Talk(made({"main": main, "info": flow(node("i", ("true", "#"), enter=[say("We are open.")]))}).document)
    assert talk.say("info") == ["We are open.", "Anything else", "?"]


def test_a_flow_run_from_one_of_its_nodes_on_comes_back_as_well():
    sub = flow(node("first", enter=[say("never")]), node("second", ("true", "##end"), enter=[say("two")]))
    main = flow(node("a", ("true", "sub.flow.json#second"), enter=[say("one")]), node("end", enter=[say("three")]))
    reading = made({"main": main, "sub": sub})
    assert Talk(reading.document).greeting == ["one", "two", "three"]
    written = json.loads(BOTPRESS.write(reading.document)["flows/main.flow.json"])
    assert written["nodes"][0]["next"] == [{"condition": "true", "node": "sub.flow.json#second"}]


def test_nobody_to_go_back_to_is_named():
    reading = made({"main": flow(node("a", ("true", "##b"), enter=[say("one")]), node("b", enter=[say("two")]))})
    assert [item.pointer for item in reading.items if item.code == "return"] == ["/nodes/0/next/0"]
    assert Talk(reading.document).greeting == ["one"]


def test_a_nodes_own_flow_and_a_skill_are_come_back_to():
    """A node that is nothing but a flow (`skill-call` without data), and a question that another flow sends back to."""
    data = {"randomId": "x", "contentId": "#!builtin_single-choice-1", "keywords": {"more": [], "stop": []}}
    choice = [{"id": "builtin_single-choice-1", "formData": {"text$en": "More or stop?", "choices$en": [
        {"title": "More", "value": "more"}, {"title": "Stop", "value": "stop"}]}}]  # fmt: skip
    main = flow(
        node("run", ("true", "bye"), type="skill-call", flow="sub.flow.json"),
        node("pick", ("temp['skill-choice-ret-x'] == 'more'", "sub.flow.json"), ("true", "bye"),
             type="skill-call", skill="choice", flow="skills/choice-1.flow.json"),
        node("bye", ("true", "END"), enter=[say("Bye")]),
    )  # fmt: skip
    sub = flow(node("s", ("event.preview == 'pick'", "#pick"), ("true", "#"), enter=[say("Sub?")], receive=[]))
    reading = made({"main": main, "sub": sub, "skills/choice-1": {**flow(node("entry")), "skillData": data}},
                   more={"content-elements/builtin_single-choice.json": choice})  # fmt: skip
    talk = Talk(reading.document)
    assert talk.greeting == ["Sub?"]
    assert talk.say("pick") == ["More or stop?"] and talk.say("more") == ["Sub?"]
    assert talk.say("pick") == ["More or stop?"] and talk.say("stop") == ["Bye"]
    assert Talk(reading.document).say("on") == ["Bye"]


def test_a_shared_bot_goes_back_to_the_node_it_names():
    reading = real("ayudante-virtual")
    flows = {one["id"]: one for one in reading.document["flows"]}
    caller = flows["consultar"]
    step = next(step for one in caller["nodes"] for step in one["steps"] if step["type"] == "branch"
                and any("Back to" in rule.get("title", "") for rule in step["config"]["rules"]))  # fmt: skip
    way = next(one for one in caller["transitions"] if one["step"] == step["id"] and one["output"] == "b1")
    titles = {one["id"]: one["title"] for one in caller["nodes"]}
    assert titles[way["target"]] == "pre_realizar_otra_consulta"
    assert "return" not in {item.code for item in reading.items}
