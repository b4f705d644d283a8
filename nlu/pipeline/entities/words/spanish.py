"""Spanish."""

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
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_HUNDREDS = "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient"
_ORDINALS = (
    "primero/primera/primer segundo/segunda tercero/tercera/tercer cuarto/cuarta quinto/quinta sexto/sexta "
    "septimo/septima octavo/octava noveno/novena decimo/decima undecimo/undecima duodecimo/duodecima"
)
_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre/sept octubre noviembre diciembre"
_WEEKDAYS = "lunes martes miercoles jueves viernes sabado domingo"
_PART = r"(?:(?:de|por|en)\s+la\s+(?P<part>manana|tarde|noche|madrugada)|del\s+(?P<part2>mediodia))"
_PARTS = rf"(?:\s+{_PART}|\s*(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?))?"
_AT = r"(?:(?:a|sobre|hacia|desde|hasta|para)\s+las?|antes\s+de\s+las?|despues\s+de\s+las?|las)\s+"

SPANISH = Table(
    numbers={
        **counted(_SMALL),
        **counted("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
        **{"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100, "ciento": 100},
        **{stem + end: 200 + 100 * at for at, stem in enumerate(_HUNDREDS.split()) for end in ("os", "as")},
    },
    scales={"mil": 1_000, "millon": 1_000_000, "millones": 1_000_000},
    joiners=frozenset(("y",)),
    dozens={"una docena": 12, "media docena": 6, "una decena": 10, "una veintena": 20, "un centenar": 100},
    times={"docenas": 12, "docena": 12, "decenas": 10},
    couples={"un par de": 2},
    alone=frozenset(("un", "una", "uno", "cero")),
    not_before=r"\s+de\s+calle\b|\s*[ºª]",
    not_after=r"\b(?:calle|avenida|avda\.?|plaza|paseo|c/)\s+(?:(?:del|de\s+la|de|las|los)\s+)?(?:[a-z]+,?\s+)?$"
    r"|\b(?:senor|senora|don|dona|sr\.?|sra\.?)\s+$",
    ordinals={**positions(_ORDINALS), "vigesimo": 20, "centesimo": 100},
    ordinal_if={"cuarto": r"\s+(?!de\b|menguante)[a-z]", "segundo": r"\s+(?!por\b|y\b)[a-z]"},
    ordinal_suffix="er|ero|era|do|da|ro|ra|to|ta|mo|ma|vo|va|o|a",
    articles=frozenset(("", "el", "la")),
    not_ordinal=r"\s+(?:mano|lugar|parte|plano|clase|instancia)\b|\s*$|\s*[,.!?;]",
    minus="menos|-",
    and_half=r"\s+y\s+medi[oa]",
    number_half=r"\s+y\s+medio",
    half=r"(?:§\x01*\s+)?medi[oa]",
    joined="y|con|,",
    cents="centimos?|centavos?",
    cent_of={"centimo": "EUR", "centimos": "EUR"},
    of_currency=r"de\s",
    lasting=r"(?:dur\w+|durante|tard\w+)\s+(?:unas\s+)?",
    weekday_signs={"lun": 0, "mar": 1, "mie": 2, "jue": 3, "vie": 4, "sab": 5, "dom": 6},
    moving=r"\b(?:cambi|mov|muev|aplaz|pas|traslad)",
    range_plain=r"\s*al?\s*",
    months={**positions(_MONTHS), **positions("ene feb mar abr xxx jun jul ago sep oct nov dic")},
    weekdays=positions(_WEEKDAYS, 0),
    days={
        **{"hoy": 0, "manana": 1, "ayer": -1, "pasado manana": 2, "anteayer": -2, "antes de ayer": -2},
        **{"antier": -2, "hoy dia": 0, "anoche": -1},
    },
    durations=each(
        {
            "S": "segundo segundos seg",
            "M": "minuto minutos min mins",
            "H": "hora horas h hrs",
            "D": "dia dias",
            "W": "semana semanas",
            "MO": "mes meses",
            "Y": "ano anos",
        }
    ),
    measures=measured(
        {
            "mm": "milimetro milimetros",
            "cm": "centimetro centimetros",
            "m": "metro metros",
            "km": "kilometro kilometros kms",
            "in": "pulgada pulgadas",
            "ft": "pie pies",
            "mi": "milla millas",
            "l": "litro litros",
            "cl": "centilitro centilitros",
            "dl": "decilitro decilitros",
            "ml": "mililitro mililitros",
            "m3": "metro_cubico metros_cubicos",
            "gal": "galon galones",
        }
    ),
    currencies={
        **CODES,
        **each(
            {
                "EUR": "euro euros pavos",
                "USD": "dolar dolares",
                "GBP": "libra libras libras_esterlinas",
                "JPY": "yen yenes",
                "CHF": "franco francos francos_suizos",
                "BRL": "real reales",
                "INR": "rupia rupias",
                "MXN": "peso pesos",
            }
        ),
    },
    percent="%|por\\s?§\x01{5}(?!\x01)|por\\s?§\x01{3}(?!\x01)",
    degrees=r"°|grados?(?:\s+centigrados?)?",
    scale_of_degrees=SCALES,
    clock_words={"mediodia": (12, 0), "medianoche": (0, 0), "medio dia": (12, 0), "media noche": (0, 0)},
    parts_of_day={
        **{"manana": "am", "madrugada": "am", "tarde": "pm", "noche": "night", "mediodia": "pm"},
    },
    periods=each({"week": "semana", "month": "mes", "year": "ano", "weekend": "fin_de_semana finde"}),
    which={
        **dict.fromkeys(("pasado", "pasada", "anterior", "ultimo", "ultima"), -1),
        **dict.fromkeys(("este", "esta"), 0),
        **dict.fromkeys(("proximo", "proxima", "que viene", "siguiente", "que entra"), 1),
    },
    telling=("media", "medio", "cuarto", "tarde", "noche"),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?:el|del|al|hasta|desde)\s+(?P<x>(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2}))(?![/.]\d)"),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"esta\s+(?:noche|tarde|manana)|hoy\s+(?:a|por|en)\s+la\s+(?:noche|tarde|manana)"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<which>{which})\s+(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<weekday>{weekday})\s+(?P<which>{which})"),
        (
            "month_day",
            r"(?:(?:{weekday}),?\s+(?:el\s+|dia\s+)?)?(?P<d>{d})\s+(?:de\s+)?(?P<month>{month})\b\.?"
            r"(?:,?\s+(?:de\s+|del\s+)?(?P<year>{n}))?",
        ),
        (
            "day_of_month",
            r"(?:el|dia|del|al)\s+(?P<x>(?P<d>{n}))(?=\s*(?:$|[,.!?;)]|(?:a|si|por|para|y|en|es|tengo|hay)\b))",
        ),
        ("day_of_which", r"(?P<d>{d})\s+del?\s+(?P<which>{which})\s+mes"),
        ("day_of_which", r"(?P<d>{d})\s+del\s+mes\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+de\s+(?:la\s+)?semana\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+de\s+(?:la\s+)?(?P<which>{which})\s+semana"),
        ("weekday_day", r"(?P<weekday>{weekday}),?\s+(?:dia\s+)?(?P<d>{n})(?!\s*(?:h\b|de\s|{month}|{unit}))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?:de\s+|del\s+)?(?P<year>{n})"),
        ("month", r"(?:en|mes\s+de|durante|desde|hasta|finales\s+de|principios\s+de)\s+(?P<x>(?P<month>{month}))"),
        ("in_units", r"(?:en|dentro\s+de)\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+y\s+media)?"),
        ("ago_units", r"hace\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+y\s+media)?"),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})\s+(?:atras|antes)"),
        ("period", r"(?P<which>{which})\s+(?P<period>{period})"),
        ("period", r"(?P<period>{period})\s+(?P<which>{which})"),
        ("colon", r"(?P<h>\d{1,2})[:.h](?P<min>\d{2})(?:\s?h(?:oras|rs)?\b\.?)?(?!\d)" + _PARTS),
        ("clock", _AT + r"(?P<x>(?P<h>{n})(?:\s?h(?:oras)?\b)?(?:\s+y\s+(?P<min>{n}))?" + _PARTS + ")"),
        ("clock", r"(?P<h>{n})(?:\s+horas)?\s+" + _PART),
        ("clock", r"(?P<h>{n})\s*(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?)"),
        ("past", _AT + r"(?P<x>(?P<h>{n})\s+y\s+media" + _PARTS + ")"),
        ("quarter_past", _AT + r"(?P<x>(?P<h>{n})\s+y\s+(?:cuarto|¤\x01*)" + _PARTS + ")"),
        ("quarter_to", _AT + r"(?P<x>(?P<h>{n})\s+menos\s+(?:cuarto|¤\x01*)" + _PARTS + ")"),
        ("minutes_to", _AT + r"(?P<x>(?P<h>{n})\s+menos\s+(?P<m>{n})" + _PARTS + ")"),
        ("clock_word", r"(?:al?|hasta|antes\s+del?|hacia)\s+(?:el\s+|la\s+)?(?P<x>(?P<word>{word}))"),
        (
            "days_of_month",
            r"(?:del|desde\s+el|entre\s+el)\s+(?P<d>{d})\s+(?:al|hasta\s+el|y\s+el)\s+(?P<e>{d})\s+"
            r"(?:de\s+)?(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:por|en|a)\s+la\s+(?P<part>manana|tarde|noche)\s*)?"
    r",?\s*(?:(?:a|sobre|hacia|desde)\s+las?\s+|al?\s+|las\s+)?",
    between_time_and_date=r"\s*,?\s+(?:del?\s+)?(?:el\s+)?",
    range_start=r"(?:del|desde|de|entre)\s+(?:las?\s+|el\s+)?",
    range_middle=r"\s*(?:al|a|hasta|y|-|–)\s*(?:el\s+|las?\s+)?",
    range_open=r"\s*(?:hasta|-|–)\s*(?:el\s+|las?\s+)?",
)
