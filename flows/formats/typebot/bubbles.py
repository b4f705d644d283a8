"""What a Typebot shows: texts, pictures, films, sounds, pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.formats.typebot.blocks import At

_PLAYERS = {
    "youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}",
    "tiktok": "https://www.tiktok.com/embed/v2/{}", "gumlet": "https://play.gumlet.io/embed/{}",
}  # fmt: skip


def text(at: At) -> None:
    content = at.block.get("content")
    shown = at.bench.texts.rich(content, at.place.at("content")) if isinstance(content, dict) else ""
    if shown:
        at.step("say", {"message": shown})
    else:
        at.hint("empty-text", "There is no text in this bubble; it was left out.")


def image(at: At) -> None:
    url = _url(at)
    content = at.block.get("content")
    link = content.get("clickLink") if isinstance(content, dict) else None
    alt = ""
    if isinstance(link, dict) and link.get("url"):
        alt = str(link.get("alt") or "")
        at.warn("link", "A tap on the picture opened a page; pictures open nothing here.", "Add a button or a link.")
    if url:
        at.step("image", {"url": url, "alt": alt})


def video(at: At) -> None:
    content = at.block.get("content")
    body: dict[str, Any] = content if isinstance(content, dict) else {}
    player = _PLAYERS.get(str(body.get("type") or ""))
    if player is not None and body.get("id"):
        at.step("say", {"message": player.format(str(body["id"]).replace("{", ""))})
        at.hint("video", "A film of another site is a link here.")
    elif url := _url(at):
        at.step("video", {"url": url})


def audio(at: At) -> None:
    if url := _url(at):
        at.step("audio", {"url": url})


def embed(at: At) -> None:
    if url := _url(at):
        at.step("say", {"message": url})
        at.warn("embed", "A page inside of the chat is a link here.")


BUBBLES: dict[str, Callable[[At], None]] = {
    "text": text, "image": image, "video": video, "audio": audio, "embed": embed,
}  # fmt: skip


def _url(at: At) -> str:
    content = at.block.get("content")
    url = content.get("url") if isinstance(content, dict) else None
    if not isinstance(url, str) or not url:
        at.warn("media", "There is no address in this bubble; it was left out.", "Add it.")
        return ""
    return at.template(url, "content", "url")
