"""One event of one conversation → everything that has to be written. No lock is held and nothing is changed here."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import orjson

from flows.engine.advance import advance
from flows.engine.effects import (
    AddValue,
    CancelCall,
    CancelTimer,
    Effect,
    Emit,
    EndSession,
    PutValue,
    RequestHandoff,
    Say,
    StartCall,
    StartTimer,
)
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired
from flows.engine.graph import CompiledBot
from flows.engine.state import State

from .emitted import is_heard
from .handoffs import DEFAULT_QUEUE, check_act, handoff_changes, wants_agent
from .inbound import TRYOUT, Inbound, Row, seed_of
from .messages import Sent, visitor_content
from .ports import Refused, Understand
from .prepared import CallRow, Prepared, Status, TimerRow
from .served import PIN_SECONDS, Served
from .unsure import consents, unsure_of
from .visitor_zone import zone_of

HELD_MOST = 20
TRACE_BYTES = 4096
TRACE_PLAIN = 2048
SNAPSHOT_TURNS = 50
LONG_TIMER = 60.0  # seconds; one that long ends a chain of caused events
SHORTEST_TIMER = 1.0
NUL = b"\\u0000"


class Session:
    """Prepares turns. Holds only the way to understanding; conversations come in as rows."""

    def __init__(self, understand: Understand, build: str = "") -> None:
        self._understand = understand
        self._build = build

    def prepare(self, row: Row, inbound: Inbound, served: Served, *, releases: bool = False) -> Prepared:
        """Raises Refused for an event that does not fit; anything else that is raised is a fault of the turn.

        `releases`: this event was held before, and its message is already stored.
        """
        seed = seed_of(row.id, row.visitor_id)
        state = row.decoded or (State.decode(row.state) if row.state else State.initial(seed))
        row.decoded = state
        waits = inbound.kind in ("say", "happen") and not releases
        if waits and row.held and state.waiting_for != "call":
            return self._hold(row, inbound, state)  # behind those that are held already
        if inbound.kind in ("timer", "call") and str(inbound.body[inbound.kind]) not in state.pending:
            return self._late(row, inbound, state)
        own = [] if releases else self._own_message(row, inbound, state)
        event = self._event(row, inbound, served, state, row.last_seq + len(own))
        turn = advance(served.bot, state, event)
        if waits and turn.trace.get("held"):
            return self._hold(row, inbound, state)
        prepared = self._result(row, inbound, served, turn.state, own, event)
        prepared.releases = releases
        if releases:
            prepared.seq = int(inbound.body.get("seq", row.last_seq))
        for effect in turn.effects:
            self._take(prepared, effect, served.bot)
        if prepared.asked is not None or inbound.kind == "agent" or wants_agent(state):
            prepared.handoffs = list(handoff_changes(state, turn.state, inbound, prepared.asked))
        prepared.problem = turn.trace.get("problem")
        if (
            served.keeping is not None
            and row.channel != TRYOUT
            and consents(served.keeping, turn.state.variables, row.user_values)
        ):
            decision = turn.trace.get("decision")
            prepared.unsure = unsure_of(served.keeping, event, decision, prepared.language)
        self._trace(prepared, turn.trace, event)
        return prepared

    def version_for(self, row: Row, inbound: Inbound, served: Served) -> int | None:
        """The version that shall serve this event: `served`, the pinned one, while its session lives, else the live."""
        if row.version_id is None or row.live_version_id in (None, row.version_id) or row.channel == TRYOUT:
            return row.version_id
        if inbound.at - row.pinned_at > PIN_SECONDS:  # too old, or recalled: then the pin is at 0
            return row.live_version_id
        if inbound.kind not in ("start", "say", "happen"):
            return row.version_id
        state = row.decoded or (State.decode(row.state) if row.state else None)
        row.decoded = state
        if state is None or not state.stack:
            return row.live_version_id
        expired = inbound.at - state.last_event_at > served.session_seconds
        return row.live_version_id if expired else row.version_id

    def _own_message(self, row: Row, inbound: Inbound, state: State) -> list[Sent]:
        """What the visitor or the agent said, as the first message of the turn."""
        body = inbound.body
        if inbound.kind == "say":
            payload = body.get("payload")
            content = visitor_content(body.get("text") or "", payload, state)
            return [Sent(row.last_seq + 1, "user", _encode(content), inbound.id, inbound.cause)]
        if inbound.kind == "agent" and body["action"] == "say":
            content = {"type": "text", "text": body["text"]}
            return [Sent(row.last_seq + 1, "agent", _encode(content), inbound.id, inbound.cause)]
        return []

    def _event(self, row: Row, inbound: Inbound, served: Served, state: State, seq: int) -> Event:
        body, at = inbound.body, inbound.at
        common: dict[str, Any] = {
            "id": inbound.id,
            "at": at,
            "seq": seq,
            "hops": inbound.hops,
            "user": row.user_values,
            "bot": row.bot_values,
            "channel": row.channel,
        }
        if inbound.kind == "say":
            payload = body.get("payload")
            text = body.get("text") or ""
            understanding = None
            if payload is None:
                language = state.language or served.language(row.language)
                zone = zone_of(row.user_values)
                understanding = self._understand(served.models, language, text, now=at, timezone=zone)
            return Said(**common, text=text, payload=payload, understanding=understanding)
        if inbound.kind == "start":
            asked = served.language(body["language"]) if body.get("language") else None
            begin: dict[str, Any] = {"flow": body.get("flow"), "node": body.get("node")}
            return Started(**common, language=asked, variables=body.get("variables", {}), **begin)
        if inbound.kind == "happen":
            return Happened(**common, name=body["name"], data=body.get("data", {}))
        if inbound.kind == "timer":
            return TimerFired(**common, timer=body["timer"])
        if inbound.kind == "call":
            return CallReturned(**common, call=body["call"], result=body["result"], took=body.get("took"))
        check_act(inbound, state, row.control)
        return AgentActed(**common, action=body["action"], agent=body.get("agent"), text=body.get("text"))

    def _result(
        self, row: Row, inbound: Inbound, served: Served, state: State, own: list[Sent], event: Event
    ) -> Prepared:
        moved = served.version_id != row.version_id
        body = dict(inbound.body)
        if isinstance(event, Said) and event.understanding is not None:
            body["understanding"] = event.understanding
        if row.user_values or row.bot_values:
            body |= {"user": row.user_values, "bot": row.bot_values}
        body |= {"hops": inbound.hops, "version": served.version_id, "build": self._build, "channel": row.channel}
        if not own and inbound.kind in ("say", "happen"):  # it may have been held: its row has an earlier number
            body["at_seq"] = event.seq
        draft_or_due = row.channel == TRYOUT or state.turn % SNAPSHOT_TURNS == 0
        prepared = Prepared(
            row,
            inbound,
            status="done",
            seq=event.seq,
            turn=state.turn,
            last_seq=event.seq,
            state=state.encode(),
            decoded=state,
            language=state.language or row.language,
            version_id=served.version_id,
            pinned_at=inbound.at if moved or not row.pinned_at else row.pinned_at,
            waiting=state.waiting_for or "",
            control=row.control + (inbound.kind == "agent" and inbound.body["action"] != "unavailable"),
            event_body=_encode(body),
            messages=own,
            snapshot=draft_or_due,
        )
        if inbound.kind == "timer":
            prepared.dropped_timers.append(inbound.body["timer"])
        elif inbound.kind == "call":
            prepared.dropped_calls.append(inbound.body["call"])
        return prepared

    def _take(self, prepared: Prepared, effect: Effect, bot: CompiledBot) -> None:
        inbound = prepared.inbound
        match effect:
            case Say(message=message):
                prepared.last_seq += 1
                prepared.messages.append(Sent(prepared.last_seq, "bot", _encode(message), None, inbound.cause))
            case StartTimer(id=id, seconds=seconds, kind=kind):
                hops = 0 if seconds >= LONG_TIMER else inbound.hops + 1
                due = inbound.at + max(SHORTEST_TIMER, seconds)
                prepared.timers.append(TimerRow(id, kind, due, hops))
            case CancelTimer(id=id):
                prepared.dropped_timers.append(id)
            case StartCall():
                request = _encode(effect.request)
                prepared.calls.append(
                    CallRow(effect.id, effect.kind, request, effect.timeout, effect.idempotent, inbound.hops + 1)
                )
            case CancelCall(id=id):
                prepared.dropped_calls.append(id)
            case PutValue() | AddValue():
                _value(prepared, effect)
            case Emit(name=name, data=data):
                prepared.emitted.append(_encode({"name": name, "data": dict(data)}))
                if prepared.decoded is not None and is_heard(bot, prepared.decoded, name):
                    prepared.cause("happen", {"name": name, "data": dict(data)})
            case RequestHandoff(queue=queue, message=message):
                prepared.asked = ((queue or DEFAULT_QUEUE)[:100], message or "")
            case EndSession():
                prepared.pinned_at = 0.0

    def _trace(self, prepared: Prepared, trace: Mapping[str, Any], event: Event) -> None:
        decision = trace.get("decision")
        if decision is not None:
            short = {key: value for key, value in decision.items() if key != "bids"}
            prepared.decision = _encode(short)
        encoded = orjson.dumps(trace, default=str)
        if len(encoded) > TRACE_PLAIN:  # a short one is not worth the time
            encoded = zlib.compress(encoded, 1)
        if len(encoded) > TRACE_BYTES:
            cut = {key: value for key, value in trace.items() if key in ("waiting", "problem")}
            cut |= {"decision": decision and {**decision, "bids": []}, "steps": list(trace.get("steps", ()))[:20]}
            encoded = zlib.compress(orjson.dumps({**cut, "cut": True}, default=str), 9)
        prepared.trace = encoded

    def _hold(self, row: Row, inbound: Inbound, state: State) -> Prepared:
        if row.held >= HELD_MOST:
            raise Refused("too many messages wait for a slow answer", code="too-many-held", retry_after=5.0)
        own = self._own_message(row, inbound, state)
        seq = row.last_seq + len(own)
        body = {**inbound.body, "hops": inbound.hops, "seq": seq}
        return _unchanged(row, inbound, state, "held", seq, _encode(body), own)

    def _late(self, row: Row, inbound: Inbound, state: State) -> Prepared:
        prepared = _unchanged(row, inbound, state, "late", row.last_seq, inbound.encode(), [])
        (prepared.dropped_timers if inbound.kind == "timer" else prepared.dropped_calls).append(
            inbound.body[inbound.kind]
        )
        return prepared


def quarantine(row: Row, inbound: Inbound, apology: str, *, releases: bool = False) -> Prepared:
    """The turn that stands in for one that failed three times: the state stays, the visitor is told."""
    own = []
    if inbound.kind == "say" and not releases:
        content = visitor_content(inbound.body.get("text") or "", inbound.body.get("payload"), None)
        own = [Sent(row.last_seq + 1, "user", _encode(content), inbound.id, inbound.cause)]
    seq = row.last_seq + len(own)
    body = _encode({**inbound.body, "hops": inbound.hops})
    prepared = _unchanged(row, inbound, None, "quarantined", seq, body, own)
    prepared.last_seq = seq + 1
    said = _encode({"type": "text", "text": apology})
    prepared.messages.append(Sent(seq + 1, "bot", said, None, inbound.cause))
    prepared.releases = releases
    prepared.problem = {"code": "set-aside", "detail": "A turn failed three times; the visitor was told so."}
    prepared.waiting = "" if row.waiting == "call" else row.waiting
    if inbound.kind == "timer":
        prepared.dropped_timers = [inbound.body["timer"]]
    if inbound.kind == "call":
        prepared.dropped_calls = [inbound.body["call"]]
    return prepared


def read_trace(stored: bytes) -> dict[str, Any]:
    """The trace of an event's row."""
    trace: dict[str, Any] = orjson.loads(stored if stored[:1] == b"{" else zlib.decompress(stored))
    return trace


