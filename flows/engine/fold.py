"""Texts compared as people compare them: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_A_WORD = re.compile(r"[\W_]+")
LONGEST = 2_000  # characters of an utterance that are compared; the rest cannot change who it was meant for


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`"Café,  crème!"` -> `"cafe creme"`. A text of signs alone (an emoji) stays as it is."""
    short = text[:LONGEST]
    if short.isascii():
        plain = short.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", short.casefold())
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_A_WORD.sub(" ", plain).strip() or short.strip()


def has_words(text: str, words: str) -> bool:
    """Whether folded `words` stand in folded `text` as whole words."""
    return bool(words) and f" {words} " in f" {text} "


def slips_between(left: str, right: str, most: int) -> int | None:
    """How many letters were added, lost, changed, or swapped with their neighbour; None for more than `most`.

    Costs `len × most`, however different the texts are.
    """
    if abs(len(left) - len(right)) > most:
        return None
    far = most + 1
    before: list[int] = []
    above = [column if column <= most else far for column in range(len(right) + 1)]
    for row, letter in enumerate(left, start=1):
        here = [far] * (len(right) + 1)
        if row <= most:
            here[0] = row
        for column in range(max(1, row - most), min(len(right), row + most) + 1):
            other = right[column - 1]
            cost = min(here[column - 1] + 1, above[column] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            here[column] = min(cost, far)
        if min(here) > most:
            return None
        before, above = above, here
    return above[-1] if above[-1] <= most else None
