"""What a bot of another product holds, counted in its raw files, and whether each thing is live after its import.

One function for each product; each yields a Thing for every flow, node, way, content, intent, example, entity, question
and so on. A Thing that is not live is looked for in the report by its file and pointer, or by its name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flows.document.annotations import AnnotationError, read_annotated
from flows.formats import Reading
from flows.formats.rasa.yaml_reader import load_yaml

Files = dict[str, bytes]
Body = dict[str, Any]


@dataclass(frozen=True)
class Thing:
    """Something of the source: its kind, what it is called, where it stands, and whether it is in the document."""

    kind: str
    name: str
    file: str
    pointer: str
    live: bool


def named(thing: Thing, reading: Reading) -> bool:
    """Whether a line of the report is about it: at its place, above it, or by its name."""
    for item in reading.items:
        same = item.file.rsplit("/", 1)[-1] == thing.file.rsplit("/", 1)[-1]
        if same and (item.pointer == thing.pointer or (item.pointer and thing.pointer.startswith(item.pointer + "/"))):
            return True
        if thing.name and thing.name in item.what:
            return True
    return False


def plain(examples: Any) -> Counter[str]:
    """Texts of examples without marks, and how often each is there."""
    found: Counter[str] = Counter()
    for source in examples:
        try:
            found[" ".join(read_annotated(source).text.split())] += 1
        except AnnotationError:
            found[source] += 1
    return found


def parsed(files: Files) -> dict[str, Any]:
    return {path: json.loads(data) for path, data in files.items() if path.endswith(".json") and "__MACOSX" not in path}


def botpress(files: Files, document: Body) -> Iterator[Thing]:
    bodies = parsed(files)
    made = {str(n.get("flow", "")).lower() for p, f in bodies.items() if p.endswith(".flow.json") for n in f["nodes"]
            if n.get("skill")}  # fmt: skip
    flows = {flow["id"]: flow for flow in document["flows"]}
    for path, body in bodies.items():
        if path.endswith(".flow.json") and path.removeprefix("flows/").lower() not in made:
            flow = flows.get(path.removeprefix("flows/").removesuffix(".flow.json").replace("/", "-"))
            yield Thing("flows", path, path, "", flow is not None)
            if flow is not None:
                yield from _botpress_nodes(path, body, flow)
        elif path.startswith("content-elements/"):
            ids = {one["id"] for one in document["content"]}
            for n, one in enumerate(body):
                yield Thing("content", one["id"], path, f"/{n}", one["id"] in ids)
        elif path.startswith("intents/") or path.endswith(".intents.json"):
            yield from _botpress_intents(path, body, document)
        elif path.startswith("entities/"):
            own = body["name"].replace(" ", "_")
            yield Thing("entities", body["name"], path, "", any(one["name"] == own for one in document["entities"]))
        elif path.startswith("qna/"):
            listed = [one for one in document["answers"] if one["id"] == body["id"]]
            asked = body["data"]["questions"]
            texts = asked if isinstance(asked, list) else [text for one in asked.values() for text in one]
            kept = [text for one in listed for each in one["questions"].values() for text in each]
            yield Thing("answers", body["id"], path, "", texts == kept)


def _botpress_intents(path: str, body: Any, document: Body) -> Iterator[Thing]:
    for intent in body if isinstance(body, list) else [body]:
        if intent["name"].startswith("__qna__"):
            continue
        own = next((one for one in document["intents"] if one["name"] == intent["name"]), None)
        yield Thing("intents", intent["name"], path, "", own is not None)
        said = intent["utterances"]
        texts = said if isinstance(said, list) else [text for one in said.values() for text in one]
        kept = 0 if own is None else sum(map(len, own["examples"].values()))
        for n, text in enumerate(text for text in texts if text.strip()):
            yield Thing("examples", text, path, f"/utterances/{n}", n < kept)


def _botpress_nodes(path: str, body: Body, flow: Body) -> Iterator[Thing]:
    nodes = {one["title"]: one["id"] for one in reversed(flow["nodes"])}
    led: dict[str, set[str]] = {}
    for way in flow["transitions"]:
        led.setdefault(way["node"], set()).add(way["target"])
    for index, one in enumerate(body["nodes"]):
        yield Thing("nodes", "", path, f"/nodes/{index}", one["name"] in nodes)
        reached = reach(nodes.get(one["name"], ""), led, lambda id, start: id.startswith(f"{start}-"))
        steps = [step for node in flow["nodes"] if node["id"] in reached for step in node["steps"]]
        others = {step["config"].get("flow") for step in steps if step["type"] in ("jump", "call_flow")}
        leaves = {step["type"] for step in steps} | {"end" if "the-end" in reached else ""}
        for number, way in enumerate(one.get("next") or ()):
            target = way["node"]
            live = nodes.get(target) in reached
            if ".flow.json" in target:
                live = target.partition(".flow.json")[0].replace("/", "-") in others
            elif target == "END" or target.startswith("#"):
                live = bool(leaves & {"end", "return"})
            yield Thing("ways", "", path, f"/nodes/{index}/next/{number}", live)


def reach(start: str, led: dict[str, set[str]], own: Callable[[str, str], bool]) -> set[str]:
    """What a node leads to, through the nodes that were made of it."""
    reached, waiting = {start}, [start]
    while waiting:
        for target in led.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                if own(target, start):
                    waiting.append(target)
    return reached


def dialogflow(files: Files, document: Body) -> Iterator[Thing]:
    said = json.dumps([document["flows"], document["content"]], ensure_ascii=False)
    flows = {flow["title"]: flow for flow in document["flows"]}
    contexts = {name for one in document["intents"] for each in one.get("contexts", ()) for name in each.split("&")}
    opened = {name for flow in document["flows"] for node in flow["nodes"] for step in node["steps"]
              for name in step["config"].get("contexts", ()) if step["type"] == "context"}  # fmt: skip
    examples = {one["name"]: plain(text for texts in one["examples"].values() for text in texts)
                for one in document["intents"]}  # fmt: skip
    for path, body in parsed(files).items():
        name = path.rsplit("/", 1)[-1].removesuffix(".json")
        if path.startswith("intents/") and "_usersays_" in name:
            intent = name.partition("_usersays_")[0]
            kept = examples.get(intent) or examples.get("none") or Counter()
            for n, phrase in enumerate(body):
                text = " ".join("".join(piece["text"] for piece in phrase["data"]).split())
                yield Thing("examples", text, path, f"/{n}", text in kept)
        elif path.startswith("intents/"):
            yield Thing("intents", body["name"], path, "", body["name"] in flows)
            for c, context in enumerate(body.get("contexts", ())):
                yield Thing("ways", "", path, f"/contexts/{c}", context.lower() in contexts)
            for r, response in enumerate(body.get("responses", ())):
                for c, one in enumerate(response.get("affectedContexts", ())):
                    at = f"/responses/{r}/affectedContexts/{c}"
                    yield Thing("ways", "", path, at, one["name"].lower() in opened)
                yield from _dialogflow_texts(path, f"/responses/{r}", response, said)
        elif path.startswith("entities/") and "_entries_" not in name:
            yield Thing(
                "entities", body["name"], path, "", any(e["name"] == body["name"] for e in document["entities"])
            )


def _dialogflow_texts(path: str, at: str, response: Body, said: str) -> Iterator[Thing]:
    for m, message in enumerate(response.get("messages", ())):
        words = message.get("speech") or message.get("textToSpeech") or message.get("title") or ""
        for text in words if isinstance(words, list) else [words]:
            shown = "$" in text or json.dumps(text, ensure_ascii=False)[1:-1] in said
            yield Thing("content", "", path, f"{at}/messages/{m}", shown)


def typebot(files: Files, document: Body) -> Iterator[Thing]:
    ((path, body),) = parsed(files).items()
    said = json.dumps(document["flows"], ensure_ascii=False)
    main = document["flows"][0]
    titles: dict[str, list[str]] = {}
    for node in main["nodes"]:
        titles.setdefault(node["title"], []).append(node["id"])
    led: dict[str, set[str]] = {}
    for way in main["transitions"]:
        led.setdefault(way["node"], set()).add(way["target"])
    groups = {group["id"]: " ".join(group["title"].split()) or "Group" for group in body["groups"]}
    targets = {edge["id"]: groups.get(edge["to"]["groupId"], "?") for edge in body["edges"]}
    for g, group in enumerate(body["groups"]):
        if [block["type"] for block in group["blocks"]] == ["start"]:
            continue  # before version 6 the start was a group of its own
        title = groups[group["id"]]
        yield Thing("nodes", "", path, f"/groups/{g}", title in titles)
        own = {id for name, ids in titles.items() if name == title or name.startswith(f"{title} ") for id in ids}
        there = set().union(*(reach(id, led, lambda target, start: target in own) for id in own))  # noqa: B023
        names = {node["title"] for node in main["nodes"] if node["id"] in there}
        for b, block in enumerate(group["blocks"]):
            at = f"/groups/{g}/blocks/{b}"
            for text in _texts(block.get("content")):
                live = "{{" in text or json.dumps(text.strip(), ensure_ascii=False)[1:-1] in said
                yield Thing("content", "", path, at, live)
            for i, one in enumerate([block, *block.get("items", ())]):
                edge = one.get("outgoingEdgeId")
                if edge is not None:
                    into = targets.get(edge, "?")
                    yield Thing("ways", "", path, f"{at}/items/{i - 1}" if i else at, _leads(into, names))
    known = {variable["name"] for variable in document["variables"]}
    for v, variable in enumerate(body["variables"]):
        own_name = "".join(c if c.isalnum() or c == "_" else "_" for c in variable["name"]).strip("_")
        live = any(name.startswith(own_name) or name.startswith(f"_{own_name}") for name in known)
        yield Thing("variables", variable["name"], path, f"/variables/{v}", live)


def _leads(title: str, names: set[str]) -> bool:
    """A way into the middle of a group leads to `Title 2`."""
    return any(name == title or name.startswith(f"{title} ") for name in names)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and value["text"].strip():
            yield value["text"]
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def rasa(files: Files, document: Body) -> Iterator[Thing]:
    names = {one["name"] for kind in ("intents", "entities", "stories", "tests") for one in document[kind]}
    names |= {one["id"] for kind in ("answers", "content", "flows") for one in document[kind]}
    names |= {one["name"] for one in document["variables"]}
    said = plain(text for one in document["intents"] for texts in one["examples"].values() for text in texts)
    said += plain(text for one in document["answers"] for texts in one["questions"].values() for text in texts)
    count = sum(said.values())
    for path, data in sorted(files.items()):
        value = load_yaml(data) if path.endswith((".yml", ".yaml")) and "migrated" not in path else None
        if not isinstance(value, dict):
            continue
        for kind in ("intents", "entities", "slots", "forms", "responses", "actions", "stories", "rules"):
            listed = value.get(kind) or ()
            for n, one in enumerate(listed):
                called = one.get("story", one.get("rule", next(iter(one)))) if isinstance(one, dict) else one
                own = called.removeprefix("utter_").replace("/", ".")
                live = bool({called, own, " ".join(called.split())} & names)
                yield Thing(
                    _RASA.get(kind, kind), called, path, f"/{kind}/{one if isinstance(listed, dict) else n}", live
                )
        for n, one in enumerate(value.get("nlu") or ()):
            if "intent" in one:
                for line in one["examples"].splitlines():
                    if line.startswith("-"):
                        count -= 1
                        yield Thing("examples", "", path, f"/nlu/{n}", count >= 0)


_RASA = {"responses": "content", "slots": "variables", "forms": "flows", "actions": "flows", "stories": "ways",
         "rules": "ways"}  # fmt: skip
PRODUCTS: dict[str, Callable[[Files, Body], Iterator[Thing]]] = {
    "botpress": botpress, "dialogflow": dialogflow, "rasa": rasa, "typebot": typebot,
}  # fmt: skip
