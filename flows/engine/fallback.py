"""What happens to an utterance that nobody takes, and the questions the engine itself asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .answering import give_answer
from .dialogue_memory import understood
from .events import Said
from .graph import CompiledFlow
from .heard import Heard
from .interruptions import begin_or_bring_up
from .messages import choice_message, pick
from .options import Option, choose
from .phrases import NO, YES, base_language, sentence
from .ranking import PLAUSIBLE, Candidate
from .run import Run
from .stories_run import take_rule
from .taps import option_of
from .walk import repeat_top, start_flow

Decide = Callable[[Heard], None]  # finds who answers an utterance where nothing waits

_MARK = re.compile(r"\[([^\]]+)\]\([^)]+\)")  # an entity in an example: only its words are shown


def fall_back(run: Run, ranked: Sequence[Candidate]) -> None:
    """First what comes near, as buttons; then the fallback flow or a sentence of our own.

    A bot without memory counts no misses: for it each one is the first.
    """
    run.misses += 1
    bids = [one.to_json() for one in ranked[:5]]
    near = _near(run, ranked)
    if near and run.misses == 1:
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


def take_offer(run: Run, event: Said, heard: Heard, decide: Decide) -> bool:
    """Whether the utterance answers the engine's own question; if so it is done. Else the question is dropped."""
    offer = run.offer
    if offer is None or offer["kind"] == "buttons":
        return _take_stateless(run, event, decide)
    option = _chosen(run, offer, event, heard)
    run.offer = None
    if option is None:
        return False
    run.decision = {"by": "offer", "what": str(option["option"]), "why": offer["kind"], "confidence": 1.0, "bids": []}
    _follow_offer(run, option, Heard.from_json(offer["heard"]), decide)
    return True


def _follow_offer(run: Run, option: Option, meant: Heard, decide: Decide) -> None:
    if _do_what_was_meant(run, str(option["option"]), option.get("flow"), meant, decide):
        return
    if run.stack:
        repeat_top(run)
    else:
        # The next miss goes to the fallback flow: the visitor has been asked once.
        run.misses = 1
        run.say_rendered({"type": "text", "text": sentence("rephrase", _language(run))}, "")


def _do_what_was_meant(run: Run, option: str, flow_id: Any, meant: Heard, decide: Decide) -> bool:
    """Runs what a suggestion names: `flow:<id>`, `answer:<id>`, `rule:<name>` or `intent:<name>`."""
    kind, _, name = option.partition(":")
    flow = run.bot.flows.get(str(flow_id or (name if kind == "flow" else "")))
    rule = run.bot.stories.segment(name, 0) if kind == "rule" else None
    answer = run.bot.answers.get(name) if kind == "answer" else None
    if flow is not None:
        understood(run)
        run.heard = meant
        begin_or_bring_up(run, run.event, flow, meant)
    elif answer is not None:
        understood(run)
        give_answer(run, answer)
    elif rule is not None:
        understood(run)
        take_rule(run, meant, rule)
    elif kind == "intent" and name in run.bot.intents:
        run.heard = Heard(meant.text, intents=[(name, 1.0)], entities=meant.entities, intent=name)
        decide(run.heard)
    else:
        return False
    return True


def _take_stateless(run: Run, event: Said, decide: Decide) -> bool:
    """A bot without memory finds what a suggestion meant in the button itself."""
    if not run.bot.stateless or event.payload is None:
        return False
    option = str(event.payload.get("option", ""))
    kind, _, id = option.partition(":")
    if kind == "flow" and not any(trigger.flow.id == id for trigger in run.bot.triggers["intent"]):
        return False  # only what could have been suggested
    run.decision = {"by": "offer", "what": id, "why": "did_you_mean", "confidence": 1.0, "bids": []}
    return _do_what_was_meant(run, option, None, Heard(event.text), decide)


def _chosen(run: Run, offer: Mapping[str, Any], event: Said, heard: Heard) -> Option | None:
    options: Sequence[Option] = offer["options"]
    if event.payload is not None:
        live = event.payload.get("seq") is None or event.payload["seq"] in offer["seqs"]
        return option_of(options, event.payload) if live else None
    found = choose(options, heard, run.bot.languages, _language(run))
    return found.option if found is not None and found.exact else None


def _near(run: Run, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best of what comes near, one of each intent; stories may do something with an intent that nothing starts."""
    floor = PLAUSIBLE * run.bot.steering.intent_threshold
    near = [one for one in ranked if one.confidence >= PLAUSIBLE * run.bot.steering.needed(one.kind)]
    if run.bot.stories and run.heard is not None:
        for name, confidence in run.heard.intents:
            if floor <= confidence < run.bot.steering.intent_threshold and name in run.bot.intents:
                near.append(Candidate("intent", name, confidence, f"intent {name}", run.bot.intents[name]))
    near.sort(key=lambda one: -one.confidence)
    found: dict[str, Candidate] = {}
    for one in near:
        found.setdefault(one.by if one.by.startswith("intent ") else f"{one.kind} {one.name}", one)
    return list(found.values())[: run.bot.steering.suggestions]


def _suggestions(run: Run, near: Sequence[Candidate]) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = []
    for one in near:
        kind = "flow" if one.flow is not None else one.kind
        title = _title(run, one.flow) if one.flow is not None else _question(run, one)
        options.append({"option": f"{kind}:{one.name}", "title": title, "value": title})
    title = sentence("something_else", _language(run))
    return [*options, {"option": "none", "title": title, "value": title}]


def _offer(run: Run, kind: str, text: str, options: Sequence[dict[str, Any]]) -> None:
    run.say_rendered(choice_message(text, options), "")
    heard = {} if run.heard is None else run.heard.to_json()
    run.offer = {"kind": kind, "seqs": [run.last_seq], "options": list(options), "heard": heard}


def _title(run: Run, flow: CompiledFlow) -> str:
    return str(pick(flow.title, run.language, run.bot.default_language))


def _question(run: Run, one: Candidate) -> str:
    """The first question of an answer; of a rule or intent the first example of what the visitor says."""
    if one.kind == "answer":
        wordings = one.target.get("questions")
    else:
        wordings = run.bot.intents.get(one.by.removeprefix("intent "), {}).get("examples")
    found = pick(wordings or [], run.language, run.bot.default_language)
    return _MARK.sub(r"\1", str(found[0])) if isinstance(found, list) and found else one.name


def _language(run: Run) -> str:
    return run.language or run.bot.default_language
