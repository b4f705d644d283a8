from django.conf import settings
from django.db import models

from ..scoping import Scoped


class Workspace(models.Model):
    """The tenant: bots, conversations, secrets and members hang under exactly one."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """Each role may do what the ones below it may."""

    OWNER = "owner", "Owner"
    ADMIN = "admin", "Admin"
    EDITOR = "editor", "Editor"
    AGENT = "agent", "Agent"
    VIEWER = "viewer", "Viewer"

    @property
    def rank(self) -> int:
        """4 (owner) to 0 (viewer)."""
        return len(Role.values) - 1 - Role.values.index(self.value)


class Member(Scoped):
    """An account in a workspace, with a role."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.EDITOR)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "account"], name="member_once_per_workspace")]

    def __str__(self) -> str:
        return f"{self.account} ({self.role})"
