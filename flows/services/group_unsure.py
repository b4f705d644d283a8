"""Groups of what visitors said and a bot did not take, each with what it might mean."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from flows.adapters.evaluating import ANSWER, Index, Space, group_texts
from flows.adapters.understanding import UNDERSTANDING
from flows.document.annotations import text_of
from flows.models import Bot, UnsureUtterance
from flows.runtime.unsure import DAY, keeping_of

from .evaluation_source import Source, source_of

MOST_GROUPED = 1000  # the newest ones of a state
KEPT = 32  # groupings in memory
SURE_ENOUGH = 0.35  # of the model, for its word to come before the neighbours'
NEAR_ENOUGH = 0.25
ASKED = 5  # members of a group that the model is asked about
MOST_NEIGHBOURS = 5000
KEPT_SETS = 8  # of examples, in memory

Groups = tuple[tuple[int, ...], ...]
_known: OrderedDict[tuple[Any, ...], Groups] = OrderedDict()
_searched: OrderedDict[tuple[UUID, str], _Taught] = OrderedDict()
_lock = threading.Lock()


def unsure_rows(bot: Bot) -> QuerySet[UnsureUtterance]:
    """What is kept of a bot and has not expired."""
    return UnsureUtterance.objects.of(bot.workspace).filter(bot=bot, expires_at__gt=time.time())


def group_unsure(bot: Bot, *, state: str, language: str | None = None) -> list[list[UnsureUtterance]]:
    """Groups of utterances, the largest first; languages are never mixed, and the decided are grouped by decision."""
    rows = unsure_rows(bot).filter(state=state)
    rows = rows.filter(language=language) if language else rows
    newest = list(rows.select_related("conversation").order_by("-id")[:MOST_GROUPED])
    by_id = {row.pk: row for row in newest}
    # Of the rows themselves: what another query counts may have come after them.
    key = (bot.pk, state, tuple((row.pk, _decision(row)) for row in newest))
    with _lock:
        groups = _known.get(key)
    if groups is None:
        groups = tuple(_grouped(newest))
        with _lock:
            _known[key] = groups
            while len(_known) > KEPT:
                _known.popitem(last=False)
    found = [[by_id[id] for id in ids if id in by_id] for ids in groups]
    return sorted((one for one in found if one), key=lambda one: (-len(one), -one[0].pk))


def _grouped(rows: Sequence[UnsureUtterance]) -> Iterable[tuple[int, ...]]:
    apart: defaultdict[tuple[str, str], list[UnsureUtterance]] = defaultdict(list)
    for row in rows:
        apart[row.language, _decision(row)].append(row)
    for (language, _), members in apart.items():
        for one in group_texts([row.text for row in members], language):
            yield tuple(members[at].pk for at in one.members)


def _decision(row: UnsureUtterance) -> str:
    decided = row.decided or {}
    return f"{decided.get('intent')}/{decided.get('answer')}" if decided else ""


class Meanings:
    """What utterances might mean to the draft: by its models where they are trained, else by its nearest examples."""

    def __init__(self, bot: Bot) -> None:
        self._bot: UUID = bot.pk
        self._source: Source = source_of(bot)
        self._models = self._source.models if UNDERSTANDING.ready(self._source.models) else {}

    def suggest(self, texts: Sequence[str], language: str) -> dict[str, Any] | None:
        """`{"kind", "name", "confidence", "by"}`; None where nothing comes near."""
        by_model = self._by_model(texts[:ASKED], language)
        if by_model is not None and by_model[1] >= SURE_ENOUGH:
            return _suggestion(*by_model, "model")
        near = self._by_neighbours(texts, language)
        if near is not None and near[1] >= NEAR_ENOUGH:
            return _suggestion(*near, "neighbours")
        return None if by_model is None or by_model[1] <= 0 else _suggestion(*by_model, "model")

    def _by_model(self, texts: Sequence[str], language: str) -> tuple[str, float] | None:
        if language not in self._models:
            return None
        sums: defaultdict[str, float] = defaultdict(float)
        for text in texts:
            heard = UNDERSTANDING.understand(self._models, language, text, now=time.time())
            for name, confidence in ranked(heard):
                sums[name] += confidence / len(texts)
        return max(sums.items(), key=lambda pair: pair[1], default=None)

    def _by_neighbours(self, texts: Sequence[str], language: str) -> tuple[str, float] | None:
        taught = _taught(self._bot, self._source, language)
        best: defaultdict[str, float] = defaultdict(float)
        for text in texts[:ASKED]:
            for number, likeness in taught.index.near(taught.space.vector(text)).items():
                best[taught.labels[number]] = max(best[taught.labels[number]], likeness)
        return max(best.items(), key=lambda pair: pair[1], default=None)


@dataclass(frozen=True, slots=True)
class _Taught:
    """The examples of a training set, to be searched."""

    labels: Sequence[str]
    space: Space
    index: Index


def _taught(bot: UUID, source: Source, language: str) -> _Taught:
    key = (bot, source.models.get(language, ""))
    with _lock:
        known = _searched.get(key)
    if known is not None:
        return known
    pairs = [(label, text_of(raw)) for label, listed in source.texts(language).items() for raw, _ in listed]
    pairs = pairs[:MOST_NEIGHBOURS]
    made = _Taught([label for label, _ in pairs], Space([text for _, text in pairs]), Index())
    for _, text in pairs:
        made.index.add(made.space.vector(text))
    with _lock:
        _searched[key] = made
        while len(_searched) > KEPT_SETS:
            _searched.popitem(last=False)
    return made


def ranked(understood: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Classes of an understanding, intents and answers (`answer:<id>`), with their confidence."""
    intents = [(str(one["name"]), float(one["confidence"])) for one in understood.get("intents") or ()]
    return intents + [(f"{ANSWER}{one['id']}", float(one["confidence"])) for one in understood.get("answers") or ()]


