from __future__ import annotations

from typing import Any

from botbuilder.jobs.models import Job
from flows.adapters.understanding import training_sets
from flows.models import Bot, Evaluation

from .errors import Refusal
from .evaluate_bot import start_evaluation
from .evaluation_source import source_of

FOLDS = 3
LEAST_EXAMPLES = 10  # below that folds say nothing


def on_job_ended(sender: type[Job], job: Job, **_: Any) -> None:
    """A training of the draft has ended well: see what it changed, once per training set."""
    if job.kind != "train" or job.state != Job.State.DONE:
        return
    bot = Bot.objects.of(job.workspace).filter(slug=job.bot).first()
    if bot is not None:
        evaluate_after_training(bot)


def evaluate_after_training(bot: Bot) -> list[Job]:
    """Queue an evaluation per language whose training set has none yet; the setting `after_training` may say no."""
    source = source_of(bot)
    if not source.document.get("settings", {}).get("evaluation", {}).get("after_training", True):
        return []
    jobs = []
    for taught in training_sets(source.document):
        language = taught["language"]
        counts = [len(intent["examples"]) for intent in taught["intents"]]
        if len(counts) < 2 or sum(counts) < LEAST_EXAMPLES or _known(bot, language, source.models[language]):
            continue
        asked = {"kind": Evaluation.Kind.TRAINING.value, "language": language, "folds": FOLDS, "suggest": True}
        try:
            jobs.append(start_evaluation(bot, {**asked, "hash": source.models[language]}, by=""))
        except Refusal:  # enough is under way
            break
    return jobs


def _known(bot: Bot, language: str, name: str) -> bool:
    rows = Evaluation.objects.of(bot.workspace).filter(bot=bot, kind=Evaluation.Kind.TRAINING, language=language)
    newest = rows.order_by("-created_at").values_list("models", flat=True).first()
    return newest is not None and newest.get(language) == name
