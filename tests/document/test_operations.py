"""Changing a draft by typed operations."""

import copy

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.document import OperationError, Part, apply_operations, fold, overlaps, split, upgrade, validate
from tests.document.bots import TEXTS, bot, documents


def changed(document, *operations):
    """The document after the operations."""
    parts = {(p.kind, p.key): p for p in split(document)}
    changes = apply_operations(list(parts.values()), operations)
    for part in changes.changed:
        parts[part.kind, part.key] = part
    for at in changes.removed:
        del parts[at]
    return fold(parts.values())


def op(op, part, path, value=None, **more):
    body = {"op": op, "part": part, "path": path, **more}
    return body if op == "remove" else {**body, "value": value}


def node_ids(document):
    return [node["id"] for node in document["flows"][0]["nodes"]]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_a_document_is_the_fold_of_its_parts(document):
    assert fold(split(document)) == document
    assert fold(reversed(split(document))) == document
    assert validate(document) == []


def test_a_short_document_gets_its_empty_collections():
    short = {k: v for k, v in bot().items() if k not in ("stories", "tests", "settings")}
    assert upgrade(short) == fold(split(upgrade(short))) == bot(stories=[], tests=[])


def test_fields_elements_and_parts_change():
    after = changed(
        bot(),
        op("set", "flow:order", "/nodes/n1/steps/s1/config/message", "Hi"),
        op("add", "flow:order", "/nodes/-", {"id": "n3", "steps": []}),
        op("add", "flow:order", "/nodes/0", {"id": "n0", "steps": []}),
        op("remove", "flow:order", "/transitions/t1"),
        op("move", "flow:order", "/nodes/n1/steps/s1", {"to": "/nodes/n3/steps", "index": 0}),
        op("add", "intent:greet", "/examples/en/-", "good day"),
        op("set", "intent:greet", "/examples/en/0", "hello"),
        op("add", "intent:bye", "", {"name": "bye", "examples": {}}),
        op("remove", "answer:hours", ""),
        op("set", "settings", "/settings/stateless", True),
    )
    assert node_ids(after) == ["n0", "n1", "n2", "n3"]
    assert after["flows"][0]["nodes"][3]["steps"] == [{"id": "s1", "type": "say", "config": {"message": "Hi"}}]
    assert [t["id"] for t in after["flows"][0]["transitions"]] == ["t2"]
    assert after["intents"][0]["examples"]["en"] == ["hello", "I am in [Rome](city)", "good day"]
    assert [intent["name"] for intent in after["intents"]] == ["greet", "bye"]
    assert after["answers"] == [] and after["settings"] == {"stateless": True}


def test_a_part_that_gets_another_name_is_another_part():
    after = changed(bot(), op("set", "intent:greet", "/name", "hello"))
    assert [intent["name"] for intent in after["intents"]] == ["hello"]
    changes = apply_operations(split(bot()), [op("set", "intent:greet", "/name", "hello")])
    assert changes.removed == (("intent", "greet"),)


def test_parts_can_be_put_in_another_order():
    three = bot(content=[{"id": n, "message": n} for n in "abc"])
    after = changed(three, op("move", "content:c", "", {"index": 0}))
    assert [item["id"] for item in after["content"]] == ["c", "a", "b"]


def test_only_what_changed_comes_back_and_nothing_given_is_touched():
    parts = split(bot())
    before = copy.deepcopy(parts)
    changes = apply_operations(parts, [op("set", "flow:order", "/title", "New")])
    assert [part.name for part in changes.changed] == ["flow:order"]
    assert parts == before
    # What lies beside the path is shared, so a small change of a large flow stays cheap.
    old = next(part for part in parts if part.kind == "flow")
    assert changes.changed[0].body["nodes"] is old.body["nodes"]


def test_removing_what_is_gone_is_no_error():
    assert changed(bot(), op("remove", "flow:order", "/nodes/n9/steps/s1"), op("remove", "intent:x", "")) == bot()


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (op("set", "flow:none", "/title", "x"), "unknown-part"),
        (op("set", "flow:order", "/nodes/n9/title", "x"), "missing"),
        (op("set", "flow:order", "/nodes/n9", {"id": "n9"}), "missing"),
        (op("add", "flow:order", "/nodes/-", {"id": "n1"}), "exists"),
        (op("add", "intent:greet", "", {"name": "greet"}), "exists"),
        (op("set", "intent:greet", "/name", ""), "malformed"),
        (op("add", "intent:new", "", {"name": "other"}), "malformed"),
        (op("add", "flow:order", "/nodes/99", {"id": "n3"}), "malformed"),
        (op("move", "flow:order", "/nodes/n1", {"to": "/nodes/n1/steps", "index": 0}), "malformed"),
        (op("move", "flow:order", "/nodes/n9", {"to": "/nodes", "index": 0}), "missing"),
        (op("remove", "settings", ""), "malformed"),
        (op("add", "nothing:x", "", {}), "malformed"),
        ({"op": "set", "part": "flow:order", "path": "/title"}, "malformed"),
        ({"op": "copy", "part": "flow:order", "path": "/title"}, "malformed"),
        ({"op": "set", "part": "flow:order", "path": "title", "value": 1}, "malformed"),
        ({"op": "set", "part": None, "path": [], "value": 1}, "malformed"),
    ],
)
def test_what_cannot_be_applied_says_which_and_why(operation, code):
    with pytest.raises(OperationError) as caught:
        apply_operations(split(bot()), [op("set", "flow:order", "/title", "x"), operation])
    assert (caught.value.index, caught.value.code) == (1, code)


