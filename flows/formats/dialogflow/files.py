"""The files of an exported agent: `agent.json`, `intents/*.json`, `entities/*.json`, each sorted by what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.document import StrictJSONError, loads_strict
from flows.formats.report import FormatError
from flows.formats.told import Place, Told

Body = dict[str, Any]
_PHRASES = re.compile(r"(?P<name>.+)_usersays_(?P<language>[A-Za-z-]+)\.json$")
_ENTRIES = re.compile(r"(?P<name>.+)_entries_(?P<language>[A-Za-z-]+)\.json$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SMALL_TALK = re.compile(r"small-?talk", re.IGNORECASE)
AGENT = "agent.json"
_AGENT_KEYS = {
    "description", "language", "shortDescription", "examples", "linkToDocs", "disableInteractionLogs",
    "disableStackdriverLogs", "defaultTimezone", "webhook", "isPrivate", "customClassifierMode", "mlMinConfidence",
    "supportedLanguages", "onePlatformApiVersion", "activeAssistantAgents", "secondaryKey", "avatarUri", "displayName",
    "baseActionPackagesUrl", "dialogBuilderMode", "project", "id", "name",
}  # fmt: skip
_NOT_NEEDED = ("README", "LICENSE", "LICENCE", "NOTICE", "CHANGELOG")


@dataclass(slots=True)
class Named:
    """An intent or entity: its own body, and phrases or entries by language, each with its place."""

    name: str
    place: Place
    body: Body
    lists: dict[str, tuple[Place, list[Any]]] = field(default_factory=dict)


@dataclass(slots=True)
class Agent:
    place: Place
    body: Body
    languages: list[str]
    intents: dict[str, Named] = field(default_factory=dict)
    entities: dict[str, Named] = field(default_factory=dict)
    told: Told = field(default_factory=Told)

    @property
    def language(self) -> str:
        return self.languages[0]


def agent_path(files: Mapping[str, bytes]) -> str | None:
    """The file that makes a folder an agent."""
    found = [path for path in files if _own(path) and path.rsplit("/", 1)[-1] == AGENT]
    best = min(found, key=lambda path: path.count("/"), default=None)
    if best is None:
        return None
    folder = best.removesuffix(AGENT)
    beside = any(path.startswith((f"{folder}intents/", f"{folder}entities/")) for path in files)
    return best if beside or b'"language"' in files[best][:4096] else None


def sort_files(files: Mapping[str, bytes]) -> Agent:
    """Reads all files; raises FormatError where one that belongs to the agent cannot be read."""
    path = agent_path(files)
    if path is None:
        raise FormatError("format", f"There is no {AGENT} with a folder of intents.")
    root = path.removesuffix(AGENT)
    body = _object(files[path], AGENT)
    agent = Agent(Place(AGENT), body, _languages(body))
    for name in sorted(files):
        if name != path:
            _sort(name.removeprefix(root), files[name], agent)
    _pair(agent)
    agent.told.unknown_keys(agent.place, body, _AGENT_KEYS | {"googleAssistant"} | _SWITCHES)
    return agent


_SWITCHES = {
    "analyzeQueryTextSentiment", "enabledKnowledgeBaseNames", "knowledgeServiceConfidenceAdjustment",
    "enableOnePlatformApi", "enableSpellCorrection", "rejectedLogs",
}  # fmt: skip


def as_language(code: Any) -> str | None:
    """A language as ours are written: `zh-cn` → `zh-CN`; None where it is none."""
    first, _, region = str(code or "").replace("_", "-").partition("-")
    plain = first.lower() + (f"-{region.upper() if len(region) == 2 else region}" if region else "")
    return plain if _LANGUAGE.fullmatch(plain) and len(plain) <= 35 else None


def _languages(body: Body) -> list[str]:
    listed = body.get("supportedLanguages")
    codes = [body.get("language"), *(listed if isinstance(listed, list) else ())]
    found = [language for code in codes if (language := as_language(code)) is not None]
    return list(dict.fromkeys(found)) or ["en"]


def _own(path: str) -> bool:
    """Resource files of a Mac are no part of it."""
    return not any(part == "__MACOSX" or part.startswith("._") for part in path.split("/"))


def _sort(path: str, data: bytes, agent: Agent) -> None:
    place, told = Place(path), agent.told
    folder, _, name = path.rpartition("/")
    if not _own(path):
        told.hint("not-needed", place, "A resource file of a Mac; it is no part of the agent.")
    elif folder == "intents" and name.endswith(".json"):
        _add(place, name, data, agent.intents, _PHRASES)
    elif folder == "entities" and name.endswith(".json"):
        _add(place, name, data, agent.entities, _ENTRIES)
    elif path == "package.json" or name.upper().startswith(_NOT_NEEDED) or name.startswith("."):
        told.hint("not-needed", place, "This file is about the export and no part of the bot.")
    elif name.endswith(".zip"):
        told.hint("not-needed", place, "An archive inside of the folder was not opened.")
    elif folder.split("/")[0] in ("knowledgeBases", "knowledge_bases"):
        told.lost("knowledge-base", place, "Knowledge bases live at Dialogflow.", "Write their questions as answers.")
    elif _SMALL_TALK.search(name):
        told.lost("small-talk", place, f"Small talk is understood at Dialogflow only. Its own words were: "
                  f"{_small_talk(data)}.", "Write them as answers, with the questions they are for.")  # fmt: skip
    elif folder.split("/")[0] == "mega_agent":
        told.lost("mega-agent", place, "The agents that it speaks for are not in the export.", "Import each of them.")
    else:
        told.warn("unknown-file", place, "It is not known what this file is for. It was not taken over.")


def _small_talk(data: bytes) -> str:
    """The words that somebody wrote for small talk, as far as a line of the report takes them."""
    try:
        listed = loads_strict(data.removeprefix(b"\xef\xbb\xbf"))
    except StrictJSONError:
        return "not readable"
    found = [
        f"{str(one.get('action', '')).removeprefix('smalltalk.')[:60]}: {str(words)[:120]!r}"
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, dict) and isinstance(one.get("customAnswers"), list)
        for words in one["customAnswers"]
    ]
    return "; ".join(found[:40]) + ("…" if len(found) > 40 else "") if found else "none"


def _add(place: Place, name: str, data: bytes, wanted: dict[str, Named], pattern: re.Pattern[str]) -> None:
    found = pattern.match(name)
    if found is None:
        title = name.removesuffix(".json")
        one = wanted.setdefault(title, Named(title, place, {}))
        one.place, one.body = place, _object(data, place.file)
        return
    listed = _parsed(data, place.file)
    if not isinstance(listed, list):
        raise FormatError("json", f"{place.file} must be a list.")
    one = wanted.setdefault(found["name"], Named(found["name"], place, {}))
    one.lists[found["language"]] = (place, listed)


def _pair(agent: Agent) -> None:
    """Phrases or entries without the file they belong to, and languages nobody declared."""
    for wanted in (agent.intents, agent.entities):
        for one in wanted.values():
            if not one.body:
                agent.told.warn("half", one.place, "The file it belongs to is missing; it was read on its own.")
                one.body = {"name": one.name}
            for key in ("userSays", "entries"):  # the first exports had them inside
                inside = one.body.get(key)
                if isinstance(inside, list) and inside and agent.language not in one.lists:
                    one.lists[agent.language] = (one.place.at(key), inside)
            for code in list(one.lists):
                place, listed = one.lists.pop(code)
                language = as_language(code)
                if language is None:
                    agent.told.lost("language", place, f"{code[:20]!r} is no language.")
                    continue
                one.lists[language] = (place, listed)
                if language not in agent.languages:
                    agent.languages.append(language)


def _object(data: bytes, path: str) -> Body:
    value = _parsed(data, path)
    if not isinstance(value, dict):
        raise FormatError("json", f"{path} must be an object.")
    return value


def _parsed(data: bytes, path: str) -> Any:
    try:
        return loads_strict(data.removeprefix(b"\xef\xbb\xbf"))
    except StrictJSONError as error:
        raise FormatError(error.code, f"{path} cannot be read. {error.detail}") from error
