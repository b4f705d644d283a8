"""Stories, rules, custom actions and test stories of Rasa projects."""

from flows.engine.graph import compile_bot
from flows.lint import lint
from flows.steps import STEP_TYPES
from tests.formats.rasa_bots import Trained, codes, made, one

DOMAIN = """
intents: [greet, deny, affirm, stop, book, switch, {nlu_fallback: {use_entities: []}}]
entities: [size]
slots:
  size: {type: text, mappings: [{type: from_entity, entity: size}]}
  vip: {type: bool, mappings: []}
  requested_slot: {type: any, mappings: []}
forms:
  table: {required_slots: [size]}
  taxi: {required_slots: [size]}
responses:
  utter_hi: [{text: Hi}]
  utter_bye: [{text: Bye}]
  utter_default: [{text: Sorry?}]
  utter_ask_size: [{text: Size?}]
actions: [action_book]
"""
NLU = "".join(
    f"- intent: {name}\n  examples: |\n    - {words}\n"
    for name, words in (
        ("greet", "hello"), ("deny", "no"), ("affirm", "yes"), ("stop", "stop it"), ("book", "a table please"),
        ("switch", "a taxi instead"),
    )
)  # fmt: skip


def told(**files):
    return made(domain=DOMAIN, nlu=f"nlu:\n{NLU}", **files)


def stories(**files):
    return {each["name"]: each for each in told(**files).document["stories"]}


def test_rules_and_stories():
    found = stories(
        rules="""
        rules:
        - rule: begin
          conversation_start: true
          wait_for_user_input: false
          steps:
          - intent: greet
          - action: utter_hi
        - rule: only for some
          condition:
          - slot_was_set: [{vip: true}, {requested_slot: null}]
          - active_loop: null
          steps:
          - or:
            - intent: book
            - intent: switch
          - action: action_book
        """,
        stories="""
        stories:
        - story: begin
          steps:
          - checkpoint: start
            slot_was_set: [{vip: null}]
          - intent: book
            entities: [{size: big}]
          - intent: greet
            entities: [size, {size: small, role: inner}]
          - action: utter_hi
          - slot_was_set: [size, {vip: false}]
          - user: no [way](size)
          - bot: Then not
          - checkpoint: end
        """,
    )
    assert found["begin"] == {
        "name": "begin", "kind": "rule", "at_start": True, "then_wait": False,
        "steps": [{"user": "greet"}, {"bot": "utter_hi"}],
    }  # fmt: skip
    assert found["only for some"]["steps"] == [
        {"form": None}, {"set": {"vip": True}}, {"or": [{"user": "book"}, {"user": "switch"}]}, {"flow": "action_book"},
    ]  # fmt: skip
    assert found["begin-2"]["steps"] == [
        {"checkpoint": "start"}, {"set": {"vip": None}},
        {"user": "book", "entities": {"size": "big"}},
        {"user": "greet", "entities": ["size", {"entity": "size", "value": "small", "role": "inner"}]},
        {"bot": "utter_hi"}, {"set": {"size": "…", "vip": False}},
        {"said": "no way"}, {"bot": "said-Then-not"}, {"checkpoint": "end"},
    ]  # fmt: skip


FORMS = {
    "rules": """
        rules:
        - rule: begin
          steps: [{intent: book}, {action: table}, {active_loop: table}]
        - rule: end
          condition: [{active_loop: table}]
          steps: [{action: table}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: utter_bye}]
        - rule: meanwhile
          condition: [{active_loop: table}]
          steps: [{intent: greet}, {action: utter_hi}, {action: table}, {active_loop: table}]
    """,
    "stories": """
        stories:
        - story: leave
          steps: [{intent: book}, {action: table}, {active_loop: table}, {intent: stop}, {action: utter_hi},
                  {intent: deny}, {action: action_deactivate_loop}, {active_loop: null}, {action: utter_bye}]
        - story: stay
          steps: [{intent: book}, {action: table}, {active_loop: table}, {intent: stop}, {action: utter_hi},
                  {intent: affirm}, {action: table}, {active_loop: null}, {action: action_book}]
        - story: switch
          steps: [{intent: book}, {action: table}, {active_loop: table}, {intent: switch}, {action: taxi},
                  {active_loop: taxi}, {active_loop: null}, {action: utter_bye}]
    """,
}