def _unchanged(
    row: Row, inbound: Inbound, state: State | None, status: Status, seq: int, body: str, own: list[Sent]
) -> Prepared:
    return Prepared(
        row,
        inbound,
        status=status,
        seq=seq,
        turn=row.turn,
        last_seq=seq,
        state=row.state,
        decoded=state,
        language=row.language,
        version_id=row.version_id,
        pinned_at=row.pinned_at,
        waiting=row.waiting,
        control=row.control,
        event_body=body,
        messages=own,
    )


def _value(prepared: Prepared, effect: PutValue | AddValue) -> None:
    if effect.scope == "bot":
        if isinstance(effect, PutValue):
            prepared.bot_puts.append((effect.name, effect.value))
        else:
            prepared.bot_adds.append((effect.name, effect.amount))
        return
    values = dict(prepared.row.user_values if prepared.user_values is None else orjson.loads(prepared.user_values))
    if isinstance(effect, AddValue):
        values[effect.name] = (values.get(effect.name) or 0) + effect.amount
    elif effect.value is None:
        values.pop(effect.name, None)
    else:
        values[effect.name] = effect.value
    prepared.user_values = _encode(values)


def _encode(value: Any) -> str:
    """JSON for a row. A NUL cannot be stored by PostgreSQL, so it goes; lone surrogates raise TypeError."""
    encoded = orjson.dumps(value)
    if NUL in encoded:
        encoded = orjson.dumps(_without_nul(value))
    return encoded.decode()


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, Mapping):
        return {_without_nul(key): _without_nul(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nul(one) for one in value]
    return value
