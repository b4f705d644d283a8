"""What two Rasa projects both say, read from their raw YAML: one flat map of place → what stands there.

Version 2 is put in the words of 3.1 first, as Rasa's own `data migrate` does it: mappings of forms move into the
slots, and a slot is filled by the entity of its name. Names are compared with underscores only, for a slot is a
variable here. What is left out of the comparison is said where it is left out.
"""

import json
import re

import yaml

LOOP = re.compile(r'"loop": "[^"]*"')
ANNOTATION = re.compile(r"\[([^\]]+)\](?:\(([^:)]+)(?::([^)]+))?\)|(\{[^}]*\}))")


def canon(files):
    """Files → {place: what}."""
    said = {"domain": {}, "nlu": [], "stories": [], "rules": [], "tests": [], "pipeline": []}
    for path, data in sorted(files.items()):
        if path.endswith((".yml", ".yaml")):
            body = yaml.load(data, Loader=Words) or {}
            sort(path, body, said)
    domain = migrated(said["domain"])
    nlu, synonyms = knowledge(said["nlu"])
    loops = set(domain["forms"])
    return {
        **nlu,
        **{f"intents/{one}": True for one in domain["intents"] if one != "nlu_fallback"},
        **{f"entities/{one}": True for one in domain["entities"]},
        **{f"actions/{one}": True for one in domain["actions"]},
        **{
            f"slots/{plain(name)}/{key}": value for name, slot in domain["slots"].items() for key, value in slot.items()
        },
        **{f"forms/{name}/{key}": value for name, form in domain["forms"].items() for key, value in form.items()},
        **{f"responses/{plain(name)}": body for name, body in domain["responses"].items()},
        **{f"session/{key}": value for key, value in domain["session"].items()},
        **{f"rules/{one['rule']}": telling(one, loops) for one in said["rules"]},
        **{f"stories/{one['story']}": telling(one, loops) for one in said["stories"]},
        **{f"tests/{place}": telling(one, loops, synonyms) for place, one in numbered(said["tests"])},
    }


class Words(yaml.SafeLoader):
    """YAML 1.2, as Rasa reads it: `yes` and `no` are words, dates as well."""


Words.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Words.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def sort(path, body, said):
    said["pipeline"] += body.get("pipeline") or []
    testing = "tests/" in path or path.startswith("test_")
    for key, value in body.items():
        if key in ("nlu", "rules", "stories"):
            said["tests" if testing and key == "stories" else key] += value or []
        elif key in ("intents", "entities", "slots", "forms", "responses", "actions", "session_config"):
            if isinstance(value, list):
                said["domain"].setdefault(key, []).extend(value)
            else:
                said["domain"].setdefault(key, {}).update(value or {})


def numbered(tests):
    """Two test stories may have one name: the second one gets a number."""
    seen = {}
    for one in tests:
        name = " ".join(one["story"].split())
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}-{seen[name]}"), one


def plain(name):
    return re.sub(r"[^\w/.]", "_", name)


def names(listed):
    return [next(iter(one)) if isinstance(one, dict) else one for one in listed or ()]


# -- the domain ---------------------------------------------------------------------------------------------------


def migrated(domain):
    slots = {name: dict(body) for name, body in (domain.get("slots") or {}).items() if name != "requested_slot"}
    forms, entities, intents = {}, names(domain.get("entities")), names(domain.get("intents"))
    for name, body in slots.items():
        if "mappings" not in body:
            fills = body.get("auto_fill") is not False and name in entities
            body["mappings"] = [{"type": "from_entity", "entity": name}] if fills else []
    for name, body in (domain.get("forms") or {}).items():
        ours = {"required_slots", "ignored_intents"}
        required = (
            body["required_slots"] if "required_slots" in body else {k: v for k, v in body.items() if k not in ours}
        )
        forms[name] = {"required_slots": [plain(slot) for slot in required]}
        if body.get("ignored_intents"):
            forms[name]["ignored_intents"] = body["ignored_intents"]
        for slot, listed in required.items() if isinstance(required, dict) else ():
            own = slots.setdefault(slot, {"type": "any", "mappings": []})["mappings"]
            own += [{**one, "conditions": [{"active_loop": name}]} for one in listed]
    return {
        "intents": intents, "entities": entities, "actions": names(domain.get("actions")),
        "forms": forms, "session": domain.get("session_config") or {},
        "slots": {name: slot_of(body, intents) for name, body in slots.items()},
        "responses": {name: [response_of(one) for one in body] for name, body in domain.get("responses", {}).items()},
    }  # fmt: skip


