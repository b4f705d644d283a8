"""Wake-ups between server processes: Redis where there is one, and a look at the database in any case.

A wake-up says only where a conversation stands; what was said is read from the database.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import orjson

from flows.runtime.outcome import Outcome, is_quiet
from flows.runtime.ports import StorageDown

from .hub import Hub
from .readers import Readers
from .writer_database import PostgresWriter, Writer

if TYPE_CHECKING:
    from redis import Redis

logger = logging.getLogger("flows.wakes")

CHANNEL = "botbuilder:conversations"
LOOK = 5.0  # seconds between looks at the database
LOOK_ALONE = 1.0  # the same while Redis is down or absent
BACK_OFF = 1.0
REDIS_SECONDS = 1.0
MOST_WAITING = 10_000


class Wakes:
    """Two threads talk to Redis, so that a slow one holds up nothing else; `look` runs on the background loop."""

    def __init__(self, hub: Hub, readers: Readers, redis_url: str) -> None:
        self._hub = hub
        self._readers = readers
        self._redis_url = redis_url
        self._me = secrets.token_hex(8)
        self._out: deque[Outcome] = deque(maxlen=MOST_WAITING)
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._connected = False

    def start(self) -> None:
        for work in (self._publish, self._listen):
            threading.Thread(target=self._keep, args=(work,), name="wakes", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        self._wanted.set()

    def send(self, outcomes: Sequence[Outcome]) -> None:
        """From the writer's thread; never blocks. What does not fit is found by the look at the database."""
        self._out.extend(one for one in outcomes if one.error is None and not one.duplicate)
        if self._out:
            self._wanted.set()

    async def look(self) -> None:
        """One query over the conversations that somebody here listens to."""
        while True:
            await asyncio.sleep(LOOK if self._connected else LOOK_ALONE)
            watched = self._hub.watched()
            if not watched:
                continue
            try:
                found = await asyncio.wrap_future(self._readers.run(lambda writer, ids=watched: _read(writer, ids)))
            except StorageDown:
                continue
            self._hub.tell(found)

    def _keep(self, work: Callable[[Redis], None]) -> None:
        from redis import Redis  # 5 MB that a server without one has no use for
        from redis.exceptions import RedisError

        while not self._ended.is_set():
            try:
                with Redis.from_url(
                    self._redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
                ) as redis:
                    work(redis)
            except (RedisError, OSError) as error:
                logger.warning("Redis does not answer (%s); the database is looked at instead", type(error).__name__)
            self._ended.wait(BACK_OFF)

    def _publish(self, redis: Redis) -> None:
        while not self._ended.is_set():
            self._wanted.wait()
            self._wanted.clear()
            while self._out:
                told = [self._out.popleft() for _ in range(min(len(self._out), 500))]
                redis.publish(CHANNEL, orjson.dumps([self._me, [_pack(one) for one in told]]))

    def _listen(self, redis: Redis) -> None:
        try:
            with redis.pubsub(ignore_subscribe_messages=True) as channel:
                channel.subscribe(CHANNEL)
                self._connected = True
                while not self._ended.is_set():
                    message = channel.get_message(timeout=REDIS_SECONDS / 2)
                    if message is not None:
                        self._heard(message["data"])
        finally:
            self._connected = False

    def _heard(self, data: bytes) -> None:
        sender, packed = orjson.loads(data)
        if sender != self._me:
            self._hub.tell([_unpack(one) for one in packed])


def _read(writer: Writer, ids: list[int]) -> list[Outcome]:
    if not isinstance(writer, PostgresWriter):
        return []
    sql = "SELECT id, last_seq, epoch, turn, waiting, held FROM flows_conversation WHERE id = ANY(?::bigint[])"
    return [_stands(*one) for one in writer.rows(sql, (ids,))]


def _stands(id: int, last_seq: int, epoch: int, turn: int, waiting: str, held: int) -> Outcome:
    quiet = is_quiet(waiting, held)
    return Outcome(id, "", last_seq=last_seq, epoch=epoch, turn=turn, waiting=waiting, quiet=quiet)


def _pack(one: Outcome) -> list[object]:
    return [one.conversation_id, one.last_seq, one.epoch, one.turn, one.waiting, one.quiet]


def _unpack(packed: list[object]) -> Outcome:
    id, last_seq, epoch, turn, waiting, quiet = packed
    return Outcome(id, "", last_seq=last_seq, epoch=epoch, turn=turn, waiting=waiting, quiet=quiet)  # type: ignore[arg-type]
