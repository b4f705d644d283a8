from django.apps import AppConfig


class BotBuilderConfig(AppConfig):
    name = "botbuilder"
    verbose_name = "BotBuilder"

    def ready(self) -> None:
        from botbuilder import celery  # noqa: F401  `send_task` by name needs the configured application
