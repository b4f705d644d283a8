"""What counts as JSON here."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.document import StrictJSONError, loads_strict

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(VALUES, st.booleans())
def test_plain_json_is_read(value, ascii_only):
    assert loads_strict(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"[NaN]", "number"),
        (b"[Infinity]", "number"),
        (b"[-Infinity]", "number"),
        (b"[1e999]", "number"),
        (b"[9223372036854775808]", "number"),
        (b"[" + b"1" * 100_000 + b"]", "number"),
        (b'{"a": 1, "a": 1}', "duplicate-key"),
        (b'{"x": {"a": 1, "\\u0061": 2}}', "duplicate-key"),
        (b'["\\ud800"]', "character"),
        (b'{"\\udfff": 1}', "character"),
        (b'["\\u0000"]', "character"),
        (b'{"\\u0000": 1}', "character"),
        (b'["\x00"]', "syntax"),
        (b"[1,]", "syntax"),
        (b"", "syntax"),
        (b'["a"] x', "syntax"),
        (b'["\xff"]', "encoding"),
        (b"[" * 65 + b"]" * 65, "depth"),
        (b"[" * 100_000, "depth"),
        (b'{"a":' * 65 + b"1" + b"}" * 65, "depth"),
    ],
)
def test_what_is_refused(source, code):
    with pytest.raises(StrictJSONError) as caught:
        loads_strict(source)
    assert caught.value.code == code


def test_64_levels_and_pairs_of_surrogates_are_fine():
    assert loads_strict(b"[" * 64 + b"]" * 64)
    assert loads_strict(b'["\\ud83d\\ude00 \\\\u0000"]') == ["\U0001f600 \\u0000"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:0123456789eE+-.\\utrfalsn ', max_size=60).map(str.encode))
def test_anything_else_is_refused_in_one_way(source):
    try:
        loads_strict(source)
    except StrictJSONError as error:
        assert error.detail
