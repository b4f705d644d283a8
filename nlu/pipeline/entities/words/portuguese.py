"""Portuguese, as written in Brazil and in Portugal."""

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
    "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito "
    "dezenove"
)
_HUNDREDS = "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent"
_ORDINALS = (
    "primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta sexto/sexta setimo/setima "
    "oitavo/oitava nono/nona decimo/decima"
)
_MONTHS = "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro"
_WEEKDAYS = "segunda terca quarta quinta sexta"
_COUNTED = (
    r"\s+(?:vez|opcao|parcela|linha|pagina|pessoa|tentativa|etapa|fila|rua|porta|via|edicao|aula|classe|casa"
    r"|mao|chance|metade|loja|conta|compra|entrega|camada|filha|reuniao)\b"
)
_PART = r"(?:(?:da|de)\s+(?P<part>manha|tarde|noite|madrugada)|do\s+(?P<part2>meio-dia))"
_PARTS = rf"(?:\s+{_PART})?"
_AT = r"(?:as|a|pelas|das|ate\s+as|antes\s+das|depois\s+das|por\s+volta\s+das)\s+"

PORTUGUESE = Table(
    numbers={
        **counted(_SMALL),
        **counted("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 20, 10),
        **{"uma": 1, "duas": 2, "quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19},
        **{"cem": 100, "cento": 100},
        **{stem + end: 200 + 100 * at for at, stem in enumerate(_HUNDREDS.split()) for end in ("os", "as")},
    },
    scales={"mil": 1_000, "milhao": 1_000_000, "milhoes": 1_000_000},
    joiners=frozenset(("e",)),
    dozens={"uma duzia": 12, "meia duzia": 6, "uma dezena": 10, "uma centena": 100},
    times={"duzias": 12, "duzia": 12, "dezenas": 10},
    couples={"um par de": 2},
    alone=frozenset(("um", "uma", "zero")),
    not_before=r"\s+de\s+rua\b",
    not_after=r"\b(?:rua|avenida|av\.?|praca|travessa|alameda)\s+(?:(?:do|da|de|dos|das)\s+)?(?:[a-z]+,?\s+)?$"
    r"|\b(?:senhor|senhora|dona|sr\.?|sra\.?)\s+$",
    ordinals={**positions(_ORDINALS), "vigesimo": 20, "centesimo": 100},
    ordinal_if={
        **dict.fromkeys(("segunda", "quarta", "quinta", "sexta"), _COUNTED),
        "quarto": r"\s+(?:andar|lugar|dia|piso|mes|ano|item|pedido)\b",
        "segundo": r"\s+(?!a\b|o\b|que\b|e\b)[a-z]",
    },
    ordinal_suffix="o|a",
    articles=frozenset(("", "o", "a")),
    not_ordinal=r"\s+(?:mao|plano|classe|mundo)\b|\s*$|\s*[,.!?;]",
    minus="menos|-",
    and_half=r"\s+e\s+mei[oa]",
    number_half=r"\s+e\s+meio",
    half=r"(?:§\x01*\s+)?mei[oa]",
    joined="e|,",
    cents="centavos?|centimos?",
    cent_of={"centavo": "BRL", "centavos": "BRL", "centimo": "EUR", "centimos": "EUR"},
    of_currency=r"de\s",
    lasting=r"(?:dur\w+|durante|lev\w+|demor\w+)\s+(?:umas\s+)?",
    weekday_signs={"seg": 0, "ter": 1, "qua": 2, "qui": 3, "sex": 4, "sab": 5, "dom": 6},
    moving=r"\b(?:mud|mov|adi|pass|remarc|transfer|troc)",
    range_plain=r"\s*(?:a|ao|ate)\s*",
    months={**positions(_MONTHS), **positions("jan fev mar abr mai jun jul ago set out nov dez")},
    weekdays={
        **positions(_WEEKDAYS, 0),
        **{f"{word}-feira": at for word, at in positions(_WEEKDAYS, 0).items()},
        **{f"{word} feira": at for word, at in positions(_WEEKDAYS, 0).items()},
        **{"sabado": 5, "domingo": 6},
    },
    days={
        **{"hoje": 0, "amanha": 1, "ontem": -1, "depois de amanha": 2, "anteontem": -2, "antes de ontem": -2},
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
            "km": "quilometro quilometros kms",
            "in": "polegada polegadas",
            "ft": "pe pes",
            "mi": "milha milhas",
            "l": "litro litros",
            "cl": "centilitro centilitros",
            "dl": "decilitro decilitros",
            "ml": "mililitro mililitros",
            "m3": "metro_cubico metros_cubicos",
            "gal": "galao galoes",
        }
    ),
    currencies={
        **CODES,
        **each(
            {
                "EUR": "euro euros",
                "USD": "dolar dolares",
                "GBP": "libra libras libras_esterlinas",
                "JPY": "iene ienes",
                "CHF": "franco francos francos_suicos",
                "BRL": "real reais",
                "INR": "rupia rupias",
                "MXN": "peso pesos",
            }
        ),
    },
    percent="%|por\\s?§\x01{4}(?!\x01)",
    degrees=r"°|graus?(?:\s+(?:centigrados?|negativos?))?",
    scale_of_degrees=SCALES,
    clock_words={
        **{"meio-dia": (12, 0), "meio dia": (12, 0), "meia-noite": (0, 0), "meia noite": (0, 0)},
    },
    parts_of_day={"manha": "am", "madrugada": "am", "tarde": "pm", "noite": "night", "meio-dia": "pm"},
    periods=each(
        {"week": "semana", "month": "mes", "year": "ano", "weekend": "fim_de_semana fim-de-semana final_de_semana"}
    ),
    which={
        **dict.fromkeys(("passado", "passada", "anterior", "ultimo", "ultima"), -1),
        **dict.fromkeys(("este", "esta", "neste", "nesta", "desta", "deste"), 0),
        **dict.fromkeys(("proximo", "proxima", "que vem", "seguinte"), 1),
    },
    telling=("meia", "meio", "noite", "tarde", "manha", "quarto"),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?:dia|no\s+dia|ate|desde|em)\s+(?P<x>(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2}))(?![/.]\d)"),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"(?:esta|hoje\s+a|hoje\s+de)\s+(?:noite|tarde|manha)"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<which>{which})\s+(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<weekday>{weekday})\s+(?P<which>{which})"),
        (
            "month_day",
            r"(?:(?:{weekday}),?\s+(?:dia\s+)?)?(?P<d>{d})\s+(?:de\s+)?(?P<month>{month})\b\.?"
            r"(?:,?\s+(?:de\s+)?(?P<year>{n}))?",
        ),
        (
            "day_of_month",
            r"(?:dia|ao\s+dia)\s+(?P<x>(?P<d>{n}))(?=\s*(?:$|[,.!?;)]|(?:as|a|se|por|para|e|em|ao|tenho|eu)\b))",
        ),
        ("day_of_which", r"(?P<d>{d})\s+d[oe]\s+(?P<which>{which})\s+mes"),
        ("day_of_which", r"(?P<d>{d})\s+d[oe]\s+mes\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+da\s+semana\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+da\s+(?P<which>{which})\s+semana"),
        ("weekday_day", r"(?P<weekday>{weekday}),?\s+(?:dia\s+)?(?P<d>{n})(?!\s*(?:h\b|de\s|{month}|{unit}))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?:de\s+)?(?P<year>{n})"),
        ("month", r"(?:em|mes\s+de|durante|desde|ate|final\s+de|inicio\s+de)\s+(?P<x>(?P<month>{month}))"),
        (
            "in_units",
            r"(?:daqui\s+a|em|dentro\s+de)\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+e\s+meia)?",
        ),
        ("ago_units", r"(?:ha|faz)\s+(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})(?P<more>\s+e\s+meia)?(?:\s+atras)?"),
        ("ago_units", r"(?P<n>{n}|{one}|{half})\s+(?P<unit>{unit})\s+atras"),
        ("period", r"(?:n)?(?P<x>(?P<which>est[ae]|proxim[ao]|ultim[ao])\s+(?P<period>{period}))"),
        ("period", r"(?P<which>nest[ae])\s+(?P<period>{period})"),
        ("period", r"(?P<period>{period})\s+(?P<which>{which})"),
        ("colon", r"(?P<h>\d{1,2})\s?[:h]\s?(?P<min>\d{2})(?:\s?(?:h|horas|min)\b)?(?!\d)" + _PARTS),
        ("clock", _AT + r"(?P<x>(?P<h>{n})(?:\s?h(?:oras)?\b)?(?:\s+e\s+(?P<min>{n}))?" + _PARTS + ")"),
        ("clock", r"(?P<h>{n})(?:\s?h(?:oras)?)?\s+" + _PART),
        ("clock", r"(?P<h>{n})\s?h"),
        ("past", _AT + r"(?P<x>(?P<h>{n})(?:\s+horas)?\s+e\s+meia" + _PARTS + ")"),
        ("quarter_past", _AT + r"(?P<x>(?P<h>{n})\s+e\s+(?:um\s+|§\s+|§\x01*\s+)?quarto" + _PARTS + ")"),
        ("minutes_to", r"(?P<m>{n})\s+(?:minutos\s+)?para\s+as?\s+(?P<h>{n})" + _PARTS),
        ("clock_word", r"(?:ao?|ate|antes\s+d[ao]|por\s+volta\s+do)\s+(?:o\s+|a\s+)?(?P<x>(?P<word>{word}))"),
        (
            "days_of_month",
            r"(?:de|do\s+dia|entre|entre\s+os\s+dias|do)\s+(?P<d>{d})\s+(?:a|ate|ao\s+dia|e|ao)\s+(?P<e>{d})\s+"
            r"(?:de\s+)?(?P<month>{month})",
        ),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:de|a|da)\s+(?P<part>manha|tarde|noite)\s*)?"
    r",?\s*(?:as\s+|a\s+|ao\s+|pelas\s+|por\s+volta\s+das\s+)?",
    between_time_and_date=r"\s*,?\s+(?:de\s+|da\s+|do\s+dia\s+|do\s+)?",
    range_start=r"(?:desde|das|da|do|de|entre)\s+(?:as\s+|a\s+|o\s+|os\s+dias\s+|dia\s+)?",
    range_middle=r"\s*(?:ao|as|a|ate|e|-|–)\s*(?:as\s+|a\s+|o\s+|dia\s+)?",
    range_open=r"\s*(?:ate|-|–)\s*(?:as\s+|a\s+|o\s+)?",
)
