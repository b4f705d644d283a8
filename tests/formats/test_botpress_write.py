"""Writing bots of Botpress: what both sides know comes back, and what cannot be said there is named."""

import json

import pytest

from flows.document import validate
from flows.formats import FORMATS, open_source, read_bot
from tests.formats.botpress_bots import FOLDER, REAL_BOTS, codes, flow, made, node, real, say
from tests.formats.botpress_canon import canon

BOTPRESS = FORMATS["botpress"]
# Kinds of nodes that only the trial version of Botpress had: they come back as those of the released one.
TRIAL = ("prompt", "say_something", "execute", "success", "failure", "sub-workflow", "trigger", "router")


def there_and_back(document):
    return read_bot(BOTPRESS.write(document), "botpress")[1].document


def named(document, **flow_):
    """A small document of ours with one flow."""
    flow_ = {"id": "main", "title": "Main", "kind": "main", "transitions": [], **flow_}
    return {"format": "botbuilder/bot", "version": 1, "name": "B", "languages": ["en"], "default_language": "en",
            **document, "flows": [flow_]}  # fmt: skip


@pytest.mark.parametrize("name", REAL_BOTS)
def test_a_bot_that_goes_out_again_says_what_it_said(name):
    """Flows, nodes, transitions, skills, contents, intents, entities and questions, compared in the raw files."""
    source, reading = open_source(FOLDER / name), real(name)
    gone = {item.what.split("'")[1] for item in reading.items if item.code == "missing-intent"}
    lost = {item.what.split("'")[1] for item in reading.items if item.code == "missing-content"}
    before, after = (canon(files, gone=gone) for files in (source, BOTPRESS.write(reading.document)))
    trial = trial_nodes(source)
    for path, there in before.pop("flows").items():
        here = after["flows"][path]
        assert set(there["nodes"]) <= set(here["nodes"]), path
        assert trial or (there["start"], there["everywhere"]) == (here["start"], here["everywhere"])
        for title, one in there["nodes"].items():
            # A content that is not there is a line of the report; what is said in its place is empty.
            if (path, title) not in trial and not any(what == "say" and id in lost for what, id, *_ in one["enter"]):
                assert one == here["nodes"][title], f"{path} {title}"
    for kind in ("content", "intents", "entities", "answers"):
        assert {id: one for id, one in after[kind].items() if id in before[kind]} == before[kind]


def trial_nodes(source):
    found = set()
    for path, data in source.items():
        for one in json.loads(data)["nodes"] if path.endswith(".flow.json") else ():
            if one.get("type") in TRIAL:
                found.add((path.lower(), one["name"]))
    return found


@pytest.mark.parametrize("name", REAL_BOTS)
def test_what_came_back_goes_out_the_same(name):
    first = BOTPRESS.write(real(name).document)
    assert BOTPRESS.write(read_bot(first, "botpress")[1].document) == first


@pytest.mark.parametrize("name", REAL_BOTS)
def test_what_goes_out_is_named_where_it_is_not_whole(name):
    writing = BOTPRESS.write_reported(real(name).document)
    assert all(item.what and item.target for item in writing.items)
    if name != "ndu-feature-test":
        assert writing.items == []


@pytest.mark.parametrize("name", REAL_BOTS)
def test_our_own_format_keeps_an_imported_bot_whole(name):
    native = FORMATS["native"]
    document = real(name).document
    again = native.read(native.write(document)).document
    assert again == document and native.write(again) == native.write(document)


def test_questions_calls_letters_and_handovers_are_skills_there():
    steps = [
        {"id": "a", "type": "choice", "config": {"message": "Tea?", "retries": 2, "retry_message": "Pardon?",
         "options": [{"id": "y", "title": "Yes", "value": "yes", "synonyms": ["sure"], "intent": "agree"}]}},
        {"id": "b", "type": "call_api", "config": {"method": "POST", "url": "https://x.example/{{ size }}",
         "headers": {"Key": "{{ secret.crm }}"}, "body": "{}", "save_as": "reply"}},
        {"id": "c", "type": "send_email", "config": {"to": "{{ mail }}", "subject": "Hi", "body": "There"}},
        {"id": "d", "type": "handoff", "config": {"timeout": 60}},
    ]  # fmt: skip
    nodes = [{"id": f"n{n}", "title": f"N{n}", "steps": [step]} for n, step in enumerate(steps)]
    ways = [("n0", "a", "y", "n1"), ("n0", "a", "else", "n3"), ("n1", None, "next", "n2"), ("n1", "b", "failed", "n3"),
            ("n2", None, "next", "n3"), ("n2", "c", "failed", "n3")]  # fmt: skip
    transitions = [
        {"id": f"t{n}", "node": node_, "step": step, "output": output, "target": target}
        for n, (node_, step, output, target) in enumerate(ways)
    ]
    variables = [{"name": name, "type": "any"} for name in ("size", "mail", "reply")]
    document = named({"variables": variables, "intents": [{"name": "agree", "examples": {"en": ["ok"]}}]},
                     nodes=nodes, transitions=transitions)  # fmt: skip
    assert validate(document) == []
    writing = BOTPRESS.write_reported(document)
    assert {item.code for item in writing.items} == {"secret"}
    assert b"secret" not in b"".join(writing.files.values())
    again = there_and_back(document)
    back = [step for one in again["flows"][0]["nodes"] for step in one["steps"] if step["type"] != "return"]
    assert [step["type"] for step in back] == ["choice", "call_api", "send_email", "handoff"]
    option = back[0]["config"]["options"][0]
    assert (option["value"], option["synonyms"], option["intent"]) == ("yes", ["sure"], "agree")
    assert back[0]["config"]["retry_message"] == {"text": {"en": "Pardon?"}}
    assert back[1]["config"]["url"] == "https://x.example/{{ size }}" and back[3]["config"] == {"timeout": 60}
    led = {(t["node"], t["output"]): t["target"] for t in again["flows"][0]["transitions"]}
    assert led["n0", "yes"] == "n1" and led["n1", "failed"] == "n3" and led["n1", "next"] == "n2"


