from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from botbuilder.jobs.models import Job
from flows.models import Bot, Conversation, Event, Handoff, Operation
from flows.runtime.inbound import TRYOUT

from .change_draft import stored_json

JUST_ENDED = timedelta(seconds=15)
NEWEST_TRYOUTS = 20
NEWEST_HANDOFFS = 200
MOST = 2000  # operations told one by one; further behind, a client reads the draft again


class BotGone(Exception):
    """The bot was deleted."""


@dataclass
class Watch:
    """What one editor has been told of a bot; `news` reads what is new since."""

    bot: Bot
    actor: str
    tab: str
    revision: int
    version: int | None
    jobs: dict[str, int] = field(default_factory=dict)  # job id → revision told
    tryouts: dict[int, int] = field(default_factory=dict)  # conversation → its revision
    handoffs: dict[int, tuple[str, str, int]] = field(default_factory=dict)  # open ones: conversation, state, revision
    agent: bool = False  # whether its role may know of conversations
    busy: bool = False  # whether a job is under way, so that looking again soon pays


def start_watch(bot: Bot, *, actor: str, tab: str, agent: bool = False) -> Watch:
    row = Bot.unscoped.select_related("live_version").defer("live_version__document").get(pk=bot.pk)
    version = row.live_version.number if row.live_version else None
    watch = Watch(row, actor, tab, row.draft_revision, version, agent=agent)
    ended = [message["job"]["id"] for message in _jobs(watch) if message["job"]["state"] not in ("queued", "running")]
    watch.jobs = {key: revision for key, revision in watch.jobs.items() if key in ended}  # the rest is news
    list(_tryouts(watch))
    list(_handoffs(watch))
    return watch


def news(watch: Watch) -> list[dict[str, Any]]:
    """Socket messages for what happened since the last call: operations of others, jobs, a published version, the
    ids of try-outs in which something happened by itself, and those of conversations that agents have or should have.

    Raises BotGone.
    """
    values = ("draft_revision", "live_version__number")
    found = Bot.unscoped.filter(pk=watch.bot.pk).values_list(*values).first()
    if found is None:
        raise BotGone
    revision, version = found
    told = [*_operations(watch, revision), *_jobs(watch), *_tryouts(watch), *_handoffs(watch)]
    if version != watch.version:
        watch.version = version
        if version is not None:
            told.append({"type": "published", "version": version})
    return told


def _operations(watch: Watch, revision: int) -> Iterator[dict[str, Any]]:
    if revision == watch.revision:
        return
    rows = Operation.unscoped.filter(bot=watch.bot, revision__gt=watch.revision, revision__lte=revision)
    watch.revision = revision
    if rows.count() > MOST:
        yield {"type": "operations", "revision": revision, "tab": "", "actor": "", "operations": [], "reload": True}
        return
    groups: dict[int, list[Operation]] = {}
    for row in rows.order_by("revision", "ordinal"):
        groups.setdefault(row.revision, []).append(row)
    for number, group in groups.items():
        actor, tab = group[0].actor, group[0].tab
        if tab and (actor, tab) == (watch.actor, watch.tab):
            continue  # the ack told it
        changes = [stored_json(_json(row), number, actor, tab) for row in group]
        yield {"type": "operations", "revision": number, "tab": tab, "actor": actor, "operations": changes}


def _json(row: Operation) -> dict[str, Any]:
    bare = {"op": row.op, "part": row.part, "path": row.path}
    return bare if row.op == "remove" else {**bare, "value": row.value}


def _jobs(watch: Watch) -> Iterator[dict[str, Any]]:
    """Jobs that wait or run, and those that ended so fast that nobody saw them run."""
    recent = Q(state__in=Job.OPEN) | Q(finished_at__gte=timezone.now() - JUST_ENDED)
    rows = Job.unscoped.filter(recent, workspace=watch.bot.workspace_id, bot=watch.bot.slug)
    watch.busy = False
    for job in rows.defer("payload").order_by("created_at"):
        watch.busy |= job.open
        if watch.jobs.get(str(job.pk)) != job.revision:
            watch.jobs[str(job.pk)] = job.revision
            yield {"type": "job", "job": job.to_json()}


def _tryouts(watch: Watch) -> Iterator[dict[str, Any]]:
    """Try-outs that moved on by a timer or a call; what somebody said, they were answered with already."""
    rows = Conversation.unscoped.filter(bot=watch.bot, channel=TRYOUT).order_by("-pk")
    for key, name, revision in rows.values_list("pk", "uuid", "revision")[:NEWEST_TRYOUTS]:
        if watch.tryouts.get(key) != revision:
            watch.tryouts[key] = revision
            kinds = Event.unscoped.filter(conversation=key).order_by("-pk").values_list("kind", flat=True)
            if kinds.first() in ("timer", "call"):
                yield {"type": "tryout", "conversation": str(name)}


def _handoffs(watch: Watch) -> Iterator[dict[str, Any]]:
    """Conversations that began to wait, were taken, moved on or ended, in one message."""
    if not watch.agent:
        return
    rows = Handoff.unscoped.filter(bot=watch.bot, state__in=(Handoff.State.WAITING, Handoff.State.TAKEN))
    values = rows.order_by("-pk").values_list("pk", "conversation__uuid", "state", "conversation__revision")
    now = {key: (str(name), state, revision) for key, name, state, revision in values[:NEWEST_HANDOFFS]}
    changed = dict(now.items() ^ watch.handoffs.items())
    watch.handoffs = now
    if changed:
        yield {"type": "handoffs", "conversations": sorted({name for name, _, _ in changed.values()})}
