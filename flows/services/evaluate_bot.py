from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import orjson
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from botbuilder.jobs.models import Job
from botbuilder.jobs.queueing import open_jobs, queue_job
from botbuilder.tenancy.models import AuditEntry
from flows.adapters.evaluating import Row, Tell, cross_validate, empty_report, measure_rows
from flows.adapters.understanding import UNDERSTANDING, training_sets
from flows.models import Bot, Evaluation

from .errors import NotFound, Refusal, TooMany, WrongState
from .evaluation_source import Source, source_of
from .run_tests import play_tests
from .store_evaluation import store_evaluation
from .suggest_improvements import store_suggestions
from .train_bot import train_document

KIND = "evaluate"
MOST_OPEN = 3  # jobs of one bot
FOLDS = 5
MOST_TWICE = 1000  # examples


def start_evaluation(bot: Bot, asked: Mapping[str, Any], *, by: str, rows: list[Row] | None = None) -> Job:
    """Queue an evaluation; the job's result names it. The same request again gets the job that is under way.

    `asked` has `kind` and, each optional, `language`, `title`, `folds`, `seeds`, `version`, `none`, `options` and
    `suggest`. Raises TooMany, NotFound (version), Refusal (language).
    """
    source = source_of(bot, asked.get("version"))
    language = asked.get("language") or source.document["default_language"]
    if language not in source.document["languages"]:
        raise Refusal(f"The bot does not speak “{language}”.")
    listed = None if rows is None else [(row.text, row.intent, sorted(row.spans)) for row in rows]
    payload = {**asked, "language": language, "key": _key({**asked, "language": language, "rows": listed})}
    if asked.get("version") is None:
        payload["revision"] = source.revision
    under_way = open_jobs(bot.workspace, bot=bot.slug, kind=KIND)
    for job in under_way:
        same = all(job.payload.get(name) == payload.get(name) for name in ("key", "revision"))
        if same and not job.cancel_requested:
            return job
    if len(under_way) >= MOST_OPEN:
        raise TooMany("Wait until one of the evaluations under way has ended.")
    if listed is not None:
        payload["place"] = default_storage.save(f"evaluations/{uuid4().hex}", ContentFile(orjson.dumps(listed)))
    AuditEntry.record(bot.workspace, actor=by, action="bot.evaluate", target=bot.slug, kind=asked["kind"])
    return queue_job(bot.workspace, kind=KIND, bot=bot.slug, payload={**payload, "by": by})


def evaluate_for_job(job: Job, tell: Tell) -> dict[str, Any]:
    """The work of an evaluation job; running it again after a crash is safe."""
    tell("reading", 0.0)
    bot = Bot.objects.of(job.workspace).filter(slug=job.bot).first()
    if bot is None:
        raise NotFound("The bot is gone.")
    asked = job.payload
    source = source_of(bot, asked.get("version"))
    kind, language = asked["kind"], asked["language"]
    if asked.get("hash") not in (None, source.models.get(language)):
        return {"evaluation": None}  # the draft has moved on; its next training is evaluated
    tests = None
    if kind in (Evaluation.Kind.TESTS, Evaluation.Kind.TRAINING):
        source = _trained(bot, source, tell)
        tests = play_tests(source.document, source.models, tell=lambda share: tell("tests", share))
    done = _done(kind, bot, source, asked, tell)
    done["report"] |= {"kind": kind, "tests": tests}
    made = store_evaluation(bot, source, asked, done)
    if asked.get("suggest") and not asked.get("options"):
        store_suggestions(bot, language, source, done["suggestions"])
    return {"evaluation": str(made.pk)}


def _done(kind: str, bot: Bot, source: Source, asked: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
    language = asked["language"]
    if kind in (Evaluation.Kind.CROSS_VALIDATION, Evaluation.Kind.TRAINING):
        taught = next(one for one in training_sets(source.document) if one["language"] == language)
        options = asked.get("options") or {}
        if "out_of_scope" in options:
            taught = {**taught, "out_of_scope": options["out_of_scope"]}
        if options.get("encoder") is False:
            taught = {name: value for name, value in taught.items() if name != "encoder"}
        suggest = bool(asked.get("suggest"))
        folds, seeds = asked.get("folds") or FOLDS, asked.get("seeds") or _seeds(taught, suggest=suggest)
        return cross_validate(taught, tell, folds=folds, seeds=seeds, suggest=suggest)
    rows = _rows(asked) if kind == Evaluation.Kind.ROWS else source.labelled(language)
    if not rows:
        return {"report": empty_report(language, kind), "utterances": [], "suggestions": []}
    model = _trained(bot, source, tell).models.get(language)
    if model is None:
        raise WrongState(f"There is no model of “{language}”.")
    return measure_rows(model, language, rows, tell, none=asked.get("none"))


def _seeds(taught: Mapping[str, Any], *, suggest: bool) -> int:
    """What is suspect must be so in two orders of folds, where that costs little."""
    examples = sum(len(intent["examples"]) for intent in taught["intents"])
    return 2 if suggest and examples <= MOST_TWICE else 1


def _trained(bot: Bot, source: Source, tell: Tell) -> Source:
    """The source with models that are in the store."""
    if UNDERSTANDING.ready(source.models):
        return source
    if source.version is not None:
        raise WrongState("The models of this version are gone.")
    return source.with_models(train_document(bot.workspace, source.document, tell, bot=bot).models)


def _rows(asked: Mapping[str, Any]) -> list[Row]:
    place = asked.get("place", "")
    if not place or not default_storage.exists(place):
        raise WrongState("The uploaded utterances are gone. Send them again.")
    with default_storage.open(place) as file:
        listed = orjson.loads(file.read())
    return [Row(text, label, frozenset((a, b, name) for a, b, name in spans)) for text, label, spans in listed]


def _key(asked: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(asked, option=orjson.OPT_SORT_KEYS)).hexdigest()
