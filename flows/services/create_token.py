from __future__ import annotations

from botbuilder.tenancy.models import AuditEntry, Role, Token

from .errors import Forbidden
from .find_membership import Membership


def create_token(membership: Membership, *, name: str = "", role: str | None = None) -> tuple[Token, str]:
    """A token of the member, with their role or a lesser one; and its key, which is shown once."""
    wanted = Role(role) if role else membership.role
    if wanted.rank > membership.role.rank:
        raise Forbidden("A token cannot have a higher role than you.")
    token, key = Token.issue(membership.member, name=name, role=wanted)
    AuditEntry.record(
        membership.workspace, actor=membership.actor, action="token.create", target=token.prefix, role=wanted.value
    )
    return token, key
