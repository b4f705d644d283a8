"""Rasa itself says whether what we write is a project of Rasa: `rasa data validate` of version 3.6."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from flows.formats import FORMATS
from tests.formats.rasa_bots import PROJECTS, real

RASA = Path(os.environ.get("BOTBUILDER_RASA", "")) / "bin" / "rasa"
DEMO = Path(__file__).resolve().parents[2] / "botbuilder" / "demo" / "pizza.json"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
SECONDS = 300

pytestmark = pytest.mark.skipif(
    not RASA.is_file(), reason="Rasa is not here (set BOTBUILDER_RASA to a virtual environment with rasa 3.6)"
)


def validated(document, folder, language=""):
    """What `rasa data validate` ends with, and what it printed."""
    for path, data in FORMATS["rasa"].write(document, language).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    command = [RASA, "data", "validate", "--domain", "domain.yml", "--data", "data", "--config", "config.yml"]
    ran = subprocess.run(
        command, cwd=folder, env={**os.environ, **QUIET}, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("name", PROJECTS)
def test_rasa_finds_no_error_in_a_project_that_came_from_there(name, tmp_path):
    code, printed = validated(real(name).document, tmp_path)
    assert code == 0, printed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_rasa_finds_no_error_in_a_bot_that_was_drawn_here(tmp_path, language):
    code, printed = validated(json.loads(DEMO.read_text()), tmp_path, language)
    assert code == 0, printed
