"""What a tap says: one option, several of them, or files, brought into one shape for the step that asked.

A tap is an option `{"option", "title", "value"}` of the question. Several marked options are one with the list of
their values as `value` and themselves under `several`; files are one with the list of files as `value` and `files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Option = Mapping[str, Any]
Payload = Mapping[str, Any]


def option_of(options: Iterable[Option], payload: Payload) -> Option | None:
    """The option a tap names."""
    return next((one for one in options if one["option"] == payload.get("option")), None)


def tap_on(options: Sequence[Option], payload: Payload) -> Option | None:
    """What was tapped of the open question; None for a tap that does not belong to it."""
    files, marked = payload.get("files"), payload.get("options")
    if isinstance(files, list) and files and all(isinstance(file, Mapping) for file in files):
        names = ", ".join(str(file.get("name") or file.get("url")) for file in files)
        return {"option": "", "title": names, "value": files, "files": True}
    if not isinstance(marked, list):
        return option_of(options, payload)
    several = [one for one in options if one["option"] in marked]
    if len(several) != len(set(map(str, marked))) or not options:
        return None
    titles = ", ".join(str(one["title"]) for one in several)
    names = ",".join(str(one["option"]) for one in several)
    return {"option": names, "title": titles, "value": [one["value"] for one in several], "several": several}


def single(tapped: Option) -> Option | None:
    """The one option a tap means; None for files and for more than one."""
    if tapped.get("files"):
        return None
    several = tapped.get("several")
    if several is None:
        return tapped
    return several[0] if len(several) == 1 else None


def files_of(tapped: Option | None) -> list[Mapping[str, Any]]:
    """The files that were sent, if that is what the tap was."""
    return list(tapped["value"]) if tapped is not None and tapped.get("files") else []
