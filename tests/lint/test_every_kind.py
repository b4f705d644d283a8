"""Every code of lint has a bot that shows it, and every repair repairs."""

import copy
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document import validate
from flows.lint import lint
from tests.lint.bots import END, SAY, after, node, step, tidy, way
from tests.lint.flaws import AGE, CHANNELS, FLAWS, after_step, said, with_flow, with_settings

LINT = Path(__file__).parents[2] / "flows" / "lint"
WRITTEN = re.compile(r"""Finding\(\s*(?:"\w+"|\w+),\s*"([a-z-]+)",""")
VALID = [document for code, document in FLAWS.items() if code != "unknown-step-type"]


def findings(document):
    return lint(document, channels=CHANNELS)


def kinds(document):
    return {finding.code for finding in findings(document)}


def same(one, other):
    return (one.code, one.message, one.place.flow, one.place.node, one.place.step) == (
        other.code, other.message, other.place.flow, other.place.node, other.place.step,
    )  # fmt: skip


@pytest.mark.parametrize("code", FLAWS)
def test_a_bot_with_this_flaw_has_this_finding(code):
    document = FLAWS[code]
    if code != "unknown-step-type":  # only a newer version can have written it
        assert validate(document) == []
    assert code in kinds(document)


def test_every_code_that_lint_can_tell_has_its_bot():
    sources = [path.read_text() for path in LINT.glob("*.py") if path.name not in ("stories.py", "switched_off.py")]
    assert {code for source in sources for code in WRITTEN.findall(source)} <= FLAWS.keys()


def test_a_bot_without_flaws_has_none_of_them():
    assert findings(tidy(node("n1", SAY, END))) == []


@pytest.mark.parametrize("code", FLAWS)
def test_a_repair_removes_its_finding_and_leaves_a_valid_document(code):
    for finding in findings(FLAWS[code]):
        if finding.fix is not None:
            repaired = after(FLAWS[code], finding.fix)
            assert validate(repaired) == []
            assert not any(same(finding, left) for left in findings(repaired)), finding


def merged(documents):
    """All flaws in one bot: flows, and the parts of every kind, with names of their own."""
    whole = copy.deepcopy(documents[0])
    for number, document in enumerate(documents[1:]):
        other = copy.deepcopy(document)
        for flow in other["flows"]:
            flow["id"] = f"{flow['id']}_{number}"
        for collection, key in (("variables", "name"), ("intents", "name"), ("answers", "id"), ("content", "id"),
                                ("entities", "name"), ("flows", "id")):  # fmt: skip
            taken = {body[key] for body in whole[collection]}
            whole[collection].extend(body for body in other[collection] if body[key] not in taken)
    return whole


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(VALID), min_size=1, max_size=6), st.data())
def test_repairs_work_in_a_bot_with_many_flaws(documents, data):
    document = merged(documents)
    repairable = [finding for finding in findings(document) if finding.fix is not None]
    if repairable and validate(document) == []:
        finding = data.draw(st.sampled_from(repairable))
        repaired = after(document, finding.fix)
        assert validate(repaired) == []
        before = [one for one in findings(document) if same(one, finding)]
        assert len([one for one in findings(repaired) if same(one, finding)]) < len(before)


def test_all_repairs_one_after_the_other_leave_no_repairable_finding():
    document = merged(VALID)
    for _ in range(200):
        fix = next((finding.fix for finding in findings(document) if finding.fix is not None), None)
        if fix is None:
            break
        document = after(document, fix)
    assert fix is None and validate(document) == []


# -- what is not a finding ------------------------------------------------------------------------------------------


def test_a_channel_that_is_not_connected_has_no_limits():
    assert "text-too-long" not in {finding.code for finding in lint(FLAWS["text-too-long"])}
    assert "text-too-long" not in {finding.code for finding in lint(FLAWS["text-too-long"], channels=["web"])}
    assert "text-too-long" in {finding.code for finding in lint(FLAWS["text-too-long"], channels=["sms"])}


def test_what_stands_in_tags_is_not_counted():
    long = "{# " + "x" * 5000 + " #}Hi"
    assert "text-too-long" not in kinds(said(long))


def test_the_longest_language_counts_and_buttons_have_their_own_limit():
    titled = {"id": "c", "type": "choice", "config": {
        "message": {"text": {"en": "?", "fr": "x" * 4100}},
        "options": [{"id": "o", "title": {"en": "Yes", "fr": "Une réponse vraiment très longue"}}]}}  # fmt: skip
    messages = [one.message for one in findings(after_step(titled, "o", "else", parts={"languages": ["en", "fr"]}))]
    assert any("WhatsApp takes 4096" in message and "4100" in message for message in messages)
    assert any("WhatsApp shows 20 characters of a button" in message for message in messages)


