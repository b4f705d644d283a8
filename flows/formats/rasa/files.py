"""The files of a Rasa project sorted by the keys they hold. Nothing is skipped without a line in the report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.document import StrictJSONError, loads_strict
from flows.formats.rasa.yaml_reader import YamlError, load_yaml
from flows.formats.report import FormatError
from flows.formats.told import Place, Told

DOMAIN_KEYS = frozenset(
    {
        "intents",
        "entities",
        "slots",
        "forms",
        "responses",
        "templates",
        "actions",
        "e2e_actions",
        "session_config",
        "config",
    }
)
CONFIG_KEYS = frozenset({"recipe", "assistant_id", "language", "pipeline", "policies", "importers", "imports"})
ENDPOINT_KEYS = frozenset(
    {"action_endpoint", "tracker_store", "event_broker", "lock_store", "nlg", "models", "model_storage"}
)
DATA_KEYS = frozenset({"nlu", "stories", "rules"})
KNOWN_VERSIONS = frozenset({"1.0", "2.0", "3.0", "3.1"})
_YAML = (".yml", ".yaml")
_TOP_KEY = re.compile(rb"^(nlu|stories|rules|intents|responses|templates|slots|forms|pipeline|policies)[ \t]*:", re.M)
_MARKDOWN = re.compile(rb"^##[ \t]*(intent|synonym|regex|lookup)[ \t]*:", re.M)
_SECRET = re.compile(r"(token|secret|passw(or)?d|key|credentials?|jwt|username|user|sid)$", re.IGNORECASE)

Entry = tuple[Place, dict[str, Any]]


@dataclass(slots=True)
class Project:
    """Everything of one project, each entry with its place; `told` begins the report."""

    config: dict[str, Any] = field(default_factory=dict)
    config_place: Place = field(default_factory=lambda: Place("config.yml"))
    domain: list[tuple[Place, str, Any]] = field(default_factory=list)
    nlu: list[Entry] = field(default_factory=list)
    json_nlu: list[Entry] = field(default_factory=list)
    markdown: list[tuple[Place, str]] = field(default_factory=list)
    stories: list[Entry] = field(default_factory=list)
    rules: list[Entry] = field(default_factory=list)
    tests: list[Entry] = field(default_factory=list)
    told: Told = field(default_factory=Told)


def looks_like_rasa(files: Mapping[str, bytes]) -> bool:
    """Whether any file has the keys of a Rasa project."""
    return any(
        (path.lower().endswith(_YAML) and _TOP_KEY.search(data))
        or (path.lower().endswith(".md") and _MARKDOWN.search(data))
        or (path.lower().endswith(".json") and b'"rasa_nlu_data"' in data[:4096])
        for path, data in files.items()
    )


def sort_files(files: Mapping[str, bytes]) -> Project:
    """Reads all files; raises FormatError where a file that belongs to the bot cannot be read."""
    if not looks_like_rasa(files):
        raise FormatError("format", "No file of this has the keys of a Rasa project.")
    project = Project()
    root = _root(files)
    parsed = {path: _parsed(path, files[path]) for path in sorted(files) if path.lower().endswith(_YAML)}
    others = _other_projects(parsed, root)
    for path in sorted(files):
        short = path.removeprefix(root)
        other = next((folder for folder in others if path.startswith(folder)), None)
        if other is not None:
            continue
        if path.lower().endswith(_YAML):
            _sort_yaml(short, parsed[path], project)
        else:
            _sort_other(short, files[path], project)
    for folder in sorted(others):
        project.told.warn(
            "other-project",
            Place(folder.removeprefix(root).rstrip("/")),
            "This folder holds a project of its own; it was left out.",
            "Import the folder by itself.",
        )
    return project


def _root(files: Mapping[str, bytes]) -> str:
    """The folder that all files lie in, with a slash behind it."""
    first, *rest = sorted(files)
    folders = first.split("/")[:-1]
    for path in rest:
        here = path.split("/")[:-1]
        while folders and here[: len(folders)] != folders:
            folders.pop()
    return "".join(f"{folder}/" for folder in folders)


def _other_projects(parsed: Mapping[str, Any], root: str) -> set[str]:
    """Folders below the root with a configuration of their own, unless the project's own one imports them."""
    configs = [path for path, value in parsed.items() if _is_config(path, value)]
    own = min(configs, key=lambda path: path.count("/"), default="")
    home = own.rsplit("/", 1)[0] + "/" if "/" in own else ""
    if own and isinstance(parsed[own], dict) and parsed[own].get("imports"):
        return set()
    folders = {path.rsplit("/", 1)[0] + "/" for path in configs if "/" in path}
    return {folder for folder in folders if folder not in (home, root) and folder != ""}


def _is_config(path: str, value: Any) -> bool:
    name = path.rsplit("/", 1)[-1]
    return isinstance(value, dict) and "pipeline" in value and name.startswith("config")


def _parsed(path: str, data: bytes) -> Any:
    """The value of a YAML file; what is no file of a bot may be anything, and is a YamlError then."""
    try:
        return load_yaml(data)
    except YamlError as error:
        if _TOP_KEY.search(data):
            raise FormatError("yaml", f"{path} cannot be read. {error.detail}") from error
        return error


