from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Bots, their drafts and versions, and the conversations they hold."""

    name = "flows"
    label = "flows"
    verbose_name = "Bots and conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from botbuilder.jobs.ended import job_ended
        from botbuilder.jobs.kinds import register_kind
        from flows.services.train_bot import on_job_ended

        job_ended.connect(on_job_ended, dispatch_uid="flows.trained")
        for kind in ("publish", "import"):
            register_kind(kind, task=f"flows.{kind}", queue="work")
