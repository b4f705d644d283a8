from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job
from botbuilder.tenancy.models import Workspace
from flows.document import StrictJSONError, loads_strict

from .errors import InvalidJSON, UnreadableSource
from .import_bot import Tell, import_bot

KIND = "import"


def import_later(
    content: bytes, *, workspace: Workspace, by: str, is_document: bool, filename: str = "", **options: Any
) -> Job:
    """Keep the source in the file store and queue its import; the job's result is the report.

    `is_document` says that the bytes are a document of ours, whatever they look like.
    """
    place = default_storage.save(f"imports/{uuid4().hex}", ContentFile(content))
    payload = {"place": place, "by": by, "filename": filename, "is_document": is_document, "options": options}
    return queue_job(workspace, kind=KIND, bot=options.get("slug") or "", payload=payload)


def import_for_job(job: Job, tell: Tell) -> dict[str, Any]:
    """The work of an import job. Running it again after a crash is safe: the bot it may have made is replaced.

    No other is, unless that was asked for: the first attempt may have died before it saw that the address is taken.
    """
    tell("reading", 0.0)
    payload = job.payload
    if not default_storage.exists(payload["place"]):
        raise UnreadableSource("The uploaded file is gone. Send it again.")
    with default_storage.open(payload["place"]) as file:
        content = file.read()
    options = {**payload["options"], "begun": job.created_at if job.attempts > 1 else None}
    document = _document(content) if payload["is_document"] else content
    report = import_bot(
        document, workspace=job.workspace, by=payload["by"], filename=payload["filename"], tell=tell, **options
    )
    return report.to_json()


def _document(content: bytes) -> Any:
    try:
        return loads_strict(content)
    except StrictJSONError as error:
        raise InvalidJSON(error.detail) from error
