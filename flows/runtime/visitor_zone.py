"""The time zone in which a visitor means "tomorrow at nine"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

ELSEWHERE = "UTC"  # of visitors whose zone nobody has told us


def zone_of(profile: Mapping[str, Any] | None) -> str:
    """The IANA name in the profile's `timezone`; UTC where there is none, or one that is no zone."""
    name = None if profile is None else profile.get("timezone")
    return name if isinstance(name, str) and known_zone(name) is not None else ELSEWHERE


@lru_cache(maxsize=1024)
def known_zone(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, or no name but a path
        return None
