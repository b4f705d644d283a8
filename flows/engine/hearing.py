"""What was said, as the dialogue takes it: words with their understanding, or a tap on a button that still counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .events import Said
from .heard import NONE_INTENT, Heard
from .run import Run
from .taps import option_of, tap_on


def hear(run: Run, event: Said) -> Heard:
    """The utterance; a tap on a button that is still open becomes the words on it."""
    if event.payload is None:
        return _scoped(run, Heard.from_event(run.bot, event))
    live = run.top
    if live is not None and live.waiting is not None and is_live(event.payload, live.waiting.seqs):
        option = tap_on(live.waiting.options, event.payload)
        if option is not None:
            heard = Heard(event.text or str(option["title"]))
            heard.tapped = option
            return heard
    if run.offer is not None and is_live(event.payload, run.offer["seqs"]):
        option = option_of(run.offer["options"], event.payload)
        if option is not None:
            return _words_of(run, option)
    return _words_of(run, {"title": event.text, "value": None})  # of an older question: it may start something new


def _scoped(run: Run, heard: Heard) -> Heard:
    """`none` may start a flow or rule as other intents do, but only where nothing waits: it answers no question."""
    if heard.intent == NONE_INTENT and (run.top is None or run.top.waiting is None):
        heard.intents = ((NONE_INTENT, run.bot.steering.intent_threshold),)
    return heard


def is_live(payload: Mapping[str, Any], seqs: Sequence[int]) -> bool:
    """Whether the tapped button belongs to one of the messages `seqs`; a client may leave out which one it was."""
    return payload.get("seq") is None or payload["seq"] in seqs


def _words_of(run: Run, option: Mapping[str, Any]) -> Heard:
    """Buttons that no step waits for say what is on them; `/intent` as their value names an intent outright."""
    value = option["value"]
    intent = None
    if isinstance(value, str) and value.startswith("/") and value[1:].partition("{")[0] in run.bot.intents:
        intent = value[1:].partition("{")[0]
    wording = str(option["title"])
    intent = intent or run.bot.intent_of_example(wording)
    answer = None if intent else run.bot.answer_of_question(wording)
    return Heard(
        wording,
        intents=[(intent, 1.0)] if intent else (),
        answers=[(answer, 1.0)] if answer else (),
        intent=intent,
    )
