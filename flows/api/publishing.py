from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Role
from flows.models import Version
from flows.services.diff_versions import diff_documents
from flows.services.load_draft import load_draft
from flows.services.publish_bot import publish_bot
from flows.services.recall_version import recall_version
from flows.services.restore_version import find_version, restore_version

from . import answers
from .draft import etag, tab_of
from .paging import page
from .serializers import Publishing
from .view import BotView


class PublishView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=Publishing, responses={201: answers.Version, 202: answers.Job})
    def post(self, request: Request, slug: str) -> Response:
        """Make the draft the live version: 201; 202 with a job where models must be trained first.

        Lint errors: 409 with `findings`, unless `force`.
        """
        made = publish_bot(self.bot, by=self.actor, **self.read(Publishing))
        if isinstance(made, Job):
            return Response(made.to_json(), status=202, headers={"Location": f"/api/v1/jobs/{made.pk}/"})
        return Response(present_version(made, live=made.pk), status=201)


class VersionsView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.VersionPage)
    def get(self, request: Request, slug: str) -> Response:
        rows = Version.objects.of(self.workspace).filter(bot=self.bot).defer("document")
        live = self.bot.live_version_id
        return page(self, rows, ("-number",), lambda version: present_version(version, live=live))


class OneVersionView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.Document)
    def get(self, request: Request, slug: str, number: int) -> Response:
        """The document as it was published."""
        return Response(find_version(self.bot, number).document)


class RestoreView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=None, responses=answers.Restored)
    def post(self, request: Request, slug: str, number: int) -> Response:
        draft = restore_version(self.bot, number, by=self.actor, tab=tab_of(request))
        return Response({"revision": draft.revision}, headers={"ETag": etag(draft.revision)})


class RecallView(BotView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=None, responses=answers.Recalled)
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Conversations that still run on this version move to the live one with their next event."""
        return Response({"conversations": recall_version(self.bot, number, by=self.actor)})


class DiffView(BotView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.Diff)
    def get(self, request: Request, slug: str, number: str, other: str) -> Response:
        """What changed from version `number` to version `other`, or to the draft."""
        old = find_version(self.bot, int(number)).document
        new = load_draft(self.bot).document if other == "draft" else find_version(self.bot, int(other)).document
        return Response({"changes": diff_documents(old, new)})


def present_version(version: Version, *, live: int | None) -> dict[str, Any]:
    return {
        "number": version.number,
        "note": version.note,
        "created_at": version.created_at,
        "created_by": version.created_by,
        "live": version.pk == live,
        "models": version.models,
        "revision": version.revision,
    }
