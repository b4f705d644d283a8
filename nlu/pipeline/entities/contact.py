"""E-mail addresses, web addresses and telephone numbers: the same in every language."""

from __future__ import annotations

import re

from nlu.pipeline.entities.hits import Hit

_EMAIL = re.compile(r"(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@\w(?:[\w-]*\w)?(?:\.\w(?:[\w-]*\w)?)+")
_DOMAINS = "com|org|net|edu|gov|io|dev|app|eu|fr|de|es|it|nl|pt|ch|be|at|uk|ca|info"
_URL = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"“”]+|(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.)+(?:{_DOMAINS})\b(?:/[^\s<>\"“”]*)?(?![\w@])",
    re.IGNORECASE,
)
_CLOSING = ".,;:!?)]}'\"»"
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)[1-9](?:[\s().-]{0,2}\d){6,14}(?!\w)")
_AT_HOME = re.compile(r"(?<![\w+.,/-])(?:\(\d{2,5}\)[\s-]?|\d)\d*(?:[\s.-]\d+)+(?![\w/:]|[.,]\d)")
_HOME_DIGITS = range(9, 13)


def find_contact(text: str) -> list[Hit]:
    """Addresses and numbers in the original text."""
    found = [Hit("email", m.start(), m.end(), m.group()) for m in _EMAIL.finditer(text)] if "@" in text else []
    if "." in text:
        for match in _URL.finditer(text):
            address = match.group().rstrip(_CLOSING)
            found.append(Hit("url", match.start(), match.start() + len(address), address))
    for match in _ABROAD.finditer(text):
        digits = _digits(match.group().replace("(0)", ""))
        digits = digits[2:] if match.group().startswith("00") else digits
        if 8 <= len(digits) <= 15:
            found.append(Hit("phone", match.start(), match.end(), f"+{digits}"))
    for match in _AT_HOME.finditer(text):
        digits = _digits(match.group())
        domestic = (digits[0] == "0" or len(digits) == 10) and not digits.startswith("00")
        if domestic and len(digits) in _HOME_DIGITS:
            found.append(Hit("phone", match.start(), match.end(), digits))
    return found


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
