from typing import Any

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Bots, their drafts and versions, and the conversations they hold."""

    name = "flows"
    label = "flows"
    verbose_name = "Bots and conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from botbuilder.jobs.ended import job_ended, job_succeeding
        from botbuilder.jobs.kinds import register_kind

        job_succeeding.connect(_on_job_succeeding, dispatch_uid="flows.succeeding")
        job_ended.connect(_on_job_ended, dispatch_uid="flows.ended")
        for kind in ("publish", "import", "evaluate"):
            register_kind(kind, task=f"flows.{kind}", queue="work")


# What these need is imported when a job ends: an idle worker stays small.
def _on_job_succeeding(**signal: Any) -> None:
    from flows.services.train_bot import on_job_succeeding

    on_job_succeeding(**signal)


def _on_job_ended(**signal: Any) -> None:
    from flows.services import drop_job_file, drop_unneeded_models, evaluate_after_training, train_bot

    for receiver in (train_bot, evaluate_after_training, drop_job_file, drop_unneeded_models):
        receiver.on_job_ended(**signal)
