"""What stands around a bot: the pipeline, the policies, the session, the action server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.formats.names import slug
from flows.formats.rasa.settings import LONGEST_SESSION
from flows.formats.rasa.write.knowledge import Knowledge
from flows.formats.rasa.write.texts import DOCUMENT
from flows.formats.told import Told

Json = dict[str, Any]
EPOCHS = 100
HISTORY = 5
ACTION_SERVER = "http://localhost:5055/webhook"
DUCKLING = "http://localhost:8000"
_AS_THERE: Mapping[str, tuple[Any, ...]] = {
    "bridge": (False,),
    "suggestions": (0,),
    "stateless": (False,),
    "public_events": ([],),
    "handoff_after": (0,),
    "handoff_flow": (None,),
}
"""Settings and the values with which the bot is as it is in Rasa."""
_KEPT = frozenset({"session_minutes", "carry_over", "out_of_scope", "action_server"})


def config_of(document: Mapping[str, Any], knowledge: Knowledge, domain: Mapping[str, Any]) -> Json:
    """config.yml: the parts that what is in the bot needs."""
    pipeline: list[Json] = [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True},
    ]
    kinds = {one["kind"] for one in document.get("entities", ()) if one.get("values") or one.get("patterns")}
    if kinds:
        pipeline.append({"name": "RegexEntityExtractor", "use_lookup_tables": "list" in kinds,
                         "use_regexes": "pattern" in kinds})  # fmt: skip
    if knowledge.dimensions:
        pipeline.append({"name": "DucklingEntityExtractor", "url": DUCKLING, "dimensions": list(knowledge.dimensions)})
    pipeline.append({"name": "EntitySynonymMapper"})
    pipeline += [{"name": "ResponseSelector", "epochs": EPOCHS, "retrieval_intent": topic,
                  "constrain_similarities": True} for topic in knowledge.topics]  # fmt: skip
    pipeline.append({"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1})
    policies: list[Json] = [
        {"name": "MemoizationPolicy", "max_history": HISTORY},
        {"name": "RulePolicy"},
        {"name": "TEDPolicy", "max_history": HISTORY, "epochs": EPOCHS, "constrain_similarities": True},
    ]
    return {
        "recipe": "default.v1", "assistant_id": slug(str(document["name"]).lower()),
        "language": str(document["default_language"]).partition("-")[0], "pipeline": pipeline, "policies": policies,
    }  # fmt: skip


def session_of(document: Mapping[str, Any]) -> Json:
    """How long a session lasts and what the next one knows."""
    settings = document.get("settings") or {}
    minutes = settings.get("session_minutes", 30)
    return {
        "session_expiration_time": 0 if minutes >= LONGEST_SESSION else minutes,
        "carry_over_slots_to_new_session": settings.get("carry_over", True) is not False,
    }


def endpoints_of(document: Mapping[str, Any], domain: Mapping[str, Any]) -> Json:
    """Where the action server is, if the bot needs one; what may be a credential in its address stays here."""
    given = str((document.get("settings") or {}).get("action_server") or "")
    plain = "" if "{" in given or "@" in given else given.partition("?")[0]
    return {"action_endpoint": {"url": plain or ACTION_SERVER}} if domain.get("actions") else {}


def tell_settings(document: Mapping[str, Any], told: Told) -> None:
    """A line for each setting that makes the bot another one than it is there."""
    settings = document.get("settings") or {}
    for key in sorted(settings):
        if key not in _KEPT and settings[key] not in _AS_THERE.get(key, ()):
            told.hint("setting", DOCUMENT, f"The setting {key!r} does not exist there.", "", "settings")
    if isinstance(settings.get("carry_over"), list):
        told.warn(
            "setting", DOCUMENT, "A new session knows all slots or none there; here some were chosen.", "", "settings"
        )
