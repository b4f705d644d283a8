import hashlib
import json
from typing import Any, Self

from django.db import models

from ..scoping import Scoped
from .workspace import Workspace


class AuditEntry(Scoped):
    """Who did what, when; each entry seals the one before it, so that a gap or a change shows."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=254)
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-id"])]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.target}"

    @classmethod
    def record(cls, workspace: Workspace, *, actor: str, action: str, target: str = "", **detail: Any) -> Self:
        last = cls.unscoped.filter(workspace=workspace).order_by("-id").values_list("seal", flat=True).first() or ""
        body = json.dumps([last, workspace.pk, actor, action, target, detail], sort_keys=True, default=str)
        seal = hashlib.sha256(body.encode()).hexdigest()
        return cls.unscoped.create(
            workspace=workspace, actor=actor, action=action, target=target, detail=detail, previous=last, seal=seal
        )
