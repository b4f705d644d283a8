from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.models import Bot, Evaluation
from flows.models.evaluation import pack

from .evaluation_source import Source

MOST_KEPT = 50  # per bot
LONGEST_TEXT = 500  # of an utterance, as it is kept


def store_evaluation(bot: Bot, source: Source, asked: Mapping[str, Any], done: Mapping[str, Any]) -> Evaluation:
    """Keep an evaluation; the oldest ones go beyond fifty per bot."""
    report, tests = done["report"], done["report"].get("tests")
    rows = Evaluation.objects.of(bot.workspace).filter(bot=bot)
    previous = None
    if asked["kind"] == Evaluation.Kind.TRAINING:
        same = rows.filter(kind=Evaluation.Kind.TRAINING, language=asked["language"])
        previous = same.order_by("-created_at").values_list("pk", flat=True).first()
    made = Evaluation.objects.of(bot.workspace).create(
        workspace=bot.workspace,
        bot=bot,
        kind=asked["kind"],
        language=asked["language"],
        title=asked.get("title", ""),
        created_by=asked.get("by", "")[:254],
        revision=source.revision,
        version=source.version,
        models=dict(source.models),
        options=asked.get("options") or {},
        folds=report.get("folds", 0),
        seeds=len(report.get("seeds", ())),
        count=report["count"],
        figures=report["figures"],
        tests=None if tests is None else {name: tests[name] for name in ("passed", "failed")},
        previous_id=previous,
        report=report,
        packed=pack([{**one, "text": one["text"][:LONGEST_TEXT]} for one in done["utterances"]]),
    )
    kept = rows.order_by("-created_at", "id").values_list("pk", flat=True)[:MOST_KEPT]
    rows.exclude(pk__in=list(kept)).delete()
    return made
