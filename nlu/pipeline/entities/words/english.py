"""English."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import CODES, METRIC, NEUTRAL_RULES, Table, listed

_SMALL = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONTHS = listed("january february march april may june july august september october november december")
_WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")

_AMPM = r"(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
_IN_PART = r"in\s+the\s+(?P<part>morning|afternoon|evening)"

ENGLISH = Table(
    decimal=".",
    groups=",",
    day_first=False,
    numbers={
        **{word: value for value, word in enumerate(_SMALL)},
        **{word: 20 + 10 * at for at, word in enumerate(_TENS)},
        "fourty": 40,
    },
    hundreds=frozenset(("hundred",)),
    scales={"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000},
    joiners=frozenset(("and",)),
    dozens={"a dozen": 12, "half a dozen": 6, "two dozen": 24, "a hundred": 100, "a thousand": 1_000},
    alone=frozenset(("one", "zero")),
    not_before=r"\s+(?:street|avenue|road|lane|st\.)",
    ordinals={
        **{word: value + 1 for value, word in enumerate(_ORDINALS)},
        "thirtieth": 30,
        "twenty-first": 21,
        "twenty-second": 22,
        "twenty-third": 23,
        "thirty-first": 31,
        "hundredth": 100,
    },
    ordinal_suffix="st|nd|rd|th",
    not_ordinal=r"\s+(?:part(?:y|ies)|time|name|place|hand|thought|of\s+all|aid|class)|\s*$|\s*[,.!?]",
    minus="minus|-",
    and_half=r"\s+and\s+a\s+half",
    half=r"half\s+an?|half",
    one="an?",
    months={
        **{word: at + 1 for at, word in enumerate(_MONTHS)},
        **{word[:3]: at + 1 for at, word in enumerate(_MONTHS) if word != "may"},
        "sept": 9,
    },
    weekdays={
        **{word: at for at, word in enumerate(_WEEKDAYS)},
        **{"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4},
    },
    days={
        "today": 0,
        **dict.fromkeys(listed("tomorrow tommorow tomorow tommorrow tmrw tmr tmrrw 2moro"), 1),
        "yesterday": -1,
        "day after tomorrow": 2,
        "day before yesterday": -2,
    },
    durations={
        **dict.fromkeys(("second", "seconds", "secs", "sec"), "S"),
        **dict.fromkeys(("minute", "minutes", "mins", "min"), "M"),
        **dict.fromkeys(("hour", "hours", "hrs", "hr", "h"), "H"),
        **dict.fromkeys(("day", "days"), "D"),
        **dict.fromkeys(("week", "weeks"), "W"),
        **dict.fromkeys(("month", "months"), "MO"),
        **dict.fromkeys(("year", "years", "yrs"), "Y"),
    },
    measures={
        **METRIC,
        **dict.fromkeys(("meter", "meters", "metre", "metres"), ("distance", "m")),
        **dict.fromkeys(("kilometer", "kilometers", "kilometre", "kilometres", "kms"), ("distance", "km")),
        **dict.fromkeys(("centimeter", "centimeters", "centimetre", "centimetres"), ("distance", "cm")),
        **dict.fromkeys(("inch", "inches"), ("distance", "in")),
        **dict.fromkeys(("foot", "feet", "ft"), ("distance", "ft")),
        **dict.fromkeys(("yard", "yards"), ("distance", "yd")),
        **dict.fromkeys(("mile", "miles"), ("distance", "mi")),
        **dict.fromkeys(("liter", "liters", "litre", "litres"), ("volume", "l")),
        **dict.fromkeys(("milliliter", "milliliters", "millilitre", "millilitres"), ("volume", "ml")),
        **dict.fromkeys(("gallon", "gallons"), ("volume", "gal")),
        **dict.fromkeys(("pint", "pints"), ("volume", "pt")),
    },
    currencies={
        **CODES,
        **dict.fromkeys(("euro", "euros"), "EUR"),
        **dict.fromkeys(("dollar", "dollars", "bucks", "buck"), "USD"),
        **dict.fromkeys(("pounds", "quid"), "GBP"),
        "yen": "JPY",
        "francs": "CHF",
    },
    percent="%|percent|per\\s+cent",
    degrees=r"°|degrees?",
    scale_of_degrees={"celsius": "C", "c": "C", "fahrenheit": "F", "f": "F", "kelvin": "K", "k": "K"},
    default_scale=None,
    clock_words={"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)},
    parts_of_day={
        "morning": "am",
        "afternoon": "pm",
        "evening": "pm",
        "night": "pm",
        "tonight": "pm",
    },
    periods=frozenset(("weekend", "sat", "sun")),
    rules=(
        *NEUTRAL_RULES,
        ("day", r"(?P<day>{day})"),
        ("today_part", r"tonight|this\s+(?:morning|afternoon|evening)"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<which>next|last|this)\s+(?P<weekday>{weekday}|sat|sun)"),
        ("weekday", r"(?<=\bon\s)(?P<weekday>sat|sun)"),
        ("month_day", r"(?P<month>{month})\.?\s+(?:the\s+)?(?P<d>{d})(?:,?\s+(?P<year>{n}))?"),
        ("month_day", r"(?P<d>{d})\s+(?:of\s+)?(?P<month>{month})\b\.?(?:,?\s+(?P<year>{n}))?"),
        ("day_of_month", r"(?<=\bon\sthe\s)(?P<d>{o})(?!\s+(?:of\b|floor|item|line|page|row|time))"),
        ("day_of_month", r"(?<=\b(?:by)\sthe\s)(?P<d>{o})(?!\s+(?:of\b|floor|item|line|page|row|time))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?P<year>{n})"),
        ("month", r"(?<=\bin\s)(?P<month>{month})"),
        (
            "month",
            r"(?<=\b(?:for|all)\s)(?P<month>january|february|march|april|june|july|august|september"
            r"|october|november|december)",
        ),
        ("in_units", r"in\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})"),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})\s+ago"),
        ("period", r"(?P<which>next|last|this)\s+(?P<period>week|month|year|weekend)"),
        ("clock", r"(?P<h>{n})(?::(?P<min>\d{2}))?\s*" + _AMPM),
        ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})\s*" + _AMPM),
        ("clock", r"(?P<h>{n})\s+(?P<min>{n})\s*" + _AMPM),
        ("clock", r"(?P<h>{n})(?:\s*o'?\s?clock)?\s+" + _IN_PART),
        ("clock", r"(?P<h>{n})\s*o'?\s?clock"),
        ("clock", r"(?<=\bat\s)(?P<h>{n})(?=\s*(?:$|[,.!?]|please|today|tomorrow|tonight|on\b|for\b|if\b|and\b))"),
        ("past", r"half\s+past\s+(?P<h>{n})"),
        ("quarter_past", r"(?:a\s+)?quarter\s+past\s+(?P<h>{n})"),
        ("quarter_to", r"(?:a\s+)?quarter\s+to\s+(?P<h>{n})"),
        ("clock_word", r"(?P<word>noon|midday|midnight)"),
        ("days_of_month", r"from\s+(?P<month>{month})\s+(?P<d>{d})\s+(?:to|until|till)\s+(?P<e>{d})(?!\s+{month})"),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night)\s*)?(?:at\s+|by\s+)?",
    between_time_and_date=r"\s*,?\s+(?:on\s+)?",
    range_start=r"(?:from|between)\s+(?:the\s+)?",
    range_middle=r"\s*(?:to|until|till|and|-|–)\s*(?:the\s+)?",
)
