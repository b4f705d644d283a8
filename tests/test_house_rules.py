"""Rules of the house that a reviewer would not notice on line 401."""

import ast
import re
from pathlib import Path

import pytest

from tests.ground_rules_paths import ROOT, source_files

LONGEST_FILE = 400  # lines
LONGEST_FUNCTION = 60  # lines
NAMES_OF_NO_REASON = {"utils.py", "helpers.py", "common.py", "misc.py", "utils.ts", "helpers.ts", "common.ts"}
# Who may look past the workspace: what serves every tenant at once, and what has checked the workspace itself.
MAY_BE_UNSCOPED = ("botbuilder/", "flows/adapters/", "flows/admin.py", "flows/management/", "flows/wiring.py", "nlu/")

PYTHON = source_files("*.py")
CODE = [*PYTHON, *source_files("*.ts", "*.tsx", "*.mjs")]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_stays_readable(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LONGEST_FILE, f"{lines} lines: split it by reason"
    assert path.name not in NAMES_OF_NO_REASON, "name the file after what it holds"


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_a_function_stays_readable(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


def test_nothing_is_evaluated_unpickled_or_trusted_as_markup() -> None:
    banned = re.compile(
        r"(?<![\w.])(?:eval|exec)\(|\bpickle\.|joblib\.load|mark_safe\(|dangerouslySetInnerHTML|\.innerHTML\s*=|"
        r"yaml\.load\(|verify=False|shell=True|allow_pickle=True"
    )
    found = [
        f"{name(path)}:{number}"
        for path in CODE
        if not name(path).startswith("tests/")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if banned.search(line)
    ]
    assert found == []


def test_nothing_unfinished_is_left_behind() -> None:
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    found = [name(path) for path in CODE if path != Path(__file__) and marks.search(path.read_text())]
    assert found == []


def test_queries_name_their_workspace() -> None:
    found = [
        name(path)
        for path in source_files("flows/*.py")
        if ".unscoped" in path.read_text() and not name(path).startswith(MAY_BE_UNSCOPED)
    ]
    allowed = {path for path in found if path.startswith(("flows/models/", "flows/services/"))}
    assert set(found) <= allowed


def test_every_step_type_is_in_the_list() -> None:
    from flows.steps import STEP_TYPES

    files = {path.stem for path in (ROOT / "flows" / "steps").glob("*.py")} - {"__init__"}
    assert {type(step).__module__.rsplit(".", 1)[-1] for step in STEP_TYPES.values()} == files
