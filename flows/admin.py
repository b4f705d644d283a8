"""The operator's view of bots and conversations. Live rows are for looking only: they change by events."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from flows import models


class LookOnly(ModelAdmin):
    """Rows that nobody edits by hand: the history of a draft, versions, and all that conversations write."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(models.Bot)
class BotAdmin(ModelAdmin):
    list_display = ("slug", "name", "workspace", "live_version", "draft_revision", "trained", "updated_at")
    list_filter = ("workspace", "trained")
    search_fields = ("slug", "name")
    list_select_related = ("workspace", "live_version")
    readonly_fields = ("id", "workspace", "live_version", "draft_revision", "draft_models", "trained")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a bot without a draft is none; the studio and `import_bot` make them whole


@admin.register(models.Part)
class PartAdmin(LookOnly):
    list_display = ("bot", "kind", "key", "position", "revision")
    list_filter = ("kind", "bot")
    search_fields = ("key", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.Operation)
class OperationAdmin(LookOnly):
    list_display = ("bot", "revision", "op", "part", "path", "actor", "at")
    list_filter = ("op", "bot")
    search_fields = ("part", "actor", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.Version)
class VersionAdmin(LookOnly):
    list_display = ("bot", "number", "note", "created_by", "created_at")
    list_filter = ("bot",)
    search_fields = ("bot__slug", "note", "created_by")
    list_select_related = ("bot",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("document")


@admin.register(models.Channel)
class ChannelAdmin(ModelAdmin):
    list_display = ("bot", "kind", "enabled", "is_open", "created_at")
    list_filter = ("kind", "enabled", "workspace")
    search_fields = ("bot__slug",)
    list_select_related = ("bot",)
    readonly_fields = ("workspace", "bot", "kind", "token_hash")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(models.Secret)
class SecretAdmin(LookOnly):
    list_display = ("name", "workspace", "updated_by", "updated_at")
    list_filter = ("workspace",)
    search_fields = ("name",)
    exclude = ("ciphertext",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True


@admin.register(models.Media)
class MediaAdmin(LookOnly):
    list_display = ("title", "bot", "content_type", "size", "created_at")
    list_filter = ("content_type", "bot")
    search_fields = ("title", "digest", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.Conversation)
class ConversationAdmin(LookOnly):
    list_display = ("uuid", "bot", "channel", "language", "waiting", "last_seq", "turn")
    list_filter = ("channel", "waiting", "bot")
    search_fields = ("uuid", "key", "bot__slug")
    list_select_related = ("bot",)
    exclude = ("state",)


@admin.register(models.Visitor)
class VisitorAdmin(LookOnly):
    list_display = ("key", "name", "bot")
    list_filter = ("bot",)
    search_fields = ("key", "name")
    list_select_related = ("bot",)


@admin.register(models.UserValues)
class UserValuesAdmin(LookOnly):
    list_display = ("visitor", "revision")
    search_fields = ("visitor__key",)
    list_select_related = ("visitor",)


@admin.register(models.BotValue)
class BotValueAdmin(LookOnly):
    list_display = ("bot", "name", "revision")
    list_filter = ("bot",)
    search_fields = ("name", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.Message)
class MessageAdmin(LookOnly):
    list_display = ("conversation", "seq", "author", "turn")
    list_filter = ("author",)
    search_fields = ("conversation__uuid",)
    list_select_related = ("conversation",)


@admin.register(models.Event)
class EventAdmin(LookOnly):
    list_display = ("event_id", "conversation", "kind", "status", "seq", "turn")
    list_filter = ("kind", "status")
    search_fields = ("event_id", "conversation__uuid")
    list_select_related = ("conversation",)
    exclude = ("trace",)


@admin.register(models.Snapshot)
class SnapshotAdmin(LookOnly):
    list_display = ("conversation", "turn", "last_seq")
    search_fields = ("conversation__uuid",)
    list_select_related = ("conversation",)
    exclude = ("state",)


@admin.register(models.Timer)
class TimerAdmin(LookOnly):
    list_display = ("timer_id", "conversation", "kind", "due", "leased_until")
    list_filter = ("kind",)
    search_fields = ("timer_id", "conversation__uuid")
    list_select_related = ("conversation",)


@admin.register(models.Call)
class CallAdmin(LookOnly):
    list_display = ("call_id", "conversation", "kind", "state", "attempt", "deadline")
    list_filter = ("kind", "state")
    search_fields = ("call_id", "conversation__uuid")
    list_select_related = ("conversation",)


@admin.register(models.Handoff)
class HandoffAdmin(LookOnly):
    list_display = ("conversation", "bot", "queue", "state", "agent", "requested_at")
    list_filter = ("state", "queue", "bot")
    search_fields = ("conversation__uuid", "agent", "queue")
    list_select_related = ("conversation", "bot")


@admin.register(models.AgentQueue)
class AgentQueueAdmin(LookOnly):
    list_display = ("bot", "name", "is_open")
    list_filter = ("is_open", "bot")
    search_fields = ("name", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.TableRow)
class TableRowAdmin(LookOnly):
    list_display = ("bot", "table_name", "id", "updated_at")
    list_filter = ("table_name", "bot")
    search_fields = ("values_json", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.NodeProblem)
class NodeProblemAdmin(LookOnly):
    list_display = ("bot", "version", "flow", "node", "step", "code", "count", "is_read")
    list_filter = ("code", "is_read", "bot")
    search_fields = ("flow", "node", "step", "code", "detail", "bot__slug")
    list_select_related = ("bot",)


@admin.register(models.Evaluation)
class EvaluationAdmin(LookOnly):
    list_display = ("bot", "kind", "language", "title", "count", "created_by", "created_at")
    list_filter = ("kind", "language", "bot")
    search_fields = ("title", "bot__slug", "created_by")
    list_select_related = ("bot",)
    exclude = ("report", "packed")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("report", "packed")


@admin.register(models.Suggestions)
class SuggestionsAdmin(LookOnly):
    list_display = ("bot", "language", "computed_at")
    list_filter = ("language", "bot")
    search_fields = ("bot__slug", "hash")
    list_select_related = ("bot",)


@admin.register(models.DismissedSuggestion)
class DismissedSuggestionAdmin(LookOnly):
    list_display = ("bot", "key", "by", "at")
    list_filter = ("bot",)
    search_fields = ("bot__slug", "by", "key")
    list_select_related = ("bot",)


@admin.register(models.UnsureUtterance)
class UnsureUtteranceAdmin(LookOnly):
    """What visitors said stays between them and those who build the bot: texts are not shown here."""

    list_display = ("bot", "language", "reason", "state", "version", "at")
    list_filter = ("reason", "state", "language", "bot")
    search_fields = ("conversation__uuid", "bot__slug")
    list_select_related = ("bot",)
    exclude = ("text",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True