def test_forms_begin_end_and_are_left():
    found = stories(**FORMS)
    assert found["begin"]["steps"] == [{"user": "book"}, {"form": "table"}]
    assert found["end"]["steps"] == [{"form": "table"}, {"form_done": True}, {"bot": "utter_bye"}]
    assert found["meanwhile"]["steps"] == [{"form": "table"}, {"user": "greet"}, {"bot": "utter_hi"}, {"form": "table"}]
    assert found["leave"]["steps"][-3:] == [{"user": "deny"}, {"form": None}, {"bot": "utter_bye"}]
    assert found["stay"]["steps"][-4:] == [
        {"user": "affirm"}, {"form": "table"}, {"form_done": True}, {"flow": "action_book"},
    ]  # fmt: skip
    assert found["switch"]["steps"][-3:] == [{"form": "taxi"}, {"form_done": True}, {"bot": "utter_bye"}]


def test_stories_of_forms_compile_without_a_complaint():
    assert compile_bot(told(**FORMS).document, STEP_TYPES).stories.problems == []


def test_an_action_is_a_flow_that_says_who_calls_it():
    reading = told(**FORMS)
    flow = one(reading.document["flows"], id="action_book")
    (step,) = flow["nodes"][0]["steps"]
    assert step["type"] == "code" and "story stay" in step["config"]["source"]
    assert [finding for finding in lint(reading.document) if finding.severity == "error"] == []
    (item,) = [item for item in reading.items if item.code == "action"]
    assert item.target == "flow:action_book"


def test_what_nobody_understood_goes_to_the_fallback_flow():
    rule = "rules:\n- rule: again\n  steps:\n  - intent: nlu_fallback\n  - action: utter_bye\n"
    for files, content in (({}, "utter_default"), ({"rules": rule}, "utter_bye")):
        (flow,) = [flow for flow in told(**files).document["flows"] if flow["kind"] == "fallback"]
        assert flow["nodes"][0]["steps"][0]["config"]["message"] == {"content": content}


def test_two_stages_of_fallback_are_part_of_the_bot():
    rule = "rules:\n- rule: again\n  steps:\n  - intent: nlu_fallback\n  - action: action_two_stage_fallback\n"
    assert told().document["settings"]["suggestions"] == 0
    assert "suggestions" not in told(rules=rule).document["settings"]


def test_starting_over_is_a_flow():
    rule = "rules:\n- rule: again\n  steps:\n  - intent: stop\n  - action: action_restart\n"
    document = told(rules=rule).document
    (step,) = one(document["flows"], id="action_restart")["nodes"][0]["steps"]
    assert step["type"] == "restart"
    assert document["stories"][0]["steps"] == [{"user": "stop"}, {"flow": "action_restart"}]


def test_intents_from_outside_are_events():
    rule = "rules:\n- rule: plant\n  steps:\n  - intent: EXTERNAL_dry\n  - action: utter_hi\n  - action: action_book\n"
    flow = one(told(rules=rule).document["flows"], id="EXTERNAL_dry")
    assert flow["triggers"] == [{"event": "EXTERNAL_dry"}]
    assert [step["type"] for step in flow["nodes"][0]["steps"]] == ["say", "call_flow", "return"]


def test_what_a_story_cannot_say_here_is_told():
    reading = told(
        stories="""
        stories:
        - story: odd
          mood: bad
          steps:
          - intent: greet
          - action: action_back
          - action: utter_missing
          - active_loop: nowhere
          - 7
          - slot_was_set: [{unknown: 1}]
        - story: lost
          steps: [{intent: greet}, {action: utter_hi}, {intent: nlu_fallback}, {action: utter_bye}]
        """
    )
    assert codes(reading) >= {
        "unknown-key", "default-action", "missing-response", "form", "story-step", "slot", "fallback",
    }  # fmt: skip
    assert [each["name"] for each in reading.document["stories"]] == ["odd"]


