"""What happens to an utterance that nobody takes, and the questions the engine itself asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .answering import give_answer
from .events import Said
from .graph import CompiledFlow
from .heard import Heard
from .messages import choice_message, pick
from .options import Option, choose, option_of
from .phrases import NO, YES, base_language, sentence
from .ranking import PLAUSIBLE, Candidate
from .run import Run
from .walk import repeat_top, start_flow

MOST_SUGGESTIONS = 3

Start = Callable[[CompiledFlow, Heard], None]


def fall_back(run: Run, ranked: Sequence[Candidate]) -> None:
    """First the flows and answers that come near, as buttons; then the fallback flow or a sentence of our own."""
    run.misses += 1
    bids = [one.to_json() for one in ranked[:5]]
    near = _near(run, ranked)
    if near and (run.misses == 1 or run.bot.stateless):
        run.decision = {"by": "fallback", "what": "did you mean", "why": "near, but not sure", "bids": bids}
        run.decision["confidence"] = round(near[0].confidence, 4)
        _offer(run, "did_you_mean", sentence("did_you_mean", _language(run)), _suggestions(run, near))
        return
    flow = run.bot.flow_of_kind("fallback")
    what = "sentence" if flow is None else flow.id
    run.decision = {"by": "fallback", "what": what, "why": "nobody takes it", "confidence": 0.0, "bids": bids}
    if flow is None:
        run.say_rendered({"type": "text", "text": sentence("fallback", _language(run))}, "")
    else:
        start_flow(run, flow, "fallback")


def offer_to_leave(run: Run, best: Candidate) -> None:
    """The waiting step does not like to be interrupted: the visitor decides."""
    language = _language(run)
    title = "" if best.flow is None else _title(run, best.flow)
    base = base_language(language)
    options = [
        {
            "option": "leave",
            "title": sentence("yes", language),
            "value": True,
            "synonyms": list(YES.get(base, ())),
            "flow": best.name,
        },
        {"option": "stay", "title": sentence("no", language), "value": False, "synonyms": list(NO.get(base, ()))},
    ]
    _offer(run, "leave", sentence("leave_this", language, title=title), options)


def take_offer(run: Run, event: Said, heard: Heard, start: Start) -> bool:
    """Whether the utterance answers the engine's own question; if so it is done. Else the question is dropped."""
    offer = run.offer
    if offer is None or offer["kind"] == "buttons":
        return _take_stateless(run, event, start)
    option = _chosen(run, offer, event, heard)
    run.offer = None
    if option is None:
        return False
    run.misses = 0
    run.decision = {"by": "offer", "what": str(option["option"]), "why": offer["kind"], "confidence": 1.0, "bids": []}
    meant = Heard.from_json(offer["heard"])
    _follow_offer(run, option, meant, start)
    return True


def _follow_offer(run: Run, option: Option, meant: Heard, start: Start) -> None:
    flow = run.bot.flows.get(str(option.get("flow")))
    answer = run.bot.answers.get(str(option.get("answer")))
    if flow is not None:
        run.heard = meant
        start(flow, meant)
    elif answer is not None:
        give_answer(run, answer)
    elif run.stack:
        repeat_top(run)
    else:
        # The next miss goes to the fallback flow: the visitor has been asked once.
        run.misses = 1
        run.say_rendered({"type": "text", "text": sentence("rephrase", _language(run))}, "")


def _take_stateless(run: Run, event: Said, start: Start) -> bool:
    """A bot without memory finds what a suggestion meant in the button itself."""
    if not run.bot.stateless or event.payload is None:
        return False
    kind, _, id = str(event.payload.get("option", "")).partition(":")
    flow = run.bot.flows.get(id) if kind == "flow" else None
    if flow is None or not any(trigger.flow is flow for trigger in run.bot.triggers["intent"]):
        return False
    run.decision = {"by": "offer", "what": flow.id, "why": "did_you_mean", "confidence": 1.0, "bids": []}
    start(flow, Heard(event.text))
    return True


def _chosen(run: Run, offer: Mapping[str, Any], event: Said, heard: Heard) -> Option | None:
    options: Sequence[Option] = offer["options"]
    if event.payload is not None:
        live = event.payload.get("seq") is None or event.payload["seq"] in offer["seqs"]
        return option_of(options, event.payload) if live else None
    found = choose(options, heard, run.bot.languages, _language(run))
    return found.option if found is not None and found.exact else None


def _near(run: Run, ranked: Sequence[Candidate]) -> list[Candidate]:
    floor = PLAUSIBLE * run.bot.intent_threshold
    return [one for one in ranked if one.kind in ("trigger", "answer") and one.confidence >= floor][:MOST_SUGGESTIONS]


def _suggestions(run: Run, near: Sequence[Candidate]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = []
    for one in near:
        kind = "flow" if one.flow is not None else "answer"
        title = _title(run, one.flow) if one.flow is not None else _question(run, one)
        options.append({"option": f"{kind}:{one.name}", "title": title, "value": title, kind: one.name})
    title = sentence("something_else", _language(run))
    return [*options, {"option": "none", "title": title, "value": title}]


def _offer(run: Run, kind: str, text: str, options: Sequence[dict[str, Any]]) -> None:
    run.say_rendered(choice_message(text, options), "")
    heard = {} if run.heard is None else run.heard.to_json()
    run.offer = {"kind": kind, "seqs": [run.last_seq], "options": list(options), "heard": heard}


def _title(run: Run, flow: CompiledFlow) -> str:
    return str(pick(flow.title, run.language, run.bot.default_language))


def _question(run: Run, answer: Candidate) -> str:
    questions = pick(answer.target.get("questions") or [], run.language, run.bot.default_language)
    return str(questions[0]) if isinstance(questions, list) and questions else answer.name


def _language(run: Run) -> str:
    return run.language or run.bot.default_language
