"""Utterances that mean the same come together."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.evaluation.grouping import group
from nlu.pipeline.evaluation.similarity import cosine, vectors

TEXTS = [
    "do you have gluten free bread",
    "gluten free bread?",
    "is there bread without gluten",
    "where can i park my car",
    "can I park the car somewhere",
    "parking for my car",
    "Gluten free bread!",
]


def texts_of(groups, texts):
    return [{texts[at] for at in one.members} for one in groups]


def test_what_means_the_same_is_one_group():
    found = texts_of(group(TEXTS), TEXTS)
    bread, park = found[0], found[1]
    assert {"gluten free bread?", "Gluten free bread!", "do you have gluten free bread"} <= bread
    assert {"where can i park my car", "can I park the car somewhere"} <= park
    assert not bread & park


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc äß?!😀", max_size=20), max_size=25))
def test_every_text_is_in_exactly_one_group(texts):
    groups = group(texts)
    assert sorted(at for one in groups for at in one.members) == list(range(len(texts)))
    assert [len(one.members) for one in groups] == sorted((len(one.members) for one in groups), reverse=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=20))
def test_the_same_words_are_never_apart(texts):
    where = {}
    for number, one in enumerate(group([*texts, *texts])):
        for at in one.members:
            assert where.setdefault([*texts, *texts][at], number) == number


def test_an_encoder_decides_where_there_is_one():
    def encode(texts):
        return np.asarray([[1.0, 0.0] if "park" in text else [0.0, 1.0] for text in texts], dtype=np.float32)

    assert [len(one.members) for one in group(TEXTS, encode=encode)] == [4, 3]


def test_likeness_is_between_nothing_and_the_same():
    a, b, c = vectors(["a large pizza", "a large pizza", "opening hours"])
    assert abs(cosine(a, b) - 1) < 1e-9 and cosine(a, c) == 0.0
