"""docs/lint.md knows every code."""

import re
from pathlib import Path

from flows.lint import lint
from tests.lint.flaws import CHANNELS, FLAWS

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([a-z-]+)` \| ([a-z ]+) \| (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)
CODES = re.compile(r"""(?:Finding\(\s*(?:"\w+"|\w+),\s*|StoryProblem\(\s*)"([a-z-]+)",""")
ROWS = {code: (severity, fix) for code, severity, _, _, fix in ROW.findall((ROOT / "docs" / "lint.md").read_text())}


def test_every_code_is_documented_and_nothing_else():
    sources = [*(ROOT / "flows" / "lint").glob("*.py"), *(ROOT / "flows" / "engine").glob("stories*.py")]
    codes = {code for path in sources for code in CODES.findall(path.read_text())}
    assert codes | FLAWS.keys() == ROWS.keys()


def test_severities_and_fixes_are_as_documented():
    for code, document in FLAWS.items():
        severity, fix = ROWS[code]
        found = [finding for finding in lint(document, channels=CHANNELS) if finding.code == code]
        assert {finding.severity for finding in found} <= set(severity.split(" or ")), code
        if any(finding.fix for finding in found):
            assert fix, f"the page does not tell the repair of {code}"
