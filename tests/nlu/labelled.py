"""Utterances of our own with their built-in entities marked: `call me [tomorrow](date 2026-03-19)`.

Lines of `held_out/` and of `held_out/second/`, one utterance each, written before the rules were tried on them; all are
said at NOW, those of the second folder in Berlin. After `|` stands another reading that is as good.
"""

import json
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

NOW = datetime.fromisoformat("2026-03-18T10:30")  # a Wednesday
BERLIN = ZoneInfo("Europe/Berlin")
HELD_OUT = Path(__file__).parent / "held_out"
SECOND = HELD_OUT / "second"
LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl")
NAMES = ("colour", "language", "country")
_MARK = re.compile(r"\[([^\]]+)\]\((\w+)(?: ([^)]*))?\)")


def rows(language, folder=HELD_OUT):
    """`(text, readings)` of each line; a reading is a list of `(entity, start, end, value)`."""
    for line in (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        marked = [_read(one) for one in line.split("|")]
        yield marked[0][0], [found for _, found in marked]


def shared_rows(folder, language):
    """`(text, now, readings)` of the shared table."""
    for line in (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        now = datetime.fromisoformat(row["now"]).replace(tzinfo=None)
        yield row["text"], now, row["expect"]


def _read(line):
    text, at, found = "", 0, []
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        said, entity, value = match.groups()
        found.append((entity, len(text), len(text) + len(said), _value(entity, said, value)))
        text, at = text + said, match.end()
    return text + line[at:], found


def _value(entity, said, value):
    if value is None:
        return said
    if entity in ("number", "ordinal", "percentage"):
        return float(value)
    if ".." in value:
        return dict(zip(("from", "to"), value.split(".."), strict=True))
    amount, _, unit = value.partition(" ")
    if entity == "money":
        return {"amount": float(amount), "currency": unit}
    return {"value": float(amount), "unit": unit} if unit else value
