from __future__ import annotations

from typing import Any

from django.conf import settings

from botbuilder.jobs.models import Job
from flows.adapters.trainings import drop_models, kept_models
from flows.models import Bot, Conversation, Version

from .train_bot import KIND


def drop_unneeded_models(*, grace: float | None = None) -> list[str]:
    """Delete the models that nobody needs any more; their names.

    Needed are, over all bots, those of the last trainings, of the last and the live versions and of each version that
    a conversation is on, and what is being trained.
    """
    needed = kept_models() | _of_drafts() | _of_versions() | _of_jobs()
    return drop_models(needed) if grace is None else drop_models(needed, grace=grace)


def _of_drafts() -> set[str]:
    return {name for models in Bot.unscoped.values_list("draft_models", flat=True) for name in models.values()}


def _of_versions() -> set[str]:
    needed: set[str] = set()
    for bot in Bot.unscoped.only("pk", "live_version_id"):
        versions = Version.unscoped.filter(bot=bot).order_by("-number").values_list("pk", "models")
        for place, (version, models) in enumerate(versions):
            recent = place < settings.KEPT_TRAININGS or version == bot.live_version_id
            if recent or Conversation.unscoped.filter(bot=bot, version=version).exists():
                needed.update(models.values())
    return needed


def _of_jobs() -> set[str]:
    jobs = Job.unscoped.filter(kind=KIND, state__in=Job.OPEN)
    payloads = jobs.values_list("payload", flat=True)
    return {
        name
        for payload in payloads
        for name in (
            *payload.get("sets", {}).values(),
            *(one for earlier in payload.get("earlier", {}).values() for one in earlier),
        )
    }


def on_job_ended(sender: type[Job], job: Job, **_: Any) -> None:
    """After a training, whatever it left behind."""
    if job.kind in (KIND, "publish") and job.state == Job.State.DONE:
        drop_unneeded_models()
