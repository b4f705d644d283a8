"""Nothing that is nested ends the process: neither as Python, whose own limit guards it, nor as machine code, where
only our limits do. The stacks are those of the server's threads (turns, readers: 8 MB with glibc) and smaller ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from botbuilder.compiled_core import fitting
from tests.engine.deep import CASES
from tests.ground_rules_paths import ROOT

KILOBYTES = (8192, 1024, 256)
SORRY = ["Sorry, something went wrong on our side. Please try again in"]
BRACKETS = "Too many brackets inside each other."
FILTERS = "At most 32 filters can follow each other."
BLOCKS = "Too many blocks inside each other."


def failed(code: str) -> list[Any]:
    return [SORRY, code]


ANSWERS: Mapping[str, Any] = {
    "carousels_in_carousels": [[["<carousel>"], None]] * 2,
    "content_in_content": failed("content"),
    "messages_in_messages": [[["<native>"], None], ["depth"], [["<carousel>"], None], "At the end", ""],
    "conditions_in_conditions": [failed("unconnected")] * 2 + [["condition"]] * 2 + [["depth"]] * 2,
    "alternatives_in_stories": [["Hello"], None],
    "flows_that_end_at_once": [[[], None], 10],
    "interruptions_of_interruptions": [[None, 4], [None, 3], [None, 0]],
    "flows_in_flows": [failed("depth"), failed("depth"), failed("steps"), [["Through"], None]],
    "brackets": {
        **{name: ["read", BRACKETS] for name in ("round", "list", "object", "call", "key", "else", "all")},
        "many": "An expression may have at most 2000 words and signs.",
    },
    "chains": [*["read"] * 6, BRACKETS, "read"],
    "filters": ["a", FILTERS, FILTERS, ["template"]],
    "blocks": ["abc", BLOCKS, "abc", BLOCKS, "a"],
    "values_of_events": {
        **{type: [failed("type")] * 2 for type in ("any", "list", "object", "text", "boolean", "date")},
        "number": [failed("type"), [["1"], None]],
        "uses": [
            failed("operations"), [["false"], None], [["1"], None], *[failed("expression")] * 3, [["list"], None],
            failed("type"), [[], None], failed("expression"), [["true"], None],
        ],
    },
    "values_that_grow": {"list": [32, True], "object": [32, True], "added": [8, True], "loop": failed("type")},
    "answers_of_calls": [[["No"], "call"], [[], None], [["No"], "code"], [["<native>", "Said", ""], None]],
    "understandings": [failed("template"), failed("template"), [["How many?"], None]],
}  # fmt: skip


@cache
def lines_of(kilobytes: int, compiled: str) -> tuple[int, list[list[Any]], str]:
    """The exit code of a process that goes through all cases, the lines that it printed, and its complaints."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.deep", str(kilobytes)],
        cwd=ROOT,
        env={**os.environ, "BOTBUILDER_COMPILED": compiled},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def needs_machine_code(compiled: str) -> None:
    if compiled == "on" and fitting() is None:
        pytest.skip("there is no machine code of today's source: run `python -m botbuilder.core_build`")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("kilobytes", KILOBYTES)
@pytest.mark.parametrize("compiled", ["on", "off"])
def test_what_is_too_deep_gets_an_answer(compiled: str, kilobytes: int, case: str) -> None:
    needs_machine_code(compiled)
    code, lines, complaints = lines_of(kilobytes, compiled)
    assert lines[0] == ["machine code", compiled == "on"]
    answers = {line[0]: line[1] for line in lines[1:] if len(line) == 2}
    assert case in answers, f"the process ended with {code} in {lines[-1][0]}: {complaints[-2000:]}"
    assert answers[case] == ANSWERS[case]
    assert code == 0


def test_every_case_has_an_answer() -> None:
    assert set(ANSWERS) == set(CASES)
