"""The worked example of docs/how-to/add-a-step-type.md is a step type that works."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from flows.document import validate
from flows.engine.step_type import StepType
from flows.lint import lint
from flows.steps import STEP_TYPES
from tests.engine.talking import Talk
from tests.steps.test_examples import bot_around, play

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-step-type.md"


@pytest.fixture
def rate(tmp_path: Path) -> StepType:
    source = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert source is not None
    file = tmp_path / "rate.py"
    file.write_text(source[1])
    spec = importlib.util.spec_from_file_location("rate", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: StepType = module.Rate()
    return found


def test_its_examples_run(rate: StepType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STEP_TYPES, "rate", rate)
    for example in rate.examples:
        talk = Talk(bot_around(rate, example))
        assert talk.start() + play(talk, example.happens) == list(example.says)
        assert talk.trace["steps"][-1]["output"] == example.output


def test_without_its_line_it_does_not_exist(rate: StepType) -> None:
    bot = bot_around(rate, rate.examples[0])
    assert validate(bot) == []
    assert "unknown-step-type" in [one.code for one in lint(bot)]
    talk = Talk(bot)
    talk.start()
    assert talk.trace["problem"]["code"] == "step-type"
