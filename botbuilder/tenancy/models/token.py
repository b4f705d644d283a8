import hashlib
import secrets
from typing import Self

from django.db import models
from django.utils import timezone

from ..scoping import Scoped
from .workspace import Member, Role

PREFIX = "bb_"


def digest(secret: str) -> str:
    """What is stored of a secret of 128 bits or more: its SHA-256 (such a secret needs no salt or slow hash)."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Token(Scoped):
    """A key for the REST API. The key itself is shown once and never stored."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.OWNER)
    prefix = models.CharField(max_length=12, help_text="The first characters, to tell tokens apart.")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"

    @classmethod
    def issue(cls, member: Member, *, name: str = "", role: str = Role.OWNER) -> tuple[Self, str]:
        """A stored token and its key; the key cannot be had again."""
        key = PREFIX + secrets.token_urlsafe(32)
        row = cls(workspace=member.workspace, member=member, name=name, role=role)
        row.prefix, row.digest = key[:8], digest(key)
        row.save()
        return row, key

    @classmethod
    def find(cls, key: str) -> Self | None:
        """The live token with this key, or None (unknown, expired, or its account switched off)."""
        row = cls.unscoped.select_related("member__account", "workspace").filter(digest=digest(key)).first()
        if row is None or not row.member.account.is_active:
            return None
        return None if row.expires_at and row.expires_at <= timezone.now() else row
