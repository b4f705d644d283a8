"""Italian."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import (
    CODES,
    NEUTRAL_RULES,
    SCALES,
    Table,
    counted,
    each,
    measured,
    positions,
)

_SMALL = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
)
_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
_ORDINALS = "prim second terz quart quint sest settim ottav non decim undicesim dodicesim"
_MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
_WEEKDAYS = "lunedi martedi mercoledi giovedi venerdi sabato domenica"
_PART = r"(?:(?:di|del|della|al)\s+(?P<part>mattina|mattino|pomeriggio|sera|notte)|del(?P<part2>l'alba))"
_PARTS = rf"(?:\s+{_PART})?"
_AT = (
    r"(?:(?:alle|dalle|verso\s+le|per\s+le|le|entro\s+le|fino\s+alle|dopo\s+le|prima\s+delle)\s+"
    r"(?:ore\s+)?|all'|ore\s+)"
)


def _below_thousand() -> dict[str, float]:
    """Numbers written together: "ventuno", "trentotto", "duecentocinque"."""
    units = _SMALL.split()
    words: dict[str, float] = counted(_SMALL)
    for at, tens in enumerate(_TENS.split()):
        words[tens] = 20 + 10 * at
        for unit in range(1, 10):
            stem = tens[:-1] if units[unit][0] in "ou" else tens
            words[stem + units[unit]] = 20 + 10 * at + unit
    low = dict(words)
    for hundreds in range(1, 10):
        head = "cento" if hundreds == 1 else f"{units[hundreds]}cento"
        words[head] = 100 * hundreds
        for word, value in low.items():
            if value:
                words[head + word] = 100 * hundreds + value
                words[head[:-1] + word] = 100 * hundreds + value
    return words


ITALIAN = Table(
    numbers={**_below_thousand(), "un": 1, "una": 1},
    scales={"mille": 1_000, "mila": 1_000, "milione": 1_000_000, "milioni": 1_000_000},
    glued={"mila": 1_000, "mille": 1_000},
    joiners=frozenset(("e",)),
    dozens={"una dozzina": 12, "mezza dozzina": 6, "una decina": 10, "una ventina": 20, "un centinaio": 100},
    times={"dozzine": 12, "dozzina": 12, "decine": 10},
    couples={"un paio di": 2, "un paio d'": 2},
    alone=frozenset(("un", "una", "uno", "zero")),
    not_before=r"\s+di\s+via\b|\s*/\s*[a-z]\b",
    not_after=r"\b(?:via|viale|piazza|corso|largo|vicolo)\s+(?!dal?\b|fino\b|per\b|tra\b)(?:(?:del|della|dei|di)\s+|dell')?(?:[a-z]+,?\s+)?$"
    r"|\b(?:signor|signora|signore|sig\.?|sig\.ra)\s+$",
    ordinals={
        **{stem + end: at for stem, at in positions(_ORDINALS).items() for end in "oaie"},
        **{"ventesimo": 20, "ventesima": 20, "centesimo": 100},
    },
    ordinal_if={
        **dict.fromkeys(("prime", "primi", "none", "noni", "seste", "seconde", "secondi", "nona"), r"(?!)"),
        "quarto": r"\s+(?!d'ora|di\b|alle\b)[a-z]",
        "secondo": r"\s+(?!me\b|te\b|lei\b|lui\b|noi\b|voi\b|i\b|le\b|la\b|il\b)[a-z]",
    },
    ordinal_suffix="o|a",
    articles=frozenset(("", "il", "la")),
    not_ordinal=r"\s+(?:mano|posto|piano\s+inclinato|classe|qualita|volta\s+in\s+vita)\b|\s*$|\s*[,.!?;]",
    minus="meno|-",
    and_half=r"\s+e\s+mezz[oa]",
    number_half=r"(?!)",
    half=r"mezz'|(?:§\x01*\s+)?mezz[oa]",
    one=r"un'",
    joined="e|,",
    cents="centesimi|centesimo|cent",
    cent_of={"centesimo": "EUR", "centesimi": "EUR", "cent": "EUR"},
    of_currency=r"di\s",
    lasting=r"(?:dur\w+|per)\s+(?:circa\s+)?",
    weekday_signs={"lun": 0, "mar": 1, "mer": 2, "gio": 3, "ven": 4, "sab": 5, "dom": 6},
    moving=r"\b(?:cambi|spost|rimand|pass|rinvi)",
    range_plain=r"\s*al?\s*",
    months={**positions(_MONTHS), **positions("gen feb mar apr mag giu lug ago set ott nov dic")},
    weekdays=positions(_WEEKDAYS, 0),
    days={
        **{"oggi": 0, "domani": 1, "ieri": -1, "dopodomani": 2, "dopo domani": 2, "l'altro ieri": -2},
        **{"altro ieri": -2, "altroieri": -2, "avantieri": -2},
    },
    durations=each(
        {
            "S": "secondo secondi sec",
            "M": "minuto minuti min",
            "H": "ora ore h",
            "D": "giorno giorni",
            "W": "settimana settimane",
            "MO": "mese mesi",
            "Y": "anno anni",
        }
    ),
    measures=measured(
        {
            "mm": "millimetro millimetri",
            "cm": "centimetro centimetri",
            "m": "metro metri",
            "km": "chilometro chilometri kilometri",
            "in": "pollice pollici",
            "ft": "piede piedi",
            "mi": "miglio miglia",
            "l": "litro litri",
            "cl": "centilitro centilitri",
            "dl": "decilitro decilitri",
            "ml": "millilitro millilitri",
            "m3": "metro_cubo metri_cubi",
            "gal": "gallone galloni",
        }
    ),
    currencies={
        **CODES,
        **each(
            {
                "EUR": "euro",
                "USD": "dollaro dollari",
                "GBP": "sterlina sterline",
                "JPY": "yen",
                "CHF": "franco franchi franchi_svizzeri",
                "BRL": "real",
                "INR": "rupia rupie",
            }
        ),
    },
    percent="%|per\\s?§\x01{4}(?!\x01)|percento",
    degrees=r"°|grad[oi](?:\s+centigradi)?",
    scale_of_degrees=SCALES,
    clock_words={"mezzogiorno": (12, 0), "mezzanotte": (0, 0)},
    parts_of_day={
        **{"mattina": "am", "mattino": "am", "pomeriggio": "pm", "sera": "pm", "notte": "night"},
        **{"stasera": "pm", "stamattina": "am", "stanotte": "night"},
    },
    periods=each({"week": "settimana", "month": "mese", "year": "anno", "weekend": "weekend week-end fine_settimana"}),
    which={
        **dict.fromkeys(("scorso", "scorsa", "passato", "passata"), -1),
        **dict.fromkeys(("questo", "questa"), 0),
        **dict.fromkeys(("prossimo", "prossima", "che viene", "che entra"), 1),
    },
    telling=("mezzo", "mezza", "mezz", "quarto", "un", "un'"),
    rules=(
        *NEUTRAL_RULES,
        (
            "short_figures",
            r"(?:il|dal|al|entro\s+il|fino\s+al)\s+(?P<x>(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2}))(?![/.]\d)",
        ),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"stasera|stamattina|stanotte|quest[oa]\s+(?:pomeriggio|sera|mattina)|oggi\s+pomeriggio"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<which>{which})\s+(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<weekday>{weekday})\s+(?P<which>{which})"),
        (
            "month_day",
            r"(?:(?:{weekday}),?\s+)?(?P<d>{d})\s+(?P<month>{month})\b\.?(?:,?\s+(?:del\s+)?(?P<year>{n}))?",
        ),
        (
            "day_of_month",
            r"(?:il\s+giorno|il|dal|al|entro\s+il)\s+(?P<x>(?P<d>{n}))"
            r"(?=\s*(?:$|[,.!?;)]|(?:alle|se|per|e|sono|ho|mattina|sera)\b))",
        ),
        ("day_of_which", r"(?P<d>{d})\s+del\s+(?P<which>{which})\s+mese"),
        ("day_of_which", r"(?P<d>{d})\s+(?:del\s+mese\s+(?P<which>{which}))"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+della\s+settimana\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+della\s+(?P<which>{which})\s+settimana"),
        ("weekday_day", r"(?P<weekday>{weekday})\s+(?P<d>{n})(?!\s*(?:{month}|{unit}))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?:del\s+)?(?P<year>{n})"),
        ("month", r"(?:in|ad?|mese\s+di|di|da|fine|entro)\s+(?P<x>(?P<month>{month}))"),
        (
            "in_units",
            r"(?:tra|fra|entro)\s+(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})(?P<more>\s+e\s+mezz[oa])?",
        ),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})(?P<more>\s+e\s+mezz[oa])?\s+fa"),
        ("period", r"(?P<which>{which})\s+(?P<period>{period})"),
        ("period", r"(?P<period>{period})\s+(?P<which>{which})"),
        ("colon", r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(?!\d)" + _PARTS),
        ("clock", _AT + r"(?P<x>(?P<h>{n})(?:\s+e\s+(?P<min>{n}))?" + _PARTS + ")"),
        ("clock", r"(?P<h>{n})\s+" + _PART),
        ("past", _AT + r"(?P<x>(?P<h>{n})\s+e\s+mezz[oa]" + _PARTS + ")"),
        ("quarter_past", _AT + r"(?P<x>(?P<h>{n})\s+e\s+(?:§\x01*\s+)?(?:quarto|¤\x01*)" + _PARTS + ")"),
        ("quarter_to", _AT + r"(?P<x>(?P<h>{n})\s+meno\s+(?:§\x01*\s+)?(?:quarto|¤\x01*)" + _PARTS + ")"),
        ("minutes_to", _AT + r"(?P<x>(?P<h>{n})\s+meno\s+(?P<m>{n})" + _PARTS + ")"),
        ("clock_word", r"(?:a|per|verso|entro|fino\s+a|dopo|prima\s+di)\s+(?P<x>(?P<word>{word}))"),
        (
            "days_of_month",
            r"(?:dal|dall'|tra\s+il|fra\s+il)\s*(?P<d>{d})\s+(?:al|e\s+il)\s*(?P<e>{d})\s+(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:di\s+)?(?P<part>mattina|mattino|pomeriggio|sera|notte)\s*)?"
    r",?\s*(?:alle\s+(?:ore\s+)?|all'|a\s+|ore\s+|verso\s+le\s+)?",
    between_time_and_date=r"\s*,?\s+(?:di\s+|del\s+)?",
    range_start=r"(?:dalle|dal|da|tra|fra|dall')\s*(?:il\s+|le\s+)?",
    range_middle=r"\s*(?:alle|al|a|e|fino\s+al|fino\s+alle|-|–)\s*(?:il\s+|le\s+)?",
    range_open=r"\s*(?:fino\s+al|fino\s+alle|-|–)\s*",
)
