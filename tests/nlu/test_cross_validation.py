"""Folds, cross-validation, comparison and suggestions of training sets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.evaluation import Row, compare, cross_validate, report_of_folds, training_set_of
from nlu.pipeline.evaluation.folds import stratified_folds, stratified_sample
from nlu.pipeline.evaluation.suggestions import suggest
from nlu.pipeline.normalise import fold

KEYS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([f"t{n}" for n in range(12)])), max_size=60)

TAUGHT = {
    "tea": ["a cup of tea", "tea please", "green tea", "black tea with milk", "i would like tea", "one tea"],
    "coffee": ["an espresso", "coffee please", "black coffee", "a latte with oat milk", "strong coffee", "one coffee"],
    "hours": [
        "when do you open",
        "opening hours",
        "are you open on sunday",
        "when do you close",
        "open today",
        "hours",
    ],
    "pay": ["can i pay by card", "do you take cash", "the bill please", "i want to pay", "pay now", "card payment"],
    "seat": ["a table for two", "book a table", "is there a free table", "reserve a table", "table outside", "a table"],
}


def rows(**more: list[str]) -> list[Row]:
    taught = {name: [*texts, *more.get(name, [])] for name, texts in TAUGHT.items()}
    return [Row(text, name) for name, texts in {**more, **taught}.items() for text in texts]


@settings(max_examples=80, deadline=None)
@given(KEYS, st.integers(2, 6), st.integers(0, 3))
def test_folds_hold_each_example_once_and_never_split_what_reads_the_same(
    keys: list[tuple[str, str]], folds: int, seed: int
) -> None:
    held = stratified_folds(keys, folds, seed)
    places = [at for one in held for at in one]
    assert len(places) == len(set(places)) and len(held) <= folds
    texts = {label: {text for other, text in keys if other == label} for label, _ in keys}
    assert set(places) == {at for at, (label, _) in enumerate(keys) if len(texts[label]) > 1}
    where = [{keys[at] for at in one} for one in held]
    assert sum(map(len, where)) == len(set().union(*where)) if where else True
    assert held == stratified_folds(keys, folds, seed)


def test_folds_deal_each_class_out_evenly() -> None:
    keys = [(label, f"{label}{n}") for label in "abcd" for n in range(10)]
    for held in stratified_folds(keys, 5, 0):
        assert sorted(keys[at][0] for at in held) == sorted("abcd" * 2)


@settings(max_examples=60, deadline=None)
@given(KEYS, st.integers(1, 40))
def test_a_sample_is_as_large_as_it_may_be(keys: list[tuple[str, str]], most: int) -> None:
    chosen = stratified_sample(keys, most, 0)
    assert chosen == sorted(set(chosen)) and len(chosen) == min(most, len(keys))


def test_every_example_is_asked_of_a_model_that_has_not_seen_it() -> None:
    seen: list[set[str]] = []

    def trainer(training_set):
        from nlu.pipeline import train

        seen.append({text for intent in training_set["intents"] for text in intent["examples"]})
        return train(training_set)

    done = cross_validate(training_set_of(rows(), "en"), folds=3, trainer=trainer)
    asked = [one.text for one in done.predictions[0]]
    assert sorted(asked) == sorted(row.text for row in rows())
    everything = set(asked)
    assert [sorted(everything - taught) for taught in seen[:3]] == [
        sorted(asked[first : first + 10]) for first in (0, 10, 20)
    ]
    made = report_of_folds(done, language="en")
    assert made["count"] == 30 and made["figures"]["accuracy"] > 0.4
    assert made["scope"]["strangers"] == 6, "one of five intents was left out altogether"


def test_a_class_with_one_example_is_named_and_not_asked() -> None:
    done = cross_validate(training_set_of([*rows(), Row("something else", "odd")], "en"), folds=2)
    assert any(finding.pointer == "/labels/odd" for finding in done.findings)
    assert all(one.wanted != "odd" for one in done.predictions[0])


def test_seeds_give_other_folds_and_a_spread() -> None:
    made = report_of_folds(cross_validate(training_set_of(rows(), "en"), folds=3, seeds=(0, 1)), language="en")
    assert made["seeds"] == [0, 1] and made["count"] == 60
    assert set(made["spread"]["accuracy"]) == {"mean", "deviation"}


def test_what_changed_between_two_trainings_is_told_in_both_directions() -> None:
    one = cross_validate(training_set_of(rows(), "en"), folds=3)
    more = {"hours": ["what are your hours", "tell me your opening hours", "at what time do you open", "open hours"]}
    two = cross_validate(training_set_of(rows(**more), "en"), folds=3)
    before, after = (report_of_folds(each, language="en") for each in (one, two))
    asked = [[p.to_json() for p in each.predictions[0]] for each in (one, two)]
    told = compare(before, after, *asked)
    assert told["shared"] == 30 and told["counts"]["added"] == 4 and told["counts"]["removed"] == 0
    back = compare(after, before, *reversed(asked))
    assert {c["text"] for c in told["mended"]} == {c["text"] for c in back["broken"]}
    kinds = ("mended", "broken", "moved", "same_right", "same_wrong")
    assert sum(told["counts"][kind] for kind in kinds) == 30
    accuracy = told["figures"]["accuracy"]
    assert accuracy["change"] == pytest.approx(accuracy["after"] - accuracy["before"], abs=1e-4)


def test_suggestions_find_what_was_planted() -> None:
    planted = {
        "tea": ["reserve a table outside please"],
        "coffee": ["strong coffee please", "strong coffee, please!!", "the bill please"],
        "rare": ["sing a song"],
    }
    taught = training_set_of(rows(**planted), "en")
    found = suggest(taught, cross_validate(taught, folds=3, seeds=(0, 1)))
    by_code = {code: [one for one in found if one.code == code] for code in {one.code for one in found}}
    assert ("tea", "reserve a table outside please") in [one.examples[0] for one in by_code["pulls-wrong-way"]]
    pulls = next(one for one in by_code["pulls-wrong-way"] if one.labels[0] == "tea")
    assert pulls.target == "seat"
    assert [one.labels for one in by_code["few-examples"]] == [("rare",)]
    assert {fold(text) for _, text in by_code["two-intents"][0].examples} == {"the bill please"}
    assert set(by_code["two-intents"][0].labels) == {"coffee", "pay"}
    near = [{text for _, text in one.examples} for one in by_code["near-duplicates"]]
    assert {"strong coffee please", "strong coffee, please!!"} in near
    assert [one.code for one in found] == sorted(
        (one.code for one in found),
        key=["two-intents", "pulls-wrong-way", "close-intents", "few-examples", "near-duplicates"].index,
    )


def test_intents_that_are_taken_for_each_other_are_named() -> None:
    ways = ["send money to {}", "transfer cash to {}", "wire funds to {}", "pay {} back"]
    names = ["anna", "ben", "carla", "dora"]
    both = [
        [way.format(name) for a, way in enumerate(ways) for b, name in enumerate(names) if (a + b) % 2 == odd]
        for odd in (0, 1)
    ]
    more = {"transfer": both[0], "remit": both[1]}
    taught = training_set_of(rows(**more), "en")
    found = suggest(taught, cross_validate(taught, folds=3))
    close = [one for one in found if one.code == "close-intents"]
    assert close and set(close[0].labels) == {"remit", "transfer"} and close[0].measure > 0.2
