"""JSON pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable


def pointer(*segments: str | int) -> str:
    """`/flows/0/nodes/1` of its segments, escaped."""
    return "".join(f"/{escape(str(segment))}" for segment in segments)


def escape(segment: str) -> str:
    return segment.replace("~", "~0").replace("/", "~1") if "~" in segment or "/" in segment else segment


def segments_of(path: str) -> list[str]:
    """The segments of a pointer; raises ValueError unless it is "" or begins with a slash."""
    if path == "":
        return []
    if not path.startswith("/"):
        raise ValueError("A path is empty or begins with a slash.")
    return [segment.replace("~1", "/").replace("~0", "~") for segment in path[1:].split("/")]


def join(base: str, segments: Iterable[str | int]) -> str:
    """A pointer and further segments."""
    return base + pointer(*segments)
