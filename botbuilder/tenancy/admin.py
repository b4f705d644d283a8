from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from .models import Account, AuditEntry, Member, SignInLink, Token, Workspace

admin.site.unregister(Group)  # roles are those of members; Django's groups grant nothing here


@admin.register(Workspace)
class WorkspaceAdmin(ModelAdmin):
    list_display = ("slug", "name", "created_at")
    search_fields = ("slug", "name")


@admin.register(Account)
class AccountAdmin(ModelAdmin):
    list_display = ("email", "name", "is_active", "is_staff", "created_at", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff")


@admin.register(Member)
class MemberAdmin(ModelAdmin):
    list_display = ("account", "workspace", "role", "created_at")
    list_filter = ("role", "workspace")
    search_fields = ("account__email", "account__name")
    list_select_related = ("account", "workspace")
    autocomplete_fields = ("account", "workspace")


class LookOnly(ModelAdmin):
    """Rows that are made by what they record."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Token)
class TokenAdmin(LookOnly):
    list_display = ("prefix", "name", "member", "role", "created_at", "expires_at", "last_used_at")
    list_filter = ("role", "workspace")
    search_fields = ("prefix", "name", "member__account__email")
    list_select_related = ("member__account",)
    exclude = ("digest",)


@admin.register(SignInLink)
class SignInLinkAdmin(LookOnly):
    list_display = ("account", "expires_at", "used_at")
    search_fields = ("account__email",)
    list_select_related = ("account",)
    exclude = ("digest",)


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnly):
    list_display = ("at", "workspace", "actor", "action", "target")
    list_filter = ("action", "workspace")
    search_fields = ("actor", "target")

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
