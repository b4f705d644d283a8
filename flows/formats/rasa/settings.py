"""Settings of the bot, from the session configuration and config.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.document.schema_messages import LANGUAGE
from flows.formats.rasa.domain import Domain
from flows.formats.rasa.files import Project

LONGEST_SESSION = 525_600  # minutes
DEFAULT_SESSION = 60
_SESSION_KEYS = frozenset({"session_expiration_time", "carry_over_slots_to_new_session"})


def language_of(project: Project) -> str:
    """The one language of the bot."""
    language = project.config.get("language")
    if isinstance(language, str) and re.fullmatch(LANGUAGE, language) and len(language) <= 35:
        return language
    if language is not None:
        project.told.warn(
            "language",
            project.config_place.at("language"),
            f"{str(language)[:40]!r} is no language that is known; English was taken.",
            "Change it in the settings.",
        )
    return "en"


def settings_of(
    project: Project, domain: Domain, *, asks_what_was_meant: bool, teaches_out_of_scope: bool
) -> dict[str, Any]:
    """Settings of the document. `teaches_out_of_scope`: an intent has examples of what the bot is not for."""
    told, place = project.told, domain.session_place
    told.unknown_keys(place, domain.session, _SESSION_KEYS)
    minutes = domain.session.get("session_expiration_time", DEFAULT_SESSION)
    made: dict[str, Any] = {}
    if isinstance(minutes, int | float) and not isinstance(minutes, bool) and minutes > 0:
        made["session_minutes"] = min(minutes, LONGEST_SESSION)
    else:
        made["session_minutes"] = LONGEST_SESSION
        told.hint("session", place.at("session_expiration_time"), "A session never ended; here it ends after a year.")
    if domain.session.get("carry_over_slots_to_new_session") is False:
        made["carry_over"] = False
    # Rasa says nothing on the way back to a form, and asks no "did you mean" unless it is told to.
    made["bridge"] = False
    if teaches_out_of_scope:
        made["out_of_scope"] = "taught"
    if not asks_what_was_meant:
        made["suggestions"] = 0
    told.hint(
        "settings",
        place,
        "As in Rasa nothing is said between an interruption and the question of a form.",
        "Turn it on in the settings if you like.",
    )
    _tell_components(project)
    return made


def _tell_components(project: Project) -> None:
    """The pipeline and the policies: understanding and dialogue are made anew here."""
    told, place = project.told, project.config_place
    for key in ("pipeline", "policies"):
        listed = project.config.get(key)
        names = (
            [str(one.get("name") if isinstance(one, Mapping) else one) for one in listed or ()]
            if isinstance(listed, list)
            else []
        )
        if names:
            told.hint(
                "components",
                place.at(key),
                f"Understanding and dialogue are trained here in one way; left out: "
                f"{', '.join(name[:60] for name in names[:30])}.",
            )
        for index, one in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(one, Mapping) and one.get("name") == "FallbackClassifier":
                told.hint(
                    "threshold",
                    place.at(key, index),
                    "The thresholds of the fallback were not taken over: confidences are calibrated here.",
                    "Change the threshold in the settings if the bot asks too often.",
                )
    for key in ("recipe", "importers", "imports"):
        if project.config.get(key) not in (None, "default.v1", []):
            told.warn("config", place.at(key), f"{key!r} of the configuration was left out.")