def present_group(rows: Sequence[UnsureUtterance], meanings: Meanings) -> dict[str, Any]:
    """A group as the API shows it; the first row is the most typical one."""
    same: OrderedDict[str, list[UnsureUtterance]] = OrderedDict()
    for row in rows:
        same.setdefault(row.text, []).append(row)
    waiting = rows[0].state == UnsureUtterance.State.WAITING
    return {
        "id": min(row.pk for row in rows),
        "language": rows[0].language,
        "text": rows[0].text,
        "count": len(rows),
        "utterances": [_utterance(members) for members in same.values()],
        "suggestion": meanings.suggest(list(same), rows[0].language) if waiting else None,
        "decided": rows[0].decided,
    }


def learning_settings(bot: Bot) -> dict[str, Any] | None:
    """The settings of the live version as they are in force; None where nothing is kept."""
    live = bot.live_version
    keeping = None if live is None else keeping_of(live.document)
    if keeping is None:
        return None
    return {
        "consent": keeping.consent,
        "redact": list(keeping.redact),
        "days": round(keeping.seconds / DAY),
        "unsure_below": keeping.below,
    }


def _utterance(rows: Sequence[UnsureUtterance]) -> dict[str, Any]:
    newest = max(rows, key=lambda row: row.at)
    conversation: UUID | None = newest.conversation.uuid if newest.conversation_id else None
    return {
        "ids": [row.pk for row in rows],
        "text": newest.text,
        "count": len(rows),
        "reason": newest.reason,
        "intent": newest.best or None,
        "confidence": round(newest.confidence, 4),
        "in_scope": newest.in_scope,
        "first_at": datetime.fromtimestamp(min(row.at for row in rows), UTC),
        "last_at": datetime.fromtimestamp(newest.at, UTC),
        "conversation": None if conversation is None else str(conversation),
        "version": newest.version,
    }


def _suggestion(label: str, confidence: float, by: str) -> dict[str, Any]:
    kind = "answer" if label.startswith(ANSWER) else "intent"
    return {"kind": kind, "name": label.removeprefix(ANSWER), "confidence": round(min(confidence, 1.0), 4), "by": by}
