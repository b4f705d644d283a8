"""Exported Typebots: small ones made here, and the shared ones read where they lie."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.document import validate
from flows.formats import FormatError, read_bot
from flows.lint import lint

from .talks import Talk, codes, explore, names_in, one, real

BOTS = names_in("typebot", "*.json")


def bubble(id, text, **more):
    return {"id": id, "type": "text", "content": {"richText": [{"type": "p", "children": [{"text": text}]}]}, **more}


def choice(id, *items, **more):
    """Buttons as (title, edge) pairs."""
    listed = [{"id": f"{id}-{n}", "content": title, "outgoingEdgeId": edge} for n, (title, edge) in enumerate(items)]
    return {"id": id, "type": "choice input", "items": listed, **more}


def bot(*groups, edges=(), variables=(), **more):
    """A Typebot of groups (id, blocks…); edges are (id, group) or (id, group, block)."""
    first = groups[0][0]
    return {
        "version": "6", "id": "b", "name": "Small bot",
        "events": [{"id": "start", "type": "start", "outgoingEdgeId": "e-start"}],
        "groups": [{"id": id, "title": id.title(), "graphCoordinates": {"x": 0, "y": 0}, "blocks": list(blocks)}
                   for id, *blocks in groups],
        "edges": [{"id": "e-start", "from": {"eventId": "start"}, "to": {"groupId": first}}]
        + [{"id": edge, "from": {}, "to": {"groupId": to[0], **({"blockId": to[1]} if to[1:] else {})}}
           for edge, *to in edges],
        "variables": [{"id": f"v-{name}", "name": name} for name in variables],
        "theme": {}, "settings": {}, **more,
    }  # fmt: skip


def made(source):
    return read_bot({"bot.json": json.dumps(source).encode()})[1]


def test_a_text_and_its_buttons_become_one_question():
    reading = made(
        bot(
            ("menu", bubble("t1", "What shall it be?"), choice("c1", ("Tea", "e1"), ("Coffee", "e2"))),
            ("tea", bubble("t2", "Tea it is.")),
            ("coffee", bubble("t3", "Coffee it is.")),
            edges=[("e1", "tea"), ("e2", "coffee")],
        )
    )
    assert reading.items == []
    talk = Talk(reading.document)
    assert talk.path == [("main", "Menu")]
    assert talk.choose("o2") == ["Coffee it is."]
    assert not talk.waits


def test_a_reply_that_fits_no_button_is_asked_again_as_often_as_need_be():
    reading = made(bot(("menu", bubble("t1", "Which?"), choice("c1", ("Left", None), ("Right", None)))))
    talk = Talk(reading.document)
    for _ in range(5):
        assert talk.say("up") == ["Which?"]
    assert talk.say("left") == []


def test_a_button_without_an_edge_goes_on_in_its_group():
    reading = made(bot(("menu", bubble("t", "Ready?"), choice("c", ("Go", None)), bubble("t2", "Off we go."))))
    assert Talk(reading.document).choose("o1") == ["Off we go."]


def test_an_edge_into_the_middle_of_a_group():
    reading = made(
        bot(
            ("a", bubble("t1", "One"), bubble("t2", "Two"), bubble("t3", "Three")),
            ("b", bubble("t4", "Four", outgoingEdgeId="e1")),
            edges=[("e1", "a", "t2")],
            events=[{"id": "start", "type": "start", "outgoingEdgeId": "e2"}],
        )
        | {
            "edges": [
                {"id": "e2", "to": {"groupId": "b"}},
                {"id": "e1", "to": {"groupId": "a", "blockId": "t2"}},
            ]
        }
    )
    assert [message["text"] for message in Talk(reading.document).rehearsal.said] == ["Four", "Two", "Three"]


def test_values_numbers_sums_and_texts():
    def put(id, value):
        return {"id": id, "type": "Set variable", "options": {"variableId": "v-Score", "expressionToEvaluate": value}}

    reading = made(
        bot(
            ("a", put("s1", "2"), put("s2", "{{Score}} * 2 + 3"), bubble("t", "{{Score}} points"),
             put("s3", "Promoter"), bubble("t2", "{{Score}}")),
            variables=["Score"],
        )
    )  # fmt: skip
    assert [message["text"] for message in Talk(reading.document).rehearsal.said] == ["7 points", "Promoter"]


@pytest.mark.parametrize(
    ("operator", "value", "answer", "holds"),
    [
        ("Equal to", "7", "7", True),
        ("Not equal", "7", "8", True),
        ("Greater than", "6", "7", True),
        ("Greater than", "6", "6", False),
        ("Less than", "6", "5.5", True),
        ("Greater or equal to", "6", "6", True),
        ("Contains", "ELLO", "hello", True),
        ("Does not contain", "x", "hello", True),
        ("Starts with", "he", "Hello", True),
        ("Ends with", "he", "Hello", False),
        ("Is set", None, "a", True),
        ("Is empty", None, "a", False),
        ("Matches regex", "/^h.*o$/i", "HELLO", True),
        (None, "1", "1", False),
        ("Sounds like", "1", "1", False),
    ],
)
def test_comparisons(operator, value, answer, holds):
    item = {
        "id": "i", "outgoingEdgeId": "e1",
        "content": {"comparisons": [
            {"id": "x", "variableId": "v-Said", "comparisonOperator": operator, "value": value}
        ]},
    }  # fmt: skip
    asks = {"id": "in", "type": "text input", "options": {"variableId": "v-Said"}}
    reading = made(
        bot(
            ("a", bubble("q", "Say it."), asks, {"id": "c", "type": "Condition", "items": [item]}, bubble("n", "no")),
            ("b", bubble("y", "yes")),
            edges=[("e1", "b")],
            variables=["Said"],
        )
    )
    assert Talk(reading.document).say(answer) == ["yes" if holds else "no"]
    assert ("condition" in codes(reading)) == (operator in (None, "Sounds like"))


def test_inputs_keep_what_they_were_asked_for():
    kinds = ["number input", "email input", "url input", "phone number input", "rating input"]
    groups = [
        (f"g{n}", bubble(f"q{n}", kind),
         {"id": f"i{n}", "type": kind, "options": {"variableId": f"v-{n}"}, "outgoingEdgeId": f"e{n + 1}"})
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    reading = made(bot(*groups, edges=[(f"e{n}", f"g{n}") for n in range(1, 5)], variables=list("01234")))
    talk = Talk(reading.document)
    for reply in ("12", "ada@example.org", "https://example.org/", "+33 6 12 34 56 78", "9"):
        talk.say(reply)
    assert not talk.waits
    assert talk.rehearsal.variable("_0") == 12
    assert talk.rehearsal.variable("_1") == "ada@example.org"
    assert talk.rehearsal.variable("_4") == 9


@pytest.mark.parametrize(("options", "marks"), [
    ({}, range(11)), ({"startsAt": 1}, range(1, 11)), ({"length": 5}, range(6)), ({"startsAt": 0}, range(11)),
    ({"buttonType": "Icons", "length": 5}, range(1, 6)), ({"startsAt": "x", "length": [3]}, range(11)),
])  # fmt: skip
def test_marks_begin_where_they_began(options, marks):
    asked = {"id": "i", "type": "rating input", "options": {"variableId": "v-Mark", **options}}
    reading = made(bot(("a", bubble("q", "How likely?"), asked), variables=["Mark"]))
    talk = Talk(reading.document)
    (asked_for,) = [message for message in talk.rehearsal.said if message["type"] == "choice"]
    assert [option["title"] for option in asked_for["options"]] == [str(mark) for mark in marks]
    talk.say(str(marks[0]))
    assert talk.rehearsal.variable("Mark") == marks[0] and not talk.waits
    assert codes(reading) == set()


def test_a_call_of_an_api_keeps_no_credential_and_goes_on_where_it_fails():
    webhook = {
        "url": "https://api.example/{{City}}", "method": "GET",
        "headers": [{"key": "X-Token", "value": "s3cr3t-value"}],
        "queryParams": [{"key": "api_key", "value": "an0ther"}, {"key": "q", "value": "{{City}}"}],
    }  # fmt: skip
    block = {
        "id": "w", "type": "Webhook",
        "options": {"webhook": webhook, "responseVariableMapping": [{"variableId": "v-Sky", "bodyPath": "data.sky"}]},
    }  # fmt: skip
    reading = made(bot(("a", block, bubble("t", "It is {{Sky}}.")), variables=["City", "Sky"]))
    assert "s3cr3t" not in json.dumps(reading.document) and "an0ther" not in json.dumps(reading.document)
    assert "s3cr3t" not in str(reading.items)
    assert [item.code for item in reading.items].count("secret") == 2
    stub = {"url": "https://api.example/*", "status": 200, "body": {"sky": "clear"}}
    assert Talk(reading.document, calls=[stub]).rehearsal.said[-1]["text"] == "It is clear."
    assert Talk(reading.document, calls=[{**stub, "status": 500}]).rehearsal.said[-1]["text"] == "It is ."


def test_scripts_are_kept_to_be_read_and_do_nothing():
    script = {"id": "s", "type": "Code", "options": {"content": "alert(1)\nlocation = 'x'"}}
    reading = made(bot(("a", script, bubble("t", "Still here."))))
    source = reading.document["flows"][0]["nodes"][0]["steps"][0]["config"]["source"]
    assert all(line.startswith("//") for line in source.splitlines())
    assert codes(reading) == {"script"}


def test_what_has_no_equal_is_named_with_its_place_and_the_talk_goes_on():
    blocks = [{"id": f"x{n}", "type": kind} for n, kind in enumerate(["Google Sheets", "OpenAI", "payment input"])]
    reading = made(bot(("a", *blocks, bubble("t", "Done."))))
    assert [(item.severity, item.pointer) for item in reading.items] == [
        ("error", f"/groups/0/blocks/{n}") for n in range(3)
    ]
    assert Talk(reading.document).rehearsal.said[-1]["text"] == "Done."


def test_linked_bots_jumps_waits_and_ways_to_try():
    reading = made(
        bot(
            ("a", {"id": "w", "type": "Wait", "options": {"secondsToWaitFor": "2"}},
             {"id": "l", "type": "Typebot link", "options": {"typebotId": "other"}},
             {"id": "ab", "type": "AB test", "options": {"aPercent": 100},
              "items": [{"id": "i1", "path": "a", "outgoingEdgeId": "e1"}, {"id": "i2", "path": "b"}]}),
            ("b", bubble("t", "Way A"), {"id": "j", "type": "Jump", "options": {"groupId": "c"}}),
            ("c", bubble("t2", "Jumped")),
            edges=[("e1", "b")],
        )
    )  # fmt: skip
    assert [each.get("text") for each in Talk(reading.document).rehearsal.said if each["type"] == "text"] == [
        "Way A", "Jumped",
    ]  # fmt: skip
    assert one(reading.document["flows"], id="linked-other")
    assert "linked-bot" in codes(reading)


def test_rich_texts_become_markdown_and_braces_stay_braces():
    content = {"richText": [
        {"type": "p", "children": [{"text": "Hello ", "bold": False}, {"text": "you ", "bold": True},
                                   {"type": "a", "url": "https://example.org", "children": [{"text": "here"}]}]},
        {"type": "ul", "children": [{"type": "li", "children": [{"text": "{% if %}"}]}]},
    ]}  # fmt: skip
    reading = made(bot(("a", {"id": "t", "type": "text", "content": content})))
    (said,) = Talk(reading.document).rehearsal.said
    assert said["text"] == "Hello **you** [here](https://example.org)\n- {% if %}"


def test_look_settings_and_unknown_keys_are_named():
    reading = made(bot(("a", bubble("t", "Hi")), theme={"chat": {"x": 1}}, settings={"general": {"y": 1}}, odd=[1]))
    assert codes(reading) == {"theme", "setting", "unknown-key"}


@pytest.mark.parametrize("source", [{}, [], {"groups": 1, "edges": [], "variables": []}, {"groups": "edges variables"}])
def test_what_is_no_typebot_is_refused(source):
    with pytest.raises(FormatError):
        read_bot({"bot.json": json.dumps(source).encode()}, "typebot")


@pytest.mark.parametrize("name", BOTS)
def test_shared_bots_are_whole(name):
    reading = real("typebot", name)
    assert validate(reading.document) == []
    assert [finding for finding in lint(reading.document) if finding.severity == "error"] == []
    assert not [item for item in reading.items if item.severity == "error"]


def replies(step):
    """What to try at a question: all its options; values on both sides of what conditions compare with."""
    config = step["config"]
    if step["type"] == "choice":
        return [{"choose": option["id"]} for option in config["options"]]
    if step["type"] == "rating":
        return [{"say": str(mark)} for mark in (0, 3, 7, 10)]
    if config.get("expects") == "number":
        return [{"say": text} for text in ("5", "20", "40")]
    return [{"say": text} for text in ("ada@example.org", "United States")]


# Ways that no answer opens: a comparison without an operator never holds (told in the report), and the three
# conditions at the end of nps.json leave nothing over.
CLOSED = {"lead-scoring.json": 1, "nps.json": 1}


@pytest.mark.parametrize("name", BOTS)
def test_scripted_talks_reach_every_ending_of_the_shared_bots(name):
    (flow,) = real("typebot", name).document["flows"]
    seen = {node for _, node in explore(real("typebot", name).document, replies)}
    silent = {node["id"] for node in flow["nodes"] if not node["steps"]}  # they only lead on
    missed = {node["id"] for node in flow["nodes"]} - silent - seen
    assert len(missed) <= CLOSED.get(name, 0), missed


@pytest.mark.parametrize("name", BOTS[:2])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_bots_are_read_or_refused(name, data):
    from .talks import PEERS

    source = json.loads((PEERS / "typebot" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        mutate(source, data)
    try:
        reading = made(source)
    except FormatError:
        return
    assert validate(reading.document) == []


def mutate(value, data):
    """Puts something else somewhere."""
    while isinstance(value, dict | list) and value:
        keys = sorted(value) if isinstance(value, dict) else range(len(value))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(value[key], dict | list) or not value[key] or data.draw(st.integers(0, 4)) == 0:
            value[key] = data.draw(st.sampled_from([None, 0, -1, True, "", "x" * 300, "{{", "{{ a b }}", [], {}, [1]]))
            return
        value = value[key]
