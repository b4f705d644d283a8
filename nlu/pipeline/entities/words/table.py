"""The shape of a language's table, and the table of a language we know no words of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """Everything is folded: small letters, no accents, apostrophes as typed (').

    `rules` are `(kind, pattern)` pairs for `dates.py`: regular expressions in which `{n}` is a
    number, `{o}` an ordinal, and `{month}`, `{weekday}`, `{unit}`, `{period}` … words of the
    table. `{d}` is a day of the month, `{sign}` a weekday however short.
    """

    decimal: str = ","
    groups: str = ". \u00a0\u202f"
    day_first: bool = True
    numbers: Mapping[str, float] = field(default_factory=dict)
    hundreds: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    glued: Mapping[str, int] = field(default_factory=dict)
    """Scales inside of words: "tausend" in "zweitausend"; `links` may stand behind them."""
    links: tuple[str, ...] = ()
    joiners: frozenset[str] = frozenset()
    adds_teens: bool = False
    """Whether 10 to 19 are added to tens, and 7 to 9 to ten, as in "soixante-dix-huit"."""
    dozens: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    """Words that multiply a number before them and are none without it: "two dozen"."""
    couples: Mapping[str, int] = field(default_factory=dict)
    """Phrases that count only before a unit: "a couple of hours"."""
    thousands: bool = False
    """Whether "2k" is a number in running text, too, and "2h30" a length."""
    alone: frozenset[str] = frozenset()
    """Number words that are no number when they stand alone ("one")."""
    not_last: frozenset[str] = frozenset()
    """Number words that are none at the end of what is said (French "neuf", new)."""
    not_before: str = r"(?!)"
    """A number followed by this is none (a house number)."""
    not_after: str = r"(?!)"
    """A date or number that follows this is none (a street name)."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_if: Mapping[str, str] = field(default_factory=dict)
    """What must follow some words that are no ordinals elsewhere (Portuguese "segunda" is Monday, too)."""
    ordinal_suffix: str = r"(?!)"
    articles: frozenset[str] = frozenset(("",))
    """What an ordinal may stand behind that is all that was said."""
    not_ordinal: str = r"(?!)"
    """An ordinal followed by this is none ("third parties")."""
    minus: str = r"-"
    and_half: str = r"(?!)"
    number_half: str | None = None
    """As `and_half`, behind numbers; None where it is the same ("seis y media" is a clock time)."""
    half: str = r"(?!)"
    one: str = r"(?!)"
    """Words for one unit: "an" in "an hour"."""
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    """Phrases that name a day by its distance from today."""
    durations: Mapping[str, str] = field(default_factory=dict)
    """Unit word -> S, M, H (of time), D, W, MO, Y."""
    measures: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Unit word -> (entity, unit)."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    percent: str = "%"
    degrees: str = r"°"
    scale_of_degrees: Mapping[str, str] = field(default_factory=dict)
    default_scale: str | None = "C"
    clock_words: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    parts_of_day: Mapping[str, str] = field(default_factory=dict)
    """Phrase -> am, pm, or night."""
    periods: Mapping[str, str] = field(default_factory=dict)
    """Word -> week, weekend, month, year."""
    which: Mapping[str, int] = field(default_factory=dict)
    """Word -> -1 (last), 0 (this), 1 (next), COMING (the nearest); in rules `{which}`."""
    joined: str = r"(?!)"
    """What may stand between the parts of a duration ("2 hours and 30 minutes")."""
    cents: str = r"(?!)"
    cent_of: Mapping[str, str] = field(default_factory=dict)
    """Word for a hundredth -> currency, where it stands alone ("50 cents")."""
    of_currency: str = r"(?!)"
    """What may stand between a number and a currency: "un million d'euros"."""
    lasting: str = r"(?!)"
    """What before "2h30" makes it a length."""
    weekday_signs: Mapping[str, int] = field(default_factory=dict)
    """Short weekdays that are words, too, and count only in "Mo-Fr"."""
    rules: tuple[tuple[str, str], ...] = ()
    between_date_and_time: str = r"\s*,?\s*"
    between_time_and_date: str = r"\s+"
    range_start: str = r"(?!)"
    range_middle: str = r"\s*[-–]\s*"
    range_open: str = r"\s*[-–]\s*"
    """Middles that make a range without an opening word."""
    range_plain: str = r"(?!)"
    """Middles that do so between two days, unless something is `moving` from one to the other."""
    moving: str = r"(?!)"

    telling: tuple[str, ...] = ()
    """Further words that announce an entity: "half", "tonight"."""

    def telling_words(self) -> Iterator[str]:
        """Phrases of which each entity without a figure or sign holds at least one word."""
        yield from self.hundreds
        yield from self.telling
        yield from (*self.numbers, *self.scales, *self.dozens, *self.ordinals)
        yield from (*self.months, *self.weekdays, *self.days, *self.durations)
        yield from (*self.clock_words, *self.parts_of_day)
        yield from (unit for unit in self.measures if len(unit) > 3)
        yield from self.periods


def listed(words: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(words.split())


METRIC: dict[str, tuple[str, str]] = {
    **{unit: ("distance", unit) for unit in ("mm", "cm", "m", "km")},
    **{unit: ("volume", unit) for unit in ("ml", "cl", "dl", "l")},
    "m3": ("volume", "m3"),
    "m³": ("volume", "m3"),
}


def counted(words: str, first: int = 0, step: int = 1) -> dict[str, float]:
    """The words of a line, numbered."""
    return {word: first + at * step for at, word in enumerate(words.split())}


def positions(words: str, first: int = 1) -> dict[str, int]:
    """As `counted`; words joined by `/` share a number."""
    return {word: first + at for at, group in enumerate(words.split()) for word in group.split("/")}


def each(by_value: Mapping[str, str]) -> dict[str, str]:
    """Words of lines, by what they mean, turned round; `_` in a word is a space."""
    return {word.replace("_", " "): value for value, words in by_value.items() for word in words.split()}


_LENGTHS = ("mm", "cm", "m", "km", "in", "ft", "yd", "mi")


def measured(by_unit: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Unit words of lines, with the metric signs."""
    named = {word: ("distance" if unit in _LENGTHS else "volume", unit) for word, unit in each(by_unit).items()}
    return {**METRIC, **named}


COMING = 2

SCALES = {"celsius": "C", "c": "C", "fahrenheit": "F", "f": "F", "kelvin": "K", "k": "K"}

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "r$": "BRL", "us$": "USD"}
CODES = {
    code.lower(): code
    for code in (
        "EUR",
        "USD",
        "GBP",
        "JPY",
        "CHF",
        "CAD",
        "AUD",
        "SEK",
        "PLN",
        "CNY",
        "BRL",
        "INR",
        "NOK",
        "DKK",
        "MXN",
    )
}

NEUTRAL_RULES: tuple[tuple[str, str], ...] = (
    ("iso_moment", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})t(?P<h>\d{2}):(?P<min>\d{2})(?::\d{2}(?:\.\d+)?)?(?=z?\b)"),
    ("days_of_week", r"(?P<sign>{sign})\.?\s*[-–]\s*(?P<last>{sign})"),
    ("iso", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
    ("figures", r"(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"),
    ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2})?"),
)

NEUTRAL = Table(measures=METRIC, currencies=CODES, rules=NEUTRAL_RULES)
