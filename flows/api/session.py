from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from botbuilder.tenancy.models import AuditEntry

from . import answers
from .openapi import ApiSchema
from .permissions import membership_of
from .serializers import Credentials
from .view import AlwaysJSON


class SignInThrottle(SimpleRateThrottle):
    """Ten attempts a minute for one account from one address, so that passwords cannot be tried out."""

    rate = "10/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if request.method != "POST" or not settings.RATE_LIMITS:
            return None
        email = request.data.get("email") if isinstance(request.data, dict) else None
        whose = hashlib.sha256(f"{self.get_ident(request)} {str(email).lower()}".encode()).hexdigest()
        return self.cache_format % {"scope": "sign-in", "ident": whose}


class SessionView(APIView):
    """Who is signed in. Open to all: this is where signing in begins."""

    schema = ApiSchema()
    permission_classes = [AllowAny]
    content_negotiation_class = AlwaysJSON
    throttle_classes = [SignInThrottle]

    @extend_schema(responses=answers.Session)
    def get(self, request: Request) -> Response:
        return Response(_session(request))

    @extend_schema(request=Credentials, responses=answers.Session)
    def post(self, request: Request) -> Response:
        # DRF checks CSRF only for those already signed in; without it a foreign page could sign somebody in.
        SessionAuthentication().enforce_csrf(request)
        body = Credentials(data=request.data)
        body.is_valid(raise_exception=True)
        account = authenticate(request._request, username=body.validated_data["email"].lower(), **_password(body))
        if account is None:
            raise AuthenticationFailed("This e-mail and password do not belong together.")
        login(request._request, account)
        request._request.user = account
        request.user = account
        if membership := membership_of(request):
            AuditEntry.record(membership.workspace, actor=membership.actor, action="session.begin")
        return Response(_session(request))

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        logout(request._request)
        return Response(status=204)


def _password(body: Credentials) -> dict[str, str]:
    return {"password": body.validated_data["password"]}


def _session(request: Request) -> dict[str, Any]:
    membership = membership_of(request)
    member = workspace = None
    if membership:
        account = membership.member.account
        member = {"email": account.email, "name": account.name, "role": membership.role.value}
        workspace = {"slug": membership.workspace.slug, "name": membership.workspace.name}
    return {"member": member, "workspace": workspace, "csrf": get_token(request._request)}
