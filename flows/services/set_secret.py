from __future__ import annotations

from django.db import transaction

from botbuilder.tenancy.models import AuditEntry, Workspace
from flows.adapters.secrets import encrypt
from flows.models import Secret


def set_secret(workspace: Workspace, *, name: str, value: str, by: str) -> Secret:
    """Store a secret, encrypted; an older value under the name is gone. Nothing but an outgoing call reads it again."""
    with transaction.atomic():
        secret, _ = Secret.unscoped.update_or_create(
            workspace=workspace, name=name, defaults={"ciphertext": encrypt(value), "updated_by": by}
        )
        AuditEntry.record(workspace, actor=by, action="secret.set", target=name)
    return secret
