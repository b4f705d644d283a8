"""Vectors of texts on disk, so that a retrain encodes only what is new.

One SQLite file per folder, keyed by encoder identity and text. SQLite makes it safe against a process
killed in mid-write and against trainers side by side. The cache may vanish or break at any time: then
the vectors are made again, and what cannot be stored is not.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from nlu.pipeline.encoder.runtime import Encoder

FILE = "vectors.sqlite3"
MOST = 150_000
"""Vectors that are kept; about 4 kB each at 1920 numbers, so 600 MB."""

_TOGETHER = 256  # texts encoded between two writes: a killed training loses no more
_ASKED = 500  # keys per query
_TOUCHED_EVERY = 20  # reads of the cache between two notes that a vector is still in use
_WAIT = 10.0  # seconds for another trainer's write
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS vectors_by_use ON vectors (used);
CREATE TABLE IF NOT EXISTS clock (only INTEGER PRIMARY KEY CHECK (only = 1), now INTEGER NOT NULL);
INSERT OR IGNORE INTO clock VALUES (1, 0);
"""

Matrix = npt.NDArray[np.float32]
Result = TypeVar("Result")
Progress = Callable[[int, int], None]


class VectorCache:
    """For training: `vectors(texts)`. Processes and threads may use one folder at once, each with its own object."""

    def __init__(self, folder: Path, encoder: Encoder, *, most: int = MOST) -> None:
        self._file = folder / FILE
        self._encoder = encoder
        self._most = most

    def vectors(self, texts: Sequence[str], *, progress: Progress | None = None) -> Matrix:
        """float32 [texts, wide]: what `Encoder.encode_wide` gives, to a thousandth; `progress(done, of)` counts the
        texts that had to be encoded.

        An exception out of `progress` ends the work; what was encoded until then is kept.
        """
        keys = [self._key(text) for text in texts]
        found = self._read(keys)
        missing = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if key not in found]
        for start in range(0, len(missing), _TOGETHER):
            batch = {key: _rounded(self._encoder.encode_wide(text)) for key, text in missing[start : start + _TOGETHER]}
            found.update(batch)
            self._write(batch)
            if progress is not None:
                progress(start + len(batch), len(missing))
        if missing:
            self._forget()
        if not keys:
            return np.zeros((0, self._encoder.wide), np.float32)
        return np.stack([found[key] for key in keys])

    def _key(self, text: str) -> bytes:
        said = f"{self._encoder.identity}\0{text}".encode(errors="surrogatepass")
        return hashlib.sha256(said).digest()[:16]

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Matrix]:
        distinct = list(dict.fromkeys(keys))
        return self._within(lambda database: self._found(database, distinct), {})

    def _found(self, database: sqlite3.Connection, keys: list[bytes]) -> dict[bytes, Matrix]:
        found: dict[bytes, Matrix] = {}
        size = self._encoder.wide * 2
        now: int = database.execute("UPDATE clock SET now = now + 1 RETURNING now").fetchone()[0]
        for start in range(0, len(keys), _ASKED):
            some = keys[start : start + _ASKED]
            marks = ",".join("?" * len(some))
            asked = f"SELECT key, vector, used FROM vectors WHERE key IN ({marks})"  # noqa: S608 (only question marks)
            rows = database.execute(asked, some).fetchall()
            found.update(
                (key, np.frombuffer(vector, "<f2").astype(np.float32)) for key, vector, _ in rows if len(vector) == size
            )
            stale = [(now, key) for key, _, used in rows if used < now - _TOUCHED_EVERY]
            database.executemany("UPDATE vectors SET used = ? WHERE key = ?", stale)
        return found

    def _write(self, batch: dict[bytes, Matrix]) -> None:
        def work(database: sqlite3.Connection) -> None:
            now = database.execute("SELECT now FROM clock").fetchone()[0]
            rows = [(key, vector.astype("<f2").tobytes(), now) for key, vector in batch.items()]
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

        self._within(work, None)

    def _forget(self) -> None:
        """Drops what was used longest ago, down to nine tenths, once there are more than `most`."""

        def work(database: sqlite3.Connection) -> None:
            count = database.execute("SELECT count(*) FROM vectors").fetchone()[0]
            if count > self._most:
                database.execute(
                    "DELETE FROM vectors WHERE key IN (SELECT key FROM vectors ORDER BY used LIMIT ?)",
                    (count - self._most * 9 // 10,),
                )

        self._within(work, None)

    def _within(self, work: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        """One transaction; `otherwise` when the file cannot be used now. A broken file is thrown away."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_WAIT)) as database:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA synchronous = NORMAL")
                database.executescript(_SCHEMA)
                with database:
                    return work(database)
        except (sqlite3.OperationalError, OSError):
            return otherwise
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self._file.with_name(f"{FILE}{ending}").unlink(missing_ok=True)
            return otherwise


def _rounded(vector: Matrix) -> Matrix:
    """As it comes back from the disk, so that a first and a second training learn from the same numbers."""
    return vector.astype(np.float16).astype(np.float32)
