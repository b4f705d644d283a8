"""English."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import CODES, COMING, METRIC, NEUTRAL_RULES, Table, each, listed

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
_IN_PART = r"(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+(?P<part2>night))"
_PARTS = rf"(?:\s+{_IN_PART}|\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?))?"
_WEEKDAY = r"(?:(?:{weekday}),?\s+(?:the\s+)?)?"
_NO_THING = r"(?!\s+(?:of\b|floor|item|line|page|row|time|day|one|street|avenue))"
_THEN = "please|today|tomorrow|tonight|on\\b|for\\b|if\\b|and\\b|with\\b|or\\b|this\\b|next\\b|instead|then|thanks"

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
    times={"dozen": 12},
    couples={"a couple of": 2, "a couple": 2, "couple of": 2},
    thousands=True,
    alone=frozenset(("one", "zero")),
    not_before=r"\s+(?:street|avenue|road|lane|st\.)",
    telling=("half", "quarter", "tonight", "noon", "midnight", "cents"),
    joined=r"and|,",
    cents=r"cents?|pence|p",
    cent_of={"cent": "USD", "cents": "USD", "pence": "GBP", "p": "GBP"},
    moving=r"\b(?:change|chang|mov|resched|switch|postpon|push|shift|swap|bring|transfer|updat|amend)",
    range_plain=r"\s*to\s*(?:the\s+)?",
    weekday_signs={"sat": 5, "sun": 6},
    which={
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "next": 1,
        "coming": COMING,
        "this coming": COMING,
        "following": 1,
    },
    ordinals={
        **{word: value + 1 for value, word in enumerate(_ORDINALS)},
        "thirtieth": 30,
        "fortieth": 40,
        "fiftieth": 50,
        "hundredth": 100,
    },
    ordinal_suffix="st|nd|rd|th",
    articles=frozenset(("", "the")),
    not_ordinal=r"\s+(?:part(?:y|ies)|time|opinion|chance|language|half|born|degree|name|place|hand|thought|of\s+all|aid|class)|\s*$|\s*[,.!?]",
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
        "last night": -1,
        "day after tomorrow": 2,
        "day before yesterday": -2,
    },
    durations={
        **dict.fromkeys(("second", "seconds", "secs", "sec"), "S"),
        **dict.fromkeys(("minute", "minutes", "mins", "min"), "M"),
        **dict.fromkeys(("hour", "hours", "hrs", "hr", "h"), "H"),
        **dict.fromkeys(("day", "days"), "D"),
        **dict.fromkeys(("week", "weeks", "wk", "wks"), "W"),
        **dict.fromkeys(("month", "months", "mth", "mths"), "MO"),
        **dict.fromkeys(("year", "years", "yr", "yrs"), "Y"),
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
        "night": "night",
        "tonight": "pm",
    },
    periods=each({"week": "week", "month": "month", "year": "year", "weekend": "weekend week-end"}),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?:on|by|for|since|until)\s+(?P<x>(?P<a>\d{1,2})(?P<s>/)(?P<b>\d{1,2}))(?!/)"),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"tonight|this\s+(?:morning|afternoon|evening)"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<which>next|last|this|past|(?:this\s+)?coming)\s+(?P<weekday>{weekday}|sat|sun)"),
        ("weekday", r"(?<=\bon\s)(?P<weekday>sat|sun)"),
        ("month_day", _WEEKDAY + r"(?P<month>{month})\.?\s+(?:the\s+)?(?P<d>{d})(?:,?\s+(?P<year>{n}))?"),
        ("month_day", _WEEKDAY + r"(?P<d>{d})\s+(?:of\s+)?(?P<month>{month})\b\.?(?:,?\s+(?P<year>{n}))?"),
        ("month_day", r"(?P<d>{d})-(?P<month>{month})-(?P<year>{n})"),
        ("day_of_month", r"(?:on|by|until|till|before|after|for|since|from)\s+the\s+(?P<x>(?P<d>{o}))" + _NO_THING),
        (
            "day_of_month",
            r"(?:the\s+)?(?P<x>(?P<d>{o}))(?=\s+at\s+(?:{n}|noon|midday|half|(?:a\s+)?quarter)(?!\s+(?:street|avenue)))",
        ),
        ("day_of_which", r"(?P<d>{d})\s+(?:day\s+)?of\s+(?:the\s+)?(?P<which>next|last|this|coming|following)\s+month"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+(?P<which>next|last|this)\s+week"),
        ("day_of_week", r"(?P<which>next|last|this)\s+week(?:\s+on)?,?\s+(?P<weekday>{weekday})"),
        ("weekday_week", r"(?P<weekday>{weekday})\s+week"),
        ("weekday_day", r"(?P<weekday>{weekday}),?\s+(?P<sure>the\s+)(?P<d>{o})(?!\s+(?:of\s+)?{month})"),
        ("month_year", r"(?P<month>{month})\.?,?\s+(?:of\s+)?(?P<year>{n})"),
        ("month", r"(?:in|since|until|by|during|early|late|mid)\s+(?P<x>(?P<month>{month}))"),
        ("month", r"(?:for|all)\s+(?P<x>(?P<month>" + "|".join(m for m in _MONTHS if m != "may") + "))"),
        ("in_units", r"in\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+and\s+a\s+half)?(?:'s?\s+time)?"),
        ("in_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})\s+from\s+(?:now|today)"),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+and\s+a\s+half)?\s+ago"),
        ("period", r"(?P<which>next|last|this|past|coming|following|previous)\s+(?P<period>{period})"),
        ("clock", r"(?P<h>{n})(?::(?P<min>\d{2}))?\s*" + _AMPM),
        ("colon", r"(?P<h>\d{1,2})[:.](?P<min>\d{2})\s*" + _AMPM),
        ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})\s+" + _IN_PART),
        (
            "colon",
            r"(?:at|by|until)\s+(?P<x>(?P<h>\d{1,2})\.(?P<min>\d{2}))(?!\d)(?!\s*(?:%|percent|degrees|euros?|dollars?|pounds?|km|miles?))",
        ),
        ("clock", r"(?P<h>{n})\s+(?P<min>{n})\s*" + _AMPM),
        ("clock", r"(?P<h>{n})(?:\s*o'?\s?clock)?\s+" + _IN_PART),
        ("clock", r"(?P<h>{n})\s*o'?\s?clock"),
        ("clock", r"(?:at|by|until|till|around|about|after|before)\s+(?P<x>(?P<h>{n})(?:\s+sharp|\s*-?ish))"),
        ("clock", r"(?:at)\s+(?:around\s+|about\s+)?(?P<x>(?P<h>{n}))(?=\s*(?:$|[,.!?;)]|" + _THEN + r"))(?!\.\d)"),
        (
            "clock",
            r"(?:from|between)\s+{n}\s+(?:to|until|till|and)\s+(?P<x>(?P<h>{n}))(?=\s+(?:on\s+)?(?:today|tomorrow|{weekday})\b)",
        ),
        (
            "clock",
            r"(?:today|tomorrow|{weekday}),?\s+(?:from|between)\s+{n}\s+(?:to|until|till|and)\s+(?P<x>(?P<h>{n}))(?!\s*(?:{unit}|%))",
        ),
        ("past", r"half\s+(?:past\s+)?(?P<h>{n})" + _PARTS),
        ("quarter_past", r"(?:a\s+)?quarter\s+(?:past|after)\s+(?P<h>{n})" + _PARTS),
        ("quarter_to", r"(?:a\s+)?quarter\s+(?:to|before|of|till)\s+(?P<h>{n})" + _PARTS),
        ("minutes_past", r"(?P<m>{n})\s+(?:minutes\s+)?past\s+(?P<h>{n})" + _PARTS),
        ("minutes_to", r"(?P<m>{n})\s+minutes\s+to\s+(?P<h>{n})" + _PARTS),
        ("minutes_to", r"(?:at)\s+(?P<x>(?P<m>{n})\s+to\s+(?P<h>{n})" + _PARTS + ")"),
        ("clock_word", r"(?:12\s+)?(?P<word>{word})"),
        (
            "days_of_month",
            r"(?:from\s+|between\s+)?(?P<month>{month})\s+(?P<d>{d})\s*(?:to|until|till|through|-|–)\s*(?:the\s+)?(?P<e>{d})(?!\s+{month})",
        ),
        (
            "days_of_month",
            r"(?:from\s+|between\s+)(?:the\s+)?(?P<d>{d})\s+(?:to|until|till|and|-|–)\s+(?:the\s+)?(?P<e>{d})\s+(?:of\s+)?(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:in\s+the\s+)?(?P<part>morning|afternoon|evening|night)\s*)?(?:,?\s*(?:at|by|around|about|from)\s+(?:around\s+|about\s+)?)?",
    between_time_and_date=r"\s*,?\s+(?:on\s+)?",
    range_start=r"(?:from|between)\s+(?:the\s+)?",
    range_middle=r"\s*(?:to|until|till|through|and|-|–)\s*(?:the\s+)?",
    range_open=r"\s*(?:until|till|through|-|–)\s*(?:the\s+)?",
)
