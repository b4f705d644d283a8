"""Whatever the document and whatever happens: no exception, the same turn twice, an exact state, an end."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.engine.advance import advance
from flows.engine.effects import CancelCall, CancelTimer, Say, StartCall, StartTimer
from flows.engine.events import AgentActed, CallReturned, Event, Happened, Said, Started, TimerFired, event_from_json
from flows.engine.graph import compile_bot
from flows.engine.run import MOST_MESSAGES
from flows.engine.state import State
from flows.steps import STEP_TYPES
from tests.engine.random_logic import LOGIC
from tests.engine.random_questions import PAYLOADS, QUESTIONS, VARIED

FLOWS = ("main", "a", "b", "c")
VARIABLES = ("t", "n", "o", "u")
INTENTS = ("i1", "i2")
TEXTS = ("yes", "no", "Tea", "2", "rome", "what?", "", "the first one", "stop", "{{ t }}", "\ud800", "😀", "x" * 50)

text = st.sampled_from(
    ["Hi", "{{ t }}", "{{ n + 1 }}", "{{ t - 1 }}", "{{", "{% for x in o %}{{ x }}{% endfor %}", "", "{{ secret.k }}"]
)
variable = st.sampled_from(VARIABLES)
options = st.lists(st.sampled_from(["Tea", "Yes", "No", "2", "{{ t }}"]), min_size=1, max_size=3, unique=True).map(
    lambda titles: [{"id": f"o{index}", "title": title} for index, title in enumerate(titles)]
)
message = st.one_of(
    text,
    st.fixed_dictionaries({"text": st.one_of(text, st.fixed_dictionaries({"en": text, "fr": text}))}),
    st.builds(lambda text, options: {"text": text, "options": options}, text, options),
    st.just({"content": "c1"}),
    st.just({"content": "gone"}),
    st.just({"type": "card", "title": "{{ t }}", "actions": [{"kind": "reply", "title": "Go", "value": "/i1"}]}),
)
condition = st.sampled_from(
    [{"variable": "n", "op": ">", "value": 1}, {"intent": "i1"}, {"expression": "t == 'Tea'"}, {"expression": "t - 1"}]
)
value = st.one_of(
    text,
    st.sampled_from([{"expression": "n + 1"}, {"expression": "o"}, {"literal": [1, 2]}, {"literal": None}, {"add": 1}]),
    st.just({"literal": "x" * 90_000}),
)
timeout = st.sampled_from([{}, {"timeout": 5}])
retries = st.sampled_from([{}, {"retries": 0}, {"retries": 1}])
slot = st.builds(
    lambda name, ask, more: {"variable": name, "ask": ask, **more},
    variable,
    message,
    st.sampled_from(
        [
            {},
            {"fill": [{"entity": "city"}, {"text": True}]},
            {"when": {"expression": "n > 0"}},
            {"valid": {"variable": "n", "op": "<", "value": 5}},
        ]
    ),
)
call = {"method": "POST", "url": "https://x/{{ t }}", "body": {"a": "{{ n }}"}, "headers": {"h": "{{ secret.k }}"}}
configs: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "say": st.builds(lambda m: {"message": m}, message) | VARIED,
    "listen": timeout,
    "choice": st.builds(lambda m, o, t, r: {"message": m, "options": o, **t, **r}, message, options, timeout, retries),
    "form": st.builds(
        lambda slots, more, r: {"slots": slots, **more, **r},
        st.lists(slot, min_size=1, max_size=3),
        st.sampled_from([{}, {"confirm": "Sure?"}, {"cancel_intents": ["i2"]}, {"ignored_intents": ["i1"]}]),
        retries,
    ),
    "set": st.builds(lambda v, x: {"variable": v, "value": x}, variable, value),
    "branch": st.builds(lambda c: {"rules": [{"id": "r", "when": c}]}, condition),
    "call_flow": st.builds(
        lambda f, x: {"flow": f, "inputs": {"n": x}, "save": {"o": "result"}}, st.sampled_from((*FLOWS, "gone")), value
    ),
    "jump": st.builds(lambda f: {"flow": f}, st.sampled_from((*FLOWS, "gone"))),
    "return": st.builds(lambda x: {"values": {"result": x}}, value),
    "end": st.just({}),
    "restart": st.just({}),
    "back": st.just({}),
    "stop": st.sampled_from([{}, {"all": True}]),
    "context": st.sampled_from([{"contexts": ["c", "x"], "turns": 2}, {"only": True}]),
    "wait": st.just({"seconds": 3}),
    "call_api": st.sampled_from([call, {**call, "save_as": "o"}, {**call, "save_as": "n"}]),
    "code": st.just({"source": "return {}", "save_as": "o"}),
    "handoff": timeout,
    **LOGIC,
    **QUESTIONS,
}
plain_ask = st.builds(lambda m, v, t, r: {"message": m, "variable": v, **t, **r}, message, variable, timeout, retries)
configs["ask"] = plain_ask | configs["ask"]

manners = st.sampled_from(
    [
        {},
        {"handoff_after": 1, "suggestions": 0},
        {"handoff_after": 2, "handoff_flow": "a", "carry_over": False},
        {"bridge": "{{ t - 1 }}", "context_turns": 3, "carry_over": ["t"]},
        {"opt_out_words": ["stop"], "opt_in_words": ["yes"]},
    ]
)

WAITING = sorted(name for name in configs if STEP_TYPES[name].waits)


@st.composite
def steps(draw: st.DrawFn, types: list[str]) -> dict[str, Any]:
    type = draw(st.sampled_from(types))
    body = {"id": "", "type": type, "config": draw(configs[type])}
    return {**body, "interruptions": draw(st.sampled_from(["allow", "allow", "ask", "block"]))}


@st.composite
def flows(draw: st.DrawFn, id: str) -> dict[str, Any]:
    any_step = steps(sorted(configs))
    nodes = [
        {"id": f"{id}{n}", "steps": [{**one, "id": f"{id}{n}s{m}"} for m, one in enumerate(found)]}
        for n, found in enumerate(draw(st.lists(st.lists(any_step, max_size=3), min_size=1, max_size=3)))
    ]
    if id == "main":  # so that most conversations have a question to answer
        nodes[0]["steps"].insert(0, {**draw(steps(WAITING)), "id": "first"})
    transitions = []
    for node in nodes:
        ends = [(None, "next")]
        ends += [(step["id"], output) for step in node["steps"] for output in outputs(step) if output != "next"]
        for step, output in ends:
            target = draw(st.sampled_from([None, *(one["id"] for one in nodes)]))
            if target is not None:
                transitions.append({"node": node["id"], "step": step, "output": output, "target": target})
    triggers = draw(
        st.lists(
            st.sampled_from(
                [
                    {"intent": "i1"},
                    {"intent": "i2", "when": {"expression": "t - 1"}},
                    {"keyword": "stop"},
                    {"pattern": "^\\d"},
                    {"pattern": "("},
                    {"event": "e"},
                    {"start": True},
                ]
            ),
            max_size=2,
        )
    )
    kind = draw(st.sampled_from(["normal", "fallback", "error", "timeout", "end"])) if id != "main" else "main"
    body = {"id": id, "kind": kind, "nodes": nodes, "transitions": transitions, "triggers": triggers}
    return {**body, "global": draw(st.sampled_from([False, False, True]))}


def outputs(step: dict[str, Any]) -> tuple[str, ...]:
    return STEP_TYPES[step["type"]].outputs(step["config"])


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "languages": ["en", "fr"],
        "default_language": "en",
        "settings": {"stateless": draw(st.sampled_from([False, False, True])), **draw(manners)},
        "variables": [
            {"name": "t", "type": "text", "entity": "city", "input": True},
            {
                "name": "n",
                "type": "number",
                "scope": draw(st.sampled_from(["turn", "flow", "conversation"])),
                "default": 0,
            },
            {"name": "o", "type": "any", "sensitive": True},
            {"name": "u", "type": "list", "scope": draw(st.sampled_from(["user", "bot"]))},
        ],
        "entities": [{"name": "city", "kind": "list", "values": [{"value": "Rome", "synonyms": {"fr": ["roma"]}}]}],
        "intents": [{"name": name} for name in INTENTS],
        "answers": [
            {
                "id": "f",
                "questions": {"en": ["tea"]},
                "answers": {"en": ["{{ t }} is fine"]},
                **draw(st.sampled_from([{}, {"then": {"flow": "a"}}, {"contexts": ["c"]}])),
            }
        ],
        "content": [{"id": "c1", "message": {"text": "Content"}}],
        "stories": [{"name": "r", "kind": "rule", "steps": [{"user": "i2"}, {"bot": "c1"}]}],
        "flows": [draw(flows(id)) for id in FLOWS],
    }


score = st.sampled_from([0.3, 0.45, 0.6, 0.75, 0.9, 1.0])
understanding = st.none() | st.builds(
    lambda i1, i2, f, city, scope: {
        "language": "fr",
        "in_scope": scope,
        "intents": [{"name": "i1", "confidence": i1}, {"name": "i2", "confidence": i2}],
        "answers": [{"id": "f", "confidence": f}],
        "entities": [{"entity": "city", "start": 0, "end": 4, "text": "rome", "value": "Rome"}] if city else [],
    },
    score,
    score,
    score,
    st.booleans(),
    st.booleans(),
)
happening = st.one_of(
    st.builds(lambda t, u: ("say", t, u), st.sampled_from(TEXTS), understanding),
    st.builds(lambda o, s: ("tap", o, s), st.sampled_from(["o0", "o1", "none", "flow:a", "yes"]), st.booleans()),
    st.builds(lambda p, s: ("send", p, s), PAYLOADS, st.booleans()),
    st.builds(lambda o: ("pending", o), st.integers(0, 3)),
    st.sampled_from([("event", "e"), ("event", "unknown"), ("start",), ("idle",)]),
    st.builds(lambda a: ("agent", a), st.sampled_from(["takeover", "release", "release", "unavailable"])),
)
RESULTS: tuple[dict[str, Any], ...] = (
    {"status": 200, "headers": {}, "body": {"a": 1}},
    {"status": 404, "headers": {}, "body": None},
    {"failed": "timeout"},
    {"value": {"x": [1]}},
    {"status": 200, "body": "y" * 40_000},
)


def event_of(happens: tuple[Any, ...], state: State, calls: set[str], common: dict[str, Any]) -> Event:
    match happens:
        case ("say", words, heard):
            return Said(**common, text=words, understanding=heard)
        case ("tap", option, fresh):
            options = state.open_options()
            seq = options[0]["seq"] if options and fresh else 1
            return Said(**common, text="Tea", payload={"option": option, "seq": seq})
        case ("send", payload, fresh):
            waiting = state.waiting
            seq = waiting.seqs[-1] if waiting is not None and waiting.seqs and fresh else 1
            return Said(**common, text="sent", payload={**payload, "seq": seq})
        case ("pending", number):
            id = (*state.pending, "9/9")[number % (len(state.pending) + 1)]
            if id in calls:
                return CallReturned(**common, call=id, result=RESULTS[number])
            return TimerFired(**common, timer=id)
        case ("event", name):
            return Happened(**common, name=name, data={"a": 1})
        case ("agent", action):
            return AgentActed(**common, action=action, agent="x")
        case ("idle",):
            return Said(**{**common, "at": common["at"] + 100_000.0}, text="back")
        case _:
            return Started(**common, language="fr", variables={"t": ["no text"], "n": 1})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents(), st.lists(happening, min_size=3, max_size=10))
def test_any_bot_survives_any_visitor(document: dict[str, Any], happenings: list[tuple[Any, ...]]) -> None:
    bot, twin = compile_bot(document, STEP_TYPES), compile_bot(document, STEP_TYPES)
    state, seq, calls = State.initial("seed"), 0, set[str]()
    for number, happens in enumerate([("start",), *happenings]):
        common = {"id": str(number), "at": 1000.0 * number, "seq": seq, "hops": number * 5 + 3}
        event = event_of(happens, state, calls, common)
        open_before = set(state.pending)
        turn = advance(bot, state, event)
        assert turn == advance(twin, State.from_json(state.to_json()), event_from_json(event.to_json()))
        assert State.decode(turn.state.encode()) == turn.state == State.from_json(turn.state.to_json())
        said = [effect for effect in turn.effects if isinstance(effect, Say)]
        assert len(said) <= MOST_MESSAGES + 25
        json.dumps(turn.trace)
        problem = turn.trace["problem"]
        assert problem is None or problem["code"] != "internal", problem
        check_pending(open_before, turn.state, turn.effects)
        calls |= {effect.id for effect in turn.effects if isinstance(effect, StartCall)}
        state, seq = turn.state, seq + len(said)


def check_pending(before: set[str], state: State, effects: tuple[Any, ...]) -> None:
    """What is open afterwards was open before or has been started; nothing is started and cancelled in one turn."""
    started = {effect.id for effect in effects if isinstance(effect, StartTimer | StartCall)}
    cancelled = {effect.id for effect in effects if isinstance(effect, CancelTimer | CancelCall)}
    assert started <= set(state.pending) <= before | started
    assert not cancelled & (set(state.pending) | started)
