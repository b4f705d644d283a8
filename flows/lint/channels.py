"""Messages that a connected channel would have to cut into pieces or shorten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flows.lint.finding import Finding, Place
from flows.lint.index import Index
from flows.lint.limits import LIMITS, Limits
from flows.lint.references import References

_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_TEXTS = ("text", "caption")


def find(index: Index, references: References) -> Iterator[Finding]:
    connected = [LIMITS[channel] for channel in sorted(index.channels) if channel in LIMITS]
    if not connected:
        return
    for message, place in references.messages:
        yield from _message(message, place, connected, _options(message))
    for _, _, step in index.steps:
        options = step.config.get("options")
        if isinstance(options, list):
            yield from _buttons(options, step.place.at("/config/options"), connected)


def _options(message: Any) -> list[Any]:
    options = message.get("options", message.get("actions")) if isinstance(message, dict) else None
    return options if isinstance(options, list) else []


def _message(message: Any, place: Place, connected: list[Limits], options: list[Any]) -> Iterator[Finding]:
    if isinstance(message, str):
        yield from _text(message, place, connected, buttons=False)
    elif isinstance(message, dict):
        for key in _TEXTS:
            yield from _text(message.get(key), place.at(f"/{key}"), connected, buttons=bool(options))
        key = "options" if "options" in message else "actions"
        yield from _buttons(options, place.at(f"/{key}"), connected)


def _text(text: Any, place: Place, connected: list[Limits], *, buttons: bool) -> Iterator[Finding]:
    length = _longest(text)
    for limits in connected:
        most = limits.text_with_buttons if buttons else limits.text
        if most is not None and length > most:
            beside = " beside buttons" if buttons else ""
            yield Finding(
                "warning", "text-too-long", place,
                f"{limits.title} takes {most} characters{beside}, and this has {length}. Say it in several messages.",
            )  # fmt: skip


def _buttons(options: list[Any], place: Place, connected: list[Limits]) -> Iterator[Finding]:
    for limits in connected:
        if limits.buttons is not None and len(options) > limits.buttons:
            yield Finding(
                "warning", "too-many-options", place,
                f"{limits.title} shows {limits.buttons} buttons, and these are {len(options)}. Ask in two steps.",
            )  # fmt: skip
        for number, option in enumerate(options):
            length = _longest(option.get("title")) if isinstance(option, dict) else 0
            if limits.button is not None and length > limits.button:
                yield Finding(
                    "warning", "text-too-long", place.at(f"/{number}/title"),
                    f"{limits.title} shows {limits.button} characters of a button, and this has {length}. Shorten it.",
                )  # fmt: skip


def _longest(text: Any) -> int:
    """Characters of a text in the language where it is longest; what stands in tags is not counted."""
    if isinstance(text, dict):
        return max(map(_longest, text.values()), default=0)
    return len(_TAG.sub("", text) if "{" in text else text) if isinstance(text, str) else 0
