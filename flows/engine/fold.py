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


def one_slip_apart(left: str, right: str) -> bool:
    """Whether two words differ by at most one letter added, lost, changed, or two neighbours swapped."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest_left, rest_right = left[start:], right[start:]
    if len(left) == len(right):
        swapped = rest_left[:2] == rest_right[:2][::-1] and rest_left[2:] == rest_right[2:]
        return rest_left[1:] == rest_right[1:] or swapped
    longer, shorter = (rest_left, rest_right) if len(left) > len(right) else (rest_right, rest_left)
    return longer[1:] == shorter
