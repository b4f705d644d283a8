"""French."""

from __future__ import annotations

from nlu.pipeline.entities.words.table import CODES, METRIC, NEUTRAL_RULES, Table, listed

_SMALL = listed("zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
_MONTHS = listed("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
_WEEKDAYS = listed("lundi mardi mercredi jeudi vendredi samedi dimanche")
_ORDINALS = {
    "deuxieme": 2,
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

_PART = r"(?:du\s+(?P<part>matin|soir)|de\s+l'(?P<part2>apres-midi))"

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
    alone=frozenset(("un", "une", "zero")),
    not_last=frozenset(("neuf",)),
    not_before=r"(?:\s*bis)?,?\s+(?:rue|avenue|boulevard|bd|place|chemin|allee|quai)\b",
    not_after=r"\b(?:rue|avenue|boulevard|place)\s+(?:du|de\s+la|des|de)\s+$",
    ordinals=_ORDINALS,
    ordinal_suffix="ere|er|eme|e",
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
    parts_of_day={"matin": "am", "apres-midi": "pm", "soir": "pm", "nuit": "pm"},
    periods=frozenset(("weekend", "week-end", "demi")),
    rules=(
        *NEUTRAL_RULES,
        ("day", r"(?P<day>{day})"),
        ("today_part", r"ce\s+(?:matin|soir)|cet(?:te)?\s+apres-midi"),
        ("weekday", r"(?P<weekday>{weekday})"),
        ("next_weekday", r"(?P<weekday>{weekday})\s+(?P<which>prochain|dernier)"),
        ("month_day", r"(?:(?:{weekday})\s+)?(?P<d>{d})\s+(?P<month>{month})\b\.?(?:\s+(?P<year>{n}))?"),
        ("day_of_month", r"(?<=\ble\s)(?P<d>{n}|1er)(?=\s*(?:$|[,.!?]|a\b))"),
        ("month_year", r"(?P<month>{month})\.?\s+(?P<year>{n})"),
        ("month", r"(?<=\ben\s)(?P<month>{month})"),
        ("month", r"(?<=\bmois\sde\s)(?P<month>{month})"),
        ("in_units", r"dans\s+(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})"),
        ("ago_units", r"il\s+y\s+a\s+(?P<n>{n}|{one}|{half})\s*(?P<unit>{unit})"),
        ("period", r"(?P<period>semaine|mois|annee|week-?end|week\send)\s+(?P<which>prochaine?|derniere?|passee?)"),
        ("period", r"(?P<which>ce|cette)\s+(?P<period>semaine|mois|annee|week-?end|week\send)"),
        ("clock", r"(?P<h>{n})\s?h(?:\s+" + _PART + ")?"),
        ("colon", r"(?P<h>\d{1,2})\s?h\s?(?P<min>\d{2})(?:\s+" + _PART + ")?"),
        ("clock", r"(?<=\ba\s)(?P<h>{n})\s+heures?(?:\s+" + _PART + ")?"),
        ("clock", r"(?P<h>{n})\s+heures?\s+" + _PART),
        ("past", r"(?<=\ba\s)(?P<h>{n})\s+heures?\s+et\s+demie"),
        ("quarter_past", r"(?<=\ba\s)(?P<h>{n})\s+heures?\s+et\s+quart"),
        ("quarter_to", r"(?<=\ba\s)(?P<h>{n})\s+heures?\s+moins\s+le\s+quart"),
        ("clock_word", r"(?<=\ba\s)(?P<word>midi|minuit)"),
        ("days_of_month", r"du\s+(?P<d>{d})\s+au\s+(?P<e>{d})\s+(?P<month>{month})"),
    ),
    between_date_and_time=r"\s*,?\s*(?:(?P<part>matin|apres-midi|soir)\s*)?(?:[aà]\s+|vers\s+)?",
    between_time_and_date=r"\s*,?\s+(?:le\s+)?",
    range_start=r"(?:du|de|entre)\s+(?:le\s+)?",
    range_middle=r"\s*(?:au|a|et|jusqu'au|-|–)\s*(?:le\s+)?",
)
