"""How days, times, numbers and money are written in the languages that bots speak most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

NARROW = "\u202f"  # the space between groups of digits in French: narrow, and never a line break
SPACE = "\u00a0"  # between an amount and its currency: never a line break


@dataclass(frozen=True, slots=True)
class Locale:
    """`dates` by style; in them `{d}` and `{m}` are plain numbers, `{dd}` and `{mm}` have two digits, `{month}`,
    `{mon}` and `{weekday}` are names. `money` has the places of symbol, number and sign. Numbers with fewer digits
    than `grouped_from` before the point are not grouped.
    """

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    dates: Mapping[str, str]
    time: str
    group: str
    point: str
    money: str
    symbols: Mapping[str, str] = field(default_factory=dict)
    grouped_from: int = 4
    first_day: str = ""

    def write_date(self, at: datetime, style: str) -> str:
        day = self.first_day if self.first_day and at.day == 1 else str(at.day)
        return self.dates[style].format(
            d=day, dd=f"{at.day:02d}", m=at.month, mm=f"{at.month:02d}", yy=f"{at.year % 100:02d}", y=at.year,
            month=self.months[at.month - 1], mon=self.short_months[at.month - 1],
            weekday=self.weekdays[at.isoweekday() - 1],
        )  # fmt: skip

    def write_time(self, at: datetime) -> str:
        half = "AM" if at.hour < 12 else "PM"
        return self.time.format(h=at.hour % 12 or 12, hh=f"{at.hour:02d}", min=f"{at.minute:02d}", half=half)

    def write_number(self, value: int | float, digits: int) -> str:
        """`value` must be rounded to so many digits."""
        whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
        if len(whole) >= self.grouped_from:
            whole = f"{int(whole):,}".replace(",", self.group)
        sign = "-" if value < 0 else ""
        return f"{sign}{whole}{self.point}{rest}" if rest else f"{sign}{whole}"

    def write_money(self, value: int | float, digits: int, currency: str) -> str:
        symbol = self.symbols.get(currency) or _SYMBOLS.get(currency)
        if symbol is None:
            symbol = currency + SPACE if self.money.startswith("{sign}{symbol}{number}") else currency
        sign = "-" if value < 0 else ""
        return self.money.format(sign=sign, symbol=symbol, number=self.write_number(abs(value), digits))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "BRL": "R$"}
_DOLLAR = {"USD": "US$"}
_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "ISK": 0, "KWD": 3, "BHD": 3, "TND": 3, "JOD": 3, "OMR": 3}

LOCALES: dict[str, Locale] = {
    "en": Locale(
        _words("January February March April May June July August September October November December"),
        _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        {"short": "{m}/{d}/{yy}", "medium": "{mon} {d}, {y}", "long": "{month} {d}, {y}",
         "full": "{weekday}, {month} {d}, {y}"},
        "{h}:{min} {half}", ",", ".", "{sign}{symbol}{number}",
    ),
    "fr": Locale(
        _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        _words("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        {"short": "{dd}/{mm}/{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
         "full": "{weekday} {d} {month} {y}"},
        "{hh}:{min}", NARROW, ",", "{sign}{number}" + SPACE + "{symbol}", {"USD": "$US"}, first_day="1er",
    ),
    "de": Locale(
        _words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        _words("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
        _words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        {"short": "{dd}.{mm}.{yy}", "medium": "{dd}.{mm}.{y}", "long": "{d}. {month} {y}",
         "full": "{weekday}, {d}. {month} {y}"},
        "{hh}:{min}", ".", ",", "{sign}{number}" + SPACE + "{symbol}",
    ),
    "es": Locale(
        _words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        _words("ene feb mar abr may jun jul ago sept oct nov dic"),
        _words("lunes martes miércoles jueves viernes sábado domingo"),
        {"short": "{d}/{m}/{yy}", "medium": "{d} {mon} {y}", "long": "{d} de {month} de {y}",
         "full": "{weekday}, {d} de {month} de {y}"},
        "{hh}:{min}", ".", ",", "{sign}{number}" + SPACE + "{symbol}", _DOLLAR, grouped_from=5,
    ),
    "it": Locale(
        _words("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        _words("gen feb mar apr mag giu lug ago set ott nov dic"),
        _words("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        {"short": "{dd}/{mm}/{yy}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
         "full": "{weekday} {d} {month} {y}"},
        "{hh}:{min}", ".", ",", "{sign}{number}" + SPACE + "{symbol}", {"USD": "USD"},
    ),
    "nl": Locale(
        _words("januari februari maart april mei juni juli augustus september oktober november december"),
        _words("jan feb mrt apr mei jun jul aug sep okt nov dec"),
        _words("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        {"short": "{dd}-{mm}-{y}", "medium": "{d} {mon} {y}", "long": "{d} {month} {y}",
         "full": "{weekday} {d} {month} {y}"},
        "{hh}:{min}", ".", ",", "{symbol}" + SPACE + "{sign}{number}", _DOLLAR,
    ),
    "pt": Locale(
        _words("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        _words("jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
        _words("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
        {"short": "{dd}/{mm}/{y}", "medium": "{d} de {mon} de {y}", "long": "{d} de {month} de {y}",
         "full": "{weekday}, {d} de {month} de {y}"},
        "{hh}:{min}", ".", ",", "{sign}{symbol}" + SPACE + "{number}", _DOLLAR,
    ),
}  # fmt: skip

NEUTRAL = Locale(
    LOCALES["en"].months, LOCALES["en"].short_months, LOCALES["en"].weekdays,
    dict.fromkeys(("short", "medium", "long", "full"), "{y}-{mm}-{dd}"),
    "{hh}:{min}", "", ".", "{sign}{number}" + SPACE + "{symbol}",
)  # fmt: skip
"""For all other languages: what is read the same everywhere."""

STYLES = ("short", "medium", "long", "full")


def locale_of(language: str) -> Locale:
    """The habits of a language; `pt-BR` counts as `pt`."""
    return LOCALES.get(language.replace("_", "-").split("-")[0].lower(), NEUTRAL)


def digits_of(currency: str) -> int:
    """Digits after the point of an amount of money."""
    return _DIGITS.get(currency, 2)
