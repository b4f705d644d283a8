"""What goes out to Rasa: bots drawn here as rules, all that a response may hold, and what is named as lost."""

import json
from pathlib import Path

import pytest
import yaml

from flows.formats import FORMATS
from flows.formats.rasa.write.yaml_writer import Block, write_yaml
from flows.formats.rasa.yaml_reader import load_yaml
from flows.steps import STEP_TYPES
from tests.formats.rasa_bots import made, one
from tests.formats.talks import names_in, real
from tests.lint.flaws import FLAWS

DEMO = Path(__file__).resolve().parents[2] / "botbuilder" / "demo" / "pizza.json"


def bot(*flows, **parts):
    return {
        "format": "botbuilder/bot", "version": 1, "name": "Shop", "languages": ["en"], "default_language": "en",
        "settings": {}, "flows": list(flows), **parts,
    }  # fmt: skip


def flow(id, *nodes, trigger=None, ways=(), **more):
    """A flow of nodes `(id, step…)` and ways `(node, step, output, target)`."""
    made = [{"id": name, "steps": [{"id": f"{name}{n}", **step} for n, step in enumerate(steps, 1)]}
            for name, *steps in nodes]  # fmt: skip
    transitions = [{"id": f"t{n}", "node": node, "step": step, "output": output, "target": target}
                   for n, (node, step, output, target) in enumerate(ways)]  # fmt: skip
    triggers = [] if trigger is None else [trigger]
    return {"id": id, "title": id, "kind": "normal", "start": made[0]["id"], "triggers": triggers, "nodes": made,
            "transitions": transitions, **more}  # fmt: skip


def step(type, **config):
    return {"type": type, "config": config}


def say(text):
    return step("say", message=text)


def exported(document):
    """The files as values, and the report."""
    written = FORMATS["rasa"].write_reported(document)
    return {path: load_yaml(data) for path, data in written.files.items()}, written.items


def rules(document):
    """Rules of the export by name, in few words."""
    files, _ = exported(document)
    return {rule["rule"]: [*rule.get("condition", ()), *rule["steps"]] for rule in files["data/rules.yml"]["rules"]}


def said(document, action):
    files, _ = exported(document)
    return files["domain.yml"]["responses"][action]


BUY = {"intent": "buy"}
INTENTS = [{"name": "buy", "examples": {"en": ["I want to buy"]}}, {"name": "yes", "examples": {"en": ["Yes"]}}]


def test_what_is_said_one_after_the_other_is_one_rule():
    document = bot(flow("buy", ("a", say("One"), say("Two")), trigger=BUY), intents=INTENTS)
    assert rules(document) == {"buy": [{"intent": "buy"}, {"action": "utter_buy_a1"}, {"action": "utter_buy_a2"}]}
    assert said(document, "utter_buy_a2") == [{"text": "Two"}]


@pytest.mark.parametrize("ways", [
    [("a", "a1", "next", "b")],
    [("a", None, "next", "b")],
    [("a", None, "next", "c"), ("a", "a1", "next", "b")],
], ids=["from the step", "from the node", "the step's comes first"])  # fmt: skip
def test_a_line_from_the_last_step_is_followed_as_one_from_its_node(ways):
    document = bot(flow("buy", ("a", say("One")), ("b", say("Two")), ("c", say("Three")), trigger=BUY, ways=ways),
                   intents=INTENTS)  # fmt: skip
    assert rules(document) == {"buy": [{"intent": "buy"}, {"action": "utter_buy_a1"}, {"action": "utter_buy_b1"}]}