def test_what_botpress_cannot_say_is_named():
    steps = [
        {"id": "a", "type": "goal", "config": {"goal": "sold"}},
        {"id": "b", "type": "set", "config": {"variable": "size", "value": {"expression": "size * 2"}}},
        {"id": "c", "type": "say", "config": {"message": "{{ size | default: 'none' }}"}},
    ]
    document = named({"variables": [{"name": "size", "type": "number"}],
                      "tests": [{"name": "t", "turns": []}],
                      "stories": [{"name": "s", "steps": [{"user": "x"}]}]},
                     nodes=[{"id": "n", "title": "N", "steps": steps}])  # fmt: skip
    writing = BOTPRESS.write_reported(document)
    assert {item.code for item in writing.items} >= {"lost", "step", "template"}
    whats = " ".join(item.what for item in writing.items)
    assert "goal" in whats and "Stories" in whats and "Tests" in whats
    action = next(data for path, data in writing.files.items() if path.endswith(".js"))
    assert b"size * 2" in action and all(line.startswith(b"//") for line in action.splitlines())


@pytest.mark.parametrize(
    "condition",
    ["temp.a == 'x' && !(temp.b || temp.c)", "Number(user.age) >= 18 || session.b.c[0] === true",
     "event.preview.toLowerCase().includes('yes')", "temp.list.length > 2 ? temp.a : temp.b", "(temp.a ?? 3) > 2",
     "event.nlu.intent.name === 'bye' && event.nlu.intent.confidence > 0.5", "temp['odd key'] == \"it's\"",
     "temp.a == 'two\\nlines'", "event.type === 'order'"],
)  # fmt: skip
def test_conditions_mean_the_same_after_going_out_and_coming_back(condition):
    document = made({"main": flow(node("a", (condition, "b"), ("true", "c")), node("b", enter=[say("b")]),
                                  node("c", enter=[say("c")]))}).document  # fmt: skip
    once = there_and_back(document)
    assert once["flows"] == there_and_back(once)["flows"]
    first, second = (one["flows"][0]["nodes"][0]["steps"][0]["config"]["rules"] for one in (document, once))
    assert first[0]["when"] != {"expression": "false"}
    plain = [rules[0]["when"]["expression"].replace("(", "").replace(")", "") for rules in (first, second)]
    assert plain[0].replace("text_", "") == plain[1].replace("text_", "")


def test_what_holds_in_the_whole_flow_stays_what_holds_in_the_whole_flow():
    bye = {"name": "bye", "utterances": {"en": ["bye"]}, "slots": []}
    main = flow(node("a", ("true", "b"), receive=[]), node("b", receive=[], enter=[say("b")]), node("c"))
    main["catchAll"] = {"next": [{"condition": "event.nlu.intent.name === 'bye'", "node": "c"}]}
    reading = made({"main": main}, more={"intents/bye.json": bye})
    assert "flow-wide" in codes(reading)
    written = json.loads(BOTPRESS.write(reading.document)["flows/main.flow.json"])
    assert written["catchAll"]["next"] == main["catchAll"]["next"]
    assert [way["node"] for one in written["nodes"] for way in one["next"]] == ["b"]


def test_what_follows_the_last_step_follows_its_node():
    """A line from the `next` of the last step is the same as a line from its node."""
    asked = {"id": "s", "type": "ask", "config": {"message": "Which city?", "variable": "town", "entity": "city"}}
    nodes = [
        {"id": "a", "title": "A", "steps": [asked]},
        {"id": "b", "title": "B", "steps": [{"id": "t", "type": "say", "config": {"message": "Fine."}}]},
    ]
    ways = [{"id": "w", "node": "a", "step": "s", "output": "next", "target": "b"},
            {"id": "v", "node": "a", "step": "s", "output": "failed", "target": "a"}]  # fmt: skip
    document = named({"variables": [{"name": "town", "type": "text", "entity": "city"}],
                      "entities": [{"name": "city", "kind": "list", "values": [{"value": "Rome"}]}]},
                     nodes=nodes, transitions=ways)  # fmt: skip
    assert validate(document) == []
    written = json.loads(BOTPRESS.write(document)["flows/main.flow.json"])
    assert [(way["condition"], way["node"]) for way in written["nodes"][0]["next"]] == [
        ('temp.extracted == "true"', "B"),
        ('temp.notExtracted == "true"', "A"),
        ('temp.alreadyExtracted == "true"', "B"),
    ]
