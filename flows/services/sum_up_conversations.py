from __future__ import annotations

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from flows.models import Conversation, Event, Handoff, Message

OUTCOMES = ("all", "handed-over", "missed", "problem")
MISSES = ("fallback", "no match")  # who answered where nobody understood


def sum_up(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Each with how it went: `said`, `misses`, `handoff_state`, `broke`."""
    misses = _misses().order_by().values("conversation").annotate(n=Count("pk")).values("n")
    handoffs = Handoff.unscoped.filter(conversation=OuterRef("pk")).order_by("-id")
    return (
        rows.select_related("version", "visitor")
        .defer("version__document")
        .annotate(
            said=last_said(),
            misses=Coalesce(Subquery(misses, output_field=IntegerField()), 0),
            handoff_state=Subquery(handoffs.values("state")[:1]),
            broke=Exists(_broken()),
        )
    )


def with_outcome(rows: QuerySet[Conversation], outcome: str) -> QuerySet[Conversation]:
    """Those that went so; `outcome` is one of OUTCOMES."""
    match outcome:
        case "handed-over":
            return rows.filter(Exists(Handoff.unscoped.filter(conversation=OuterRef("pk"))))
        case "missed":
            return rows.filter(Exists(_misses()))
        case "problem":
            return rows.filter(Exists(_broken()))
        case _:
            return rows


def last_said(conversation: str = "pk") -> Subquery:
    """What the visitor said last, as stored; `conversation` is the outer column with its id."""
    rows = Message.unscoped.filter(conversation=OuterRef(conversation), author=Message.Author.USER)
    return Subquery(rows.order_by("-seq").values("content")[:1])


def _misses() -> QuerySet[Event]:
    return Event.unscoped.filter(conversation=OuterRef("pk"), decision__by__in=MISSES)


def _broken() -> QuerySet[Event]:
    return Event.unscoped.filter(conversation=OuterRef("pk"), status=Event.Status.QUARANTINED)
