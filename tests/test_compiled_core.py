"""Machine code stands in for the cores only where it was made from exactly their source; else they run as Python."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from botbuilder import compiled_core, core_build
from botbuilder.core_build import CannotCompile, compile_cores
from botbuilder.settings.env import flag, with_variables
from tests.ground_rules_paths import ROOT

WHERE = "import flows.engine.run, flows.engine.events; print(flows.engine.run.__file__, flows.engine.events.__file__)"
SUMS = """
from __future__ import annotations

def total(numbers: list[int]) -> int:
    found = 0
    for number in numbers:
        found += number
    return found
"""


def imported(**variables: str) -> list[str]:
    command = [sys.executable, "-c", WHERE]
    done = subprocess.run(
        command, cwd=ROOT, env=with_variables(**variables), capture_output=True, text=True, check=True
    )
    return [Path(one).name for one in done.stdout.split()]


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
@pytest.mark.skipif(not flag("BOTBUILDER_COMPILED", default=True), reason="asked to run as Python")
def test_these_tests_run_what_make_setup_compiled() -> None:
    assert compiled_core.in_use(), "run make setup: the source has changed since"
    assert imported() == ["run" + compiled_core.SUFFIX, "events.py"]


def test_switched_off_the_cores_run_as_python() -> None:
    assert imported(BOTBUILDER_COMPILED="off") == ["run.py", "events.py"]


def test_what_is_left_to_python_exists() -> None:
    assert {name for name, _ in compiled_core._modules()} >= compiled_core.INTERPRETED
    assert len(compiled_core.sources()) > 100


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project whose core is one module of one function; nothing of it is compiled."""
    core = tmp_path / "tiny"
    core.mkdir()
    (core / "__init__.py").touch()
    (core / "sums.py").write_text(SUMS)
    for module in (compiled_core, core_build):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    for module in (compiled_core, core_build):
        monkeypatch.setattr(module, "shelf", lambda: tmp_path / "shelf")
    monkeypatch.setattr(compiled_core, "CORES", ("tiny",))
    yield core


def run_tiny(root: Path, folder: Path | None) -> str:
    """What `total` says of True and of a text, found by the compiled folder or as Python."""
    script = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from botbuilder.compiled_core import CompiledFinder
if {folder is not None}:
    sys.meta_path.insert(0, CompiledFinder(Path({str(folder)!r})))
from tiny import sums
print(Path(sums.__file__).name, sums.total([1, 2, 2**70]))
try:
    print(sums.total("abc"))
except TypeError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_compiled_once_used_until_the_source_changes(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled_core.fitting() is None
    folder = compile_cores()
    assert compiled_core.fitting() == folder
    assert "Compiling the engine" in capsys.readouterr().out
    assert compile_cores() == folder
    assert capsys.readouterr().out == "", "what is there is not made again"
    right = str(3 + 2**70)
    assert run_tiny(tiny.parent, folder) == f"sums{compiled_core.SUFFIX} {right}\nlist object expected; got str\n"
    assert run_tiny(tiny.parent, None).startswith(f"sums.py {right}\n")
    (tiny / "sums.py").write_text(SUMS + "\n# a comment\n")
    assert compiled_core.fitting() is None
    (tiny / "sums.py").write_text(SUMS)
    assert compiled_core.fitting() == folder
    (tiny / "more.py").write_text("")
    assert compiled_core.fitting() is None


def test_without_a_compiler_setting_up_goes_on_and_one_line_says_so(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    assert core_build.main(["--if-needed"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("· The engine is not compiled: there is no C compiler (no-such-compiler).")
    assert core_build.main([]) == 1
    assert not (tiny.parent / "shelf").exists()


def test_where_it_is_not_wanted_nothing_is_compiled(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOTBUILDER_COMPILED", "off")
    assert core_build.main(["--if-needed"]) == 0
    assert not (tiny.parent / "shelf").exists()


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_source_that_mypyc_refuses_is_named_and_leaves_nothing(tiny: Path) -> None:
    (tiny / "sums.py").write_text("def total(numbers: list[int]) -> int:\n    return 'many'\n")
    with pytest.raises(CannotCompile, match=re.escape("tiny/sums.py:2: error: Incompatible return value")):
        compile_cores()
    assert compiled_core.fitting() is None
    assert [one.name for one in (tiny.parent / "shelf").iterdir()] == [".lock"]


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_only_the_code_of_the_last_few_sources_is_kept(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core_build, "KEPT", 2)
    made = []
    for number in range(3):
        (tiny / "sums.py").write_text(f"{SUMS}\nNUMBER = {number}\n")
        made.append(compile_cores())
    assert [one.is_dir() for one in made] == [False, True, True]
