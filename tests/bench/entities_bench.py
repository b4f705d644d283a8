"""What entities, sentiment and language cost per utterance: `python -m tests.bench.entities_bench`.

CPU time of the process in milliseconds, the mean of many rounds; utterances have about 60 characters.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flows.engine.tongues import detect_language
from nlu.pipeline.entities.system import find_at
from nlu.pipeline.normalise import fold
from nlu.pipeline.sentiment import sentiment

NOW = datetime.fromisoformat("2026-03-18T10:30")
ROUNDS = 300
UTTERANCES = (
    ("en", "hello there, I would like to know about my order status please"),
    ("en", "book a table for two tomorrow at 8pm for my friends please ok"),
    ("en", "I want to transfer 250 euros to my savings account on friday"),
    ("fr", "je voudrais réserver une table pour quatre vendredi à 20h30"),
    ("es", "quiero reservar una mesa para dos el viernes a las nueve"),
    ("de", "ich möchte am Freitag um 12 Uhr einen Tisch für vier Personen"),
    ("pt", "quero reservar uma mesa para quatro pessoas amanhã às 20h"),
    ("it", "vorrei prenotare un tavolo per quattro persone domani alle 20"),
    ("nl", "ik wil graag een tafel voor vier personen morgen om acht uur"),
)
LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl")


def milliseconds(work: Callable[[], Any]) -> float:
    work()
    begin = time.process_time()
    for _ in range(ROUNDS):
        fold.cache_clear()
        work()
    return (time.process_time() - begin) * 1000 / ROUNDS


def main() -> None:
    print(f"{'':3}{'entities':>9} {'sentiment':>9} {'both':>7} {'language':>9}")
    for language, text in UTTERANCES:
        entities = milliseconds(lambda t=text, one=language: find_at(t, one, NOW, names=True))
        mood = milliseconds(lambda t=text, one=language: sentiment(t, one))
        tongue = milliseconds(lambda t=text: detect_language(t, LANGUAGES, {}))
        print(f"{language:3}{entities:9.3f} {mood:9.3f} {entities + mood:7.3f} {tongue:9.3f}  {text}")


if __name__ == "__main__":
    main()
