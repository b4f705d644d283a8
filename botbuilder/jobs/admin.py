from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Job


@admin.register(Job)
class JobAdmin(ModelAdmin):
    """Jobs are for looking: they change by their workers, and stop by the API."""

    list_display = ("id", "kind", "bot", "state", "stage", "progress", "attempts", "created_at", "finished_at")
    list_filter = ("kind", "state", "workspace")
    search_fields = ("id", "bot")
    exclude = ("payload",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
