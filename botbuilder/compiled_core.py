"""Which machine code stands in for the pure cores, and when: only for exactly the source that it was made from.

`make setup` compiles them (botbuilder/core_build.py). The Python files remain the program: where one of them has
changed, nothing was compiled, or BOTBUILDER_COMPILED is off, they run as they are, slower and with the same results.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

from botbuilder.settings.env import ROOT, flag

CORES = ("flows/engine", "flows/lint", "flows/runtime")
INTERPRETED = {
    # mypyc takes a dataclass's ClassVar for one of its fields.
    "flows.engine.events",
    # It makes a dataclass that only the type checker holds to be frozen.
    "flows.engine.record",
    # An exception's class loses what it says for all its instances.
    "flows.runtime.ports",
    # Step types are read from their files, so that whoever adds one needs no compiler: so are the classes they extend.
    "flows.engine.question",
    "flows.engine.step_type",
    "flows.engine.table_step",
}
RECIPE = 1
"""Raise it when other options of the compiler make other code from the same source."""

SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")


def sources() -> dict[str, Path]:
    """The modules that are compiled, by name."""
    return {name: file for name, file in _modules() if name not in INTERPRETED}


def _modules() -> Iterator[tuple[str, Path]]:
    for core in CORES:
        for file in sorted((ROOT / core).rglob("*.py")):
            if file.name != "__init__.py":
                yield ".".join(file.relative_to(ROOT).with_suffix("").parts), file


def fingerprint(modules: dict[str, Path]) -> str:
    """SHA-256 over recipe, interpreter, names and contents."""
    digest = hashlib.sha256(f"{RECIPE}\0{SUFFIX}\0{sys.hexversion}\0".encode())
    for name, file in modules.items():
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def shelf() -> Path:
    """Where compiled cores lie: with the interpreter and packages that they were made for."""
    return Path(sys.prefix) / "botbuilder-core"


def fitting() -> Path | None:
    """The folder with the machine code of today's source, if there is one."""
    if not shelf().is_dir():
        return None
    folder = shelf() / fingerprint(sources())
    return folder if folder.is_dir() else None


class CompiledFinder(MetaPathFinder):
    """Finds the modules of one folder before Python looks for their source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = {
            ".".join(file.relative_to(folder).parts).removesuffix(SUFFIX): file for file in folder.rglob(f"*{SUFFIX}")
        }

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        file = self._files.get(name)
        return None if file is None else spec_from_file_location(name, file)


def use_compiled() -> None:
    """Called where the package of the cores is imported, before any of them."""
    if flag("BOTBUILDER_COMPILED", default=True) and (folder := fitting()) is not None:
        sys.meta_path.insert(0, CompiledFinder(folder))


def in_use() -> bool:
    """Whether this process runs machine code."""
    return any(isinstance(one, CompiledFinder) for one in sys.meta_path)
