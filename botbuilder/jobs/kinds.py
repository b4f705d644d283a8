"""Which Celery task does which kind of job. Each app names its kinds when it is ready."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """`task` gets the id of a job as its only argument; `queue` is `train` or `work`."""

    task: str
    queue: str


_KINDS: dict[str, Kind] = {}


def register_kind(name: str, *, task: str, queue: str) -> None:
    """Says who does the jobs of a kind; saying it again is harmless."""
    _KINDS[name] = Kind(task, queue)


def kind_of(name: str) -> Kind:
    """The kind of this name; raises LookupError if no app has registered it."""
    if name not in _KINDS:
        raise LookupError(f"no task does jobs of the kind {name}")
    return _KINDS[name]
