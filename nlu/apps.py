from django.apps import AppConfig

from botbuilder.jobs.kinds import register_kind


class NluConfig(AppConfig):
    """Training sets and the models made of them."""

    name = "nlu"
    label = "nlu"
    verbose_name = "Understanding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_kind("train", task="nlu.train", queue="train")
