"""One batch of turns: read, prepare without locks, write in one short transaction, tell what became of each.

Events are prepared as they come and stored together, so the steps are apart (turn_pipeline).
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import Error as DjangoDatabaseError

from flows.runtime.inbound import Inbound, Row
from flows.runtime.outcome import Outcome, is_quiet
from flows.runtime.ports import Refused, RuntimeRefusal
from flows.runtime.prepared import Prepared
from flows.runtime.session import Session, quarantine

from .bots import BotShelf, BrokenBot
from .database_errors import conflicts, contention, storage_errors
from .turn_handoffs import told
from .turn_openings import find_or_open
from .turn_rows import (
    Known,
    read_bot_values,
    read_conversations,
    read_held,
    read_known,
    read_user_values,
)
from .turn_submission import FAILURES, BatchResult, Submission
from .turn_write import still_there, store_batch, write_and_commit
from .writer_database import Writer

logger = logging.getLogger("flows.turns")

CACHED_ROWS = 2000
SEEN_EVENTS = 20_000
APOLOGIES = {
    "en": "Sorry, something went wrong on our side. Please try again.",
    "fr": "Désolé, une erreur s'est produite de notre côté. Veuillez réessayer.",
    "de": "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
    "es": "Lo sentimos, algo ha fallado por nuestra parte. Inténtelo de nuevo.",
}


@dataclass(slots=True, eq=False)
class Turn:
    """A submission with its row, on the way through the steps."""

    submission: Submission
    inbound: Inbound
    row: Row
    releases: bool = False
    checked: bool = True  # whether it was looked up if this event is stored already


Ready = tuple[Turn, Prepared]


class BatchRunner:
    """Owned by the writer's thread. Keeps recent rows with their decoded state: the write refuses a stale one.

    An event is looked up only where it may be a repetition: its conversation is not kept here, or its id was written
    here lately. Any other repetition is older than the kept row; the unique index refuses it, and it is looked up then.
    Storage errors are raised; every other fault ends in the result.
    """

    def __init__(self, session: Session, bots: BotShelf) -> None:
        self._session = session
        self._bots = bots
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._seen: OrderedDict[tuple[int, str], None] = OrderedDict()

    def forget(self) -> None:
        """Read everything anew: the connection was lost, or rows were rewritten from outside."""
        self._rows.clear()

    def prepare(self, reader: Writer, submissions: Sequence[Submission], result: BatchResult) -> list[Ready]:
        """Turns of conversations that are known by id, at most one of each."""
        turns = self._turns(reader, submissions, result, lock=False)
        return [(turn, one) for turn in turns if (one := self._prepare(turn, result)) is not None]

    def resolve(
        self, writer: Writer, submissions: Sequence[Submission], busy: Collection[int], result: BatchResult
    ) -> list[Submission]:
        """Give openings their conversation; keep at most one submission per conversation, and none of a busy one."""
        openings = [one for one in submissions if not one.conversation_id and one.opening is not None]
        if openings:
            found = find_or_open(writer, [one.opening for one in openings if one.opening is not None])
            for submission, there in zip(openings, found, strict=True):
                submission.conversation_id, submission.uuid = there
                submission.inbound = submission.opening.event() if submission.opening else None
        taken: dict[int, Submission] = {}
        for submission in submissions:
            id = submission.conversation_id
            if id in busy or taken.setdefault(id, submission) is not submission:
                result.again.append(submission)
        return list(taken.values())

    def _turns(self, writer: Writer, batch: Sequence[Submission], result: BatchResult, *, lock: bool) -> list[Turn]:
        if not batch:
            return []
        ids = [one.conversation_id for one in batch]
        rows = {} if lock else {id: row for id in ids if (row := self._rows.get(id)) is not None}
        missing = [id for id in ids if id not in rows]
        fresh = read_conversations(writer, missing, lock=lock) if missing else []
        events = [(one.conversation_id, one.inbound.id) for one in batch if one.inbound is not None]
        pairs = {one for one in events if one[0] not in rows or one in self._seen}
        # After the rows: an event stored between the two reads has moved its row, and the write sees that.
        known = read_known(writer, list(pairs)) if pairs else {}
        rows |= {row.id: row for row in fresh}
        turns: list[Turn] = []
        for submission in batch:
            row = rows.get(submission.conversation_id)
            if row is None:
                result.outcomes.append(submission.outcome(Refused("this conversation is gone", code="gone")))
                continue
            turn = self._turn(writer, submission, row, known, result)
            if turn is not None:
                turn.checked = turn.releases or (row.id, turn.inbound.id) in pairs
                turns.append(turn)
        self._read_values(writer, turns)
        return turns

    def _turn(
        self,
        writer: Writer,
        submission: Submission,
        row: Row,
        known: dict[tuple[int, str], Known],
        result: BatchResult,
    ) -> Turn | None:
        inbound = submission.inbound
        if inbound is None:
            held = read_held(writer, row.id) if row.held and row.waiting != "call" else None
            return None if held is None else Turn(submission, held, row, releases=True)
        if there := known.get((row.id, inbound.id)):
            result.outcomes.append(_duplicate(submission, inbound, row, there))
            return None
        return Turn(submission, inbound, row)

    def _read_values(self, writer: Writer, turns: list[Turn]) -> None:
        """Values of user and bot scope, for those bots that have any."""
        needs: dict[tuple[str, int | None], tuple[bool, bool]] = {}
        with_user: list[Row] = []
        by_bot: dict[str, dict[str, Any]] = {}
        for turn in turns:
            row = turn.row
            key = (row.bot_id, row.version_id)
            if key not in needs:
                needs[key] = self._bots.reads(row)
            reads_user, reads_bot = needs[key]
            if reads_user and row.visitor_id:
                with_user.append(row)
            if reads_bot:
                if row.bot_id not in by_bot:
                    by_bot[row.bot_id] = read_bot_values(writer, row.bot_id)
                row.bot_values = by_bot[row.bot_id]
        if with_user:
            values = read_user_values(writer, {row.visitor_id for row in with_user if row.visitor_id})
            for row in with_user:
                row.user_values, row.user_revision = values.get(row.visitor_id or 0, ({}, 0))

    def _prepare(self, turn: Turn, result: BatchResult) -> Prepared | None:
        row, inbound, submission = turn.row, turn.inbound, turn.submission
        try:
            if submission.failures >= FAILURES:
                apology = APOLOGIES.get(row.language, APOLOGIES["en"])
                return quarantine(row, inbound, apology, releases=turn.releases)
            served = self._bots.draft(row) if row.version_id is None else self._bots.version(row.version_id)
            version_id = self._session.version_for(row, inbound, served)
            if version_id is not None and version_id != row.version_id:
                served = self._bots.version(version_id)
            return self._session.prepare(row, inbound, served, releases=turn.releases)
        except (RuntimeRefusal, BrokenBot) as error:
            if not turn.checked:  # what was taken once is not refused when it is sent again
                self._look_up_next([turn], result)
                return None
            refusal = error if isinstance(error, RuntimeRefusal) else Refused(str(error), code="bot-broken")
            result.outcomes.append(submission.outcome(refusal))
        except (*storage_errors, DjangoDatabaseError):
            raise
        except Exception:
            logger.exception("turn failed: conversation %s, event %s", row.id, inbound.id)
            self._failed(submission, result)
        return None

    def _failed(self, submission: Submission, result: BatchResult) -> None:
        submission.failures += 1
        self._rows.pop(submission.conversation_id, None)
        if submission.failures > FAILURES:  # even the apology could not be stored
            result.outcomes.append(submission.outcome(Refused("the event could not be stored", code="failed")))
        else:
            result.again.append(submission)

    def store(self, writer: Writer, ready: Sequence[Ready], result: BatchResult) -> None:
        """In one transaction; what became of each turn."""
        turns = [turn for turn, _ in ready]
        try:
            there = store_batch(writer, [one for _, one in ready])
        except contention:
            _quietly_roll_back(writer)
            there = []
        except storage_errors:
            raise
        except Exception as error:
            _quietly_roll_back(writer)
            if isinstance(error, conflicts) and not all(turn.checked for turn in turns):
                self._look_up_next(turns, result)
                return
            logger.exception("a batch of %d turns was rolled back; each is run alone", len(turns))
            for turn in turns:
                self._failed(turn.submission, result)
            return
        all_there = len(there) == len(ready)
        stored = set() if all_there else {id(one) for one in there}
        for turn, prepared in ready:
            if all_there or id(prepared) in stored:
                self._wrote(turn, prepared, result)
            else:
                turn.submission.losses += 1
                self._rows.pop(turn.row.id, None)
                result.again.append(turn.submission)

    def _look_up_next(self, turns: Sequence[Turn], result: BatchResult) -> None:
        """One of these events may be stored already: without their rows all of them are looked up."""
        for turn in turns:
            turn.submission.losses += 1
            self._rows.pop(turn.row.id, None)
            result.again.append(turn.submission)

    def run_alone(self, writer: Writer, submission: Submission, result: BatchResult) -> None:
        """Under a blocking lock, from a row read under that lock."""
        try:
            self.resolve(writer, [submission], (), result)
            self._rows.pop(submission.conversation_id, None)
            writer.begin()
            turns = self._turns(writer, [submission], result, lock=True)
            prepared = self._prepare(turns[0], result) if turns else None
            there = still_there(writer, [prepared], wait=True) if prepared is not None else []
            write_and_commit(writer, there)
            if there:
                self._wrote(turns[0], there[0], result)
            elif prepared is not None:  # the visitor's values moved; the conversation itself is locked
                result.again.append(submission)
        except contention:
            _quietly_roll_back(writer)
            result.again.append(submission)
        except storage_errors:
            raise
        except Exception:
            logger.exception("a turn was rolled back: conversation %s", submission.conversation_id)
            _quietly_roll_back(writer)
            self._failed(submission, result)

    def _wrote(self, turn: Turn, prepared: Prepared, result: BatchResult) -> None:
        row, submission = prepared.move(), turn.submission
        self._rows[row.id] = row
        self._rows.move_to_end(row.id)
        if len(self._rows) > CACHED_ROWS:
            self._rows.popitem(last=False)
        self._seen[row.id, turn.inbound.id] = None
        if len(self._seen) > SEEN_EVENTS:
            self._seen.popitem(last=False)
        if row.held and row.waiting != "call":
            result.release.append((row.id, row.bot_id))
        result.calls = result.calls or bool(prepared.calls)
        if prepared.problem is not None:
            result.problems.append(prepared)
        if prepared.unsure is not None:
            result.unsure.append(prepared)
        for timer in prepared.timers:
            result.next_timer = timer.due if result.next_timer is None else min(result.next_timer, timer.due)
        agent = prepared.handoffs[-1].name if prepared.handoffs else ""
        result.outcomes.append(prepared.outcome(submission.uuid, submission.origin, told(prepared.handoffs), agent))


def _duplicate(submission: Submission, inbound: Inbound, row: Row, known: Known) -> Outcome:
    quiet = is_quiet(row.waiting, row.held)
    return Outcome(
        *(row.id, inbound.id, known.seq, True, known.status, row.last_seq, row.epoch, row.turn, row.waiting, quiet),
        uuid=submission.uuid,
        origin=submission.origin,
    )


def _quietly_roll_back(writer: Writer) -> None:
    try:
        writer.rollback()
    except storage_errors:
        logger.warning("the connection was lost in a transaction; it rolls back by itself")