TESTS = """
stories:
- story: all of it
  steps:
  - user: |
      a [big](size) table please
    intent: book
  - slot_was_set: [{size: big}]
  - action: table
  - active_loop: table
  - slot_was_set: [{vip: true}, {requested_slot: size}]
  - intent: greet
  - action: utter_hi
  - action: table
  - slot_was_set: [{requested_slot: null}]
  - active_loop: null
  - action: action_book
  - slot_was_set: [{vip: false}]
  - action: utter_bye
  - user: gibberish
    intent: nlu_fallback
  - action: utter_default
"""


def test_a_test_story_becomes_an_exact_test():
    (test,) = told(tests__test_stories=TESTS).document["tests"]
    assert test == {
        "name": "all of it", "exact": True,
        "calls": [{"flow": "action_book", "set": {"vip": False}}],
        "turns": [
            {"say": "a big table please"}, {"expect_intent": "book"},
            {"expect_entities": [{"entity": "size", "text": "big", "value": "big"}]},
            {"expect_variables": {"size": "big"}},
            {"expect_waiting": "table"}, {"set": {"vip": True}},
            {"say": "hello"}, {"expect_intent": "greet"}, {"expect_content": "utter_hi"}, {"expect_waiting": "table"},
            {"complete_form": "table"}, {"expect_flow": "action_book"}, {"expect_content": "utter_bye"},
            {"say": "gibberish"}, {"expect_intent": None}, {"expect_entities": []}, {"expect_content": "utter_default"},
        ],
    }  # fmt: skip


def test_stories_in_a_test_file_teach_nothing():
    assert told(tests__test_stories=TESTS).document["stories"] == []


SWITCH = """
stories:
- story: change to a taxi
  steps:
  - {intent: book}
  - {action: table}
  - {active_loop: table}
  - {intent: switch}
  - {action: action_ask_switch}
  - {intent: affirm}
  - {action: taxi}
  - {active_loop: taxi}
  - {active_loop: null}
  - {action: action_ask_back}
  - {intent: deny}
  - {action: utter_bye}
- story: come back
  steps:
  - {intent: book}
  - {action: table}
  - {active_loop: table}
  - {intent: switch}
  - {action: action_ask_switch}
  - {intent: affirm}
  - {action: taxi}
  - {active_loop: taxi}
  - {active_loop: null}
  - {action: action_ask_back}
  - {intent: affirm}
  - {action: table}
  - {active_loop: table}
"""


def switched(*more):
    """A test of two forms, the second of which takes the place of the first by a story."""
    steps = [
        {"say": "a table please"}, {"expect_waiting": "table"},
        {"say": "a taxi instead"}, {"expect_flow": "action_ask_switch"},
        {"say": "yes"}, {"expect_waiting": "taxi"},
        {"complete_form": "taxi"}, {"expect_flow": "action_ask_back"}, *more,
    ]  # fmt: skip
    trained = Trained(told(stories=SWITCH).document)
    return trained.test({"name": "switch", "exact": True, "turns": steps})


def test_a_story_asks_over_a_form_and_listens_itself():
    """Code ran in between: what the visitor says next is still for the story, not for the form below."""
    assert switched({"say": "no"}, {"expect_content": "utter_bye"}, {"expect_waiting": None}) == []


def test_a_form_that_a_story_left_for_another_is_asked_again_only_by_a_story():
    assert switched({"say": "yes"}, {"expect_waiting": "table"}) == []


def test_an_exact_test_takes_nothing_more_and_nothing_else():
    assert switched({"say": "no"}, {"expect_waiting": None}) == ["turn 10: nothing more expected, got ['Bye']"]
    (difference,) = switched({"say": "no"}, {"expect_content": "utter_hi"}, {"expect_content": "utter_bye"})
    assert difference == "turn 10: content utter_hi expected, got ['Bye']"
