"""What entities, sentiment and language cost per utterance: `python -m tests.bench.entities_bench`.

CPU time of the process in milliseconds. First built-in entities and sentiment, the mean of many rounds, on texts of
about 60 characters; then everything there is, with learned entities of 39 kinds, on utterances of SNIPS; last, hostile
texts of 20,000 characters, once each.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.engine.tongues import detect_language
from nlu.pipeline.entities.fit_slots import fit_slots
from nlu.pipeline.entities.found import without_overlaps
from nlu.pipeline.entities.noticed import EntityReader, noticed
from nlu.pipeline.entities.system import find_at
from nlu.pipeline.entities.written import WrittenEntities
from nlu.pipeline.evaluation.rows import Row, read_row, training_set_of
from nlu.pipeline.normalise import fold
from nlu.pipeline.sentiment import sentiment
from nlu.pipeline.training_set import read_training_set

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))
ROUNDS = 300
SHARED = Path(os.environ.get("BOTBUILDER_SHARED", Path(__file__).parents[3] / "shared"))
UTTERANCES = (
    ("en", "hello there, I would like to know about my order status please"),
    ("en", "book a table for two tomorrow at 8pm for my friends please ok"),
    ("en", "I want to transfer 250 euros to my savings account on friday"),
    ("en", "can we talk next thursday at half past nine new york time ok?"),
    ("fr", "je voudrais réserver une table pour quatre vendredi à 20h30"),
    ("es", "quiero reservar una mesa para dos el viernes a las nueve"),
    ("de", "ich möchte am Freitag um 12 Uhr einen Tisch für vier Personen"),
    ("pt", "quero reservar uma mesa para quatro pessoas amanhã às 20h"),
    ("it", "vorrei prenotare un tavolo per quattro persone domani alle 20"),
    ("nl", "ik wil graag een tafel voor vier personen morgen om acht uur"),
)
LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl")
HOSTILE = (
    *("1 2 3 ", "9", "😀👍🏽❤️", "Привет hello 你好 مرحبا 7 ", "\x00\x01\x1b\u202e\u200b", "wensday ", "mon-fri "),
    *("from may 3 to ", "3pm UTC+2 ", "$1.5m ", "2h30 ", "half past ", "a@b.c www.d/ "),
)


def milliseconds(work: Callable[[], Any]) -> float:
    work()
    begin = time.process_time()
    for _ in range(ROUNDS):
        fold.cache_clear()
        work()
    return (time.process_time() - begin) * 1000 / ROUNDS


def once(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def built_in() -> None:
    print(f"{'':3}{'entities':>9} {'sentiment':>9} {'both':>7} {'language':>9}")
    for language, text in UTTERANCES:
        entities = milliseconds(lambda t=text, one=language: find_at(t, one, NOW, names=True))
        mood = milliseconds(lambda t=text, one=language: sentiment(t, one))
        tongue = milliseconds(lambda t=text: detect_language(t, LANGUAGES, {}))
        print(f"{language:3}{entities:9.3f} {mood:9.3f} {entities + mood:7.3f} {tongue:9.3f}  {text}")


def rows(name: str) -> list[Row]:
    lines = (SHARED / "nlu-benchmarks" / "snips" / name).read_text(encoding="utf-8").splitlines()
    return [read_row(json.loads(line)) for line in lines]


def whole() -> None:
    """All of it, on the test utterances of SNIPS; the CRF is learned from an eighth of the small training file."""
    read = read_training_set(training_set_of(rows("train_70.jsonl")[::8], "en"))
    slots = fit_slots(
        [(example, label.name) for example, label in read.examples], (), lambda text: noticed(text, "en", [], now=None)
    )
    assert slots is not None
    words = {word for example, _ in read.examples for word in fold(example.text).split()}
    reader = EntityReader("en", WrittenEntities("en", [], []), words)
    asked, spent = rows("test.jsonl"), {"spelling": 0.0, "built-in": 0.0, "learned": 0.0, "sentiment": 0.0}

    def read_all(row: Row) -> Iterator[tuple[str, Callable[[], Any]]]:
        corrected = reader.correct(row.text)
        system = reader.system(row.text, corrected, now=NOW.timestamp(), timezone="Europe/Berlin")
        seen = noticed(row.text, "en", [], now=1.0, system=system)
        yield "spelling", lambda: reader.correct(row.text)
        yield "built-in", lambda: reader.system(row.text, corrected, now=NOW.timestamp(), timezone="Europe/Berlin")
        yield "learned", lambda: without_overlaps(slots.find(row.text, row.intent, seen) + system)
        yield "sentiment", lambda: sentiment(row.text, "en")

    for row in asked:
        for name, work in read_all(row):
            work()
            spent[name] += once(work)
    shares = {name: total / len(asked) for name, total in spent.items()}
    told = ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
    print(f"\n{len(asked)} utterances of SNIPS: {told}; together {sum(shares.values()):.3f}")


def hostile() -> None:
    print("\n20,000 characters of")
    for piece in HOSTILE:
        text = (piece * 20_000)[:20_000]
        entities, mood = once(lambda t=text: find_at(t, "en", NOW, names=True)), once(lambda t=text: sentiment(t, "en"))
        print(f"  {piece!r:34} entities {entities:7.1f}  sentiment {mood:5.1f}")


def main() -> None:
    built_in()
    if SHARED.is_dir():
        whole()
    hostile()


if __name__ == "__main__":
    main()
