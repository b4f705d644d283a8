from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from botbuilder.tenancy.models import Member, Role, Token, Workspace


@dataclass(frozen=True, slots=True)
class Membership:
    """In which workspace a caller acts, and as what."""

    member: Member
    workspace: Workspace
    role: Role

    @property
    def actor(self) -> str:
        """How the caller is named in logs, operations and versions."""
        return self.member.account.email


def find_membership(account: Any, *, token: Token | None = None, workspace: str = "") -> Membership | None:
    """The membership of a signed-in account, or None.

    A token acts in its own workspace, with its role or its member's, whichever is less. A session acts in the
    workspace named by slug, else in the first it is a member of.
    """
    if not getattr(account, "is_authenticated", False) or not account.is_active:
        return None
    if token is not None:
        role = min(Role(token.role), Role(token.member.role), key=lambda each: each.rank)
        return Membership(token.member, token.workspace, role)
    members = Member.unscoped.filter(account=account).select_related("workspace", "account").order_by("pk")
    member = (members.filter(workspace__slug=workspace) if workspace else members).first()
    return Membership(member, member.workspace, Role(member.role)) if member else None
