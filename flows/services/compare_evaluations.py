from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flows.adapters.evaluating import compare
from flows.document.annotations import text_of
from flows.models import Bot, Evaluation

from .errors import NotFound
from .evaluation_source import source_of


def find_evaluation(bot: Bot, id: UUID) -> Evaluation:
    """An evaluation of this bot. Raises NotFound."""
    row = Evaluation.objects.of(bot.workspace).filter(bot=bot, pk=id).first()
    if row is None:
        raise NotFound("There is no such evaluation here.")
    return row


def compare_evaluations(before: Evaluation, after: Evaluation) -> dict[str, Any]:
    """What changed from one evaluation to the other, in both directions: figures, classes, utterances, tests."""
    return compare(before.report, after.report, before.utterances, after.utterances)


def with_pointers(bot: Bot) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Adds to an utterance where it stands in the draft as an example; None where it does not."""
    source = source_of(bot)
    places: dict[tuple[str, str], str] = {}
    for language in source.document["languages"]:
        for label, listed in source.texts(language).items():
            for raw, pointer in listed:
                places.setdefault((label, text_of(raw)), pointer)

    def add(utterance: Mapping[str, Any]) -> dict[str, Any]:
        return {**utterance, "pointer": places.get((utterance["wanted"], utterance["text"]))}

    return add