def test_a_choice_is_buttons_and_a_rule_for_each():
    options = [{"id": "y", "title": "Yes"}, {"id": "n", "title": "Not now", "value": "no"}]
    document = bot(
        flow("buy", ("a", step("choice", message="Sure?", options=options)), ("b", say("Thanks")), ("c", say("Later")),
             trigger=BUY, ways=[("a", "a1", "y", "b"), ("a", "a1", "n", "c"), ("a", "a1", "else", "c")]),
        intents=INTENTS,
    )  # fmt: skip
    asked = {"action": "utter_buy_a1"}
    assert list(rules(document).values()) == [
        [{"intent": "buy"}, asked],
        [asked, {"intent": "yes"}, {"action": "utter_buy_b1"}],
        [asked, {"intent": "choose_no"}, {"action": "utter_buy_c1"}],
        [asked, {"intent": "nlu_fallback"}, {"action": "utter_buy_c1"}],
    ]
    assert [one["payload"] for one in said(document, "utter_buy_a1")[0]["buttons"]] == ["/yes", "/choose_no"]
    files, _ = exported(document)
    assert one(files["data/nlu.yml"]["nlu"], intent="choose_no")["examples"] == "- Not now\n"


def test_a_question_is_a_form_and_goes_on_when_it_is_answered():
    variables = [{"name": "colour", "type": "text"}]
    document = bot(
        flow("buy", ("a", step("ask", message="Which colour?", variable="colour"), say("{{ colour }} it is")),
             trigger=BUY), intents=INTENTS, variables=variables,
    )  # fmt: skip
    form = "buy_a1_form"
    assert list(rules(document).values()) == [
        [{"intent": "buy"}, {"action": form}, {"active_loop": form}],
        [{"active_loop": form}, {"action": form}, {"active_loop": None}, {"action": "utter_buy_a2"}],
    ]
    domain = exported(document)[0]["domain.yml"]
    assert domain["forms"] == {form: {"required_slots": ["colour"]}}
    asked = [{"active_loop": form, "requested_slot": "colour"}]
    assert domain["slots"]["colour"]["mappings"] == [{"type": "from_text", "conditions": asked}]
    assert domain["responses"][f"utter_ask_{form}_colour"] == [{"text": "Which colour?"}]
    assert domain["responses"]["utter_buy_a2"] == [{"text": "{colour} it is"}]


def test_a_branch_by_values_is_a_rule_for_each_and_others_are_named():
    branch = [
        {"id": "big", "when": {"variable": "size", "op": "==", "value": "big"}},
        {"id": "odd", "when": {"expression": "len(size) > 3"}},
    ]
    document = bot(
        flow("buy", ("a", step("branch", rules=branch)), ("b", say("Big")), ("c", say("Any")), trigger=BUY,
             ways=[("a", "a1", "big", "b"), ("a", "a1", "odd", "c"), ("a", "a1", "else", "c")]),
        intents=INTENTS, variables=[{"name": "size", "type": "text"}],
    )  # fmt: skip
    assert list(rules(document).values()) == [
        [{"slot_was_set": [{"size": "big"}]}, {"intent": "buy"}, {"action": "utter_buy_b1"}],
        [{"intent": "buy"}, {"action": "utter_buy_c1"}],
    ]
    files, items = exported(document)
    assert files["domain.yml"]["slots"]["size"]["type"] == "categorical"
    assert [item.code for item in items if item.severity == "error"] == ["branch"]


def test_words_that_may_be_anything_go_on_by_what_was_meant():
    branch = [{"id": "y", "when": {"intent": "yes"}}]
    document = bot(
        flow("buy", ("a", say("Sure?"), step("listen")), ("b", step("branch", rules=branch)), ("c", say("Good")),
             trigger=BUY, ways=[("a", None, "next", "b"), ("b", "b1", "y", "c"), ("b", "b1", "else", "a")]),
        intents=INTENTS,
    )  # fmt: skip
    asked = {"action": "utter_buy_a1"}
    assert list(rules(document).values()) == [
        [{"intent": "buy"}, asked],
        [asked, {"intent": "nlu_fallback"}, asked],
        [asked, {"intent": "yes"}, {"action": "utter_buy_c1"}],
    ]


def test_steps_that_only_exist_here_are_actions_to_be_written():
    call = step("call_api", method="GET", url="https://x.example")
    document = bot(flow("buy", ("a", call, say("Done")), trigger=BUY), intents=INTENTS)
    assert rules(document)["buy"][1:] == [{"action": "action_buy_a1"}, {"action": "utter_buy_a2"}]
    files, items = exported(document)
    assert files["domain.yml"]["actions"] == ["action_buy_a1"]
    assert files["endpoints.yml"]["action_endpoint"]["url"].endswith("/webhook")
    (told,) = [item for item in items if item.severity == "error"]
    assert "action_buy_a1" in told.todo and told.target == "flow:buy/steps/a1"


