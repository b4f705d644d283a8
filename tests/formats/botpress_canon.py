"""What two Botpress archives both say, read from their raw JSON without our reader: to compare before and after.

Left out is what Botpress derives itself (hidden flows of skills, mirrors of questions, empty ways, previews), what is
bookkeeping, and how a thing is written where several ways mean the same: memories (`temp` or `session`), brackets,
quotes, `===`.
"""

import json
import re

DROPPED = "__qna__"


def canon(files, *, gone=frozenset()):
    """Files → what they say. `gone` are intents that do not exist, whose transitions no bot can take."""
    said = {"flows": {}, "content": {}, "intents": {}, "entities": {}, "answers": {}}
    root = next(path for path in files if path.endswith("bot.config.json")).removesuffix("bot.config.json")
    parsed = {p.removeprefix(root): json.loads(d) for p, d in files.items() if p.endswith(".json")}
    skills = {path.removeprefix("flows/").lower(): body["skillData"] for path, body in parsed.items()
              if path.endswith(".flow.json") and body.get("skillData")}  # fmt: skip
    used = {str(n.get("flow", "")).lower() for p, b in parsed.items() if p.endswith(".flow.json") for n in b["nodes"]
            if n.get("skill")}  # fmt: skip
    elements = {
        one["id"]: (path.rsplit("/", 1)[-1].removesuffix(".json"), one["formData"])
        for path, body in parsed.items()
        if path.startswith("content-elements/")
        for one in body
    }
    for path, body in parsed.items():
        if path.endswith(".flow.json") and path.removeprefix("flows/").lower() not in used:
            said["flows"][path.lower()] = flow_of(body, skills, elements, gone)
        elif path.startswith("intents/") or path.endswith(".intents.json"):
            for intent in body if isinstance(body, list) else [body]:
                if not intent["name"].startswith(DROPPED):
                    said["intents"][intent["name"]] = phrases(intent["utterances"])
        elif path.startswith("entities/") and body["type"] in ("list", "pattern"):
            said["entities"][re.sub(r"[^\w.-]+", "_", body["name"])] = entity_of(body)
        elif path.startswith("qna/"):
            said["answers"][body["id"]] = answer_of(body["data"])
    said["content"] = {id: element_of(*one) for id, one in elements.items()}
    return said


def phrases(texts):
    return {"en": texts} if isinstance(texts, list) else {lang: list(one) for lang, one in texts.items()}


def entity_of(body):
    values = {}
    for one in body.get("occurrences") or body.get("occurences") or []:
        if one["name"].strip():
            values.setdefault(one["name"].strip(), set()).update(one["synonyms"])
    return body["type"], body.get("pattern") or "", values


def answer_of(data):
    contexts = data.get("contexts") or ["global"]
    moves = data["action"] != "text" and data["redirectFlow"]
    return {
        "questions": phrases(data["questions"]),
        "answers": {} if data["action"] == "redirect" else {k: [t for t in v if t] for k, v in
                                                            phrases(data["answers"]).items() if any(v)},
        "enabled": data.get("enabled", True),
        "contexts": ["global"] if "global" in contexts else contexts,
        "then": (data["redirectFlow"], data.get("redirectNode") or "") if moves else None,
    }  # fmt: skip


SHOWN = {"text", "message", "variations", "choices", "options", "title", "subtitle", "image", "actions", "items",
         "file", "video", "audio", "latitude", "longitude", "isDropdown"}  # fmt: skip


def element_of(kind, data):
    return kind, {key: shown(value) for key, value in data.items() if key.split("$")[0] in SHOWN and value}


def shown(value):
    if isinstance(value, str):
        return mustache(value)
    if isinstance(value, list):
        return [shown(one) for one in value if one]
    if isinstance(value, dict):
        return {key: shown(one) for key, one in value.items() if one}
    return value


def mustache(text):
    return re.sub(r"\{\{\{?\s*(.*?)\s*\}?\}\}", lambda found: "{{" + plain(found[1]) + "}}", text)


