"""Everything that is nested, as deep as somebody hostile makes it: `python -m tests.engine.deep <kilobytes>`.

Each case runs in a thread with a stack of that size, as those of the server, and prints a line `[name, answer]` of
JSON. In machine code nothing counts calls inside of calls: where no limit of ours ends them, the process does.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

from botbuilder.compiled_core import in_use
from flows.document import validate
from flows.engine.expressions import LanguageError, compile_expression
from flows.engine.expressions_check import check_types
from flows.engine.expressions_errors import Budget, EvaluationError
from flows.engine.expressions_parser import parse_expression
from flows.engine.templates import compile_template, read_template
from flows.engine.templates_check import check_template_types
from flows.engine.variables import DEEPEST
from flows.lint import lint
from flows.runtime.degrade import as_text
from tests.engine.talking import Talk, document, entity, flow, intent, link, node, say, step

ABYSS = 12_000  # levels that no parser of ours lets in
DEEP = 60  # levels that a document may have below a field


def nested(levels: int, around: Callable[[Any], Any], inside: Any = 1) -> Any:
    for _ in range(levels):
        inside = around(inside)
    return inside


def lists(levels: int) -> Any:
    return nested(levels, lambda one: [one])


def objects(levels: int, key: str = "amount") -> Any:
    return nested(levels, lambda one: {key: one})


def told(talk: Talk, said: list[str]) -> Any:
    """What was said, and the code of what went wrong."""
    problem = talk.trace["problem"]
    return [text[:60] for text in said], None if problem is None else problem["code"]


def begun(*flows: dict[str, Any], **more: Any) -> Any:
    """How a bot begins that validation and lint have looked at."""
    body = document(*flows, **more)
    problems = validate(body)
    if problems:
        return [problems[0].code]
    lint(body, channels=("whatsapp",))
    talk = Talk(body)
    return told(talk, talk.start())


def saying(message: Any, **more: Any) -> Any:
    return begun(flow("main", say("s", message), kind="main"), **more)


# -- documents -----------------------------------------------------------------------------------------------------


def carousel(*contents: str) -> dict[str, Any]:
    return {"type": "carousel", "items": [{"title": "A card"}, *({"content": id} for id in contents)]}


def carousels_in_carousels() -> Any:
    rings = [{"id": "a", "message": carousel("a", "b")}, {"id": "b", "message": carousel(*["a", "b"] * 40)}]
    card = {"type": "card", "title": "By reference", "text": "x"}
    return [
        saying({"content": "a"}, content=rings),
        saying(carousel("a", "c"), content=[*rings, {"id": "c", "message": card}]),
    ]


def content_in_content() -> Any:
    ring = [{"id": one, "message": {"content": other}} for one, other in ("ab", "ba")]
    return saying({"content": "a"}, content=ring)


def messages_in_messages() -> Any:
    fallback = nested(DEEP // 2, lambda one: {"type": "native", "channel": "sms", "body": 1, "fallback": one}, {})
    items = nested(DEEP // 2 - 3, lambda one: {"type": "carousel", "items": [one]}, {"title": "At the end"})
    return [
        saying({"type": "native", "channel": "web", "body": lists(DEEP - 10)}),
        saying({"type": "native", "channel": "web", "body": lists(ABYSS)}),
        saying(items),
        as_text(items),
        as_text({**fallback, "text": "Anyway"}),
    ]


def conditions_in_conditions() -> Any:
    def branching(levels: int, *keys: str) -> Any:
        test: Any = {"expression": "true"}
        for number in range(levels):
            key = keys[number % len(keys)]
            test = {key: test if key == "not" else [test]}
        rules = {"rules": [{"id": "r", "when": test}]}
        return begun(flow("main", step("b", "branch", **rules), say("s", "Else"), kind="main"))

    return [branching(levels, *keys) for levels in (16, 17, 1000) for keys in (("not",), ("all", "any"))]


def alternatives_in_stories() -> Any:
    one = nested(25, lambda inner: {"or": [inner, {"user": "hi"}]}, {"user": "bye"})
    stories = [{"name": "s", "steps": [one, {"bot": "c"}]}]
    intents = [{"name": name, "examples": {"en": [name]}} for name in ("hi", "bye")]
    content = [{"id": "c", "message": "Hello"}]
    talk = Talk(document(flow("main", kind="main"), stories=stories, intents=intents, content=content))
    lint(talk.bot.document)
    return told(talk, talk.say("bye", intent("bye")))


def flows_that_end_at_once() -> Any:
    """Begun by a rule, one after the other."""
    steps = [{"user": "hi"}, *[{"flow": "empty"}] * 300, {"bot": "c"}]
    more = {"intents": [{"name": "hi", "examples": {"en": ["hi"]}}], "content": [{"id": "c", "message": "Hello"}]}
    rules = [{"name": "r", "kind": "rule", "steps": steps}]
    talk = Talk(document(flow("main", kind="main"), {**flow("empty"), "nodes": []}, stories=rules, **more))
    lint(talk.bot.document)
    return [told(talk, talk.say("hi", intent("hi"))), len(talk.trace["acts"])]


def interruptions_of_interruptions() -> Any:
    sides = [flow(f"s{n}", step(f"a{n}", "ask", message=f"Side {n}?", variable="v")) for n in range(40)]
    for number, side in enumerate(sides):
        side["triggers"] = [{"intent": f"i{number}"}]
    talk = Talk(document(flow("main", step("a", "ask", message="Main?", variable="v"), kind="main"), *sides))
    talk.start()
    found = [(told(talk, talk.say("x", intent(f"i{number}")))[1], len(talk.state.stack)) for number in range(40)]
    ends = [(told(talk, talk.say("done"))[1], len(talk.state.stack)) for _ in range(45)]
    return [max(found, key=lambda one: one[1]), max(ends, key=lambda one: one[1]), ends[-1]]


def flows_in_flows() -> Any:
    call = step("call", "call_flow", flow="main")
    chain = [flow(f"f{n}", step("call", "call_flow", flow=f"f{n + 1}")) for n in range(50)]
    empty = [{"id": f"n{n}", "title": "", "steps": []} for n in range(3000)]
    links = [link(f"n{n}", None, "next", f"n{n + 1}") for n in range(2999)]
    ways = {"nodes": [*empty, node("last", say("s", "Through"))], "transitions": [*links]}
    ways["transitions"].append(link("n2999", None, "next", "last"))
    return [
        begun(flow("main", call, kind="main")),
        begun(flow("main", step("call", "call_flow", flow="f0"), kind="main"), *chain, flow("f50")),
        begun(flow("main", step("jump", "jump", flow="main"), kind="main")),
        begun({**flow("main", kind="main"), **ways, "start": "n0"}),
    ]


# -- the language --------------------------------------------------------------------------------------------------

BRACKETS = {
    "round": "({})",
    "list": "[{}]",
    "object": "{{'a': {}}}",
    "call": "max({}, 1)",
    "key": "x[{}]",
    "else": "(1 if x else {})",
    "all": "(1 if not 1 == 2 + 3 * -{} ** 1 and 1 or 0 else 0)",
}


def in_language(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except LanguageError as error:
        return error.message
    except EvaluationError as error:
        return str(error)


def evaluated(source: str) -> Any:
    check_types(parse_expression(source), {})
    compile_expression(source).evaluate({"x": {}}, Budget(10**9, 10**9))
    return "read"


def rendered(source: str) -> Any:
    check_template_types(read_template(source).pieces, {})
    return compile_template(source).render({"x": "abc"}, Budget(10**9, 10**9))


def brackets() -> Any:
    def tried(pattern: str, levels: int) -> Any:
        opening, closing = pattern.format("\0").split("\0")
        return in_language(lambda: evaluated(opening * levels + "1" + closing * levels))

    found = {name: [tried(pattern, levels) for levels in (15, 40)] for name, pattern in BRACKETS.items()}
    return {**found, "many": in_language(lambda: evaluated("(" * 7000))}


def chains() -> Any:
    """What is long without being deep is taken."""
    sources = [
        "x" + ".a" * 900, "-" * 1900 + "1", "not " * 1900 + "x", "1" + " + 1" * 900, "x" + " and x" * 900,
        "1" + " if x else 1" * 31, "1" + " if x else 1" * 40, "x" + "[0]" * 600,
    ]  # fmt: skip
    return [in_language(lambda source=source: evaluated(source)) for source in sources]


def filters() -> Any:
    templates = [f"{{{{ x{' | first' * times} }}}}" for times in (32, 33, 990)]
    talked = saying(f"{{{{ x{' | default: 1' * 400} }}}}")
    return [*(in_language(lambda source=source: rendered(source)) for source in templates), talked]


def blocks() -> Any:
    pairs = [("{% if x %}", "{% endif %}"), ("{% for y in [1] %}", "{% endfor %}")]
    sources = [opening * levels + "{{ x }}" + closing * levels for opening, closing in pairs for levels in (16, 17)]
    sources.append("{% if 0 %}" + "{% elif x %}a" * 400 + "{% endif %}")
    return [in_language(lambda source=source: rendered(source)) for source in sources]


# -- values --------------------------------------------------------------------------------------------------------


def taking(expression: str, type: str = "any") -> dict[str, Any]:
    steps = [step("s", "set", variable="v", value={"expression": expression}), say("t", "{{ v }}")]
    main = flow("main", *steps, triggers=[{"event": "go"}])
    return document(main, variables=[{"name": "v", "type": type}])


def happened(expression: str, value: Any, type: str = "any") -> Any:
    talk = Talk(taking(expression, type))
    talk.start()
    return told(talk, talk.happen("go", v=value))


def values_of_events() -> Any:
    types = ("any", "list", "object", "number", "text", "boolean", "date")
    found = {type: [happened("event.data.v", make(ABYSS), type) for make in (lists, objects)] for type in types}
    uses = [
        "event.data.v == event.data.v", "event.data.v in [1]", "length(event.data.v)", "[event.data.v]",
        "join(event.data.v)", "'' + event.data.v", "type(event.data.v)", "unique(event.data.v)",
        "event.data.v.amount.amount", "event.data.v + event.data.v", "event.data.v and 1",
    ]  # fmt: skip
    return {**found, "uses": [happened(use, lists(ABYSS)) for use in uses]}


def values_that_grow() -> Any:
    """A list that is put into a list, turn after turn, and in one turn."""
    found = {}
    for name, grown in (("list", "[v]"), ("object", "{'a': v}"), ("added", "[[[[v]]]]")):
        talk = Talk(taking(grown))
        talk.start()
        problems = [told(talk, talk.happen("go"))[1] for _ in range(DEEPEST + 10)]
        found[name] = [problems.index("type"), set(problems[: problems.index("type")]) == {None}]
    nodes = [node("main.more", step("s", "set", variable="v", value={"expression": "[v]"}))]
    round_ = flow(
        "main", step("l", "loop", list="range(200)", item="i"), kind="main", nodes=nodes,
        transitions=[link("main.n", "l", "each", "main.more"), link("main.more", "s", "next", "main.n")],
    )  # fmt: skip
    return {**found, "loop": begun(round_, variables=[{"name": "v"}])}


def answers_of_calls() -> Any:
    def called(config: dict[str, Any], type: str, **result: Any) -> Any:
        ways = [link("main.n", "c", "failed", "main.no")]
        main = flow(
            "main", step("c", type, **config), say("s", "{{ r }}"), kind="main", transitions=ways,
            nodes=[node("main.no", say("no", "No"))],
        )  # fmt: skip
        talk = Talk(document(main, variables=[{"name": "r"}], settings={"action_server": "https://x.example"}))
        talk.start()
        return told(talk, talk.answer_call(**result))

    api = {"method": "GET", "url": "https://x.example"}
    parts = {**api, "save": [{"path": "amount" + ".amount" * 20, "variable": "r"}]}
    slots = [{"event": "slot", "name": "r", "value": lists(ABYSS)}]
    responses = [{"custom": lists(ABYSS)}, {"text": "Said"}, {"elements": lists(ABYSS), "buttons": lists(ABYSS)}]
    return [
        called({**api, "save_as": "r"}, "call_api", status=200, headers={}, body=lists(ABYSS)),
        called(parts, "call_api", status=200, headers={}, body=objects(ABYSS)),
        called({"source": "return {}", "save_as": "r"}, "code", value=lists(ABYSS)),
        called({"action": "a"}, "call_action", status=200, body={"events": slots, "responses": responses}),
    ]


def understandings() -> Any:
    """What no model says, in every place of an understanding."""
    slots = [{"variable": "n", "ask": "How many?", "fill": [{"entity": "count"}]}]
    main = flow("main", step("f", "form", slots=slots), say("s", "{{ n }} {{ said.sentiment }}"), kind="main")
    variables = [{"name": "n", "type": "number", "entity": "count"}]
    found = []
    for value in (objects(ABYSS), objects(ABYSS, "value"), lists(ABYSS)):
        talk = Talk(document(main, variables=variables))
        talk.start()
        heard: dict[str, Any] = intent("x", 0.9, entity("count", "many", "many", value))
        heard |= {"sentiment": objects(ABYSS, "score"), "parts": [objects(ABYSS, "text")]}
        found.append(told(talk, talk.say("many", heard)))
    return found


CASES: Mapping[str, Callable[[], Any]] = {
    one.__name__: one
    for one in (
        carousels_in_carousels, content_in_content, messages_in_messages, conditions_in_conditions,
        alternatives_in_stories, flows_that_end_at_once, interruptions_of_interruptions, flows_in_flows, brackets,
        chains, filters, blocks, values_of_events, values_that_grow, answers_of_calls, understandings,
    )
}  # fmt: skip


def run() -> None:
    print(json.dumps(["machine code", in_use()]), flush=True)
    for name, case in CASES.items():
        print(json.dumps([name]), flush=True)
        print(json.dumps([name, case()]), flush=True)


if __name__ == "__main__":
    threading.stack_size(int(sys.argv[1]) * 1024)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
