"""Annotations that overlap or do not match: the example is left out and a finding names it; the rest is learned."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline import train
from nlu.pipeline.annotations import Example, Span, check_annotations, parse_example, write_example
from nlu.pipeline.errors import AnnotationError
from nlu.pipeline.evaluation.rows import RowsError, check_row
from tests.nlu.library import training_set


@pytest.mark.parametrize(
    ("source", "detail"),
    [
        ("fly [from [Rome](city)](route)", "lie in one another"),
        ("fly to Rome](city)", "“[” is missing"),
        ("[a]b](x)", "“[” is missing"),
        ("fly to [Rome](city", "“)” is missing"),
        ("[a](x) and [b](y:z", "“)” is missing"),
        ("[  ](x)", "nothing is marked"),
        ("[Rome](the city)", "is not an entity name"),
    ],
)
def test_what_does_not_match_is_refused(source, detail):
    with pytest.raises(AnnotationError, match=re.escape(detail)):
        check_annotations(source, parse_example(source))


@pytest.mark.parametrize(
    "source", ["[urgent] help", r"\[no\](city)", "=](", "(a [b](c))", "[😀](mood)", "a ](", "see [1] and (2)"]
)
def test_ordinary_brackets_are_ordinary(source):
    check_annotations(source, parse_example(source))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.text(min_size=1, max_size=10).filter(str.strip), st.text(max_size=20))
def test_what_is_written_is_never_refused(before, inner, after):
    example = Example(before + inner + after, (Span(len(before), len(before) + len(inner), "city"),))
    source = write_example(example)
    check_annotations(source, parse_example(source))


def test_the_finding_names_the_place_and_the_rest_is_trained():
    intents = [
        {"name": "fly", "examples": ["to [Rome](city)", "to [Oslo [airport](kind)](city)", "fly to [Bern](city)"]},
        {"name": "greet", "examples": ["hello", "hi", "[hey](hello"]},
    ]
    model = train(training_set(intents=intents, answers=[], entities=[]))
    assert [one["pointer"] for one in model.about["findings"]] == ["/intents/0/examples/1", "/intents/1/examples/2"]
    assert "lie in one another" in model.about["findings"][0]["detail"]
    assert model.about["examples"] == 4
    assert model.understand("hello")["intents"][0]["name"] == "greet"


def test_rows_with_spans_over_one_another_are_refused():
    spans = [{"start": 0, "end": 5, "entity": "a"}, {"start": 4, "end": 8, "entity": "b"}]
    with pytest.raises(RowsError, match="Line 3 marks entities that overlap"):
        check_row({"text": "fly to Rome", "intent": "fly", "entities": spans}, "Line 3")
