from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from nlu.models import TrainedModel, Training, TrainingSet


class ReadOnlyAdmin(ModelAdmin):
    """Models and what they were made from are named by their content: nobody edits them."""

    list_filter = ("language", "workspace")
    search_fields = ("hash",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(TrainingSet)
class TrainingSetAdmin(ReadOnlyAdmin):
    list_display = ("hash", "language", "workspace", "stored_at")


@admin.register(TrainedModel)
class TrainedModelAdmin(ReadOnlyAdmin):
    list_display = ("hash", "language", "size", "workspace", "created_at")


@admin.register(Training)
class TrainingAdmin(ReadOnlyAdmin):
    list_display = ("bot", "number", "kind", "created_by", "created_at")
    list_filter = ("kind", "workspace")
    search_fields = ("bot",)
