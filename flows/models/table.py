from __future__ import annotations

from django.db import models

from botbuilder.tenancy.scoping import Scoped

from .bot import Bot


class TableRow(Scoped):
    """A record in a table of a bot. The document declares the columns; rows belong to the bot, not to a version."""

    bot = models.ForeignKey(Bot, on_delete=models.CASCADE, related_name="table_rows", db_index=False)
    table_name = models.CharField(max_length=200)
    # One JSON object: column → value, in the types of the columns.
    values_json = models.TextField(default="{}")
    created_at = models.FloatField()  # epoch seconds, UTC
    updated_at = models.FloatField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("bot", "table_name", "id"), name="table_row_in_order"),)

    def __str__(self) -> str:
        return f"{self.table_name} {self.pk}"
