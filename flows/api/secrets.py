from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import AuditEntry, Role
from flows.models import Secret
from flows.services.errors import NotFound
from flows.services.set_secret import set_secret

from . import answers
from .paging import page
from .serializers import NewSecret, SecretChange
from .view import WorkspaceView


class SecretsView(WorkspaceView):
    """Names only: a value goes in and never comes out."""

    roles = {"GET": Role.EDITOR, "POST": Role.ADMIN}

    @extend_schema(responses=answers.SecretPage)
    def get(self, request: Request) -> Response:
        return page(self, Secret.objects.of(self.workspace), ("name",), _present)

    @extend_schema(request=NewSecret, responses={201: answers.Secret})
    def post(self, request: Request) -> Response:
        secret = set_secret(self.workspace, by=self.actor, **self.read(NewSecret))
        return Response(_present(secret), status=201)


class OneSecretView(WorkspaceView):
    roles = {"PUT": Role.ADMIN, "DELETE": Role.ADMIN}

    @extend_schema(request=SecretChange, responses=answers.Secret)
    def put(self, request: Request, name: str) -> Response:
        _find(self, name)
        return Response(_present(set_secret(self.workspace, name=name, by=self.actor, **self.read(SecretChange))))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, name: str) -> Response:
        secret = _find(self, name)
        AuditEntry.record(self.workspace, actor=self.actor, action="secret.delete", target=name)
        secret.delete()
        return Response(status=204)


def _find(view: WorkspaceView, name: str) -> Secret:
    secret = Secret.objects.of(view.workspace).filter(name=name).first()
    if secret is None:
        raise NotFound(f"There is no secret “{name}” here.")
    return secret


def _present(secret: Secret) -> dict[str, Any]:
    return {"name": secret.name, "updated_at": secret.updated_at, "updated_by": secret.updated_by}
