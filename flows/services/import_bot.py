from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.document.bulk import uncollected
from flows.formats import FORMATS, ArchiveError, FormatError, Item, format_of, open_source, read_bot
from flows.formats.merge import Mergeable, Sheets
from flows.formats.spreadsheet import read_sheets
from flows.lint import lint
from flows.models import Bot
from flows.models.bot import SLUG_PATTERN

from .create_bot import create_bot, slug_of
from .errors import (
    FileTooLarge,
    InvalidDocument,
    InvalidJSON,
    NotAnImage,
    SlugTaken,
    SourceTooLarge,
    UnknownFormat,
    UnreadableSource,
)
from .load_draft import load_draft
from .merge_into_bot import merge_into_bot
from .publish_bot import make_version
from .replace_draft import checked_document, replace_draft
from .store_media import store_media
from .train_bot import Tell, train_now

COUNTED = ("flows", "intents", "entities", "answers", "content", "variables", "stories", "tests")
TOO_LARGE = frozenset({"too-large", "too-many-members", "ratio"})
STRICT_JSON = frozenset({"encoding", "syntax", "depth", "duplicate-key", "number", "character"})


@dataclass(frozen=True, slots=True)
class Source:
    """A valid document, the format it came in, what did not come over exactly, and pictures by file name."""

    format: str
    document: dict[str, Any]
    items: list[dict[str, Any]]
    media: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import made, and what it could not carry over."""

    bot: str
    format: str
    counts: dict[str, int]
    items: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    version: int | None = field(default=None)

    def to_json(self) -> dict[str, Any]:
        names = ("bot", "format", "counts", "items", "findings", "version")
        return {name: getattr(self, name) for name in names}


def import_bot(
    source: Path | bytes | Mapping[str, Any],
    *,
    workspace: Workspace,
    by: str,
    slug: str | None = None,
    format: str = "auto",
    replace: bool = False,
    publish: bool = False,
    filename: str = "",
    columns: str = "",
    sheets: str = "",
    action_server: str = "",
    begun: datetime | None = None,
    tell: Tell | None = None,
) -> Report:
    """Read a bot of any known format into a draft; with `publish`, train it and let it go live before returning.

    Without a slug it is derived from the bot's name. Raises SlugTaken where it exists and `replace` is false,
    UnreadableSource, UnknownFormat, InvalidDocument. All or nothing: on an error no bot is there, nor a new draft.
    `tell(stage, progress)` hears of the training.

    Tables and translations for a bot that is there change the parts they speak of and leave the rest; `columns` says
    which of ours their columns are, like `Wording=example, Label=intent`, and `sheets` says it sheet by sheet, in JSON.

    `action_server` is the address of the server that runs the actions of a Rasa project; not given, that of the bot
    whose draft is replaced counts.

    `begun` is when an earlier attempt at this very import may have begun: the bot that it made is replaced.
    """
    existing = _existing(workspace, slug) if slug and not replace else None
    said = {"columns": _columns(columns), "sheets": _sheets(sheets)}
    merged = None if existing is None else _merged(existing, source, format, filename, said, by=by)
    if existing is not None and merged is not None:
        bot, read = existing, merged
    else:
        server = action_server or (_server_of(workspace, slug) if slug and replace else "")
        read = read_source(source, format=format, filename=filename, action_server=server, **said)
        given = slug or slug_of(read.document["name"])
        with uncollected():
            ours = begun is not None and _made_since(begun, workspace, given, by=by)
            bot = _store(read.document, workspace=workspace, by=by, slug=given, replace=replace or ours)
        read.items.extend(_kept(bot, read.media))
    document = read.document
    AuditEntry.record(workspace, actor=by, action="bot.import", target=bot.slug, format=read.format)
    version = _publish(bot, by=by, tell=tell) if publish else None
    return Report(
        bot=bot.slug,
        format=read.format,
        counts={name: len(document.get(name, ())) for name in COUNTED},
        items=read.items,
        findings=[finding.to_json() for finding in lint(document)],
        version=version,
    )


def _server_of(workspace: Workspace, slug: str) -> str:
    bot = _existing(workspace, slug)
    return "" if bot is None else str((load_draft(bot).document.get("settings") or {}).get("action_server") or "")


def read_source(
    source: Path | bytes | Mapping[str, Any], *, format: str = "auto", filename: str = "", **options: Any
) -> Source:
    """What `source` holds. A mapping is a document of ours already read; `options` are those of `read_bot`."""
    if isinstance(source, Mapping):
        with uncollected():
            return Source("native", checked_document(source), [])
    files = opened(source, filename)
    try:
        called = source.resolve().name if isinstance(source, Path) else filename
        with uncollected():
            chosen, reading = read_bot(files, format, source=called, **options)
    except FormatError as error:
        if error.problems:
            raise InvalidDocument(error.problems) from error
        if error.code in STRICT_JSON:
            raise InvalidJSON(error.detail) from error
        raise UnknownFormat(error.detail) from error
    return Source(chosen, reading.document, [item.to_json() for item in reading.items], reading.media)


def opened(source: Path | bytes, filename: str) -> dict[str, bytes]:
    """Path → content of all files. Raises SourceTooLarge, UnreadableSource."""
    try:
        return open_source(source, filename)
    except ArchiveError as error:
        kind = SourceTooLarge if error.code in TOO_LARGE else UnreadableSource
        raise kind(error.detail) from error


def _existing(workspace: Workspace, slug: str) -> Bot | None:
    return Bot.objects.of(workspace).filter(slug=slug).first() if re.fullmatch(SLUG_PATTERN, slug) else None


def _merged(
    bot: Bot, source: Path | bytes | Mapping[str, Any], format: str, filename: str, said: dict[str, Any], *, by: str
) -> Source | None:
    """The draft after a merge; None where the files are a bot of their own. `said` is about columns."""
    if isinstance(source, Mapping):
        return None
    files = opened(source, filename)
    try:
        name = format_of(files, format)
    except FormatError as error:
        raise UnknownFormat(error.detail) from error
    chosen = FORMATS[name]
    if not isinstance(chosen, Mergeable):
        return None
    items = merge_into_bot(bot, chosen, files, by=by, **said)
    return Source(name, load_draft(bot).document, [item.to_json() for item in items])


def _columns(given: str) -> dict[str, str]:
    pairs = (one.partition("=") for one in given.split(",") if "=" in one)
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def _sheets(given: str) -> Sheets:
    try:
        return read_sheets(given)
    except FormatError as error:
        raise UnknownFormat(error.detail) from error


def _kept(bot: Bot, media: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Stores the media that came along; a line of the report for each that cannot be shown."""
    items: list[Item] = []
    for name, content in media.items():
        try:
            row = store_media(bot, content, title=name, any_kind=True)
        except (NotAnImage, FileTooLarge) as error:
            items.append(Item("error", "media", f"media/{name}", str(error), "Upload the file anew."))
            continue
        if row.digest != name.partition(".")[0]:
            what = "The file is not the one that its name says; where the bot shows it, there is nothing."
            items.append(Item("warning", "media", f"media/{name}", what, "Choose the picture anew."))
    return [item.to_json() for item in items]


def _store(document: dict[str, Any], *, workspace: Workspace, by: str, slug: str, replace: bool) -> Bot:
    existing = _existing(workspace, slug)
    if existing is None:
        return create_bot(workspace, name=document["name"], by=by, slug=slug, document=document)
    if not replace:
        raise SlugTaken(f"There is a bot “{slug}” already. Replace its draft, or choose another slug.")
    replace_draft(existing, document, by=by)
    return existing


def _made_since(begun: datetime, workspace: Workspace, slug: str, *, by: str) -> bool:
    made = AuditEntry.objects.of(workspace).filter(action="bot.create", target=slug, actor=by, at__gte=begun)
    return made.exists() and Bot.objects.of(workspace).filter(slug=slug, created_at__gte=begun).exists()


def _publish(bot: Bot, *, by: str, tell: Tell | None) -> int:
    models = train_now(bot, tell, by=by)
    bot.refresh_from_db()
    return make_version(bot, load_draft(bot), models=models, by=by, note="Imported").number