def test_a_step_that_calls_an_action_server_names_its_action():
    document = bot(flow("buy", ("a", step("call_action", action="action_pay")), trigger=BUY), intents=INTENTS)
    assert rules(document)["buy"] == [{"intent": "buy"}, {"action": "action_pay"}]
    assert exported(document)[1] == []


def test_a_form_that_is_active_already_is_run_once_more_before_it_ends():
    form = [{"id": "f", "type": "form", "config": {"slots": [{"variable": "v", "ask": "V?"}]}}]
    steps = [{"user": "buy"}, {"form": "f"}, {"user": "yes"}, {"form": "f"}, {"form_done": True}, {"bot": "done"}]
    document = bot(
        {"id": "f", "title": "f", "kind": "normal", "nodes": [{"id": "n", "steps": form}], "transitions": []},
        intents=INTENTS, variables=[{"name": "v", "type": "text", "entity": "e"}],
        entities=[{"name": "e", "kind": "learned"}], content=[{"id": "done", "message": "Done"}],
        stories=[{"name": "s", "kind": "story", "steps": steps}],
    )  # fmt: skip
    files, _ = exported(document)
    assert files["data/stories.yml"]["stories"][0]["steps"] == [
        {"intent": "buy"}, {"action": "f"}, {"active_loop": "f"}, {"intent": "yes"},
        {"action": "f"}, {"active_loop": None}, {"action": "utter_done"},
    ]  # fmt: skip


def test_what_is_looked_for_comes_before_any_text():
    slots = [{"variable": "v", "ask": "V?", "fill": [{"text": True}]}]
    document = bot(
        flow("buy", ("a", step("form", slots=slots)), trigger=BUY),
        intents=INTENTS, variables=[{"name": "v", "type": "text", "entity": "e"}],
        entities=[{"name": "e", "kind": "learned"}],
    )  # fmt: skip
    mappings = exported(document)[0]["domain.yml"]["slots"]["v"]["mappings"]
    assert [one["type"] for one in mappings] == ["from_entity", "from_text"] and "conditions" not in mappings[0]


def test_everything_a_response_may_hold():
    domain = """
        intents: [greet, pick]
        slots:
          name: {type: text, mappings: []}
          vip: {type: bool, mappings: []}
        responses:
          utter_all:
          - text: "Hi {name}"
            id: all-1
          - text: "Dear {name}"
            condition: [{type: slot, name: vip, value: true}]
            channel: slack
          utter_pick:
          - text: Pick
            buttons: [{title: Greet, payload: /greet}, {title: Big, payload: '/pick{"size":"big"}'}]
          utter_picture: [{text: Look, image: "https://example.org/a.png"}]
          utter_file: [{text: Read, attachment: "https://example.org/a.pdf"}]
          utter_raw: [{custom: {blocks: [1, {a: b}]}, channel: slack}]
          utter_cards:
          - text: ""
            elements:
            - {title: A, subtitle: B, image_url: "https://x.example/a.png", buttons: [{title: Go, url: "https://x.io"}]}
    """
    reading = made(domain=domain)
    before, after = load_yaml(domain.encode())["responses"], exported(reading.document)[0]["domain.yml"]["responses"]
    link = after["utter_cards"][0]["elements"][0]["buttons"][0]
    assert (link.pop("type"), link) == ("web_url", {"title": "Go", "url": "https://x.io"})
    assert after == before


