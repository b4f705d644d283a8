from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.jobs.models import Job
from botbuilder.tenancy.models import Role
from flows.services.cancel_job import cancel_job
from flows.services.errors import NotFound

from . import answers
from .view import WorkspaceView


class JobView(WorkspaceView):
    roles = {"GET": Role.VIEWER}

    @extend_schema(responses=answers.Job)
    def get(self, request: Request, job: UUID) -> Response:
        return Response(_find(self, job).to_json())


class CancelJobView(WorkspaceView):
    roles = {"POST": Role.EDITOR}

    @extend_schema(request=None, responses=answers.Job)
    def post(self, request: Request, job: UUID) -> Response:
        """Ask a job to stop. One that has ended stays as it ended."""
        return Response(cancel_job(_find(self, job), by=self.actor).to_json())


def _find(view: WorkspaceView, job: UUID) -> Job:
    row = Job.objects.of(view.workspace).filter(pk=job).first()
    if row is None:
        raise NotFound("There is no such job here.")
    return row
