"""Configs of steps for logic, memory and languages, as random documents use them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Configs = st.SearchStrategy[dict[str, Any]]

_variable = st.sampled_from(["t", "n", "o", "u"])
_value = st.sampled_from(
    ["", "{{ t }}", "3", {"expression": "n + 1"}, {"expression": "o"}, {"literal": [1, "a"]}, {"literal": None}]
)
_list = st.sampled_from(["u", "o", "t", "range(3)", "[1, [2]]", "{'a': 1}", "n.x", "null"])
_ways = st.lists(st.sampled_from([0, 1, 2.5]), min_size=1, max_size=3).map(
    lambda weights: {"ways": [{"id": f"w{index}", "weight": weight} for index, weight in enumerate(weights)]}
)
_names = st.lists(_variable, min_size=1, max_size=3).map(lambda names: {"variables": names})
_changes = ["append", "prepend", "insert", "append_all", "remove", "remove_at", "clear", "unique", "sort", "reverse"]
_readings = ["first", "item", "random", "take_first", "take_last", "length", "position", "sum", "largest", "join"]

LOGIC: dict[str, Configs] = {
    "loop": st.builds(lambda values, item: {"list": values, "item": item, "index": "n", "most": 5}, _list, _variable),
    "split": _ways,
    "random": _ways,
    "comment": st.just({"text": "{{"}),
    "counter": st.builds(
        lambda name, what, by: {"variable": name, "do": what, "by": by},
        _variable,
        st.sampled_from(["increase", "decrease", "reset"]),
        _value,
    ),
    "change_list": st.builds(
        lambda name, what, value, index: {"variable": name, "do": what, "value": value, "index": index},
        _variable,
        st.sampled_from(_changes),
        _value,
        _value,
    ),
    "read_list": st.builds(
        lambda name, what, value, save: {
            **{"variable": name, "what": what, "value": value, "index": value, "save_as": save},
            "or_empty": True,
        },
        _variable,
        st.sampled_from(_readings),
        _value,
        _variable,
    ),
    "wait_event": st.sampled_from(
        [{"event": "e"}, {"event": "e", "timeout": 5, "save_as": "o"}, {"event": "unknown", "save_as": "t"}]
    ),
    "profile": st.builds(lambda value, more: {"name": value, "language": value, "more": {"u": more}}, _value, _value),
    "remember": _names,
    "recall": _names,
    "forget": st.one_of(_names, st.just({"everything": True})),
    "goal": st.builds(lambda value: {"goal": "g", "value": value, "every_time": True}, _value),
    "feedback": st.sampled_from(
        [{"message": "How?"}, {"message": "How?", "scale": "five", "comment": "Why?", "variable": "t", "timeout": 5}]
    ),
    "detect_language": st.sampled_from(
        [{"languages": [{"id": "fr"}, {"id": "de"}]}, {"languages": [{"id": "en"}], "variable": "n"}]
    ),
    "switch_language": st.sampled_from([{"language": "fr"}, {"language": "{{ t }}", "check": True, "remember": True}]),
}
