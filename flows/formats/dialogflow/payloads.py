"""Custom payloads that chat windows of others understand, as the messages they show.

`richContent` is Dialogflow Messenger; `platform: kommunicate` with a `templateId` is Kommunicate; `telegram`,
`facebook` and `slack` are read where they are a text with buttons. Others give nothing; who asked names them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
Message = tuple[str, Body]
TEXT, CARD, REPLIES, IMAGE = "0", "1", "2", "3"
"""Kinds of Dialogflow's own messages, which these become."""


def messages_in(payload: Any) -> list[Message]:
    """Kind and body of each message; nothing where the payload is not known."""
    if not isinstance(payload, dict):
        return []
    if isinstance(payload.get("richContent"), list):
        return list(_messenger(payload["richContent"]))
    if payload.get("platform") == "kommunicate" or _metadata(payload).get("templateId") is not None:
        return list(_kommunicate(payload))
    for platform in ("telegram", "facebook", "slack"):
        inner = payload.get(platform)
        if isinstance(inner, dict):
            return list(_platform(inner))
    return []


def _messenger(rows: list[Any]) -> Iterator[Message]:
    for row in rows:
        for one in _dicts(row):
            kind, title = one.get("type"), _text(one.get("title"))
            link = _text(one.get("actionLink") or one.get("link"))
            if kind in ("info", "button", "accordion", "list"):
                card: Body = {"title": title or _text(one.get("text")) or "…"}
                card |= {"subtitle": _text(one.get("subtitle")), "imageUrl": _source(one.get("image"))}
                if _text(one.get("text")) and title:
                    card["formattedText"] = _text(one.get("text"))
                card["buttons"] = [{"text": title or _text(one.get("text")) or link, "postback": link}] if link else []
                yield CARD, card
            elif kind == "description":
                lines = [title, *(_text(line) for line in _list(one.get("text")))]
                yield TEXT, {"speech": "\n".join(line for line in lines if line)}
            elif kind == "image":
                yield (
                    IMAGE,
                    {
                        "imageUrl": _text(one.get("rawUrl")),
                        "image": {
                            "url": _text(one.get("rawUrl")),
                            "accessibilityText": _text(one.get("accessibilityText")),
                        },
                    },
                )
            elif kind == "chips":
                links = [chip for chip in _dicts(one.get("options")) if chip.get("link")]
                yield REPLIES, {"replies": [_text(chip.get("text")) for chip in _dicts(one.get("options"))
                                            if not chip.get("link")]}  # fmt: skip
                for chip in links:
                    yield "link", {"destinationName": _text(chip.get("text")), "url": _text(chip.get("link"))}


def _kommunicate(payload: Body) -> Iterator[Message]:
    if _text(payload.get("message")):
        yield TEXT, {"speech": payload["message"]}
    template, listed = str(_metadata(payload).get("templateId")), _dicts(_metadata(payload).get("payload"))
    if template == "9":
        for one in listed:
            yield (
                IMAGE,
                {
                    "imageUrl": _text(one.get("url")),
                    "image": {"url": _text(one.get("url")), "accessibilityText": _text(one.get("caption"))},
                },
            )
    elif template in ("6", "11"):
        yield REPLIES, {"replies": [_text(one.get("title") or one.get("name")) for one in listed]}
    elif template == "3":
        links = [one for one in listed if _text(one.get("url"))]
        yield REPLIES, {"replies": [_text(one.get("name") or one.get("title")) for one in listed if one not in links]}
        for one in links:
            yield "link", {"destinationName": _text(one.get("name") or one.get("title")), "url": _text(one.get("url"))}
    else:
        for one in listed[:20]:
            header = one.get("header")
            image = header.get("imgSrc") if isinstance(header, dict) else header
            shown = _dicts(one.get("buttons"))
            buttons = [{"text": _text(each.get("name")), "postback": _link(each)} for each in shown]
            yield (
                CARD,
                {
                    "title": _text(one.get("title")) or "…",
                    "subtitle": _text(one.get("subtitle")),
                    "formattedText": _text(one.get("description")),
                    "imageUrl": _text(image),
                    "buttons": buttons,
                },
            )


def _platform(inner: Body) -> Iterator[Message]:
    if _text(inner.get("text")):
        yield TEXT, {"speech": inner["text"]}
    markup = inner.get("reply_markup")
    rows = [] if not isinstance(markup, dict) else _list(markup.get("inline_keyboard")) + _list(markup.get("keyboard"))
    titles = [_text(one.get("text") if isinstance(one, dict) else one) for row in rows for one in _list(row)]
    titles += [_text(one.get("title")) for one in _dicts(inner.get("quick_replies"))]
    if any(titles):
        yield REPLIES, {"replies": [title for title in titles if title]}


def _metadata(payload: Body) -> Body:
    found = payload.get("metadata")
    return found if isinstance(found, dict) else {}


def _link(button: Body) -> str:
    action = button.get("action")
    inner = action.get("payload") if isinstance(action, dict) else None
    return _text(inner.get("url") or inner.get("message")) if isinstance(inner, dict) else ""


def _source(image: Any) -> str:
    source = image.get("src") if isinstance(image, dict) else image
    return _text(source.get("rawUrl") if isinstance(source, dict) else source)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _dicts(listed: Any) -> list[Body]:
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
