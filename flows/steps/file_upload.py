"""The step type `file_upload`."""

from __future__ import annotations

from typing import Any

from flows.engine.context import Context
from flows.engine.hints import hint, limit_hint
from flows.engine.question import AGAIN, QUESTION, VARIABLE, Question
from flows.engine.slots import file_value
from flows.engine.step_type import Bid, Config, Example
from flows.engine.taps import files_of

MOST_FILES = 10
# What an author calls a kind of file -> the media types that are.
FILE_KINDS: dict[str, tuple[str, ...]] = {
    "image": ("image/",),
    "pdf": ("application/pdf",),
    "audio": ("audio/",),
    "video": ("video/",),
    "text": ("text/",),
    "archive": ("application/zip",),
}
PHOTO = {"id": "f1", "url": "/api/v1/chat/uploads/f1.png", "name": "photo.png", "mime": "image/png", "size": 9}
SEND_IT = {"message": "Please send a photo.", "variable": "photo", "accept": ["image"]}


class FileUpload(Question):
    """Asks for a file, or several: a photo, a PDF, a sound…

    The variable gets a list of `{"id", "url", "name", "mime", "size"}`; a text variable gets the address of the first
    file, an object the first file. Files are only ever offered as downloads, never opened in your pages.
    """

    type = "file_upload"
    title = "File upload"
    icon = "upload"
    schema = {
        "type": "object",
        "required": ["message"],
        "additionalProperties": False,
        "properties": {
            "message": QUESTION,
            "variable": VARIABLE,
            "accept": {
                "type": "array",
                "title": "Only these kinds",
                "description": "image, pdf, audio, video, text, archive. Empty: all of them.",
                "items": {"enum": list(FILE_KINDS)},
            },
            "most": {"type": "integer", "title": "At most so many", "default": 1, "minimum": 1, "maximum": MOST_FILES},
            **AGAIN,
        },
    }
    examples = (
        Example("A photo", SEND_IT, ({"files": [PHOTO]},), ("Please send a photo.",)),
        Example(
            "Words, then a photo",
            SEND_IT,
            ({"say": "here it is"}, {"files": [PHOTO]}),
            ("Please send a photo.", "Please send a file.", "Please send a photo."),
        ),
        Example(
            "Another kind of file",
            {**SEND_IT, "retries": 0},
            ({"files": [{**PHOTO, "name": "a.pdf", "mime": "application/pdf"}]},),
            ("Please send a photo.",),
            output="failed",
        ),
        Example(
            "No reply", {**SEND_IT, "timeout": 60}, ({"advance": 60},), ("Please send a photo.",), output="timeout"
        ),
    )

    def put(self, ctx: Context, config: Config, message: Any, *, again: bool) -> None:
        details: dict[str, Any] = {"most": config.get("most", 1)}
        if config.get("accept"):
            details["accept"] = list(_types(config))
        ctx.request(message, "file", details, again=again)

    def bid(self, ctx: Context, config: Config) -> Bid | None:
        files = files_of(None if ctx.heard is None else ctx.heard.tapped)
        return Bid("exact", "file", files) if files else None

    def refuse(self, ctx: Context, config: Config) -> str | None:
        if ctx.bid is None:
            return hint("file", ctx.language)
        files = ctx.bid.reply
        most = config.get("most", 1)
        if len(files) > most:
            return limit_hint("file", "max", most, ctx.language)
        types = _types(config)
        if types and not all(str(file.get("mime", "")).startswith(types) for file in files):
            return hint("file_kind", ctx.language)
        value = file_value(ctx, config["variable"], files) if config.get("variable") else None
        return None if self.keep(ctx, config, value) else ""


def _types(config: Config) -> tuple[str, ...]:
    return tuple(kind for name in config.get("accept", ()) for kind in FILE_KINDS[name])
