"""Tokens, members and secrets of a workspace."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from botbuilder.tenancy.models import AuditEntry, Member, Role, Token
from flows.services.change_member import add_member, change_role, remove_member
from flows.services.create_token import create_token
from flows.services.errors import Forbidden, NotFound
from flows.services.issue_sign_in_link import issue_sign_in_link

from . import answers
from .paging import page
from .serializers import MemberChange, NewMember, NewToken
from .view import WorkspaceView


class TokensView(WorkspaceView):
    """One's own tokens; admins see all of the workspace."""

    roles = {"GET": Role.VIEWER, "POST": Role.VIEWER}

    @extend_schema(responses=answers.TokenPage)
    def get(self, request: Request) -> Response:
        return page(self, _tokens(self), ("-id",), _present_token)

    @extend_schema(request=NewToken, responses={201: answers.NewToken})
    def post(self, request: Request) -> Response:
        """A new token; the answer shows its key, once."""
        token, key = create_token(self.membership, **self.read(NewToken))
        return Response({**_present_token(token), "token": key}, status=201)


class OneTokenView(WorkspaceView):
    roles = {"DELETE": Role.VIEWER}

    @extend_schema(responses={204: None})
    def delete(self, request: Request, token: int) -> Response:
        row = _tokens(self).filter(pk=token).first()
        if row is None:
            raise NotFound("There is no such token here.")
        AuditEntry.record(self.workspace, actor=self.actor, action="token.delete", target=row.prefix)
        row.delete()
        return Response(status=204)


class MembersView(WorkspaceView):
    roles = {"GET": Role.VIEWER, "POST": Role.ADMIN}

    @extend_schema(responses=answers.MemberPage)
    def get(self, request: Request) -> Response:
        rows = Member.objects.of(self.workspace).select_related("account")
        return page(self, rows, ("id",), _present_member)

    @extend_schema(request=NewMember, responses={201: answers.Member})
    def post(self, request: Request) -> Response:
        """Add a person; `sign_in_link` is a one-time link for someone who has no account yet, else null."""
        member = add_member(by=self.membership, **self.read(NewMember))
        try:
            link = issue_sign_in_link(member, by=self.membership)
        except Forbidden:
            link = None
        return Response({**_present_member(member), "sign_in_link": link}, status=201)


class OneMemberView(WorkspaceView):
    roles = {"PATCH": Role.ADMIN, "DELETE": Role.ADMIN}

    @extend_schema(request=MemberChange, responses=answers.Member)
    def patch(self, request: Request, member: int) -> Response:
        found = _member(self, member)
        return Response(_present_member(change_role(found, by=self.membership, **self.read(MemberChange))))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, member: int) -> Response:
        remove_member(_member(self, member), by=self.membership)
        return Response(status=204)


class SignInLinkView(WorkspaceView):
    roles = {"POST": Role.ADMIN}

    @extend_schema(request=None, responses={201: answers.Member})
    def post(self, request: Request, member: int) -> Response:
        """A new one-time sign-in link for a member; older unused ones end."""
        found = _member(self, member)
        link = issue_sign_in_link(found, by=self.membership)
        return Response({**_present_member(found), "sign_in_link": link}, status=201)


def _tokens(view: WorkspaceView) -> QuerySet[Token]:
    rows = Token.objects.of(view.workspace).select_related("member__account")
    return rows if view.membership.role.rank >= Role.ADMIN.rank else rows.filter(member=view.membership.member)


def _member(view: WorkspaceView, key: int) -> Member:
    row = Member.objects.of(view.workspace).select_related("account", "workspace").filter(pk=key).first()
    if row is None:
        raise NotFound("There is no such member here.")
    return row


def _present_token(token: Token) -> dict[str, Any]:
    return {
        "id": token.pk,
        "name": token.name,
        "role": token.role,
        "prefix": token.prefix,
        "member": token.member.account.email,
        "created_at": token.created_at,
        "last_used_at": token.last_used_at,
    }


def _present_member(member: Member) -> dict[str, Any]:
    account = member.account
    return {"id": member.pk, "email": account.email, "name": account.name, "role": member.role}
