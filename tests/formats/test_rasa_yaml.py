"""YAML of unknown origin: read as YAML 1.2, counted, and never more than plain values."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.formats.rasa.yaml_reader import MAX_ALIASES, YamlError, load_yaml


def refused(source):
    with pytest.raises(YamlError) as caught:
        load_yaml(source if isinstance(source, bytes) else source.encode())
    return caught.value.code


def test_words_that_yaml_1_1_takes_for_truth_stay_words():
    assert load_yaml(b"a: yes\nb: No\nc: on\nd: true\ne: FALSE\nf: y") == {
        "a": "yes", "b": "No", "c": "on", "d": True, "e": False, "f": "y",
    }  # fmt: skip


def test_numbers_times_and_nothing():
    source = b"[1, -2, 0x1F, 0o17, 1.5, 1e3, .5, 1_000, 2021-01-02, 12:30, ~, null, '7']"
    assert load_yaml(source) == [
        1, -2, 31, 15, 1.5, 1000.0, 0.5, "1_000", "2021-01-02", "12:30", None, None, "7",
    ]  # fmt: skip


def test_keys_are_names():
    assert load_yaml(b"2021: a\nyes: b\nnull: c\ntrue: d") == {"2021": "a", "yes": "b", "null": "c", "true": "d"}


def test_aliases_and_merges_are_followed():
    source = b"base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nsame: *b"
    assert load_yaml(source) == {"base": {"x": 1, "y": 2}, "own": {"x": 1, "y": 3}, "same": {"x": 1, "y": 2}}


def test_a_file_without_content_is_nothing():
    assert load_yaml(b"") is None
    assert load_yaml(b"# only a word\n") is None


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("a: 1\na: 2", "duplicate-key"),
        ("a: !!python/object/apply:os.system [ls]", "tag"),
        ("a: !Ref x", "tag"),
        ("a: !!binary aGk=", "tag"),
        ("a: &a [*a]", "alias"),
        ("a: *nowhere", "alias"),
        ("a: 99999999999999999999", "number"),
        ("a: " + "9" * 100_000, "number"),
        ("a: 1e999", "number"),
        ("a: .inf", "number"),
        ("a: .NaN", "number"),
        ("[" * 200 + "]" * 200, "depth"),
        ("\n".join(" " * n + "a:" for n in range(80)), "depth"),
        ("{[1]: 2}", "key"),
        ('a: "\\0"', "character"),
        ("--- a\n--- b", "syntax"),
        ("a: [1, 2", "syntax"),
        ("a: b: c", "syntax"),
        (b"a: \xff", "encoding"),
        (b"a: \xed\xa0\x80", "encoding"),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused(source, code):
    assert refused(source) == code


def test_a_lone_surrogate_is_refused():
    assert refused('a: "\\ud800"') in ("syntax", "character")


def test_a_bomb_of_copies_costs_nothing():
    """Nine levels of ten copies each would be a thousand million values."""
    lines = ["l0: &l0 [x]"] + [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert refused("\n".join(lines)) == "alias"


def test_copies_are_counted():
    assert refused("a: &a x\nb: [" + ", ".join(["*a"] * (MAX_ALIASES + 1)) + "]") == "alias"


def test_copies_do_not_go_deeper_than_anything_else():
    deep = "a: &a " + "[" * 50 + "]" * 50
    assert refused(f"{deep}\nb: " + "[" * 30 + "*a" + "]" * 30) == "depth"


def test_the_line_is_named():
    with pytest.raises(YamlError, match="Line 3"):
        load_yaml(b"a: 1\nb: 2\na: 3")


LEAVES = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(st.characters(categories=["L", "N", "P"]))
)
NAMES = st.text(st.characters(codec="ascii", categories=["L"]))


@settings(max_examples=80, deadline=None)
@given(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner), max_leaves=12))
def test_json_is_yaml(value):
    """Whatever JSON says, YAML says the same."""
    assert load_yaml(json.dumps(value, ensure_ascii=False).encode()) == value


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab: -[]{}&*!|>'\"\n#<~1.,?%@", max_size=120).map(str.encode))
def test_any_bytes_are_a_value_or_a_yaml_error(data):
    try:
        value = load_yaml(data)
    except YamlError:
        return
    json.dumps(value, allow_nan=False)
