from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "botbuilder.tenancy"
    label = "tenancy"
    verbose_name = "Workspaces"
