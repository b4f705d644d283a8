from __future__ import annotations

from botbuilder.tenancy.models import AuditEntry, Member, Role, SignInLink

from .errors import Forbidden
from .find_membership import Membership


def issue_sign_in_link(member: Member, *, by: Membership) -> str:
    """The path of a one-time link that signs `member` in.

    Only for people who belong to this workspace alone and have no higher role than the one who asks: a link is good
    for everything its account may do, in other workspaces, too. Raises Forbidden.
    """
    account = member.account
    elsewhere = Member.unscoped.filter(account=account).exclude(workspace=member.workspace).exists()
    own = account.pk == by.member.account_id
    if not own and (elsewhere or account.is_staff or Role(member.role).rank > by.role.rank):
        raise Forbidden("You cannot make a sign-in link for this person. They can sign in as before.")
    AuditEntry.record(member.workspace, actor=by.actor, action="member.sign_in_link", target=account.email)
    return SignInLink.issue(account)
