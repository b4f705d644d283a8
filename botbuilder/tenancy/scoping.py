"""Rows of one workspace never show up in another: every query says whose rows it wants.

A scoped model lists `unscoped = models.Manager()` first (Django's own machinery, the admin and system
work such as sweeps use it) and `objects = ScopedManager()` second. Code that serves a request uses
`Model.objects.of(workspace)`; `Model.objects.filter(…)` without it raises UnscopedQuery.
"""

from typing import Any, Self, TypeVar

from django.db import models


class UnscopedQuery(RuntimeError):
    """A query on a scoped model that does not name its workspace."""


T = TypeVar("T", bound=models.Model)


class ScopedManager(models.Manager[T]):
    def get_queryset(self) -> models.QuerySet[T]:
        raise UnscopedQuery(f"{self.model.__name__}.objects needs .of(workspace)")

    def of(self, workspace: Any) -> models.QuerySet[T]:
        """The rows of `workspace` (a Workspace or its id)."""
        return super().get_queryset().filter(workspace=workspace)


class Scoped(models.Model):
    """Base of every model that hangs under a workspace."""

    workspace = models.ForeignKey("tenancy.Workspace", on_delete=models.CASCADE, related_name="+")

    unscoped: models.Manager[Self] = models.Manager()
    objects = ScopedManager()

    class Meta:
        abstract = True
