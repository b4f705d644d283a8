from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped


class Secret(Scoped):
    """A named secret of a workspace, encrypted at rest; written by the API, read only by outgoing calls."""

    name = models.CharField(max_length=64)
    # A MultiFernet token; flows/adapters/secrets.py holds the key.
    ciphertext = models.TextField()
    updated_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("workspace", "name"), name="secret_once_per_workspace"),)

    def __str__(self) -> str:
        return self.name
