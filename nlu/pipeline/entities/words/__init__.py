"""Words that built-in entities are made of, one table per language."""

from __future__ import annotations

from nlu.pipeline.entities.words.dutch import DUTCH
from nlu.pipeline.entities.words.english import ENGLISH
from nlu.pipeline.entities.words.french import FRENCH
from nlu.pipeline.entities.words.german import GERMAN
from nlu.pipeline.entities.words.italian import ITALIAN
from nlu.pipeline.entities.words.portuguese import PORTUGUESE
from nlu.pipeline.entities.words.spanish import SPANISH
from nlu.pipeline.entities.words.table import NEUTRAL, Table

TABLES: dict[str, Table] = {
    **{"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "de": GERMAN, "pt": PORTUGUESE, "it": ITALIAN, "nl": DUTCH},
}


def table_of(language: str) -> Table:
    """The table of a language, else one that knows figures and signs only."""
    return TABLES.get(language.split("-")[0].lower(), NEUTRAL)
