"""The TypeScript of the front end is made from the server's own schemas, and from the present ones."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from botbuilder.management.commands import generate_types


def test_schemas_and_types_are_in_step_with_the_code() -> None:
    call_command("generate_types", "--check")


def test_a_schema_that_fell_behind_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in generate_types.SCHEMAS.glob("*.json"):
        (tmp_path / file.name).write_text(file.read_text())
    (tmp_path / "chat.json").write_text(json.dumps({"$defs": {}}))
    monkeypatch.setattr(generate_types, "SCHEMAS", tmp_path)
    monkeypatch.setattr(generate_types.settings, "ROOT", tmp_path, raising=False)
    with pytest.raises(CommandError, match=r"chat\.json"):
        call_command("generate_types", "--check")
