"""The tools that read the code: each must pass."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ground_rules_paths import ROOT

BIN = Path(sys.executable).parent


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        (str(BIN / "ruff"), "check", "."),
        (str(BIN / "ruff"), "format", "--check", "."),
        (str(BIN / "mypy"),),
        (str(BIN / "lint-imports"), "--no-cache"),
        (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    ],
    ids=["ruff check", "ruff format", "mypy --strict", "import-linter", "migrations"],
)
def test_tool_has_nothing_to_say(command: tuple[str, ...]) -> None:
    assert run(*command) == ""
