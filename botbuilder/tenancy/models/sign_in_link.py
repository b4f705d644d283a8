import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .account import Account
from .token import digest

LIFETIME = timedelta(hours=24)


class SignInLink(models.Model):
    """A link that signs one account in, once."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link for {self.account_id}"

    @classmethod
    def issue(cls, account: Account) -> str:
        """The path of a new link, good for 24 hours; older unused links of the account end."""
        cls.objects.filter(account=account, used_at=None).delete()
        key = secrets.token_urlsafe(32)
        cls.objects.create(account=account, digest=digest(key), expires_at=timezone.now() + LIFETIME)
        return f"/sign-in/once/{key}/"

    @classmethod
    def use(cls, key: str) -> Account | None:
        """The account of an unused, unexpired link, which is used up by this; else None."""
        now = timezone.now()
        live: models.QuerySet[Self] = cls.objects.filter(digest=digest(key), used_at=None, expires_at__gt=now)
        row = live.select_related("account").first()
        if row is None or not live.update(used_at=now):
            return None
        return row.account if row.account.is_active else None
