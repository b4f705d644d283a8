"""Who may do what. Each view declares `roles`: method → the least role; what is not declared is denied."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from flows.services.find_membership import Membership, find_membership


class Denied(BasePermission):
    """The default of the installation: a view that declares nothing lets nobody in."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return False


class HasRole(BasePermission):
    """The caller is a member of a workspace and their role reaches what the view asks for this method."""

    message = "Your role does not allow this."

    def has_permission(self, request: Request, view: Any) -> bool:
        least = view.roles.get(request.method)
        membership = membership_of(request)
        return least is not None and membership is not None and membership.role.rank >= least.rank


def membership_of(request: Request) -> Membership | None:
    """The workspace and role in which this request acts; worked out once per request."""
    if not hasattr(request, "_membership"):
        token = request.auth if request.auth is not None else None
        wanted = request.headers.get("X-Workspace", "")
        request._membership = find_membership(request.user, token=token, workspace=wanted)
    return request._membership
