from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from botbuilder.jobs.leases import JobFailed
from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import queue_job
from botbuilder.tenancy.models import AuditEntry
from flows.adapters.editors import EDITORS
from flows.adapters.trainings import Trained
from flows.adapters.understanding import UNDERSTANDING, model_hashes
from flows.lint import lint
from flows.models import Bot, Version

from .errors import LintErrors, NotFound
from .lint_draft import connected_channels
from .load_draft import Draft, load_draft
from .train_bot import Tell, chosen_models, note_training, train_document

KIND = "publish"
ATTEMPTS = 5  # two publishers may want the same number


def publish_bot(bot: Bot, *, by: str, note: str = "", force: bool = False) -> Version | Job:
    """Make the draft of `bot` the live version; a Job that will, where its models have to be trained first.

    Raises LintErrors where the draft has errors, unless `force`.
    """
    draft = load_draft(bot)
    findings = [finding.to_json() for finding in lint(draft.document, channels=connected_channels(bot))]
    if not force and any(finding["severity"] == "error" for finding in findings):
        raise LintErrors(findings)
    models = chosen_models(bot, draft.document)
    if UNDERSTANDING.ready(models):
        wanted = model_hashes(draft.document)
        note_training(bot, Trained(models=models), wanted=wanted, revision=draft.revision, by=by)
        return make_version(bot, draft, models=models, by=by, note=note)
    # The draft goes along as it is now: what was checked is what will be published, whatever is typed meanwhile.
    payload = {"document": draft.document, "revision": draft.revision, "by": by, "note": note}
    return queue_job(bot.workspace, kind=KIND, bot=bot.slug, payload=payload)


def publish_for_job(job: Job, tell: Tell) -> dict[str, Any]:
    """The work of a publish job: train what is missing for its document, then make the version.

    A version that an earlier attempt made of it is found again by its revision. Raises JobFailed where a later draft
    went live meanwhile: what was asked for first must not come out last.
    """
    payload = job.payload
    bot = Bot.objects.of(job.workspace_id).filter(slug=job.bot).first()
    if bot is None:
        raise NotFound("The bot was deleted.")
    document, revision, by = payload["document"], payload["revision"], payload["by"]
    wanted = model_hashes(document)
    trained = train_document(bot.workspace, document, tell, bot=bot)
    models = note_training(bot, trained, wanted=wanted, revision=revision, by=by)
    deaf = [failure for failure in trained.failures if failure["language"] not in models]
    if deaf:
        raise JobFailed({"code": "training", "title": "A language would not be understood", **deaf[0]})
    since = Version.unscoped.filter(bot=bot, created_at__gte=job.created_at)
    made = since.filter(revision=revision).first()
    later = since.filter(revision__gt=revision).order_by("-number").first()
    if made is None and later is not None:
        detail = f"Version {later.number} of a later draft was published while the models of this one were trained."
        raise JobFailed({"code": "superseded", "title": "A later draft is live already", "detail": detail})
    version = made or make_version(bot, Draft(revision, document), models=models, by=by, note=payload["note"])
    return {"version": version.number, **trained.to_json(), "models": models}


def make_version(
    bot: Bot, draft: Draft, *, by: str, note: str = "", models: Mapping[str, str] | None = None
) -> Version:
    """Store the next numbered snapshot and let it go live, in one transaction.

    Its models must be ready; they are those of exactly this document unless others are named.
    """
    models = dict(model_hashes(draft.document) if models is None else models)
    for attempt in range(ATTEMPTS):
        try:
            version = _store(bot, draft, models, by=by, note=note)
            break
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    bot.refresh_from_db()
    EDITORS.changed(bot.pk)
    return version


def _store(bot: Bot, draft: Draft, models: dict[str, Any], *, by: str, note: str) -> Version:
    with transaction.atomic():
        last = Version.unscoped.filter(bot=bot).aggregate(last=Max("number"))["last"] or 0
        version = Version.unscoped.create(
            workspace_id=bot.workspace_id,
            bot=bot,
            number=last + 1,
            document=draft.document,
            revision=draft.revision,
            models=models,
            note=note,
            created_by=by,
        )
        Bot.unscoped.filter(pk=bot.pk).update(live_version=version)
        AuditEntry.record(bot.workspace, actor=by, action="bot.publish", target=bot.slug, version=version.number)
    return version
