"""Machine code says, remembers and traces what Python does, to the byte: a 5 does not become a 5.0 in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from botbuilder.compiled_core import fitting
from flows.steps import STEP_TYPES
from tests.ground_rules_paths import ROOT


@cache
def transcripts(compiled: str) -> list[bytes]:
    command = [sys.executable, "-m", "tests.engine.transcripts"]
    environment = {**os.environ, "BOTBUILDER_COMPILED": compiled, "PYTHONHASHSEED": "0"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.splitlines()


def read(lines: list[bytes]) -> dict[str, Any]:
    return dict(json.loads(line) for line in lines)


def test_both_ways_give_the_same_messages_states_and_traces() -> None:
    if fitting() is None:
        pytest.skip("there is no machine code of today's source: run `python -m botbuilder.core_build`")
    compiled, plain = transcripts("on"), transcripts("off")
    assert json.loads(compiled[0]) == ["machine code", True]
    assert json.loads(plain[0]) == ["machine code", False]
    different = [json.loads(one)[0] for one, other in zip(compiled[1:], plain[1:], strict=True) if one != other]
    assert different == []


def test_the_transcripts_are_worth_comparing() -> None:
    found = read(transcripts("off"))
    types = {type for type in STEP_TYPES if any(name.startswith(f"{type}: ") for name in found)}
    assert types == set(STEP_TYPES)
    assert len(found) > 300
    assert found["numbers"][0][0][0].startswith("2 2 2 2.5 1, 1.5, 9007199254740992, 9007199254740993")
