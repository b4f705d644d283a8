"""What is a bot document, and what is said about what is none."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from flows.document import bot_schema, validate
from flows.document.checker import compile_check
from flows.document.schema import part_schema
from flows.lint import lint
from flows.steps import STEP_TYPES
from tests.document.bots import bot, contract_example, documents, flow


def problems(document):
    return {(problem.pointer, problem.code) for problem in validate(document)}


def with_step(step):
    return bot(flows=[flow(nodes=[{"id": "n1", "steps": [step]}], transitions=[])])


def at(document, pointer):
    """Follows a pointer; the last key may be missing."""
    for segment in pointer.split("/")[1:]:
        segment = segment.replace("~1", "/").replace("~0", "~")
        document = document[int(segment)] if isinstance(document, list) else document[segment]
    return document


def test_the_example_of_the_contract_is_valid():
    assert validate(contract_example()) == []


def test_a_small_bot_is_valid_by_us_and_by_the_published_schema():
    assert validate(bot()) == []
    Draft202012Validator.check_schema(bot_schema())
    Draft202012Validator(bot_schema()).validate(bot())
    assert json.loads(json.dumps(bot_schema())) == bot_schema()


def test_the_published_schema_knows_the_config_of_every_step_type():
    wrong = with_step({"id": "s1", "type": "say", "config": {"massage": "x"}})
    assert not Draft202012Validator(bot_schema()).is_valid(wrong)


def test_a_step_of_a_newer_version_is_kept_as_it_is():
    newer = with_step({"id": "s1", "type": "fly", "config": {"wings": 2}})
    assert validate(newer) == [] and Draft202012Validator(bot_schema()).is_valid(newer)
    assert [one.code for one in lint(newer) if one.severity == "error"] == ["unknown-step-type"]


def test_the_least_that_is_a_bot():
    least = {"format": "botbuilder/bot", "version": 1, "name": "x", "languages": ["en"], "default_language": "en"}
    assert validate(least) == []


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"format": "other"}, "/format", "value"),
        ({"version": 2}, "/version", "value"),
        ({"name": ""}, "/name", "minLength"),
        ({"nonsense/~x": 1}, "/nonsense~1~0x", "unknown-key"),
        ({"languages": []}, "/languages", "minItems"),
        ({"languages": ["en", "English!"]}, "/languages/1", "pattern"),
        ({"default_language": "de"}, "/default_language", "language"),
        ({"settings": {"identity": "guess"}}, "/settings/identity", "value"),
        ({"settings": {"intent_threshold": 2}}, "/settings/intent_threshold", "maximum"),
        ({"variables": [{"name": "a b"}]}, "/variables/0/name", "pattern"),
        ({"variables": [{"name": "secret"}]}, "/variables/0/name", "reserved"),
        ({"variables": [{"name": "a"}, {"name": "a"}]}, "/variables/1/name", "duplicate"),
        ({"variables": {}}, "/variables", "type"),
        ({"variables": ["a"]}, "/variables/0", "type"),
        ({"entities": [{"name": "a"}]}, "/entities/0", "missing"),
        ({"entities": [{"name": "a", "kind": "pattern", "patterns": ["ok", "(?=x)"]}]},
         "/entities/0/patterns/1", "pattern"),
        ({"intents": [{"name": "a", "examples": {"en": ["x", "[b](c d)"]}}]}, "/intents/0/examples/en/1", "annotation"),
        ({"intents": [{"name": "a", "examples": {"klingon!": []}}]}, "/intents/0/examples", "pattern"),
        ({"answers": [{"id": "a", "answers": {"en": ["{{ open"]}}]}, "/answers/0/answers/en/0", "template"),
        ({"content": [{"id": "a", "message": {"text": {"en": "{{ 1 + }}"}}}]},
         "/content/0/message/text/en", "template"),
        ({"content": [{"id": "a", "message": {"text": 5}}]}, "/content/0/message/text", "type"),
        ({"content": [{"id": "a", "message": {"type": "hologram"}}]}, "/content/0/message/type", "value"),
        ({"content": [{"id": "a", "message": "{{ secret.key }}"}]}, "/content/0/message", "secret"),
        ({"stories": [{"name": "a", "steps": [{"usr": "x"}]}]}, "/stories/0/steps/0/usr", "unknown-key"),
        ({"stories": [{"name": "a", "steps": [], "when": {"expression": "1 +"}}]}, "/stories/0/when", "condition"),
        ({"tests": [{"name": "a", "turns": [{"say": 1}]}]}, "/tests/0/turns/0/say", "type"),
    ],
)  # fmt: skip
def test_each_problem_has_its_pointer(change, pointer, code):
    found = problems(bot(**change))
    assert any(p == pointer or p.startswith(pointer + "/") for p, c in found if c == code), found
    assert len(found) == 1


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"start": "n9"}, "/start", "unknown-node"),
        ({"kind": "odd"}, "/kind", "value"),
        ({"triggers": [{"intent": "a", "keyword": "b"}]}, "/triggers/0", "oneOf"),
        ({"triggers": [{"pattern": "("}]}, "/triggers/0/pattern", "pattern"),
        ({"triggers": [{"intent": "a", "when": {"variable": "x", "op": "~"}}]}, "/triggers/0/when/op", "value"),
        ({"nodes": [{"id": "n1"}, {"id": "n1"}], "transitions": []}, "/nodes/1/id", "duplicate"),
        ({"transitions": [{"id": "t", "node": "n1", "output": "next", "target": "n9"}]}, "/transitions/0/target",
         "unknown-node"),
        ({"transitions": [{"id": "t", "node": "n9", "output": "next", "target": "n1"}]}, "/transitions/0/node",
         "unknown-node"),
        ({"transitions": [{"id": "t", "node": "n1", "step": "s9", "output": "next", "target": "n1"}]},
         "/transitions/0/step", "unknown-step"),
        ({"transitions": [{"id": "t", "node": "n1", "step": "s2", "output": "milk", "target": "n2"}]},
         "/transitions/0/output", "unknown-output"),
        ({"transitions": [{"id": "t", "node": "n1", "step": "s1", "output": "next", "target": "n2"}]},
         "/transitions/0/output", "unknown-output"),
        ({"transitions": [{"id": "t", "node": "n1", "output": "done", "target": "n2"}]},
         "/transitions/0/output", "unknown-output"),
        ({"transitions": [{"id": f"t{n}", "node": "n1", "output": "next", "target": "n2"} for n in (1, 2)]},
         "/transitions/1/output", "duplicate"),
    ],
)  # fmt: skip
def test_flows_hang_together(change, pointer, code):
    assert problems(bot(flows=[flow(**change)])) == {(f"/flows/0{pointer}", code)}


@pytest.mark.parametrize(
    ("step", "pointer", "code"),
    [
        ({"id": "s", "type": ""}, "/type", "minLength"),
        ({"id": "s", "type": "say", "config": {}}, "/config", "missing"),
        ({"id": "s", "type": "say", "config": {"message": "x", "loud": True}}, "/config/loud", "unknown-key"),
        ({"id": "s", "type": "say", "config": {"message": "{% if %}"}}, "/config/message", "template"),
        ({"id": "s", "type": "say", "config": {"message": {"text": {"en": "ok", "fr": "{{ a b }}"}}}},
         "/config/message/text/fr", "template"),
        ({"id": "s", "type": "say", "config": {"message": {"text": "x", "options": [{"id": "a"}]}}},
         "/config/message/options/0", "missing"),
        ({"id": "s", "type": "say", "config": {"message": "x", "variations": ["{{"]}},
         "/config/variations/0", "template"),
        ({"id": "s", "type": "choice", "config": {"message": "x", "options": [{"id": "a", "title": "A"}] * 2}},
         "/config/options/1/id", "duplicate"),
    ],
)  # fmt: skip
def test_steps_are_held_against_their_type(step, pointer, code):
    assert (f"/flows/0/nodes/0/steps/0{pointer}", code) in problems(with_step(step))


def test_a_value_nested_without_end_is_refused_before_anything_recurses():
    deep = "x"
    for _ in range(5000):
        deep = [deep]
    problem = validate(bot(variables=[{"name": "v", "default": deep}]))[0]
    assert (problem.pointer, problem.code) == ("/variables/0", "depth")


def test_an_unfinished_draft_is_still_a_document():
    unfinished = bot(flows=[flow(triggers=[{"intent": "not_yet"}], transitions=[])], content=[])
    assert validate(unfinished) == []
    assert validate(with_step({"id": "s", "type": "say", "config": {"message": ""}})) == []


def test_a_file_of_another_kind_does_not_drown_its_reader():
    for other in (None, [], "bot", 5, {}, {"flows": [5] * 5000}, {"flows": [{"nodes": [{"steps": [5]}]}]}):
        assert 0 < len(validate(other)) <= 500


KINDS = ("flow", "intent", "content", "answer", "story", "entity", "variable")
SCHEMAS = [part_schema(kind) for kind in KINDS] + [step_type.schema for step_type in STEP_TYPES.values()]
PARITY = [(compile_check(schema), Draft202012Validator(schema)) for schema in SCHEMAS]


@settings(max_examples=80, deadline=None)
@given(documents(), st.data())
def test_the_fast_checker_and_jsonschema_agree(document, data):
    """A valid document, broken at a random place: both must answer the same about every part."""
    broken = copy.deepcopy(document)
    here = broken
    for _ in range(data.draw(st.integers(1, 8))):
        keys = list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.integers(0, 3)) == 0:
            here[key] = data.draw(st.sampled_from([None, 5, True, "x", "a b", [], {}, 0.5, -1, [1, 1.0], {"id": "x"}]))
            break
        here = here[key]
    candidates = [broken, *(body for value in broken.values() if isinstance(value, list) for body in value)]
    for check, validator in PARITY:
        for body in candidates:
            assert check(body) == validator.is_valid(body)


@settings(max_examples=100, deadline=None)
@given(documents(), st.data())
def test_every_pointer_leads_somewhere(document, data):
    broken = copy.deepcopy(document)
    kind = data.draw(st.sampled_from([k for k, v in broken.items() if isinstance(v, list)]))
    broken[kind].append(data.draw(st.sampled_from([5, {}, {"id": 5}, {"name": "x", "extra~/": 1}])))
    for problem in validate(broken):
        at(broken, problem.pointer)
