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
_HOME_OF = {
    "es": re.compile(r"(?<![\w+.,/-])[6-9]\d{2}(?:([ .-])\d{3}\1\d{3}|([ .-])\d{2}\2\d{2}\2\d{2})(?![\w/:]|[.,]\d)"),
    "pt": re.compile(
        r"(?<![\w+.,/-])(?:(?:\(\d{2}\)\s?|\d{2}\s)9?\d{4}[ -]\d{4}|[29]\d{2}([ .])\d{3}\1\d{3})(?![\w/:]|[.,]\d)"
    ),
}
"""Numbers without a leading zero, as they are written in a language's countries."""


def find_contact(text: str, language: str = "") -> list[Hit]:
    """Addresses and numbers in the original text; numbers of home also as `language` writes them."""
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
    home = _HOME_OF.get(language)
    if home is not None:
        found += [Hit("phone", m.start(), m.end(), _digits(m.group())) for m in home.finditer(text)]
    return found


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
