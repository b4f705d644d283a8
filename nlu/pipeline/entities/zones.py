"""Time zones said behind a clock time: "3pm CET", "17:00 UTC+2", "9am New York time", "15h heure de Paris"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nlu.pipeline.entities.hits import any_of

_OFFSETS = {
    **{"gmt": 0, "utc": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "hec": 1},
    **{"eet": 2, "eest": 3, "msk": 3, "ist": 5.5, "jst": 9, "kst": 9, "sgt": 8, "hkt": 8, "aest": 10, "aedt": 11},
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "brt": -3, "art": -3},
    **{"akst": -9, "akdt": -8, "hst": -10, "nzst": 12, "nzdt": 13, "sast": 2},
}
_REGIONS = {
    **dict.fromkeys(("et", "eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pacific"), "America/Los_Angeles"),
    "central european": "Europe/Paris",
}
_CAPITALS = frozenset(("et", "ct", "mt", "pt", "ist", "west", "art", "brt", "sast"))
"""Signs that are also words: they count only in capitals, in languages other than English every sign does."""
_ALWAYS = frozenset(("utc", "gmt", "mez", "mesz"))

_CITIES = {
    "America/New_York": "new york/nueva york/nova york/nova iorque/new yorker/new yorkse/boston/miami/washington",
    "America/Chicago": "chicago/houston/dallas",
    "America/Denver": "denver",
    "America/Los_Angeles": "los angeles/san francisco/seattle/california/kalifornische",
    "America/Toronto": "toronto/montreal",
    "America/Mexico_City": "mexico city/mexico/ciudad de mexico",
    "America/Bogota": "bogota/colombia",
    "America/Lima": "lima/peru",
    "America/Santiago": "santiago/chile",
    "America/Argentina/Buenos_Aires": "buenos aires/argentina",
    "America/Sao_Paulo": "sao paulo/brasilia/rio/rio de janeiro",
    "Europe/London": "london/londres/londoner/londra/londen/londense/uk/british/britische",
    "Europe/Dublin": "dublin",
    "Europe/Lisbon": "lisbon/lisbonne/lisboa/lissabon/lisbona/lissaboner",
    "Europe/Madrid": "madrid/spanish/spanische/espana/peninsular",
    "Europe/Paris": "paris/pariser/parigi/parijs/parijse/francaise/french/franzosische",
    "Europe/Brussels": "brussels/bruxelles/bruselas/brussel/brusselse",
    "Europe/Amsterdam": "amsterdam/amsterdamer/amsterdamse/dutch/nederlandse",
    "Europe/Berlin": "berlin/berliner/german/deutsche/berlijn/berlijnse/munich/munchner/frankfurt",
    "Europe/Zurich": "zurich/zurcher/swiss/schweizer",
    "Europe/Vienna": "vienna/vienne/wien/wiener/viena/wenen",
    "Europe/Rome": "rome/roma/rom/milan/milano/italian/italiana/italiaanse",
    "Europe/Athens": "athens/athenes/atenas/athen/atene/athene",
    "Europe/Istanbul": "istanbul/estambul",
    "Europe/Moscow": "moscow/moscou/moscu/moskauer/mosca/moskou/moskouse",
    "Asia/Dubai": "dubai",
    "Asia/Kolkata": "india/indian/mumbai/delhi",
    "Asia/Singapore": "singapore/singapour/singapur",
    "Asia/Hong_Kong": "hong kong",
    "Asia/Shanghai": "beijing/shanghai/china/pekin/peking",
    "Asia/Tokyo": "tokyo/tokio/japan/toquio",
    "Australia/Sydney": "sydney/sidney",
}
_NAMED = {**_REGIONS, **{name: zone for zone, names in _CITIES.items() for name in names.split("/")}}
_PLACES = any_of(name for name in _NAMED if name not in _CAPITALS)
_BEFORE_PLACE = {
    "fr": r"heure\s+(?:locale\s+)?(?:de\s+|d')?",
    "es": r"hora\s+(?:local\s+)?(?:de\s+)?",
    "pt": r"(?:no\s+)?(?:horario|hora)\s+(?:de\s+|do\s+)?",
    "it": r"ora\s+(?:locale\s+)?(?:di\s+)?",
}
_AFTER_PLACE = {"en": r"(?:'s)?\s+time\b", "de": r"\s+(?:orts)?zeit\b", "nl": r"\s+tijd\b"}

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d)")
_SIGN = re.compile(rf"\s*\(?(?P<name>{any_of([*_OFFSETS, *_REGIONS])})(?:\s*{_OFFSET.pattern})?(?![\w-])\)?")
_BARE = re.compile(rf"(?:\s?z(?!\w)|\s?{_OFFSET.pattern})")


class ZoneReader:
    """Zones as one language says them."""

    def __init__(self, language: str) -> None:
        self._english = language == "en"
        before, after = _BEFORE_PLACE.get(language), _AFTER_PLACE.get(language)
        self._place = (
            re.compile(rf"\s*,?\s+\(?{before}(?P<place>{_PLACES})(?!\w)\)?")
            if before
            else re.compile(rf"\s*,?\s+\(?(?P<place>{_PLACES}){after}\)?")
            if after
            else None
        )

    def after(self, original: str, plain: str, at: int, *, figures: bool = False) -> tuple[int, tzinfo] | None:
        """The zone that begins at `at`, and where it ends; a bare offset or Z counts only behind `figures`."""
        if at >= len(plain):
            return None
        match = _SIGN.match(plain, at)
        if match is not None and self._is_sign(original, match):
            zone = _of_sign(match)
            return None if zone is None else (_end(match), zone)
        if self._place is not None and (match := self._place.match(plain, at)):
            named = zone_named(_NAMED[" ".join(match["place"].split())])
            return None if named is None else (_end(match), named)
        if figures and (match := _BARE.match(plain, at)):
            bare = _offset(match) if match["sign"] else UTC
            return None if bare is None else (match.end(), bare)
        return None

    def _is_sign(self, original: str, match: re.Match[str]) -> bool:
        name = match["name"]
        written = original[match.start("name") : match.end("name")]
        if match["sign"] and name not in _ALWAYS:
            return False
        capitals_only = name in _CAPITALS or not (self._english or name in _ALWAYS)
        return " " not in name and (name in _OFFSETS or name in _CAPITALS) and (not capitals_only or written.isupper())


def _end(match: re.Match[str]) -> int:
    """The end without a bracket that was not opened in it."""
    said = match.group()
    return match.end() - (said.endswith(")") and "(" not in said)


def _of_sign(match: re.Match[str]) -> tzinfo | None:
    if match["sign"]:
        return _offset(match)
    name = match["name"]
    if name in _REGIONS:
        return zone_named(_REGIONS[name])
    return timezone(timedelta(hours=_OFFSETS[name]))


def _offset(match: re.Match[str]) -> tzinfo | None:
    minutes = int(match["h"]) * 60 + int(match["m"] or 0)
    if minutes > 14 * 60 or int(match["m"] or 0) > 59:
        return None
    return timezone(timedelta(minutes=-minutes if match["sign"] == "-" else minutes))


@lru_cache(maxsize=128)
def zone_named(name: str) -> tzinfo | None:
    """The zone of the IANA name, None where this machine has no such."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_name(zone: tzinfo) -> str:
    """ "Europe/Paris", or "UTC+02:00"."""
    return zone.key if isinstance(zone, ZoneInfo) and zone.key else str(zone)


def moved(moment: datetime, zone: tzinfo | None, home: tzinfo | None) -> datetime:
    """A moment on the clock of `zone`, on the clock of `home`; as it is where either is not known."""
    if zone is None or home is None:
        return moment
    try:
        return moment.replace(tzinfo=zone).astimezone(home).replace(tzinfo=None)
    except OverflowError:  # the first or the last day that there is
        return moment
