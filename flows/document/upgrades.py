"""Documents of earlier versions, and shorter ways to write one, made current."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document.parts import COLLECTIONS, OPTIONAL, VERSION


def upgrade(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same bot in the current version of the format, with every collection present that must be.

    It reads documents of any version up to the current one and leaves what it does not know to validation.
    """
    upgraded = dict(document)
    if upgraded.get("version", VERSION) == VERSION:
        upgraded.setdefault("settings", {})
        for collection in (name for name in COLLECTIONS if name not in OPTIONAL):
            upgraded.setdefault(collection, [])
    return upgraded
