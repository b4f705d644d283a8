"""The mood of an utterance, by word lists of our own: negation, boosters, emoji, and signs of frustration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nlu.pipeline.normalise import fold
from nlu.pipeline.sentiment_words import BOOSTERS, EMOJI, EMOTICONS, IMPATIENCE, MOODS, NEGATIONS, SWEARING
from nlu.pipeline.sentiment_words_more import MORE_MOODS

_SCOPE = 3
"""How many words a negation reaches."""
_TURNED = -0.7
_BOOST = 1.5
_CLEAR = 0.2
_LOOKED_AT = 1_000

_WEIGHTS = {"swearing": 0.35, "impatience": 0.3, "capitals": 0.25, "shouting": 0.15, "repeats": 0.1}
"""How much each sign adds to the frustration."""

_STRETCHED = re.compile(r"([^\W\d_])\1{2,}", re.IGNORECASE)
_REMEMBERED = 4096  # words of one list
_SHOUTED = re.compile(r"[!?]{2,}|!\s*!")
_CAPITALS = re.compile(r"\b[^\W\d_]{2,}\b")
_EMOJI = {sign: mood for mood, signs in EMOJI.items() for sign in signs}
_ANY_EMOJI = re.compile("[" + "".join(_EMOJI) + "]")
_EMOTICON = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(EMOTICONS, key=len, reverse=True))) + r")(?!\w)")


class Words:
    """Words with a mood: whole ones, and stems of which any ending will do."""

    def __init__(self, *tables: Mapping[int, str]) -> None:
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        for by_mood in tables:
            for mood, words in by_mood.items():
                for word in words.split():
                    kept = self._stems if word.endswith("*") else self._whole
                    kept.setdefault(fold(word.rstrip("*")), mood)
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        # People say the same few thousand words nearly always.
        self.mood = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def _look_up(self, word: str) -> int:
        """-3 to 3, 0 for a word that is not among them; the longest stem counts."""
        found = self._whole.get(word)
        if found is not None:
            return found
        for length in self._lengths:
            if length <= len(word) and (mood := self._stems.get(word[:length])):
                return mood
        return 0


class Lexicon:
    """All word lists of one language."""

    def __init__(self, language: str) -> None:
        self.negations = frozenset(NEGATIONS.get(language, "").split())
        self.boosters = frozenset(BOOSTERS.get(language, "").split())
        self.mood = Words(MOODS.get(language, {}), MORE_MOODS.get(language, {})).mood
        self._swearing = Words({1: SWEARING.get(language, "")})
        self._impatience = IMPATIENCE.get(language, ())

    def swears(self, words: list[str]) -> bool:
        return any(self._swearing.mood(word) for word in words)

    def is_impatient(self, folded: str) -> bool:
        """Whether a phrase of somebody who has had enough is in the folded text."""
        return any(phrase in folded for phrase in self._impatience)


@lru_cache(maxsize=32)
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language)


def sentiment(text: str, language: str) -> dict[str, Any]:
    """`{"label": "negative|neutral|positive", "score": -1..1, "frustration": 0..1, "signals": [name]}`.

    Signals are what frustration was seen by beside the mood: swearing, impatience, capitals, shouting, repeats. In a
    language without words only emoji and the way of writing tell. The score is of this utterance alone; what was said
    before is for the conversation to count.
    """
    looked_at = text[:_LOOKED_AT]
    lexicon = _lexicon(language.split("-")[0].lower())
    folded = fold(looked_at)
    words = folded.split()
    if _STRETCHED.search(folded):
        words = [_unstretched(lexicon, word) for word in words]
    total = _of_words(lexicon, words) + _of_signs(looked_at)
    if total and _SHOUTED.search(looked_at):
        total *= 1.2
    score = round(total / (abs(total) + 2.5), 4)
    label = "positive" if score > _CLEAR else "negative" if score < -_CLEAR else "neutral"
    signals = _signals(looked_at, folded, words, lexicon)
    frustration = min(1.0, 0.5 * max(0.0, -score) + sum(_WEIGHTS[signal] for signal in signals))
    return {"label": label, "score": score, "frustration": round(frustration, 4), "signals": signals}


def _of_words(lexicon: Lexicon, words: list[str]) -> float:
    total = 0.0
    weight = 1.0
    negated = 0
    before = ""
    for word in words:
        if word in lexicon.negations:
            negated = 0 if word == before else _SCOPE  # "no no" denies nothing
            before = word
            continue
        before = word
        mood = lexicon.mood(word)
        if mood:
            turned = negated and not lexicon.swears([word])
            total += mood * weight * (_TURNED if turned else 1.0)
        weight = _BOOST if word in lexicon.boosters else 1.0
        negated = max(0, negated - 1)
    return total


def _of_signs(text: str) -> float:
    total = 0
    if not text.isascii():
        total += sum(_EMOJI[sign] for sign in _ANY_EMOJI.findall(text)[:5])
    return float(total + sum(EMOTICONS[sign] for sign in _EMOTICON.findall(text)[:5]))


def _unstretched(lexicon: Lexicon, word: str) -> str:
    """ "sooooo" as "so", "gooood" as "good"."""
    if not _STRETCHED.search(word):
        return word
    once, twice = _STRETCHED.sub(r"\1", word), _STRETCHED.sub(r"\1\1", word)
    return twice if lexicon.mood(twice) else once


def _signals(text: str, folded: str, words: list[str], lexicon: Lexicon) -> list[str]:
    """Names of the signs of frustration, a bad mood apart."""
    seen = {
        "swearing": lexicon.swears(words),
        "impatience": lexicon.is_impatient(folded),
        "capitals": _in_capitals(text),
        "shouting": _SHOUTED.search(text) is not None,
        "repeats": _repeats(words),
    }
    return [signal for signal, found in seen.items() if found]


def _in_capitals(text: str) -> bool:
    """Whether most of what is said is in capitals; an abbreviation alone is no shouting."""
    said = _CAPITALS.findall(text)
    loud = sum(len(word) for word in said if word.isupper())
    return loud >= 6 and loud >= 0.7 * sum(map(len, said))


def _repeats(words: list[str]) -> bool:
    """ "hello hello hello", "no no no"."""
    return any(words[at] == words[at + 1] == words[at + 2] for at in range(len(words) - 2))
