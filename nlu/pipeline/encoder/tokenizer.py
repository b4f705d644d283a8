"""WordPiece as the uncased BERT models use it: a text becomes numbers of word pieces.

What the pieces are is decided by the vocabulary of the encoder (one piece per line, its number is its
line). Texts like `[CLS]` in an utterance stay ordinary characters here: a visitor cannot write markers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from nlu.pipeline.errors import EncoderError

LONGEST_WORD = 100  # characters; a longer word is one unknown piece, as in the reference
LONGEST_TEXT = 10_000  # characters that are looked at; no 256 pieces of any language are longer
LARGEST_VOCABULARY = 10 * 2**20  # bytes
_MEMORY = 20_000  # words and characters whose pieces are kept

_ASCII_WORDS = re.compile(r"[a-z0-9]+|[!-/:-@\[-`{-~]")
_ASCII_CASED_WORDS = re.compile(r"[A-Za-z0-9]+|[!-/:-@\[-`{-~]")
_ASCII_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_SPACES = frozenset("\t\n\r")
_CONTROLS = frozenset({"Cc", "Cf", "Co", "Cs"})  # a code point without a character yet (Cn) stays, as in the reference
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class Tokenizer:
    """Thread-safe; keeps the pieces of words it has met, up to a bound."""

    def __init__(self, pieces: list[str], *, lower_case: bool = True) -> None:
        self._ids: dict[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self._lower_case = lower_case
        self._known: dict[str, tuple[int, ...]] = {}
        try:
            self.start, self.end, self.unknown = (self._ids[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        except KeyError as missing:
            raise EncoderError(f"the vocabulary has no piece {missing.args[0]}") from missing

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces, at most `most` (at least 2) with the markers of start and end."""
        found = [self.start]
        for word in self._words(text[:LONGEST_TEXT]):
            pieces = self._known.get(word)
            if pieces is None:
                pieces = self._remember(word)
            found.extend(pieces)
            if len(found) >= most:
                break
        del found[most - 1 :]
        found.append(self.end)
        return found

    def _words(self, text: str) -> Iterator[str]:
        if text.isascii():
            plain = text.translate(_ASCII_CONTROLS)
            if self._lower_case:
                return iter(_ASCII_WORDS.findall(plain.lower()))
            return iter(_ASCII_CASED_WORDS.findall(plain))
        return _split(_clean(text, lower_case=self._lower_case))

    def _remember(self, word: str) -> tuple[int, ...]:
        pieces = tuple(self._pieces(word))
        if len(self._known) >= _MEMORY:
            self._known = {}
        self._known[word] = pieces
        return pieces

    def _pieces(self, word: str) -> list[int]:
        """The longest piece that fits, from the left; one unknown piece when any part has none."""
        if len(word) > LONGEST_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._ids.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def read_vocabulary(file: Path) -> list[str]:
    """The pieces of a `vocab.txt`; raises EncoderError when it is missing, too large or not text."""
    try:
        if file.stat().st_size > LARGEST_VOCABULARY:
            raise EncoderError(f"{file.name} is larger than 10 MB")
        lines = file.read_bytes().decode().split("\n")
    except OSError as error:
        raise EncoderError(f"{file.name} is missing") from error
    except UnicodeDecodeError as error:
        raise EncoderError(f"{file.name} is not UTF-8 text") from error
    if lines[-1] == "":
        lines.pop()
    return [line.rstrip("\r") for line in lines]


def _clean(text: str, *, lower_case: bool) -> str:
    """Without control characters and (in lower case) accents; ideographs stand alone."""
    kept: list[str] = []
    for char in text:
        if char in _SPACES or unicodedata.category(char) == "Zs":
            kept.append(" ")
        elif char == "\ufffd" or unicodedata.category(char) in _CONTROLS:
            continue
        elif _is_ideograph(char):
            kept.append(f" {char} ")
        else:
            kept.append(char)
    cleaned = "".join(kept)
    if not lower_case:
        return cleaned
    bare = (char for char in unicodedata.normalize("NFD", cleaned) if unicodedata.category(char) != "Mn")
    # One character at a time: the reference knows no final sigma.
    return "".join(char.lower() for char in bare)


def _is_ideograph(char: str) -> bool:
    code = ord(char)
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)


def _split(text: str) -> Iterator[str]:
    for word in text.split():
        start = 0
        for position, char in enumerate(word):
            if _is_punctuation(char):
                if position > start:
                    yield word[start:position]
                yield char
                start = position + 1
        if start < len(word):
            yield word[start:]


def _is_punctuation(char: str) -> bool:
    if char.isascii():
        return char.isprintable() and not char.isalnum()
    return unicodedata.category(char)[0] == "P"