def test_roles_groups_values_and_brackets_in_examples():
    examples = ["fly to [NY](city:to#1=New York) [now](@date)", "see [this](", r"\[a\](b)"]
    document = bot(intents=[{"name": "fly", "examples": {"en": examples}}],
                   entities=[{"name": "city", "kind": "learned"}])  # fmt: skip
    files, items = exported(document)
    assert files["data/nlu.yml"]["nlu"][0]["examples"].splitlines() == [
        '- fly to [NY]{"entity": "city", "role": "to", "group": "1", "value": "New York"} now',
        "- see [this](",
        "- (a)(b)",
    ]
    assert files["domain.yml"]["entities"] == [{"city": {"roles": ["to"], "groups": ["1"]}}, "time"]
    duckling = [part for part in files["config.yml"]["pipeline"] if part["name"] == "DucklingEntityExtractor"]
    assert duckling[0]["dimensions"] == ["time"]
    assert [item.code for item in items] == ["brackets"]


def test_slots_of_all_types_come_back():
    domain = """
        slots:
          a: {type: text, influence_conversation: false, mappings: [{type: custom}]}
          b: {type: bool, initial_value: false, influence_conversation: true, mappings: [{type: custom}]}
          c: {type: float, min_value: 1, max_value: 2.5, influence_conversation: true, mappings: [{type: custom}]}
          d: {type: list, influence_conversation: true, mappings: [{type: custom}]}
          e: {type: categorical, values: [low, high], influence_conversation: true, mappings: [{type: custom}]}
          f: {type: any, influence_conversation: false, mappings: [{type: custom}]}
    """
    after = exported(made(domain=f"intents: [x]\n{domain.replace('        ', '')}").document)[0]["domain.yml"]["slots"]
    assert after == load_yaml(domain.encode())["slots"]


def test_what_is_lost_of_the_demo_bot_is_named():
    _, items = exported(json.loads(DEMO.read_text()))
    assert {item.code for item in items} == {
        "validation", "start", "step", "template", "flow", "language", "test", "scope", "setting",
    }  # fmt: skip
    assert all(item.what and item.target for item in items)


@pytest.mark.parametrize("code", sorted(set(FLAWS) - {"unknown-step-type"}))
def test_unfinished_bots_go_out_as_well(code):
    FORMATS["rasa"].read(FORMATS["rasa"].write(FLAWS[code]), "again")


@pytest.mark.parametrize("kind", STEP_TYPES)
def test_a_step_of_every_kind_goes_out(kind):
    for example in STEP_TYPES[kind].examples:
        outputs = [output for output in STEP_TYPES[kind].outputs(example.config) if output != "next"]
        ways = [("n", "n1", output, "m") for output in outputs]
        drawn = flow("x", ("n", step(kind, **example.config)), ("m", say("m")), trigger=BUY, ways=ways)
        document = {**bot(intents=INTENTS), **example.bot}
        document["flows"] = [drawn, *example.bot.get("flows", ())]
        FORMATS["rasa"].read(FORMATS["rasa"].write(document), "again")


@pytest.mark.parametrize(("product", "name"), [
    (product, name) for product, pattern in (("botpress", "*-*"), ("dialogflow", "*-*"), ("typebot", "*.json"))
    for name in names_in(product, pattern)
])  # fmt: skip
def test_bots_of_other_products_go_out_and_open_again(product, name):
    written = FORMATS["rasa"].write_reported(real(product, name).document)
    assert FORMATS["rasa"].read(written.files, "again").document["flows"] is not None
    assert all(item.what for item in written.items) and len(set(written.items)) == len(written.items)


@pytest.mark.parametrize(
    "text",
    ["yes", "No", "on", "~", "null", "1.0", "0o17", "1e3", "12:30", "2020-01-01", "- a", "a: b", "a #b", "", " a ", "'",
     '"', "\\", "é👍", "a\nb", "{x}", "[x]", "*a", "&a", "!x", "%x", "@x", "`x", "\x85\u2028", "y", "=", "<<", "?"],
)  # fmt: skip
def test_texts_are_texts_for_readers_of_both_versions_of_yaml(text):
    data = write_yaml({"key": text, "listed": [text, {text or "x": text}], "block": Block("- a\n- b: c")})
    for value in (load_yaml(data), yaml.safe_load(data)):
        assert value == {"key": text, "listed": [text, {text or "x": text}], "block": "- a\n- b: c\n"}
