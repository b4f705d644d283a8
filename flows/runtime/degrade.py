"""A neutral message as plain text, for channels and clients that can show nothing else.

Options become a numbered list; where it is shown, the engine takes "2" as the second (`heard.NUMBERED_CHANNELS`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Message = Mapping[str, Any]

_LINES = ("title", "subtitle", "text", "caption")


def as_text(content: Message) -> str:
    """Never empty for a message that has anything to show. Markdown stays as it is written."""
    kind = content.get("type")
    if kind == "native" and isinstance(content.get("fallback"), Mapping):
        return as_text(content["fallback"])
    lines = [*_head(content, str(kind)), *_choices(content)]
    for item in content.get("items") or ():
        lines += ["", as_text(item)] if lines else [as_text(item)]
    return "\n".join(lines)


def _head(content: Message, kind: str) -> list[str]:
    lines = [str(content[key]) for key in _LINES if content.get(key)]
    if kind == "location":
        lines += [str(content[key]) for key in ("name", "address") if content.get(key)]
        lines.append(_map(content))
    elif kind in ("image", "audio", "video", "file"):
        told = content.get("alt") or content.get("name")
        lines = [*([f"({told})"] if told else []), *lines, str(content.get("url", ""))]
    image = content.get("image")
    if isinstance(image, Mapping) and image.get("alt"):
        lines.insert(0, f"({image['alt']})")
    return lines


def _map(content: Message) -> str:
    lat, lon = content.get("lat"), content.get("lon")
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"


def _choices(content: Message) -> list[str]:
    """Options numbered from 1; links and telephone numbers as they are, they are no answer."""
    actions: Sequence[Message] = content.get("options") or content.get("actions") or ()
    if content.get("style") == "rating":
        ends = [str(content[end]) for end in ("low", "high") if content.get(end)]
        told = f" ({' – '.join(ends)})" if ends else ""
        return [f"{actions[0]['title']}–{actions[-1]['title']}{told}"] if actions else []
    lines: list[str] = []
    number = 0
    for action in actions:
        title = str(action.get("title", ""))
        if action.get("kind") in ("url", "phone"):
            lines.append(f"{title}: {action.get('url') or action.get('value') or ''}")
            continue
        number += 1
        small = action.get("description")
        lines.append(f"{number}. {title} – {small}" if small else f"{number}. {title}")
    return lines
