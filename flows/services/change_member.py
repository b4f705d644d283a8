from __future__ import annotations

from django.db import transaction

from botbuilder.tenancy.models import Account, AuditEntry, Member, Role

from .errors import Forbidden, WrongState
from .find_membership import Membership


def add_member(*, email: str, role: str, by: Membership) -> Member:
    """A person in the workspace of `by`; an account is made where there is none. Raises Forbidden, WrongState."""
    _may_give(by, Role(role))
    address = email.lower()
    with transaction.atomic():
        account = Account.objects.filter(email=address).first() or Account.objects.create_user(address)
        member, created = Member.unscoped.get_or_create(
            workspace=by.workspace, account=account, defaults={"role": role}
        )
        if not created:
            raise WrongState(f"{address} is a member already.")
        AuditEntry.record(by.workspace, actor=by.actor, action="member.add", target=address, role=role)
    return member


def change_role(member: Member, *, role: str, by: Membership) -> Member:
    """Raises Forbidden for roles above one's own, WrongState for the last owner."""
    _may_give(by, Role(role))
    _may_give(by, Role(member.role))
    with transaction.atomic():
        if role != Role.OWNER:
            _keep_an_owner(member)
        Member.unscoped.filter(pk=member.pk).update(role=role)
        AuditEntry.record(by.workspace, actor=by.actor, action="member.role", target=member.account.email, role=role)
    member.refresh_from_db()
    return member


def remove_member(member: Member, *, by: Membership) -> None:
    """Ends the membership and its tokens; the account stays. Raises Forbidden, WrongState for the last owner."""
    _may_give(by, Role(member.role))
    with transaction.atomic():
        _keep_an_owner(member)
        AuditEntry.record(by.workspace, actor=by.actor, action="member.remove", target=member.account.email)
        member.delete()


def _may_give(by: Membership, role: Role) -> None:
    if role.rank > by.role.rank:
        raise Forbidden("You cannot give, change or take a role above your own.")


def _keep_an_owner(member: Member) -> None:
    owners = Member.unscoped.select_for_update().filter(workspace=member.workspace, role=Role.OWNER)
    if member.role == Role.OWNER and not owners.exclude(pk=member.pk).exists():
        raise WrongState("A workspace keeps at least one owner.")