def test_a_form_that_can_be_left_is_not_endless():
    slots = [{"variable": "age", "ask": "How old?"}]
    outs = ("next", "cancelled")
    intents = {**AGE, "intents": [{"name": "stop", "examples": {"en": ["stop"]}}]}
    assert "endless-form" not in kinds(
        after_step(step("f", "form", slots=slots, cancel_intents=["stop"]), *outs, parts=intents)
    )
    assert "endless-form" not in kinds(
        after_step(step("f", "form", slots=slots, retries=2), *outs, "failed", parts=AGE)
    )
    anything = [{"variable": "name", "ask": "Who?"}]
    assert "endless-form" not in kinds(after_step(step("f", "form", slots=anything), *outs))
    stopping = with_flow(FLAWS["endless-form"] | {"flows": list(FLAWS["endless-form"]["flows"])}, id="stop", start="m1",
                         nodes=[node("m1", {**SAY, "id": "m1s"}, {**END, "id": "m1e"})], **{"global": True},
                         triggers=[{"keyword": "stop"}])  # fmt: skip
    assert "endless-form" not in kinds(stopping)


def test_a_default_is_put_wherever_the_variable_may_be_empty():
    finding = next(one for one in findings(FLAWS["maybe-empty"]) if one.code == "maybe-empty")
    rule = after(FLAWS["maybe-empty"], finding.fix)["flows"][0]["nodes"][0]["steps"][0]["config"]["rules"][0]
    assert rule["when"]["expression"] == "default(age, 0) + 1 > 3 and default(age, 0) * 2 > 1"
    text = said("You are {{ age + 1 }}.", **AGE)
    finding = next(one for one in findings(text) if one.code == "maybe-empty")
    step = after(text, finding.fix)["flows"][0]["nodes"][0]["steps"][0]
    assert step["config"]["message"] == "You are {{ default(age, 0) + 1 }}."


@pytest.mark.parametrize(
    ("variable", "value", "wrong"),
    [
        ({"type": "number"}, {"expression": "[1]"}, True),
        ({"type": "number"}, {"expression": "1 + 1"}, False),
        ({"type": "number"}, "a dozen", True),
        ({"type": "number"}, "12", False),
        ({"type": "number"}, "{{ said.text }}", False),
        ({"type": "list"}, {"literal": "x"}, True),
        ({"type": "list"}, {"expression": "split('a b')"}, False),
        ({"type": "date"}, {"expression": "now + 1"}, True),
        ({"type": "date"}, {"expression": "add_days(now, 1)"}, False),
        ({"type": "text"}, {"add": 1}, True),
        ({"type": "any"}, {"expression": "[1]"}, False),
    ],
)
def test_a_value_that_a_variable_can_never_take_is_an_error(variable, value, wrong):
    document = tidy(node("n1", step("s", "set", variable="v", value=value), END),
                    parts={"variables": [{"name": "v", **variable}]})  # fmt: skip
    assert (("error", "type") in {(one.severity, one.code) for one in findings(document)}) is wrong


def test_what_always_fails_is_an_error_and_what_is_only_pointless_a_warning():
    def severity(source):
        rules = [{"id": "r", "when": {"expression": source}}]
        document = after_step(step("b", "branch", rules=rules), "r", "else", parts=AGE)
        return [one.severity for one in findings(document) if one.code == "type"]

    assert severity("age + [1] == 2") == ["error"]
    assert severity("age == 'x'") == ["warning"]
    assert severity("upper(said.text) == 'X'") == []


def test_templates_are_checked_wherever_they_stand():
    assert "type" in kinds(said("{{ age | upper | round }}", **AGE))
    assert "type" in kinds(said({"text": {"en": "{% for x in age %}{% endfor %}"}}, **AGE))


def test_a_default_that_does_not_fit_its_type():
    document = said("{{ v }}", variables=[{"name": "v", "type": "number", "default": "many"}])
    finding = next(one for one in findings(document) if one.code == "type")
    assert finding.place.pointer == "/variables/0/default"
    assert "default" not in after(document, finding.fix)["variables"][0]


def test_a_bot_that_remembers_nothing_may_say_things():
    assert "stateless" not in kinds(with_settings(tidy(node("n1", SAY, END)), stateless=True))


def test_a_loop_that_waits_is_none():
    asking = tidy(node("n1", step("l", "listen")), transitions=[way("n1", "n1", step="l")])
    assert not kinds(asking) & {"loop", "endless-loop"}