def slot_of(body, intents):
    kind = {"unfeaturized": "any"}.get(body["type"], body["type"])
    made = {"type": kind, "influences": bool(body.get("influence_conversation", kind != "any"))}
    made |= {
        key: body[key] for key in ("initial_value", "values", "min_value", "max_value") if body.get(key) is not None
    }
    # A mapping with several conditions is the same as several mappings with one, and one without says it for all.
    made["mappings"] = set()
    for one in body["mappings"]:
        if one["type"] != "custom":
            for condition in one.get("conditions") or [{}]:
                made["mappings"].add(mapping_of(one, condition.get("active_loop", ""), intents))
    everywhere = {one: LOOP.sub('"loop": ""', one) for one in made["mappings"]}
    made["mappings"] = {one for one, plain in everywhere.items() if plain == one or plain not in everywhere}
    return made


def mapping_of(one, loop, known):
    """An intent that does not exist (a form's name, say) is never heard; one that triggers a form needs no loop."""
    intents = {key: sorted({*(one[key] if isinstance(one[key], list) else [one[key]])} & set(known))
               for key in ("intent", "not_intent") if key in one}  # fmt: skip
    loop = "" if one["type"] == "from_trigger_intent" else loop
    rest = {key: one[key] for key in ("type", "entity", "role", "value") if key in one}
    return json.dumps({**rest, **intents, "loop": loop}, sort_keys=True)


def response_of(one):
    made = {key: value for key, value in one.items() if key != "metadata"}
    if "buttons" in made:
        # Rasa reads a payload up to the end of its JSON; what stands behind it says nothing.
        made["buttons"] = [{**each, "payload": each["payload"].rstrip("'")} for each in made["buttons"]]
    if "text" in made:
        made["text"] = re.sub(r"\{([^\n{}]+)\}", lambda hole: "{" + plain(hole[1]) + "}", made["text"])
    return json.dumps(made, sort_keys=True)


# -- training data ------------------------------------------------------------------------------------------------


def knowledge(entries):
    words = {"synonym": {}, "lookup": {}, "regex": {}, "intent": {}}
    for one in entries:
        kind = next(iter(one.keys() & words.keys()))
        words[kind].setdefault(one[kind], []).extend(lines(one["examples"]))
    synonyms = {text.lower(): value for value, texts in words["synonym"].items() for text in texts}
    made = {f"examples/{name}": [example(text, synonyms) for text in texts] for name, texts in words["intent"].items()}
    made |= {f"synonyms/{value}": set(texts) for value, texts in words["synonym"].items()}
    made |= {f"regexes/{name}": texts for name, texts in words["regex"].items()}
    made |= {f"lookups/{name}/{text}": True for name, texts in words["lookup"].items() for text in texts}
    return made, synonyms


def lines(block):
    return [line[1:].strip() for line in block.splitlines() if line.startswith("-")]


def example(source, synonyms):
    """The text, and what is marked in it with the value it stands for."""
    marks = []
    for text, entity, value, body in ANNOTATION.findall(source):
        more = json.loads(body) if body else {"entity": entity, **({"value": value} if value else {})}
        more.setdefault("value", synonyms.get(text.lower(), text))
        marks.append((text, tuple(sorted((key, str(each)) for key, each in more.items()))))
    return " ".join(ANNOTATION.sub(r"\1", source).split()), tuple(marks)


# -- stories ------------------------------------------------------------------------------------------------------


def telling(one, loops, synonyms=None):
    """A story in few words: to run a form and to say that it is active is one thing, said once."""
    head = {key: one[key] for key in ("conversation_start", "wait_for_user_input") if key in one}
    condition = [acts for each in one.get("condition") or () for acts in step_of(each, synonyms)]
    made = []
    for written in one["steps"]:
        for kind, *rest in () if written == "..." else step_of(written, synonyms):
            step = ("loop" if kind == "action" and rest[0] in loops else kind, *rest)
            if made[-1:] != [step]:
                made.append(step)
    return head, condition, joined(made)


def joined(steps):
    """What was set in several steps, as one."""
    made = []
    for step in steps:
        if step[0] == "set" and made and made[-1][0] == "set":
            made[-1] = ("set", {**made[-1][1], **step[1]})
        else:
            made.append(step)
    return [step for step in made if step != ("set", {})]


def step_of(step, synonyms):
    if "or" in step:
        return [("or", tuple(each for one in step["or"] for each in step_of(one, synonyms)))]
    if "intent" in step or "user" in step:
        text = example(step["user"].strip(), synonyms or {}) if "user" in step else None
        return [("user", step.get("intent"), text, str(step.get("entities") or ""))]
    if "slot_was_set" in step:
        # What a form asks for next is no slot here, and a bare name means any value.
        listed = step["slot_was_set"] if isinstance(step["slot_was_set"], list) else [step["slot_was_set"]]
        pairs = {plain(k): v for one in listed for k, v in (one.items() if isinstance(one, dict) else [(one, "any")])}
        pairs.pop("requested_slot", None)
        return [("set", pairs)]
    if "active_loop" in step:
        return [("loop", step["active_loop"])]
    key = next(iter(step.keys() & {"action", "checkpoint", "bot"}))
    return [(key, step[key])]
