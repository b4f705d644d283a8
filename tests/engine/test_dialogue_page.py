"""docs/dialogue.md names settings and tests that exist, and all settings that steer a dialogue."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from flows.document.schema_settings import SETTINGS
from flows.engine.steering import Steering

ROOT = Path(__file__).parents[2]
NAMES = {one.name for one in fields(Steering)}
PAGE = (ROOT / "docs" / "dialogue.md").read_text()


def test_every_test_it_names_is_there() -> None:
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 80
    assert named - defined == set()


def test_every_setting_that_steers_has_its_row_its_schema_and_its_default() -> None:
    rows = dict(
        re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE.split("## Settings")[1].split("## Commands")[0], re.MULTILINE)
    )
    steering = Steering()
    assert SETTINGS["properties"].keys() >= NAMES
    assert rows.keys() == NAMES
    for name, shown in rows.items():
        default = getattr(steering, name)
        written = {None: "–", True: "`true`", False: "`false`"}.get(
            default, f"{default:g}" if isinstance(default, float) else str(default)
        )
        assert shown.strip() in (written, str(default)), name
        assert SETTINGS["properties"][name].get("default", None if default is None else default) == default