def _sort_yaml(path: str, value: Any, project: Project) -> None:
    place, told = Place(path), project.told
    name = path.rsplit("/", 1)[-1]
    if isinstance(value, YamlError):
        told.warn("unknown-file", place, f"This file is not plain YAML and was not taken over. {value.detail}")
        return
    if value is None:
        told.hint("empty-file", place, "There is nothing in this file.")
        return
    if not isinstance(value, dict):
        told.warn("unknown-file", place, "It is not known what this file is for. It was not taken over.")
        return
    keys = set(value) - {"version"}
    if name.startswith("credentials"):
        _credentials(place, value, told)
    elif keys & ENDPOINT_KEYS or (not keys and name.startswith("endpoints")):
        _endpoints(place, value, told)
    elif keys & CONFIG_KEYS and not keys & (DATA_KEYS | DOMAIN_KEYS - {"config"}):
        project.config, project.config_place = value, place
        told.unknown_keys(place, value, CONFIG_KEYS | {"version"})
    elif keys & (DATA_KEYS | DOMAIN_KEYS):
        _bot_file(place, value, project)
    else:
        told.warn("unknown-file", place, "It is not known what this file is for. It was not taken over.")


def _bot_file(place: Place, value: dict[str, Any], project: Project) -> None:
    """A file may hold any of the keys; what counts is what they are."""
    version = str(value.get("version", "3.1"))
    if version not in KNOWN_VERSIONS:
        project.told.warn(
            "version", place.at("version"), f"The version {version[:20]!r} is not known; it was read as 3.1."
        )
    testing = place.file.rsplit("/", 1)[-1].startswith("test_") or f"/{place.file}".find("/tests/") >= 0
    for key, body in value.items():
        at = place.at(key)
        if key in DOMAIN_KEYS:
            if body is not None:
                project.domain.append((at, key, body))
        elif key in DATA_KEYS:
            wanted = {"nlu": project.nlu, "rules": project.rules, "stories": project.stories}[key]
            if key == "stories" and testing:
                wanted = project.tests
            _entries(at, body, wanted, project.told)
        elif key in CONFIG_KEYS:
            project.config.setdefault(key, body)
            project.config_place = place
        elif key != "version":
            project.told.warn("unknown-key", at, f"It is not known what {key[:80]!r} is for; it was left out.")


def _entries(place: Place, body: Any, wanted: list[Entry], told: Told) -> None:
    if body is None:
        return
    if not isinstance(body, list):
        raise FormatError("yaml", f"{place.file}: {place.pointer} must be a list.")
    for index, one in enumerate(body):
        if isinstance(one, dict):
            wanted.append((place.at(index), one))
        else:
            told.lost("unreadable", place.at(index), "This entry has no shape that is known; it was left out.")


def _credentials(place: Place, value: dict[str, Any], told: Told) -> None:
    for channel, settings in value.items():
        if channel == "version":
            continue
        told.warn(
            "channel", place.at(channel), f"The channel {channel[:60]!r} was not set up.", "Connect it in the studio."
        )
        _secrets(place.at(channel), settings, told)


def _endpoints(place: Place, value: dict[str, Any], told: Told) -> None:
    for name, settings in value.items():
        if name == "version":
            continue
        if name == "action_endpoint":
            told.warn(
                "action-server",
                place.at(name),
                "The action server is not called: nothing outside is reached.",
                "Name it to have the actions run there (--action-server); else write in their flows what they did.",
            )
        else:
            told.hint("endpoint", place.at(name), f"{name[:60]!r} is part of the installation here and needs no entry.")
        _secrets(place.at(name), settings, told)


def _secrets(place: Place, value: Any, told: Told) -> None:
    """Names credentials; their values never leave this function."""
    waiting: list[tuple[Place, str, Any]] = [(place, "", value)]
    while waiting:
        at, key, one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend((at.at(name), name, inner) for name, inner in one.items())
        elif one not in (None, "", True, False) and _SECRET.search(key):
            told.warn(
                "secret",
                at,
                "A credential was left out.",
                f"Enter it as a secret (for example {key.upper()[:40]!r}) and change it where it was issued.",
            )


def _sort_other(path: str, data: bytes, project: Project) -> None:
    place, told = Place(path), project.told
    name, lower = path.rsplit("/", 1)[-1], path.lower()
    if lower.endswith(".json"):
        _json(place, data, project)
    elif lower.endswith(".md") and _MARKDOWN.search(data):
        project.markdown.append((place, data.decode("utf-8", "replace")))
    elif lower.endswith(".py"):
        told.warn(
            "script",
            place,
            "Code of the action server was not taken over.",
            "Name the action server that runs it, or write in the flows of the actions what they did.",
        )
    elif name.upper().startswith(("README", "LICENSE", "NOTICE", "CHANGELOG")) or name.startswith("."):
        told.hint("not-needed", place, "This file is about the project and no part of the bot.")
    elif lower.startswith(("models/", "results/", ".rasa/")) or lower.endswith(".tar.gz"):
        told.hint("not-needed", place, "This file was made by Rasa and is made anew here.")
    else:
        told.warn("unknown-file", place, "It is not known what this file is for. It was not taken over.")


def _json(place: Place, data: bytes, project: Project) -> None:
    if b'"rasa_nlu_data"' not in data[:4096]:
        project.told.warn(
            "unknown-file",
            place,
            "It is not known what this file is for. It was not taken over.",
            "Keep what it holds in content, answers or a table." if "test" not in place.file else "",
        )
        return
    try:
        value = loads_strict(data.removeprefix(b"\xef\xbb\xbf"))
    except StrictJSONError as error:
        raise FormatError("json", f"{place.file} cannot be read. {error.detail}") from error
    inner = value.get("rasa_nlu_data") if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        raise FormatError("json", f"{place.file}: /rasa_nlu_data must be an object.")
    project.json_nlu.append((place.at("rasa_nlu_data"), inner))
