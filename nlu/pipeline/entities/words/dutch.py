"""Dutch."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import (
    CODES,
    COMING,
    NEUTRAL_RULES,
    SCALES,
    Table,
    counted,
    each,
    measured,
    positions,
)

_UNITS = "een twee drie vier vijf zes zeven acht negen"
_SMALL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_ORDINALS = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende zeventiende achttiende negentiende"
)
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
_DAY_PARTS = ("ochtend", "morgen", "middag", "namiddag", "avond", "nacht")
_PART = r"(?:(?:'s\s*|in\s+de\s+)(?P<part>ochtends?|morgens|middags?|namiddags?|avonds?|nachts?))"
_PARTS = rf"(?:\s+{_PART})?"
_AT = r"(?:om|rond|tegen|vanaf|tot|voor|na)\s+(?:ongeveer\s+)?"


def _below_thousand() -> dict[str, float]:
    """Numbers written together: "tweeënnegentig", "driehonderdvijf"."""
    words = counted(_SMALL)
    for at, tens in enumerate(_TENS.split()):
        words[tens] = 20 + 10 * at
        for unit, name in enumerate(_UNITS.split()):
            words[f"{name}en{tens}"] = 21 + 10 * at + unit
    low = {word: value for word, value in words.items() if value}
    for hundreds, name in enumerate(("", *_UNITS.split())):
        head, base = f"{name}honderd", 100 * max(hundreds, 1)
        words[head] = base
        for word, more in low.items():
            words[head + word] = base + more
            words[f"{head}en{word}"] = base + more
    for head, value in low.items():
        if 11 <= value <= 99:
            words[f"{head}honderd"] = 100 * value
    return words


def _ordinals() -> dict[str, int]:
    found = positions(_ORDINALS)
    for word, value in _below_thousand().items():
        if 20 <= value <= 100:
            found[f"{word}ste"] = int(value)
    return found


DUTCH = Table(
    numbers={
        **_below_thousand(),
        **{"anderhalf": 1.5, "anderhalve": 1.5, "tweeenhalf": 2.5, "tweeeneenhalf": 2.5, "drieenhalf": 3.5},
    },
    scales={"duizend": 1_000, "miljoen": 1_000_000, "mln": 1_000_000, "miljard": 1_000_000_000},
    glued={"duizend": 1_000},
    links=("en",),
    dozens={"een dozijn": 12, "dozijn": 12, "een half dozijn": 6, "een tiental": 10, "een twintigtal": 20},
    times={"dozijn": 12},
    alone=frozenset(("een", "nul")),
    not_after=r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk)\s+$|\bgoeden?\s+$|\b(?:meneer|mevrouw|dhr\.?|mevr\.?|familie)\s+$",
    not_before=r"\s*-\s*hoog\b",
    ordinals=_ordinals(),
    ordinal_suffix="e|de|ste",
    articles=frozenset(("", "de", "het")),
    not_ordinal=r"\s+(?:hand|instantie|hulp|plan)\b|\s*$|\s*[,.!?;]",
    minus="min|minus|-",
    and_half=r"\s+en\s+een\s+half|\s+en\s+§\x01*\s+half",
    half=r"(?:§\x01*\s+)?halve?",
    joined="en|,",
    cents="cents?",
    cent_of={"cent": "EUR", "cents": "EUR"},
    weekday_signs={"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6},
    months={**positions(_MONTHS), **positions("jan feb mrt apr xxx jun jul aug sept okt nov dec")},
    weekdays=positions(_WEEKDAYS, 0),
    days={"vandaag": 0, "morgen": 1, "gisteren": -1, "overmorgen": 2, "eergisteren": -2},
    durations=each(
        {
            "S": "seconde seconden sec",
            "M": "minuut minuten min minuutje minuutjes",
            "H": "uur uren uurtje",
            "D": "dag dagen",
            "W": "week weken",
            "MO": "maand maanden",
            "Y": "jaar jaren",
        }
    ),
    measures=measured(
        {
            "mm": "millimeter millimeters",
            "cm": "centimeter centimeters",
            "m": "meter meters",
            "km": "kilometer kilometers",
            "in": "inch",
            "ft": "voet",
            "mi": "mijl mijlen",
            "l": "liter liters",
            "cl": "centiliter",
            "dl": "deciliter",
            "ml": "milliliter",
            "m3": "kuub kubieke_meter",
            "gal": "gallon",
        }
    ),
    currencies={
        **CODES,
        **each(
            {
                "EUR": "euro euro's euros",
                "USD": "dollar dollars",
                "GBP": "pond",
                "JPY": "yen",
                "CHF": "frank zwitserse_frank",
                "BRL": "real",
                "INR": "roepie roepies",
            }
        ),
    },
    percent="%|procent",
    degrees=r"°|graden|graad",
    scale_of_degrees=SCALES,
    clock_words={"middernacht": (0, 0)},
    parts_of_day={
        **{f"{word}{end}": "am" for word in ("ochtend", "morgen") for end in ("", "s") if word + end != "morgen"},
        **{f"{word}{end}": "pm" for word in ("middag", "namiddag", "avond") for end in ("", "s")},
        **{"nacht": "night", "nachts": "night", "vanavond": "pm", "vanmiddag": "pm", "vanochtend": "am"},
        **{"vanmorgen": "am", "vannacht": "night", "vroeg": "am", "morgen": "am"},
    },
    periods=each({"week": "week", "month": "maand", "year": "jaar", "weekend": "weekend weekeinde"}),
    which={
        **dict.fromkeys(("vorige", "vorig", "afgelopen", "laatste"), -1),
        **dict.fromkeys(("deze", "dit"), 0),
        **dict.fromkeys(("volgende", "volgend"), 1),
        **dict.fromkeys(("komende", "komend", "aankomende"), COMING),
    },
    telling=(
        "half",
        "halve",
        "kwart",
        *(f"{day}{part}" for day in ("morgen", *_WEEKDAYS.split()) for part in _DAY_PARTS),
    ),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?:op|vanaf|tot|voor|na)\s+(?P<x>(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2}))(?![/-]\d)"),
        ("day", r"(?P<day>{day})"),
        ("tomorrow_part", r"morgen\s?(?P<part>ochtend|vroeg|middag|namiddag|avond|nacht)"),
        ("today_part", r"vanavond|vanmiddag|vanochtend|vanmorgen|vannacht"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("weekday", r"(?P<weekday>{weekday})\s?(?P<part>ochtend|morgen|middag|namiddag|avond|nacht)"),
        ("next_weekday", r"(?P<which>{which})\s+(?P<weekday>{weekday})"),
        (
            "month_day",
            r"(?:(?:{weekday}),?\s+(?:de\s+)?)?(?P<d>{d})\s+(?P<month>{month})\b\.?(?:,?\s+(?P<year>{n}))?",
        ),
        (
            "day_of_month",
            r"(?:op\s+de|op\s+den|de|tot\s+de|vanaf\s+de)\s+(?P<x>(?P<d>{o}))"
            r"(?=\s*(?:$|[,.!?;)]|(?:om|als|en|heb|ben|is|voor|graag|vrij|langs|komen|nog)\b))",
        ),
        ("day_of_month", r"op\s+(?P<x>(?P<d>{n}))(?=\s*(?:$|[,.!?;)]))"),
        ("day_of_which", r"(?P<d>{d})\s+van\s+(?P<which>{which})\s+maand"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+(?P<which>{which})\s+week"),
        ("day_of_week", r"(?P<which>{which})\s+week,?\s+(?:op\s+)?(?P<weekday>{weekday})"),
        ("weekday_day", r"(?P<weekday>{weekday})\s+(?P<sure>de\s+)?(?P<d>{o}|{n})(?!\s*(?:u\b|uur|{month}|{unit}))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?P<year>{n})"),
        ("month", r"(?:in|eind|begin|half|vanaf|sinds|maand|tot)\s+(?P<x>(?P<month>{month}))"),
        ("in_units", r"(?:over|binnen)\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})"),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})\s+(?:geleden|terug)"),
        ("period", r"(?P<which>{which})\s+(?P<period>{period})"),
        ("colon", r"(?P<h>\d{1,2})[:.](?P<min>\d{2})\s*(?:uur|u|h)\b" + _PARTS),
        ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})" + _PARTS),
        ("colon", r"(?P<h>\d{1,2})[uh](?P<min>\d{2})"),
        ("colon", r"om\s+(?P<x>(?P<h>\d{1,2})\.(?P<min>\d{2}))(?!\d)"),
        ("clock", _AT + r"(?P<x>(?P<h>{n})\s*(?:uur|u|h)\b" + _PARTS + ")"),
        ("clock", r"(?P<h>{n})\s*(?:uur|u)\s+" + _PART),
        ("clock", r"(?P<h>{n})\s+" + _PART),
        ("clock", r"(?:om|rond|tegen)\s+(?P<x>(?P<h>{n})" + _PARTS + r")(?!\s*(?:%|procent|euro|graden|€|{unit}))"),
        ("clock", r"(?:tussen|van)\s+{n}(?:\s*uur)?\s+(?:en|tot)\s+(?P<x>(?P<h>{n})\s*uur)"),
        ("past_half", r"(?P<m>{n})\s+(?:minuten\s+)?over\s+half\s+(?P<h>{n})" + _PARTS),
        ("before_half", r"(?P<m>{n})\s+(?:minuten\s+)?voor\s+half\s+(?P<h>{n})" + _PARTS),
        ("half_to", r"half\s+(?P<h>{n})(?:\s+uur)?" + _PARTS),
        ("quarter_past", r"kwart\s+over\s+(?P<h>{n})(?:\s+uur)?" + _PARTS),
        ("quarter_to", r"kwart\s+voor\s+(?P<h>{n})(?:\s+uur)?" + _PARTS),
        ("minutes_past", r"(?P<m>{n})\s+(?:minuten\s+)?over\s+(?P<h>{n})(?!\s+{unit})" + _PARTS),
        ("minutes_to", r"(?P<m>{n})\s+(?:minuten\s+)?voor\s+(?P<h>{n})(?!\s+{unit})" + _PARTS),
        ("clock_word", r"(?:om|rond|tegen|tot|voor|na)\s+(?P<x>(?P<word>{word}))"),
        (
            "days_of_month",
            r"(?:van|tussen|vanaf)\s+(?P<d>{d})\s+(?:tot(?:\s+en\s+met)?|t/m|en|-|–)\s+(?P<e>{d})\s+(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:in\s+de\s+)?(?P<part>ochtend|middag|namiddag|avond)\s*)?"
    r",?\s*(?:(?:om|rond|tegen|vanaf|tot|voor|na)\s+(?:ongeveer\s+)?)?",
    between_time_and_date=r"\s*,?\s+(?:op\s+)?",
    range_start=r"(?:vanaf|van|tussen)\s+(?:de\s+)?",
    range_middle=r"\s*(?:tot(?:\s+en\s+met)?|t/m|en|-|–)\s*(?:de\s+)?",
    range_open=r"\s*(?:tot(?:\s+en\s+met)?|t/m|-|–)\s*",
)
