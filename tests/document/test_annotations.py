"""Annotated examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document.annotations import Annotated, AnnotationError, Mark, read_annotated, write_annotated


@pytest.mark.parametrize(
    ("source", "text", "marks"),
    [
        ("a pizza", "a pizza", ()),
        ("a [large](size) one", "a large one", (Mark(2, 7, "size"),)),
        ("to [Rome](city:to#1=IT)", "to Rome", (Mark(3, 7, "city", "to", "1", "IT"),)),
        ("[5](@number) of [é](x=a:b#c)", "5 of é", (Mark(0, 1, "@number"), Mark(5, 6, "x", value="a:b#c"))),
        (r"\[no\](city) [a\]b](x) \\", r"[no](city) a]b \ ".strip(), (Mark(11, 14, "x"),)),
        ("[urgent] help", "[urgent] help", ()),
        ("[a](b", "[a](b", ()),
        ("[](x)", "[](x)", ()),
    ],
)
def test_reading(source, text, marks):
    assert read_annotated(source) == Annotated(text, marks)


def test_a_label_that_is_none_says_where():
    with pytest.raises(AnnotationError) as caught:
        read_annotated("fly to [Rome](the city)")
    assert caught.value.offset == 7


@settings(max_examples=200, deadline=None)
@given(st.text(), st.text(min_size=1), st.text(), st.none() | st.text())
def test_what_is_written_reads_the_same(before, inner, after, value):
    mark = Mark(len(before), len(before) + len(inner), "city", "from", None, value)
    example = Annotated(before + inner + after, (mark,))
    assert read_annotated(write_annotated(example)) == example


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]()\\ab:#= ", max_size=30))
def test_it_agrees_with_the_reader_of_the_training(source):
    """The two readers cannot share code across the border between flows and nlu, so they are compared."""
    from nlu.pipeline.annotations import parse_example

    try:
        ours = read_annotated(source)
    except AnnotationError:
        with pytest.raises(ValueError):
            parse_example(source)
        return
    theirs = parse_example(source)
    assert (ours.text, [(m.start, m.end, m.entity, m.role, m.group, m.value) for m in ours.marks]) == (
        theirs.text,
        [(s.start, s.end, s.entity, s.role, s.group, s.value) for s in theirs.spans],
    )