def test_renaming_onto_another_part_is_refused():
    two = bot(content=[{"id": "a", "message": "x"}, {"id": "b", "message": "x"}])
    with pytest.raises(OperationError) as caught:
        changed(two, op("set", "content:a", "/id", "b"))
    assert caught.value.code == "exists"


PATHS = [
    "/title", "/nodes/n1", "/nodes/n2", "/nodes/n1/title", "/nodes/n1/steps/s1", "/nodes/n1/steps/s1/config/message",
    "/triggers/0", "/nodes/0", "/transitions/t1",
]  # fmt: skip
EXAMPLES = ["/examples/en/1", "/examples/en/0", "/examples/en/-"]
OPERATIONS = st.one_of(
    st.builds(op, st.just("set"), st.just("flow:order"), st.sampled_from(PATHS), TEXTS),
    st.builds(op, st.just("remove"), st.just("flow:order"), st.sampled_from([*PATHS, ""])),
    st.builds(op, st.just("add"), st.just("flow:order"), st.sampled_from(["/nodes/-", "/nodes/1", "/notes/-"]),
              st.fixed_dictionaries({"id": st.sampled_from(["n7", "n8"])})),
    st.builds(op, st.just("move"), st.just("flow:order"),
              st.sampled_from(["/nodes/n1/steps/s1", "/nodes/n2/steps/s3"]),
              st.sampled_from(["/nodes/n1/steps", "/nodes/n2/steps"]).map(lambda to: {"to": to, "index": 0})),
    st.builds(op, st.just("set"), st.just("intent:greet"), st.sampled_from(EXAMPLES[:2]), TEXTS),
    st.builds(op, st.just("add"), st.just("intent:greet"), st.sampled_from(EXAMPLES[1:]), TEXTS),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(OPERATIONS, OPERATIONS)
@example(op("remove", "flow:order", "/nodes/n1"), op("remove", "flow:order", "/nodes/0"))
def test_operations_that_do_not_overlap_commute(first, second):
    assert overlaps(first, second) == overlaps(second, first)
    if overlaps(first, second):
        return
    try:
        one, other = changed(bot(), first, second), changed(bot(), second, first)
    except OperationError:
        return
    assert without_order(one) == without_order(other)


def without_order(value):
    """Two elements that come into an array may end up in either order; everything else must be the same."""
    if isinstance(value, list):
        return sorted((without_order(item) for item in value), key=repr)
    return {key: without_order(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


@settings(max_examples=200, deadline=None)
@given(OPERATIONS)
def test_an_operation_overlaps_itself_unless_it_appends(operation):
    assert overlaps(operation, operation) == (not operation["path"].endswith("/-"))


def test_examples_of_overlap():
    title = op("set", "flow:order", "/nodes/n1/title", "x")
    assert overlaps(title, op("remove", "flow:order", "/nodes/n1"))
    assert overlaps(title, op("remove", "flow:order", ""))
    assert not overlaps(title, op("set", "flow:order", "/nodes/n2/title", "y"))
    assert not overlaps(title, op("set", "flow:other", "/nodes/n1/title", "x"))
    assert not overlaps(title, op("move", "flow:order", "", {"index": 0}))
    first, second = (op("set", "intent:greet", f"/examples/en/{n}", "x") for n in (0, 1))
    assert not overlaps(first, second)
    assert overlaps(first, op("remove", "intent:greet", "/examples/en/1"))


def inverse(document, operation):
    """The operation that takes `operation` back, made from what was there before."""
    body = next(part.body for part in split(document) if part.name == operation["part"])
    *way, last = operation["path"].split("/")[1:]
    for segment in way:
        body = body[segment] if isinstance(body, dict) else next(e for e in body if e["id"] == segment)
    if operation["op"] == "add":
        return {**operation, "op": "remove", "path": operation["path"].replace("/-", f"/{operation['value']['id']}")}
    if isinstance(body, dict):
        return {**operation, "op": "set", "value": body[last]}
    index = next(n for n, element in enumerate(body) if element["id"] == last)
    if operation["op"] == "move":
        there = f"{operation['value']['to']}/{last}"
        return {**operation, "path": there, "value": {"to": "/" + "/".join(way), "index": index}}
    return {**operation, "op": "add", "path": f"/{'/'.join(way)}/{index}", "value": body[index]}


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        [
            op("set", "flow:order", "/title", "x"),
            op("set", "flow:order", "/nodes/n1/steps/s1/config/message", "x"),
            op("add", "flow:order", "/nodes/-", {"id": "n7", "steps": []}),
            op("add", "flow:order", "/nodes/1", {"id": "n7", "steps": []}),
            op("remove", "flow:order", "/nodes/n1"),
            op("remove", "flow:order", "/nodes/n1/steps/s2"),
            op("move", "flow:order", "/nodes/n1/steps/s1", {"to": "/nodes/n2/steps", "index": 1}),
            op("move", "flow:order", "/nodes/n1/steps/s1", {"to": "/nodes/n1/steps", "index": 1}),
        ]
    )
)
def test_an_operation_and_its_inverse_leave_the_document_as_it_was(operation):
    after = changed(bot(), operation)
    assert after != bot()
    assert changed(after, inverse(bot(), operation)) == bot()


def test_the_part_of_the_settings_has_the_plain_name():
    assert Part("settings", "", 0, {}).name == "settings"
    assert Part("flow", "order", 0, {}).name == "flow:order"
