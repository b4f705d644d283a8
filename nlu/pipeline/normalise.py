"""One way to fold text, shared by training, run time, exact matching and list entities.

Folding drops case and accents and turns punctuation into spaces. Emoji and currency signs stay,
each as a word of its own: "👍" alone is a perfectly good example of a yes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST_UTTERANCE = 4_000
"""Characters of an utterance that are looked at; a longer one is understood by its beginning."""

_CACHED_BELOW = 0x3100
_KEPT_SYMBOLS = ("So", "Sc")
_NOT_SPACED = ("\u200d", "\ufe0f")


def encodable(text: str) -> str:
    """The text with a "?" for each half of a pair that stands alone: libraries in C refuse those."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class _FoldTable(dict[int, str]):
    """A `str.translate` table that fills itself; only the lower planes are remembered."""

    def __missing__(self, code_point: int) -> str:
        folded = _fold_character(chr(code_point))
        if code_point < _CACHED_BELOW:
            self[code_point] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _NOT_SPACED:
        return ""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    out: list[str] = []
    for part in decomposed:
        category = unicodedata.category(part)
        if category[0] in "LN" or (category[0] == "M" and not unicodedata.combining(part)):
            out.append(part)
        elif category in _KEPT_SYMBOLS:
            out.append(f" {part} ")
        elif not unicodedata.combining(part):
            out.append(" ")
    return "".join(out)


_TABLE = _FoldTable()
_EVEN = frozenset(chr(code) for code in (*range(0x180), *range(0x2010, 0x2030)) if len(_TABLE[code]) == 1)
"""Characters that fold to one character each: in a text of these alone every word stays where it was."""
_RUN = re.compile("[^ ]+")


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """The folded text: words apart by single spaces, none at the ends."""
    return " ".join(text[:LONGEST_UTTERANCE].translate(_TABLE).split())


def fold_words(text: str) -> list[tuple[str, int, int]]:
    """Folded words with the code points `[start, end)` they came from in `text`."""
    looked_at = text[:LONGEST_UTTERANCE]
    if _EVEN.issuperset(looked_at):
        return [(match.group(), *match.span()) for match in _RUN.finditer(looked_at.translate(_TABLE))]
    words: list[tuple[str, int, int]] = []
    parts: list[str] = []
    start = end = 0
    for at, character in enumerate(looked_at):
        folded = _TABLE[ord(character)]
        if not folded:
            end = at + 1 if parts else end
            continue
        pieces = folded.split(" ")
        for number, piece in enumerate(pieces):
            if number and parts:
                words.append(("".join(parts), start, end))
                parts = []
            if piece:
                start = start if parts else at
                parts.append(piece)
                end = at + 1
    if parts:
        words.append(("".join(parts), start, end))
    return words
