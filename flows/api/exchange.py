"""Bots in and out: import and export."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import Role
from flows.document import StrictJSONError, loads_strict
from flows.models.bot import SLUG_PATTERN
from flows.services.errors import InvalidDocument
from flows.services.export_bot import export_bot
from flows.services.import_bot import import_bot
from flows.services.import_later import import_later
from flows.services.pack_files import pack_files
from flows.services.preview_import import preview_import
from flows.services.report_export import report_export

from . import answers, answers_import
from .errors import StrictJSONRefused
from .parsers import read_limited
from .serializers import Flag, Pattern, Strict, Text
from .uploads import FileUpload, LimitedMultiPartParser
from .view import BotView, WorkspaceView

AT_ONCE = 5 * 1024 * 1024  # bytes; larger sources are imported by a job
EXPORT = {"format": "native", "languages": "", "language": "", "version": ""}
YES = ("true", "1")
KINDS = {"xlf": "application/xliff+xml"}
UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes


class RawBody(BaseParser):
    """The bytes of a JSON body as they came: read strictly here, or in a job where they are many."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> bytes:
        return read_limited(stream, UPLOAD_LIMIT)


class ImportOptions(Strict):
    slug = Pattern(SLUG_PATTERN, required=False)
    format = Text(max_length=20, required=False, default="auto")
    replace = Flag(required=False, default=False)
    publish = Flag(required=False, default=False)
    columns = Text(max_length=2000, required=False, default="", allow_blank=True)
    sheets = Text(max_length=20_000, required=False, default="", allow_blank=True)
    action_server = Text(max_length=2000, required=False, default="", allow_blank=True)


class ImportView(WorkspaceView):
    roles = {"POST": Role.EDITOR}
    parser_classes = [RawBody, LimitedMultiPartParser]
    body_limit = UPLOAD_LIMIT + 1024 * 1024  # the form around the file

    @extend_schema(
        parameters=[
            OpenApiParameter("slug", str),
            OpenApiParameter("format", str),
            OpenApiParameter("replace", bool),
            OpenApiParameter("publish", bool),
            OpenApiParameter("columns", str),
            OpenApiParameter("sheets", str),
            OpenApiParameter("action_server", str),
            OpenApiParameter("Prefer", str, OpenApiParameter.HEADER),
        ],
        request={"application/json": answers.Document, "multipart/form-data": FileUpload},
        responses={201: answers.Report, 202: answers.Job},
    )
    def post(self, request: Request) -> Response:
        """Make a bot of the document in the body, or of the form field `file`: an archive or a document.

        201 with a report. Over 5 MB, with `publish` or with `Prefer: respond-async`: 202 with a job whose result is
        the report.
        A taken slug is refused (409) unless `replace`; tables and translations change the bot that has it.
        `columns` says what the columns of tables are: `Wording=example,Label=intent`. `sheets` says it by their
        numbers, sheet by sheet: `{"Sheet 1": {"kind": "intents", "columns": {"intent": 0, "example": 2}}}`.
        `action_server` is the address of what runs the actions of a Rasa project.
        """
        options = _options(request)
        given = {"workspace": self.workspace, "by": self.actor, **options}
        is_document = isinstance(request.data, bytes)
        content, filename = (request.data, "") if is_document else _upload(request)
        later = options["publish"] or "respond-async" in request.headers.get("Prefer", "")
        if later or len(content) > AT_ONCE:
            job = import_later(content, is_document=is_document, filename=filename, **given)
            return Response(job.to_json(), status=202, headers={"Location": f"/api/v1/jobs/{job.pk}/"})
        report = import_bot(_document(content) if is_document else content, filename=filename, **given)
        return Response(report.to_json(), status=201, headers={"Location": f"/api/v1/bots/{report.bot}/"})


class ImportPreviewView(WorkspaceView):
    roles = {"POST": Role.EDITOR}
    parser_classes = [LimitedMultiPartParser]
    body_limit = AT_ONCE + 64 * 1024  # the form around the file

    @extend_schema(request={"multipart/form-data": FileUpload}, responses=answers_import.ImportPreview)
    def post(self, request: Request) -> Response:
        """What the sheets of a spreadsheet hold, and what their columns seem to be. Nothing is kept.

        A file may have 5 MB. Of each sheet the first rows are shown; `guesses` has the columns for every kind.
        """
        content, filename = _upload(request)
        return Response(preview_import(content, filename=filename))


class ExportView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(
        parameters=[
            OpenApiParameter("format", str),
            OpenApiParameter("languages", str),
            OpenApiParameter("language", str),
            OpenApiParameter("version", str),
            OpenApiParameter("report", bool),
            OpenApiParameter("media", bool),
        ],
        responses={
            (200, "application/json"): answers.Document,
            (200, "application/zip"): OpenApiTypes.BINARY,
            (200, "application/gzip"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The draft as a file: the document, or a zip of the files of another format (Botpress: a .tgz).

        `languages` is the pair of a translation (format `xliff`), like `en:fr`, `version` its version: 1.2 or 2.0.
        `language` is that of a Rasa project, which has only one: by default that of the bot. With `media` the document
        comes as a zip with the pictures it shows. With `report` the answer is not the file but `{"items"}`: what that
        format cannot say, as in the report of an import.
        """
        media = request.query_params.get("media") in YES
        asked = {name: request.query_params.get(name, default) for name, default in EXPORT.items()}
        if request.query_params.get("report") in YES:
            told = report_export(self.bot, format=asked["format"], language=asked["language"], media=media)
            return JsonResponse({"items": told})
        files = export_bot(self.bot, **asked, media=media)
        if len(files) == 1 and not media:
            name, content = next(iter(files.items()))
            ending = name.rpartition(".")[2]
            name, kind = f"{slug}.{ending}", KINDS.get(ending, "application/json")
        else:
            content, ending, kind = pack_files(files, format=asked["format"])
            name = f"{slug}.{ending}"
        response = HttpResponse(content, content_type=kind)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def _upload(request: Request) -> tuple[bytes, str]:
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError({"file": ["Send the bot as the form field file."]})
    return file.read(), file.name or ""


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = loads_strict(content)
    except StrictJSONError as error:
        raise StrictJSONRefused(f"The body is not strict JSON: {error}") from error
    if not isinstance(document, dict):
        raise InvalidDocument([{"pointer": "", "code": "type", "detail": "A bot document is a JSON object."}])
    return document


def _options(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params.items())
    if not isinstance(request.data, bytes):
        given |= {name: value for name, value in request.data.items() if name != "file"}
    for name in ("replace", "publish"):
        if name in given:
            given[name] = {"true": True, "1": True, "false": False, "0": False}.get(str(given[name]), given[name])
    options = ImportOptions(data=given)
    options.is_valid(raise_exception=True)
    return dict(options.validated_data)
