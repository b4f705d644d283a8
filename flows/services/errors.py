"""Why a use case refuses. `flows/api/errors.py` says with which status; `extra` is what the answer carries beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):
    """A use case cannot do what was asked; the message says why, for people."""

    code = "refused"

    def extra(self) -> dict[str, Any]:
        """Members of the problem JSON beyond type, title, status, detail and code."""
        return {}


class SlugTaken(Refusal):
    """Another bot of this installation has the slug."""

    code = "slug-taken"


class NotFound(Refusal):
    """No such thing in this workspace."""

    code = "not-found"


class InvalidDocument(Refusal):
    """A document that does not fit its schema or points to what is not there."""

    code = "invalid-document"

    def __init__(self, problems: Sequence[Any]) -> None:
        super().__init__(f"The document has {len(problems)} problem{'' if len(problems) == 1 else 's'}.")
        self.problems = [as_problem(problem) for problem in problems]

    def extra(self) -> dict[str, Any]:
        return {"problems": self.problems}


class InvalidOperation(InvalidDocument):
    """An operation that cannot be applied, or whose result does not fit."""

    code = "invalid-operation"


class DraftMoved(Refusal):
    """A whole draft was sent on top of a revision that is not the current one."""

    code = "precondition-failed"

    def __init__(self, *, current: dict[str, Any], yours: dict[str, Any], revision: int) -> None:
        super().__init__("The draft has changed since you read it.")
        self.current, self.yours, self.revision = current, yours, revision

    def extra(self) -> dict[str, Any]:
        return {"current": self.current, "yours": self.yours, "revision": self.revision}


class DraftConflict(Refusal):
    """Somebody else changed the same place to something else after the revision the caller had seen."""

    code = "conflict"

    def __init__(self, conflicts: list[dict[str, Any]]) -> None:
        super().__init__("The same place was changed by somebody else. Nothing of this request was applied.")
        self.conflicts = conflicts

    def extra(self) -> dict[str, Any]:
        return {"conflicts": self.conflicts}


class LintErrors(Refusal):
    """The draft has lint errors; publishing needs them solved, or force."""

    code = "lint-errors"

    def __init__(self, findings: list[dict[str, Any]]) -> None:
        super().__init__("The draft has errors. Solve them, or publish with force.")
        self.findings = findings

    def extra(self) -> dict[str, Any]:
        return {"findings": self.findings}


class UnknownFormat(Refusal):
    """No known bot format recognises the files."""

    code = "unknown-format"


class UnreadableSource(Refusal):
    """An archive or file that cannot be read: damaged, too large, or with strange paths."""

    code = "unreadable-source"


class InvalidJSON(Refusal):
    """A file that is not strict JSON."""

    code = "invalid-json"


class SourceTooLarge(UnreadableSource):
    """More bytes or members than an import may have."""

    code = "too-large"


class NotAnImage(Refusal):
    """The bytes are none of PNG, JPEG, GIF and WebP."""

    code = "not-an-image"


class FileTooLarge(Refusal):
    """More bytes than this kind of file may have."""

    code = "too-large"


class Forbidden(Refusal):
    """The member's role does not allow it."""

    code = "forbidden"


class TooMany(Refusal):
    """More at once, or in a short time, than is good for the others. `wait` in seconds, 0 where it is not known."""

    code = "too-many"

    def __init__(self, detail: str, *, wait: float = 0.0) -> None:
        super().__init__(detail)
        self.wait = wait


class WrongState(Refusal):
    """The thing is in a state in which this cannot be done."""

    code = "wrong-state"


def as_problem(problem: Any) -> dict[str, str]:
    """A contract problem from flows.document's Problem (or one that is already JSON)."""
    if isinstance(problem, dict):
        return problem
    return {"pointer": problem.pointer, "code": problem.code, "detail": problem.detail}
