"""Every example of every step type is run: an example that lies is red."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from flows.engine.step_type import Example, StepType
from flows.steps import STEP_TYPES
from tests.engine.talking import Talk, document, link, node, nothing

CASES = [(type, example) for type in STEP_TYPES.values() for example in type.examples]


def bot_around(type: StepType, example: Example) -> dict[str, Any]:
    """A bot whose main flow is the step, with every output leading to an empty node."""
    outputs = [one for one in type.outputs(example.config) if one != "next"]
    body = {"id": "step", "type": type.type, "config": example.config}
    main = {
        "id": "main",
        "title": "Main",
        "kind": "main",
        "nodes": [node("here", body), *(node(f"out.{one}") for one in outputs)],
        "transitions": [link("here", "step", one, f"out.{one}") for one in outputs],
    }
    declared = {one["name"]: dict(one) for one in example.bot.get("variables", ())}
    for name, value in example.variables.items():
        declared.setdefault(name, {"name": name, "type": "any"})
        declared[name]["input"] = True
        del value
    more = {key: value for key, value in example.bot.items() if key not in ("flows", "variables")}
    return document(main, *example.bot.get("flows", ()), variables=list(declared.values()), **more)


def play(talk: Talk, happens: tuple[dict[str, Any], ...]) -> list[str]:
    said: list[str] = []
    for one in happens:
        if "say" in one:
            said += talk.say(one["say"], {**nothing(), "in_scope": True, **one.get("understanding", {})})
        elif "choose" in one:
            picked = one["choose"]
            said += talk.tap(picked) if isinstance(picked, str) else talk.tick(*picked)
        elif "files" in one:
            said += talk.send_files(*one["files"])
        elif "advance" in one:
            said += talk.later(one["advance"])
        elif "event" in one:
            said += talk.happen(one["event"], **one.get("data", {}))
        elif "returns" in one:
            said += talk.answer_call(**one["returns"])
        else:
            said += talk.agent(one["agent"])
    return said


@pytest.mark.parametrize(("type", "example"), CASES, ids=[f"{type.type}: {example.title}" for type, example in CASES])
def test_example(type: StepType, example: Example) -> None:
    jsonschema.validate(example.config, type.schema)
    talk = Talk(bot_around(type, example))
    said = talk.start(**example.variables)
    steps = list(talk.trace["steps"])
    for one in example.happens:
        said += play(talk, (one,))
        steps += talk.trace["steps"]
    taken = [one["output"] for one in steps if one.get("flow") == "main"]
    assert [text.split(" [")[0] for text in said] == list(example.says)
    assert (taken == []) if type.silent else (taken[-1] == example.output)
    assert example.output is None or example.output in type.outputs(example.config)
    assert talk.trace["problem"] is None or example.output == "failed"
