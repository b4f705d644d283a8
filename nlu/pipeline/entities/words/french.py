"""French."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import CODES, METRIC, NEUTRAL_RULES, Table, each, listed

_SMALL = listed("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_MONTHS = listed("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
_WEEKDAYS = listed("lundi mardi mercredi jeudi vendredi samedi dimanche")
_ORDINALS = {
    **dict.fromkeys(("deuxieme", "second", "seconde"), 2),
    **dict.fromkeys(("premier", "premiere"), 1),
    "unieme": 1,
    "troisieme": 3,
    "quatrieme": 4,
    "cinquieme": 5,
    "sixieme": 6,
    "septieme": 7,
    "huitieme": 8,
    "neuvieme": 9,
    "dixieme": 10,
    "vingtieme": 20,
    "centieme": 100,
}

_PART = r"(?:du\s+(?P<part>matin|soir|midi)|de\s+l'(?P<part2>apres-midi))"
_PARTS = rf"(?:\s+{_PART})?"
_AT = r"(?:a|vers|pour|avant|apres|jusqu'a|des)\s+"

FRENCH = Table(
    numbers={
        **{word: value for value, word in enumerate(_SMALL)},
        "une": 1,
        **{"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
        **{"septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
    },
    hundreds=frozenset(("cent", "cents")),
    scales={"mille": 1_000, "million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000},
    joiners=frozenset(("et",)),
    adds_teens=True,
    dozens={"une douzaine": 12, "une demi-douzaine": 6, "une dizaine": 10, "une vingtaine": 20, "une centaine": 100},
    times={"douzaines": 12, "douzaine": 12, "dizaines": 10, "centaines": 100},
    alone=frozenset(("un", "une", "zero")),
    not_last=frozenset(("neuf",)),
    not_before=r"(?:\s*bis)?,?\s+(?:rue|avenue|boulevard|bd|place|chemin|allee|quai)\b",
    not_after=r"\b(?:rue|avenue|boulevard|place)\s+(?:du|de\s+la|des|de)\s+$",
    telling=("demi", "demie", "quart", "centimes"),
    joined="et|,",
    cents="centimes?",
    cent_of={"centime": "EUR", "centimes": "EUR"},
    of_currency=r"d(?:e\s|')",
    lasting=r"(?:dur\w+|pendant|prend|prendra|mis|faut)\s+(?:environ\s+)?",
    weekday_signs={"lun": 0, "mar": 1, "mer": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6},
    moving=r"\b(?:chang|deplac|report|decal|pass|remplac)",
    range_plain=r"\s*(?:a|au)\s*",
    which={
        **dict.fromkeys(("dernier", "derniere", "passe", "passee", "precedent", "precedente"), -1),
        **dict.fromkeys(("ce", "cette"), 0),
        **dict.fromkeys(("prochain", "prochaine", "suivant", "suivante", "qui vient", "a venir"), 1),
    },
    ordinals=_ORDINALS,
    ordinal_suffix="ere|er|eme|e",
    articles=frozenset(("", "le", "la")),
    not_ordinal=r"\s*$|\s*[,.!?]",
    minus="moins|-",
    and_half=r"\s+et\s+demie?",
    half=r"(?:§\x01*\s+)?demi[ -]",  # "une" is a number by then
    months={
        **{word: at + 1 for at, word in enumerate(_MONTHS)},
        **{"janv": 1, "fevr": 2, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12},
    },
    weekdays={word: at for at, word in enumerate(_WEEKDAYS)},
    days={
        **{"aujourd'hui": 0, "aujourd’hui": 0, "demain": 1, "hier": -1},
        **{"apres-demain": 2, "apres demain": 2, "avant-hier": -2, "avant hier": -2},
    },
    durations={
        **dict.fromkeys(("seconde", "secondes"), "S"),
        **dict.fromkeys(("minute", "minutes", "min", "mn"), "M"),
        **dict.fromkeys(("heure", "heures"), "H"),
        **dict.fromkeys(("jour", "jours"), "D"),
        **dict.fromkeys(("semaine", "semaines"), "W"),
        "mois": "MO",
        **dict.fromkeys(("an", "ans", "annee", "annees"), "Y"),
    },
    measures={
        **METRIC,
        **dict.fromkeys(("metre", "metres"), ("distance", "m")),
        **dict.fromkeys(("kilometre", "kilometres", "kms"), ("distance", "km")),
        **dict.fromkeys(("centimetre", "centimetres"), ("distance", "cm")),
        **dict.fromkeys(("litre", "litres"), ("volume", "l")),
        **dict.fromkeys(("centilitre", "centilitres"), ("volume", "cl")),
        **dict.fromkeys(("millilitre", "millilitres"), ("volume", "ml")),
    },
    currencies={
        **CODES,
        **dict.fromkeys(("euro", "euros", "balles"), "EUR"),
        **dict.fromkeys(("dollar", "dollars"), "USD"),
        **{"livres": "GBP", "yens": "JPY", "francs": "CHF"},
    },
    percent="%|pour\\s?§\x01{3}(?!\x01)",  # "pour cent", where "cent" is taken for a number
    degrees=r"°|degres?",
    scale_of_degrees={"celsius": "C", "c": "C", "fahrenheit": "F", "f": "F", "kelvin": "K", "k": "K"},
    clock_words={"midi": (12, 0), "minuit": (0, 0)},
    parts_of_day={"matin": "am", "apres-midi": "pm", "midi": "pm", "soir": "pm", "nuit": "night"},
    periods=each({"week": "semaine", "month": "mois", "year": "annee an", "weekend": "weekend week-end week_end"}),
    rules=(
        *NEUTRAL_RULES,
        ("short_figures", r"(?:le|du|au|avant|apres)\s+(?P<x>(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2}))(?![/.]\d)"),
        ("day", r"(?P<day>{day})"),
        ("today_part", r"ce\s+(?:matin|soir|midi)|cet(?:te)?\s+(?:apres-midi|nuit)"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<weekday>{weekday})\s+(?P<which>{which})"),
        ("next_weekday", r"(?P<which>ce)\s+(?P<weekday>{weekday})"),
        ("month_day", r"(?:(?:{weekday})\s+)?(?P<d>{d})\s+(?P<month>{month})\b\.?(?:\s+(?P<year>{n}))?"),
        (
            "day_of_month",
            r"(?:le|au|du|avant\s+le)\s+(?P<x>(?P<d>{n}|1er))(?=\s*(?:$|[,.!?;)]|(?:a|si|s'il|pour|et|svp|au|en|est)\b))",
        ),
        ("day_of_which", r"(?P<d>{d})\s+du\s+mois\s+(?P<which>{which})"),
        ("day_of_which", r"(?P<d>{d})\s+de\s+(?P<which>ce)\s+mois"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+de\s+la\s+semaine\s+(?P<which>{which})"),
        ("day_of_week", r"(?P<weekday>{weekday})\s+de\s+(?P<which>cette)\s+semaine"),
        ("weekday_day", r"(?P<weekday>{weekday})\s+(?P<d>{d})(?!\s*(?:h\b|heures?|{month}|{unit}))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?P<year>{n})"),
        ("month", r"(?:en|mois\s+de|mois\s+d'|courant|debut|fin|mi)[\s-]?\s*(?P<x>(?P<month>{month}))"),
        ("in_units", r"(?:dans|d'ici)\s+(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})(?P<more>\s+et\s+demie?)?"),
        ("ago_units", r"il\s+y\s+a\s+(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})(?P<more>\s+et\s+demie?)?"),
        ("period", r"(?P<period>{period})\s+(?P<which>{which})"),
        ("period", r"(?P<which>ce|cette)\s+(?P<period>{period})"),
        ("period", r"(?P<which>prochaine?|derniere?)\s+(?P<period>{period})"),
        ("clock", r"(?P<h>{n})\s?h(?:\s+" + _PART + ")?"),
        ("colon", r"(?P<h>\d{1,2})\s?h\s?(?P<min>\d{2})(?:\s+" + _PART + ")?"),
        ("colon", r"(?P<h>\d{1,2}):(?P<min>\d{2})\s+" + _PART),
        (
            "clock",
            _AT + r"(?P<x>(?P<h>{n})\s+heures?(?!\s+de\s+(?!l'))(?:\s+(?P<min>{n})(?!\s+{unit}))?" + _PARTS + ")",
        ),
        ("clock", r"(?P<h>{n})\s+heures?\s+" + _PART),
        ("past", _AT + r"(?P<x>(?P<h>{n})\s+heures?\s+et\s+demie?" + _PARTS + ")"),
        ("quarter_past", _AT + r"(?P<x>(?P<h>{n})\s+heures?\s+et\s+quart" + _PARTS + ")"),
        ("quarter_to", _AT + r"(?P<x>(?P<h>{n})\s+heures?\s+moins\s+le\s+quart" + _PARTS + ")"),
        ("minutes_to", _AT + r"(?P<x>(?P<h>{n})\s+heures?\s+moins\s+(?P<m>{n})" + _PARTS + ")"),
        ("clock_word", r"(?:a|vers|pour|avant|apres|jusqu'a)\s+(?P<x>(?P<word>{word}))"),
        ("days_of_month", r"(?:du|entre\s+le)\s+(?P<d>{d})\s+(?:au|et\s+le)\s+(?P<e>{d})\s+(?P<month>{month})"),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?:dans\s+)?(?:l'|la\s+|le\s+)?(?P<part>matin|apres-midi|soir|nuit)\s*)?(?:,?\s*(?:a|vers|avant|apres|des)\s+)?",
    between_time_and_date=r"\s*,?\s+(?:le\s+)?",
    range_start=r"(?:du|de|entre)\s+(?:le\s+)?",
    range_middle=r"\s*(?:au|a|et|jusqu'au|jusqu'a|-|–)\s*(?:le\s+)?",
    range_open=r"\s*(?:jusqu'au|jusqu'a|-|–)\s*",
)
