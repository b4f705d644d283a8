"""Configs of steps that show messages and ask questions, and what pages send to them, as random tests use them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Configs = st.SearchStrategy[dict[str, Any]]

_text = st.sampled_from(["Hi", "{{ t }}", "{{ t - 1 }}", "{{", ""])
_condition = st.sampled_from([{"expression": "n > 0"}, {"expression": "t - 1"}, {"variable": "t", "op": "set"}])
_options = st.lists(st.sampled_from(["Tea", "Yes", "2", "{{ t }}"]), min_size=1, max_size=3, unique=True).map(
    lambda titles: [{"id": f"o{index}", "title": title, "intent": "i1"} for index, title in enumerate(titles)]
)
_limit = st.sampled_from([None, 1, 3, "2026-06-01", "{{ n }}", "{{ t - 1 }}", {"expression": "o"}, True])


def _asking(**fields: Any) -> Configs:
    """A question with all that every question may have."""
    more = {"variable": st.sampled_from(["t", "n", "o", "u"]), "retries": st.integers(0, 2), "timeout": st.just(5)}
    return st.fixed_dictionaries(
        {"message": _text, **{name: one for name, one in fields.items() if name == "options"}},
        optional={**more, "retry_message": _text, **{name: one for name, one in fields.items() if name != "options"}},
    )


_list = st.sampled_from(["u", "o", "[1, 2]", "[{'title': 'Tea', 'value': [1]}]", "t - 1"])
_cards = st.builds(lambda title: {"title": title, "actions": [{"title": "Go"}, {"title": "Web", "kind": "url"}]}, _text)

QUESTIONS: dict[str, Configs] = {
    "ask": st.builds(
        lambda config, variable: {"variable": variable, **config},
        _asking(
            expects=st.sampled_from(["text", "number", "date", "email", "phone", "url", "yes_no", "file"]),
            min=_limit,
            max=_limit,
        ),
        st.sampled_from(["t", "n"]),
    ),
    "dropdown": _asking(options=_options, list=_list, multiple=st.booleans(), placeholder=_text),
    "multi_select": _asking(options=_options, list=_list, min=st.integers(0, 2), max=st.integers(1, 2)),
    "rating": _asking(scale=st.integers(2, 10), look=st.sampled_from(["stars", "faces"]), low=_text),
    "date_picker": _asking(time=st.booleans(), min=_limit, max=_limit),
    "file_upload": _asking(accept=st.sampled_from([[], ["image"]]), most=st.integers(1, 2)),
    "quick_replies": st.builds(lambda text, options: {"message": text, "options": options}, _text, _options),
    "typing": st.builds(lambda seconds: {"seconds": seconds}, st.sampled_from([0.1, 10])),
    "card": _cards,
    "carousel": st.builds(lambda cards: {"items": cards}, st.lists(_cards, min_size=1, max_size=2)),
    "location": st.builds(lambda lat: {"lat": lat, "lon": 2}, st.sampled_from([1, "{{ n }}", {"expression": "t"}, 99])),
    "image": st.builds(lambda url: {"url": url}, _text),
}
VARIED: Configs = st.fixed_dictionaries(
    {"message": _text},
    optional={
        "variations": st.lists(_text | st.just({"content": "c1"}), max_size=3),
        "variants": st.lists(
            st.fixed_dictionaries(
                {"message": _text},
                optional={"when": _condition, "channels": st.sampled_from([["web"], ["voice"]])},
            ),
            max_size=3,
        ),
    },
)
_file = {"id": "f", "url": "/f.png", "name": "f.png", "mime": "image/png", "size": 1}
PAYLOADS = st.sampled_from(
    [
        {"options": []},
        {"options": ["o0"]},
        {"options": ["o0", "o1", "o0"]},
        {"options": ["#1", "none"]},
        {"files": [_file]},
        {"files": [_file, {"url": "/x"}]},
        {"files": ["forged"]},
        {"files": []},
        {},
    ]
)
