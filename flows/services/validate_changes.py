from __future__ import annotations

from flows.document import Changes, Part, Problem, validate_part
from flows.document.parts import COLLECTIONS

from .load_draft import Draft

_COLLECTION = {kind: collection for collection, (kind, _) in COLLECTIONS.items()}


def validate_changes(draft: Draft, changes: Changes) -> list[Problem]:
    """Problems of the changed parts, with pointers into the document that the changes would make."""
    problems: list[Problem] = []
    for part in changes.changed:
        problems += validate_part(part.kind, part.body, base=_pointer(draft, changes, part))
    return problems


def _pointer(draft: Draft, changes: Changes, part: Part) -> str:
    if part.kind not in _COLLECTION:
        return ""
    gone = set(changes.removed)
    now = {(each.kind, each.key): each for each in (*draft.parts, *changes.changed) if each.kind == part.kind}
    kept = sorted((each for at, each in now.items() if at not in gone), key=lambda each: (each.position, each.key))
    return f"/{_COLLECTION[part.kind]}/{kept.index(part)}"
