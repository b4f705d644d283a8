"""A small, honest guess at the mood of an utterance, by word lists of our own. Neutral by default."""

from __future__ import annotations

from typing import Any

from nlu.pipeline.normalise import fold
from nlu.pipeline.sentiment_words import BOOSTERS, NEGATIONS, WORDS

_SCOPE = 3
"""How many words a negation reaches."""
_CLEAR = 0.25


def sentiment(text: str, language: str) -> dict[str, Any]:
    """`{"label": "negative|neutral|positive", "score": -1..1}`; an unknown language is neutral."""
    words = WORDS.get(language.split("-")[0])
    if words is None:
        return {"label": "neutral", "score": 0.0}
    total = 0.0
    weight = 1.0
    negated = 0
    for word in fold(text).split():
        if word in NEGATIONS:
            negated = _SCOPE
            continue
        if word in BOOSTERS:
            weight = 1.5
            continue
        mood = words.get(word, 0)
        if mood:
            total += mood * weight * (-0.7 if negated else 1.0)
            weight = 1.0
        negated = max(0, negated - 1)
    score = round(total / (abs(total) + 2.0), 4)
    label = "positive" if score > _CLEAR else "negative" if score < -_CLEAR else "neutral"
    return {"label": label, "score": score}