def plain(source):
    """A condition or path without what makes no difference."""
    text = re.sub(r"\bevent\.state\.", "", source)
    text = re.sub(r"\b(temp|session)\b", "memory", text)
    text = re.sub(r"memory\[['\"]([\w-]+)['\"]\]", lambda found: "memory." + found[1].replace("-", "_"), text)
    text = text.replace("===", "==").replace("!==", "!=").replace("undefined", "null").replace('"', "'")
    text = text.replace("event.payload.text", "event.preview").replace("event.text", "event.preview")
    text = re.sub(r"event\.nlu\.ambiguous", "false", re.sub(r"'(true|false)'", r"\1", text))
    text = re.sub(r"memory\.slots(\.|\[')([\w-]+)('\])?", r"memory.\2", text)
    text = re.sub(r"(memory\.\w+|slots\.\w+)\.value", r"\1", text)
    text = re.sub(r"\[(\d+)\]", r".\1", text)
    return re.sub(r"[\s()$]|String|Number", "", text)


def flow_of(body, skills, elements, gone):
    everywhere = body.get("catchAll") or {}
    return {
        "start": body.get("startNode"),
        "everywhere": ways(everywhere.get("next"), gone),
        "nodes": {node["name"]: node_of(node, everywhere, skills, elements, gone) for node in body["nodes"]},
    }


def node_of(node, everywhere, skills, elements, gone):
    data = skills.get(str(node.get("flow", "")).lower()) if node.get("skill") else None
    receive = node.get("onReceive")
    own = [instruction(one) for one in receive or ()]
    return {
        "enter": [instruction(one) for one in node.get("onEnter") or ()],
        "receive": None if receive is None else [*map(instruction, everywhere.get("onReceive") or ()), *own],
        "skill": None if data is None else skill_of(node["skill"], data, elements),
        "ways": picked(node) if data is not None else ways(node.get("next"), gone),
    }  # fmt: skip


def instruction(text):
    name, _, rest = text.partition(" ")
    if name == "say":
        what, _, data = rest.partition(" ")
        return "say", what, json.loads(data) if data.strip() and what.startswith("#b") else None
    try:
        arguments = json.loads(rest) if rest.strip() else {}
    except ValueError:
        arguments = rest
    if name == "builtin/setVariable" and arguments.get("value") == "null":
        arguments["value"] = "null"
    kept = {key: shown(value) for key, value in arguments.items() if value != ""}
    kept = {key: " ".join(one.split()) if isinstance(one, str) else one for key, one in kept.items()}
    if "delay" in kept:
        kept["delay"] = int(kept["delay"])
    if name == "builtin/setVariable":
        kept["name"] = kept["name"].replace("-", "_")
    if kept.get("type") in ("temp", "session"):
        kept["type"] = "memory"
    if name == "builtin/appendContext":
        kept["contexts"] = ",".join(one for one in kept["contexts"].split(",") if one != "global")
    if "output" in kept:
        kept["output"] = kept["output"].replace("$", "")
    return name, kept


def ways(listed, gone):
    found = [(plain(way["condition"]), way["node"]) for way in listed or ()]
    found = [way for way in found if not any(way[0] == f"event.nlu.intent.name=='{name}'" for name in gone)]
    while found and found[-1][1] == "":
        found.pop()
    return found


def picked(node):
    """The ways of a skill by what was picked, without those that lead nowhere."""
    found = set()
    for way in node["next"]:
        value = re.search(r"==\s*['\"](.*?)['\"]", way["condition"])
        name = value[1] if value and "skill-choice-ret" in way["condition"] else plain(way["condition"])
        found.add((name, way["node"]))
    return {way for way in found if way != ("true", "")}


def skill_of(kind, data, elements):
    if kind == "choice":
        id = (data.get("contentId") or data["config"]["contentElement"]).removeprefix("#!")
        form = elements.get(id, ("", {}))[1]
        texts = {key: value for key, value in form.items() if key.startswith("text$")}
        values = [c["value"] for key, value in form.items() if key.startswith("choices$") for c in value]
        return kind, texts, values or list(data["keywords"]), min(data["config"].get("nbMaxRetries", 0), 10)
    if kind == "Slot":
        said = elements.get(data["contentElement"].removeprefix("#!"), ("", {}))[1]
        return kind, data["slotName"], data["retryAttempts"], said.get("text$es", said.get("text$en"))
    return kind, {key: data.get(key) for key in ("method", "url", "toAddress")}
