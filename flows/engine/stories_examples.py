"""What the policy is trained on: every point of every story, seen with more and with less of its history."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .policy import features_of
from .stories import Stories, compile_stories
from .stories_points import LISTEN, UNKNOWN, Point, is_utterance

FORMAT = "botbuilder/policy-set"
VERSION = 1
FEATURES = 1
"""Number of the way features are made; raising it makes every stored policy stale."""

SHORTENED = 0.3  # what a history counts without its first turns, beside the whole one
UNHEARD_OF = 0.1  # what it counts that after words of no story nobody knows what to do


def policy_source(document: Mapping[str, Any]) -> str | None:
    """The name of what a policy would be learned from: a hash; None where there are no stories.

    Rules are not learned, they are followed: changing one asks for no training.
    """
    stories = [one for one in document.get("stories", ()) if one.get("kind", "story") != "rule"]
    if not stories:
        return None
    kinds = [
        [one["name"], one.get("type"), one.get("entity"), one.get("influences_policy")]
        for one in document.get("variables", ())
    ]
    listed = sorted(one["name"] for one in document.get("entities", ()) if one.get("kind") == "list")
    content = {"features": FEATURES, "stories": stories, "variables": kinds, "lists": listed}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def policy_set(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """What `nlu` fits a policy to; None where the document has no stories.

    `{"format", "version", "language": "policy", "source", "features": [name], "acts": [name], "examples": [{"features":
    [index], "act": index, "from": [[story, weight]]}]}`
    """
    source = policy_source(document)
    if source is None:
        return None
    stories = compile_stories(document)
    features: dict[str, int] = {}
    acts: dict[str, int] = {}
    examples = [
        {
            "features": [features.setdefault(name, len(features)) for name in names],
            "act": acts.setdefault(act, len(acts)),
            "from": [[story, round(weight, 4)] for story, weight in sorted(origins.items())],
        }
        for (names, act), origins in examples_of(stories).items()
    ]
    head = {"format": FORMAT, "version": VERSION, "language": "policy", "source": source}
    return {**head, "features": list(features), "acts": list(acts), "examples": examples}


def examples_of(stories: Stories) -> dict[tuple[tuple[str, ...], str], dict[int, float]]:
    """Features and act -> how much each story has to say for it.

    A conversation seldom begins where a story does, so each history counts in full and, less, without its first
    turns. And in each place words that no story knows lead to nothing: the policy should not guess then.
    """
    found: dict[tuple[tuple[str, ...], str], dict[int, float]] = {}
    unheard: dict[tuple[tuple[str, ...], str], dict[int, float]] = {}
    for point in stories.points:
        slots = stories.kinds.complete(point.slots)
        for tokens, weight in _cuts(point):
            words = sorted(stories.words_of(tokens[-1].removeprefix("t:"))) if is_utterance(tokens[-1]) else []
            names = tuple(features_of(tokens, sorted(point.entities), slots, point.form, words))
            origins = found.setdefault((names, point.next), {})
            origins[point.story] = origins.get(point.story, 0.0) + weight
            if is_utterance(tokens[-1]):
                names = tuple(features_of((*tokens[:-1], UNKNOWN), (), slots, point.form))
                unheard[names, LISTEN] = {point.story: UNHEARD_OF}
    return {**unheard, **found}


def _cuts(point: Point) -> Iterator[tuple[tuple[str, ...], float]]:
    """The history, whole and without its first turns, one less each time; the last turn always stays."""
    yield point.key, 1.0
    for place, token in enumerate(point.key):
        if place > 0 and is_utterance(token):
            yield point.key[place:], SHORTENED
