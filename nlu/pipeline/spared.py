"""What scikit-learn imports and linear models never use stays out of the memory of training processes.

    with sparing():
        from sklearn.linear_model import LogisticRegression

An empty module stands in for a spared one. What is taken from it imports the real module when it is used, so nothing is
missing, it only comes later: the imports of a training process take 96 MB and 1.1 s of CPU instead of 128 MB and 1.8 s.
Only for processes of ours: whoever uses `nlu` as a library has reasons to import what they do.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

SPARED = (
    "scipy.stats",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.ndimage",
    "scipy.spatial",
    "scipy.optimize._linprog",
    "scipy.optimize._milp",
)
OPTIONAL = ("rich",)  # scikit-learn does without where they are not installed


@contextlib.contextmanager
def sparing() -> Iterator[None]:
    """Whoever imports a spared module afterwards gets the real one, as gets who uses what was imported inside."""
    finder = _StandIns()
    absent = [name for name in OPTIONAL if name not in sys.modules]
    sys.meta_path.insert(0, finder)
    hidden: dict[str, Any] = dict.fromkeys(absent)  # None: not to be found
    sys.modules.update(hidden)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in absent:
            del sys.modules[name]
        for name in finder.made:
            _forget(name)


class _StandIns(MetaPathFinder, Loader):
    def __init__(self) -> None:
        self.made: list[str] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spared = any(name == one or name.startswith(f"{one}.") for one in SPARED)
        return ModuleSpec(name, self, is_package=True) if spared else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        self.made.append(spec.name)
        return _StandIn(spec.name, self)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _StandIn(ModuleType):
    def __init__(self, name: str, finder: MetaPathFinder) -> None:
        super().__init__(name)
        self._finder = finder

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._finder not in sys.meta_path:
            return getattr(importlib.import_module(self.__name__), name)
        return _Later(self.__name__, name)


class _Later:
    """A function, or a module, that is imported when it is used."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def _real(self) -> Any:
        module, name = self._place
        found = getattr(importlib.import_module(module), name, None)
        return importlib.import_module(f"{module}.{name}") if found is None else found

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._real()(*arguments, **options)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)


def _forget(name: str) -> None:
    """So that the next import finds the real module."""
    stand_in = sys.modules.pop(name, None)
    parent, _, last = name.rpartition(".")
    if stand_in is not None and getattr(sys.modules.get(parent), last, None) is stand_in:
        delattr(sys.modules[parent], last)
