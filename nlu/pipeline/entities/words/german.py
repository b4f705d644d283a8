"""German."""

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

_UNITS = "ein zwei drei vier funf sechs sieben acht neun"
_SMALL = (
    "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_TENS = "zwanzig dreißig vierzig funfzig sechzig siebzig achtzig neunzig"
_ORDINALS = (
    "erst zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft dreizehnt vierzehnt funfzehnt sechzehnt "
    "siebzehnt achtzehnt neunzehnt"
)
_MONTHS = "januar/janner februar marz/maerz april mai juni juli august september oktober november dezember"
_WEEKDAYS = "montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag"
_PART_WORDS = "morgens|fruh|vormittags|mittags|nachmittags|abends|nachts"
_PART = rf"(?:(?P<part>{_PART_WORDS})|(?:am|in\s+der)\s+(?P<part2>morgen|vormittag|mittag|nachmittag|abend|nacht|fruh))"
_PARTS = rf"(?:\s+{_PART})?"
_AT = r"(?:um|gegen|ab|bis|nach|vor|zu)\s+(?:ca\.?\s+|etwa\s+|circa\s+)?"
_ENDS = ("e", "en", "er", "es", "em")


def _below_thousand() -> dict[str, float]:
    """Numbers written together: "zweiundneunzig", "dreihundertfünf"."""
    words = counted(_SMALL)
    for at, tens in enumerate(_TENS.split()):
        words[tens] = 20 + 10 * at
        for unit, name in enumerate(_UNITS.split()):
            words[f"{name}und{tens}"] = 21 + 10 * at + unit
    low = {word: value for word, value in words.items() if value}
    words["hundert"] = 100
    for hundreds, name in enumerate(("", *_UNITS.split())):
        head, base = f"{name}hundert", 100 * max(hundreds, 1)
        words[head] = base
        for word, more in low.items():
            words[head + word] = base + more
            words[f"{head}und{word}"] = base + more
    for word, value in list(words.items()):
        if "ß" in word:
            words[word.replace("ß", "ss")] = value
    return words


def _ordinals() -> dict[str, int]:
    stems = positions(_ORDINALS)
    for word, value in _below_thousand().items():
        if 20 <= value <= 100:
            stems[f"{word}st"] = int(value)
    return {stem + end: value for stem, value in stems.items() for end in _ENDS}


GERMAN = Table(
    numbers={
        **_below_thousand(),
        **dict.fromkeys(("ein", "eine", "einen", "einem", "einer", "eines"), 1),
        **{"zwo": 2, "anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5},
    },
    scales={"tausend": 1_000, "million": 1_000_000, "millionen": 1_000_000, "mio": 1_000_000},
    glued={"tausend": 1_000},
    links=("und",),
    dozens={"ein dutzend": 12, "ein halbes dutzend": 6, "dutzend": 12, "zwei dutzend": 24},
    times={"dutzend": 12},
    alone=frozenset(("ein", "eine", "einen", "einem", "einer", "eines", "eins", "null")),
    not_after=r"(?:straße|strasse|str\.|weg|allee|platz|gasse|ufer|damm)\s+$|\b(?:herrn?|frau|familie|dr\.)\s+$"
    r"|\b(?:straße|platz)\s+des\s+$|\bgut(?:en|er)\s+$|\b(?:gib|gebt|geben|nimm|habt|hab)\s+(?:bitte\s+|sie\s+)*$",
    not_before=r"\s*[a-z]\b(?=\s*,)|(?<=\bacht)\s+auf\b",
    ordinals=_ordinals(),
    ordinal_if=dict.fromkeys(("erst", "achten"), r"\s+[a-z]+(?<!auf)\b(?!\s+sie)"),
    ordinal_suffix=r"\.(?=\s+[a-z])(?!\s*(?:\d|$))|\.(?=\s+§)|(?<=\d)(?:te|ter|tes|ten|ste|ster|sten)",
    articles=frozenset(("", "der", "die", "das")),
    not_ordinal=r"\s+(?:mal|hand|linie|welt|hilfe|klasse|januarhalfte)\b|\s*$|\s*[,.!?;]",
    minus="minus|-",
    half=r"(?:§\x01*\s+)?halbe[nsrm]?",
    joined="und|,",
    cents="cents?",
    cent_of={"cent": "EUR", "cents": "EUR"},
    weekday_signs={"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6},
    months={**positions(_MONTHS), **positions("jan feb mar apr xxx jun jul aug sept okt nov dez")},
    weekdays=positions(_WEEKDAYS, 0),
    days={
        **{"heute": 0, "morgen": 1, "gestern": -1, "ubermorgen": 2, "uebermorgen": 2, "vorgestern": -2},
    },
    durations=each(
        {
            "S": "sekunde sekunden sek",
            "M": "minute minuten min",
            "H": "stunde stunden std h",
            "D": "tag tage tagen",
            "W": "woche wochen",
            "MO": "monat monate monaten monats",
            "Y": "jahr jahre jahren",
        }
    ),
    measures=measured(
        {
            "mm": "millimeter millimetern",
            "cm": "zentimeter zentimetern",
            "m": "meter metern",
            "km": "kilometer kilometern",
            "in": "zoll",
            "ft": "fuß",
            "mi": "meile meilen",
            "l": "liter litern",
            "cl": "zentiliter zentilitern",
            "dl": "deziliter dezilitern",
            "ml": "milliliter millilitern",
            "m3": "kubikmeter kubikmetern",
            "gal": "gallone gallonen",
        }
    ),
    currencies={
        **CODES,
        **each(
            {
                "EUR": "euro euros",
                "USD": "dollar us-dollar",
                "GBP": "pfund",
                "JPY": "yen",
                "CHF": "franken schweizer_franken",
                "BRL": "real",
                "INR": "rupien",
            }
        ),
    },
    percent="%|prozent",
    degrees=r"°|grad",
    scale_of_degrees=SCALES,
    clock_words={"mittag": (12, 0), "mitternacht": (0, 0), "mittags": (12, 0)},
    parts_of_day={
        **{"morgens": "am", "fruh": "am", "vormittags": "am", "vormittag": "am", "morgen": "am"},
        **{"mittags": "pm", "mittag": "pm", "nachmittags": "pm", "nachmittag": "pm"},
        **{"abends": "pm", "abend": "pm", "nachts": "night", "nacht": "night"},
    },
    periods=each({"week": "woche", "month": "monat", "year": "jahr", "weekend": "wochenende"}),
    which={
        **{f"letzt{end}": -1 for end in _ENDS},
        **{f"vergangen{end}": -1 for end in _ENDS},
        **{f"vorig{end}": -1 for end in _ENDS},
        **{f"dies{end}": 0 for end in _ENDS},
        **{f"nachst{end}": 1 for end in _ENDS},
        **{f"naechst{end}": 1 for end in _ENDS},
        **{f"kommend{end}": COMING for end in _ENDS},
    },
    telling=(
        "halb",
        "halbe",
        "halben",
        "viertel",
        "dreiviertel",
        "uhr",
        *(
            f"{day}{part}"
            for day in positions(_WEEKDAYS)
            for part in ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht")
        ),
    ),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?P<a>\d{1,2})(?P<s>\.)\s?(?P<b>\d{1,2})\.(?!\d)"),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"heute\s+(?:fruh|morgen|vormittag|mittag|nachmittag|abend|nacht)"),
        ("weekday", r"(?P<weekday>{weekday})s?"),
        ("weekday", r"(?P<weekday>{weekday})\s?(?P<part>morgen|vormittag|mittag|nachmittag|abend|nacht|fruh)s?"),
        ("next_weekday", r"(?P<which>{which})\s+(?P<weekday>{weekday})"),
        (
            "month_day",
            r"(?:(?:{weekday}),?\s+(?:den\s+|dem\s+)?)?(?P<d>{d})\.?\s+(?P<month>{month})\b\.?(?:,?\s+(?P<year>{n}))?",
        ),
        (
            "day_of_month",
            r"(?:am|zum|den|vom|dem|ab\s+dem|bis\s+zum)\s+(?P<x>(?P<d>{o}))"
            r"(?=\s*(?:$|[,!?;)]|(?:um|ab|wenn|und|bis|oder|ist|habe|frei|noch|einen|ein|zu|kommen|fahren|an)\b))",
        ),
        ("day_of_month", r"(?:am|zum|den|vom|dem)\s+(?P<x>(?P<d>{n})\.)(?=\s*(?:$|[,!?;)]))"),
        ("day_of_which", r"(?P<d>{d})\.?\s+(?:des|dieses)\s+(?P<which>{which})\s+monats"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+(?P<which>{which})\s+woche"),
        ("day_of_week", r"(?P<which>{which})\s+woche,?\s+(?:am\s+)?(?P<weekday>{weekday})"),
        ("weekday_day", r"(?P<weekday>{weekday}),?\s+(?P<sure>de[nmr]\s+)?(?P<d>{o}|{n}\.)(?!\s*(?:{month}|\d|§))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?P<year>{n})"),
        ("month", r"(?:im|ende|anfang|mitte|seit|bis|ab)\s+(?P<x>(?P<month>{month}))"),
        ("in_units", r"in\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})"),
        ("ago_units", r"vor\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})"),
        ("period", r"(?P<which>{which})\s+(?P<period>{period})"),
        ("colon", r"(?P<h>\d{1,2})[:.](?P<min>\d{2})\s*(?:uhr|h)\b" + _PARTS),
        ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})" + _PARTS),
        ("colon", r"(?:um|ab)\s+(?P<x>(?P<h>\d{1,2})\.(?P<min>\d{2}))(?!\d)"),
        ("clock", r"(?P<h>{n})\s*uhr(?:\s+(?P<min>{n}))?" + _PARTS),
        (
            "clock",
            r"(?:um|gegen)\s+(?:ca\.?\s+|etwa\s+)?(?P<x>(?P<h>{n})"
            + _PARTS
            + r")(?!\s*(?:%|prozent|euro|grad|€|{unit}))",
        ),
        ("clock", r"(?P<h>{n})\s+" + _PART),
        ("before_half", r"(?P<m>{n})\s+(?:minuten\s+)?vor\s+halb\s+(?P<h>{n})" + _PARTS),
        ("past_half", r"(?P<m>{n})\s+(?:minuten\s+)?nach\s+halb\s+(?P<h>{n})" + _PARTS),
        ("half_to", r"halb\s+(?P<h>{n})" + _PARTS),
        ("quarter_past", r"viertel\s+nach\s+(?P<h>{n})(?:\s+uhr)?" + _PARTS),
        ("quarter_to", r"(?:viertel\s+vor|dreiviertel)\s+(?P<h>{n})(?:\s+uhr)?" + _PARTS),
        ("minutes_past", r"(?P<m>{n})\s+(?:minuten\s+)?nach\s+(?P<h>{n})" + _PARTS),
        ("minutes_to", r"(?P<m>{n})\s+(?:minuten\s+)?vor\s+(?P<h>{n})" + _PARTS),
        ("clock_word", r"(?:um|gegen|zu|ab|bis|vor|nach|am)\s+(?P<x>(?P<word>mitternacht|mittag))"),
        (
            "days_of_month",
            r"(?:vom|zwischen\s+dem|von)\s+(?P<d>{d})\.?\s+(?:bis(?:\s+zum)?|und\s+dem|-|–)\s+(?P<e>{d})\.?\s+"
            r"(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?P<part>fruh|morgens?|vormittags?|mittags?|nachmittags?|abends?|nachts?)\s*)?"
    r",?\s*(?:(?:um|gegen|ab|bis|vor|nach)\s+(?:ca\.?\s+|etwa\s+)?)?",
    between_time_and_date=r"\s*,?\s+(?:am\s+)?",
    range_start=r"(?:vom|von|zwischen)\s+(?:dem\s+)?",
    range_middle=r"\.?\s*(?:bis(?:\s+zum)?|und|-|–)\s*(?:dem\s+)?",
    range_open=r"\.?\s*(?:bis(?:\s+zum)?|-|–)\s*",
)
