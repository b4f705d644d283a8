"""Compile the pure cores to machine code with mypyc, when their source has changed.

`python -m botbuilder.core_build [--if-needed]`; needs no Django. With --if-needed it never fails: without a compiler
the cores run as Python, and one line says so.
"""

import argparse
import contextlib
import fcntl
import hashlib
import io
import os
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from botbuilder.compiled_core import SUFFIX, fingerprint, fitting, shelf, sources
from botbuilder.settings.env import ROOT, flag

GROUP = "botbuilder"  # its module is botbuilder__mypyc
OPTIMISE = "1"  # -O2 takes half as long again and gains nothing that could be measured
KEPT = 4  # folders of machine code
PARTS = 4  # how often progress is told
LEAST_FREE = 200 * 1024 * 1024  # bytes
CHECKING = ("--config-file=", "--ignore-missing-imports", "--follow-imports=silent", "--hide-error-context")


class CannotCompile(Exception):
    """The cores cannot be compiled here; the message says why."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Compile the cores to machine code.")
    parser.add_argument("--if-needed", action="store_true", help="only where it is wanted and missing; never fails")
    asked = parser.parse_args(arguments)
    if asked.if_needed and (not flag("BOTBUILDER_COMPILED", default=True) or fitting() is not None):
        return 0
    try:
        compile_cores()
    except CannotCompile as reason:
        sys.stderr.write(f"· The engine is not compiled: {reason} It runs as Python, at half the speed.\n")
        return 0 if asked.if_needed else 1
    return 0


def compile_cores() -> Path:
    """The folder that `fitting` gives from now on; raises CannotCompile, and then nothing has changed."""
    compiler = _compiler()
    modules = sources()
    target = shelf() / fingerprint(modules)
    try:
        with _only_one():
            if not target.is_dir():
                _say("Compiling the engine (a minute or two, whenever it has changed)")
                with tempfile.TemporaryDirectory(prefix=".compiling-", dir=shelf()) as folder:
                    _compile(compiler, list(modules.values()), Path(folder)).rename(target)
                _forget_old()
    except OSError as error:
        raise CannotCompile(f"{shelf()} cannot be written ({error.strerror}).") from error
    return target


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    """Who comes second waits, and finds it done."""
    shelf().mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(shelf()).free < LEAST_FREE:
        raise CannotCompile("less than 200 MB are free for it.")
    with (shelf() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old() -> None:
    """A running server still reads from the folder it began with: those of the last few sources stay."""
    folders = [one for one in shelf().iterdir() if one.is_dir() and one != _objects()]
    for folder in sorted(folders, key=lambda one: one.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def _objects() -> Path:
    """What the C compiler made last, by what it was made from: a small change compiles in seconds."""
    return shelf() / "objects"


def _compiler() -> Any:
    """The C compiler that this Python was made with, or the one that CC names."""
    from setuptools._distutils.ccompiler import new_compiler  # distutils itself is gone from Python 3.12
    from setuptools._distutils.sysconfig import customize_compiler

    compiler = new_compiler()
    customize_compiler(compiler)
    if shutil.which(compiler.compiler_so[0]) is None:
        raise CannotCompile(f"there is no C compiler ({compiler.compiler_so[0]}).")
    include = sysconfig.get_paths()["include"]
    if not (Path(include) / "Python.h").is_file():
        raise CannotCompile("Python's C headers are missing (Debian: apt-get install python3-dev).")
    compiler.add_include_dir(include)
    return compiler


def _compile(compiler: Any, files: Sequence[Path], folder: Path) -> Path:
    """The folder of the modules, laid out as packages, in `folder`."""
    extensions = _translate(files, folder / "c")
    flags = {source: one.extra_compile_args for one in extensions for source in one.sources}
    for include in {path for one in extensions for path in one.include_dirs}:
        compiler.add_include_dir(include)
    headers = _digest(sorted((folder / "c").rglob("*.h")))
    kept = _objects()
    kept.mkdir(exist_ok=True)

    def make(source: str) -> Path:
        object_file = kept / f"{_digest([Path(source)], headers)}.o"
        if not object_file.is_file():
            # -w: each compiler warns of something else in generated code, and mypyc asks for -Werror.
            (made,) = compiler.compile([source], str(folder / "o"), extra_preargs=flags[source], extra_postargs=["-w"])
            Path(made).replace(object_file)
        return object_file

    try:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            objects = dict(zip(flags, _with_progress(pool.map(make, flags), len(flags)), strict=True))
        for one in extensions:
            module = folder / "modules" / (one.name.replace(".", "/") + SUFFIX)
            module.parent.mkdir(parents=True, exist_ok=True)
            compiler.link_shared_object([str(objects[source]) for source in one.sources], str(module))
    except Exception as error:
        raise CannotCompile(f"the C compiler failed ({error}).") from error
    for file in set(kept.iterdir()).difference(objects.values()):
        file.unlink()
    return folder / "modules"


def _with_progress(made: Iterable[Path], count: int) -> Iterator[Path]:
    """Says when each quarter of the files is done: on a slow machine that is minutes."""
    for number, file in enumerate(made, start=1):
        if count > PARTS and number * PARTS // count > (number - 1) * PARTS // count:
            _say(f"Compiling the engine: {100 * number // count} %")
        yield file


def _translate(files: Sequence[Path], folder: Path) -> list[Any]:
    """Python to C, as extensions of setuptools."""
    from mypyc.build import mypycify

    said = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(said):
        try:
            return mypycify(
                [*CHECKING, *(str(file.relative_to(ROOT)) for file in files)],
                opt_level=OPTIMISE,
                debug_level="0",
                multi_file=True,
                group_name=GROUP,
                target_dir=str(folder),
            )
        except SystemExit as error:
            errors = [line for line in said.getvalue().splitlines() if " error: " in line]
            raise CannotCompile(f"mypyc refuses it ({(errors or ['no reason given'])[0]}).") from error


def _digest(files: Sequence[Path], before: str = OPTIMISE) -> str:
    digest = hashlib.sha256(before.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _say(line: str) -> None:
    sys.stdout.write(f"· {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
