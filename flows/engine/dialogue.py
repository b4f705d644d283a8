"""Who answers an utterance: the waiting step, a flow, a rule, an answer, or the fallback. The first that may, does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .answering import give_answer, run_rule
from .context import Context
from .events import Said
from .fallback import fall_back, offer_to_leave, take_offer
from .graph import CompiledFlow, CompiledStep
from .heard import Heard
from .mentions import fill_slots
from .options import option_of
from .ranking import GLOBAL, Candidate, candidates
from .run import Run
from .step_type import Bid
from .walk import drop_all, drop_segment, make_room, repeat_top, resume_top, start_flow

AGAINST_OPEN = 0.7
AGAINST_PART = 0.85


def take_utterance(run: Run, event: Said) -> None:
    """Decides and runs. The state is that of an open session."""
    heard = run.heard = hear(run, event)
    if take_offer(run, event, heard, lambda flow, meant: interrupt(run, flow, meant)):
        return
    step = waiting_step(run)
    if step is None:
        _decide_idle(run, heard, candidates(run, heard))
    else:
        _decide_waiting(run, event, heard, step)


def take_first_utterance(run: Run, event: Said) -> None:
    """The utterance that began a session: the start flow has run. Its question gets only an exact reply."""
    heard = run.heard = hear(run, event)
    ranked = candidates(run, heard)
    step = waiting_step(run)
    bid = None if step is None else _bid_of(run, step)
    if bid is not None and bid.strength == "exact":
        _reply(run, event, heard, bid, ranked)
        return
    best = _best(run, ranked, run.bot.intent_threshold, waiting=False)
    if best is not None and best.kind == "trigger":
        drop_all(run)
    if best is None and step is not None:
        _decided(run, "start", step.flow.id, "the start flow asks its question", 0.0, bid, ranked)
        return
    _decide_idle(run, heard, ranked)


def hear(run: Run, event: Said) -> Heard:
    """The utterance; a tap on a button that is still open becomes the words on it."""
    if event.payload is None:
        return Heard.from_event(run.bot, event)
    live = run.top
    if live is not None and live.waiting is not None and _is_live(event.payload, live.waiting.seqs):
        option = option_of(live.waiting.options, event.payload)
        if option is not None:
            heard = Heard(event.text or str(option["title"]))
            heard.tapped = option
            return heard
    if run.offer is not None and _is_live(event.payload, run.offer["seqs"]):
        option = option_of(run.offer["options"], event.payload)
        if option is not None:
            return _words_of(run, option)
    return Heard.from_event(run.bot, event)


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


def _is_live(payload: Mapping[str, Any], seqs: Sequence[int]) -> bool:
    return payload.get("seq") is None or payload["seq"] in seqs


def waiting_step(run: Run) -> CompiledStep | None:
    top = run.top
    return None if top is None or top.waiting is None else top.step


def _bid_of(run: Run, step: CompiledStep) -> Bid | None:
    return step.type.bid(Context(run, step), step.config)


def _decide_waiting(run: Run, event: Said, heard: Heard, step: CompiledStep) -> None:
    waiting = run.stack[-1].waiting
    if waiting is not None and waiting.what in ("call", "agent"):
        _let_globals_pass(run, heard, waiting.what)
        return
    bid = _bid_of(run, step)
    exact = bid is not None and bid.strength == "exact"
    stale = event.payload is not None and heard.tapped is None
    if exact and bid is not None and not stale and not _may_be_global(run, heard):
        _reply(run, event, heard, bid, ())
        return
    ranked = candidates(run, heard)
    over_all = next((one for one in ranked if one.is_global and one.confidence >= GLOBAL), None)
    if over_all is not None and heard.tapped is None:
        _decided(run, "global", over_all.name, over_all.by, over_all.confidence, bid, ranked)
        _take(run, event, heard, over_all, bid)
    elif exact and bid is not None and not stale:
        _reply(run, event, heard, bid, ranked)
    else:
        _decide_below_exact(run, event, heard, step, None if stale else bid, ranked)


def _may_be_global(run: Run, heard: Heard) -> bool:
    return heard.tapped is None and run.bot.has_global_triggers


def _decide_below_exact(
    run: Run, event: Said, heard: Heard, step: CompiledStep, bid: Bid | None, ranked: Sequence[Candidate]
) -> None:
    threshold = run.bot.intent_threshold
    if bid is not None:
        threshold = AGAINST_PART if bid.strength == "part" else AGAINST_OPEN
    blocked = step.interruptions == "block"
    best = None if blocked else _best(run, ranked, threshold, waiting=True)
    beside = _answer_beside(ranked) if bid is not None and bid.strength == "part" and not blocked else None
    if beside is not None and bid is not None and (best is None or best.kind != "trigger"):
        _decided(run, "answer and part", beside.name, f"{beside.by}; {bid.why}", beside.confidence, bid, ranked)
        give_answer(run, beside.target, again=False)
        if not run.errors:  # a broken answer has already led away from the question
            _hand_over(run, event, heard, bid)
    elif best is not None:
        if step.interruptions == "ask" and best.kind == "trigger" and not _on_stack(run, best.flow):
            _decided(run, "ask to leave", best.name, best.by, best.confidence, bid, ranked)
            offer_to_leave(run, best)
            return
        _decided(run, best.kind, best.name, best.by, best.confidence, bid, ranked)
        _take(run, event, heard, best, bid)
    elif bid is not None:
        _reply(run, event, heard, bid, ranked)
    elif event.payload is not None:
        _decided(run, "stale", step.id, "a button of another question", 0.0, None, ranked)
        repeat_top(run)
    else:
        _no_match(run, event, step, ranked)


def _no_match(run: Run, event: Said, step: CompiledStep, ranked: Sequence[Candidate]) -> None:
    waiting = run.stack[-1].waiting
    if waiting is not None and waiting.what == "timer":
        fall_back(run, ranked)
    else:
        _decided(run, "no match", step.id, "nothing fits the question", 0.0, None, ranked)
        resume_top(run, event)


def _let_globals_pass(run: Run, heard: Heard, what: str) -> None:
    """While a call is out messages are held by the runtime, and an agent who was asked for reads them later."""
    ranked = candidates(run, heard)
    over_all = next((one for one in ranked if one.is_global and one.confidence >= GLOBAL), None)
    if over_all is not None and over_all.flow is not None and not _on_stack(run, over_all.flow):
        _decided(run, "global", over_all.name, over_all.by, over_all.confidence, None, ranked)
        interrupt(run, over_all.flow, heard)
    elif what == "call":
        _decided(run, "held", "call", "a call is out", 0.0, None, ranked)
    else:
        _decided(run, "agent", "", "waits for a human agent", 0.0, None, ranked)


def _decide_idle(run: Run, heard: Heard, ranked: Sequence[Candidate]) -> None:
    best = _best(run, ranked, run.bot.intent_threshold, waiting=False)
    rival = _rival(run, best, ranked)
    if best is None or (rival is not None and not run.misses):
        fall_back(run, ranked)
        return
    _decided(run, best.kind, best.name, best.by, best.confidence, None, ranked)
    _take(run, run.event, heard, best, None)


def _best(run: Run, ranked: Sequence[Candidate], threshold: float, *, waiting: bool) -> Candidate | None:
    """The best candidate over the threshold. As good as equal: a trigger when idle, an answer when a question waits."""
    able = [one for one in ranked if one.confidence >= threshold]
    if not able:
        return None
    preferred = "answer" if waiting else "trigger"
    level = able[0].confidence - run.bot.ambiguity_margin
    if able[0].kind in ("answer", "trigger"):
        return next((one for one in able if one.kind == preferred and one.confidence >= level), able[0])
    return able[0]


def _rival(run: Run, best: Candidate | None, ranked: Sequence[Candidate]) -> Candidate | None:
    """Another flow that was meant as likely, where nobody can tell: the visitor is asked."""
    if best is None or best.kind != "trigger" or best.confidence >= AGAINST_PART or best.by == "keyword":
        return None
    others = (one for one in ranked if one.kind == "trigger" and one.flow is not best.flow)
    return next((one for one in others if best.confidence - one.confidence < run.bot.ambiguity_margin), None)


def _answer_beside(ranked: Sequence[Candidate]) -> Candidate | None:
    return next((one for one in ranked if one.kind == "answer" and one.confidence >= AGAINST_OPEN), None)


def _take(run: Run, event: Any, heard: Heard, best: Candidate, bid: Bid | None) -> None:
    run.misses = 0
    if best.kind == "answer":
        give_answer(run, best.target)
    elif best.kind == "rule":
        run_rule(run, best.target)
    elif best.flow is not None:
        where = _place_on_stack(run, best.flow)
        if where is None:
            interrupt(run, best.flow, heard)
        else:
            _bring_up(run, event, heard, where, bid)


def interrupt(run: Run, flow: CompiledFlow, heard: Heard) -> None:
    """Starts a flow over whatever waits, with the entities of the utterance in their variables."""
    run.offer = None
    make_room(run)
    heard.fresh = True
    start_flow(run, flow, "trigger", prepare=lambda: fill_slots(run, heard))


def _on_stack(run: Run, flow: CompiledFlow | None) -> bool:
    return any(live.flow is flow for live in run.stack)


def _place_on_stack(run: Run, flow: CompiledFlow) -> int | None:
    return next((index for index, live in reversed(list(enumerate(run.stack))) if live.flow is flow), None)


def _bring_up(run: Run, event: Any, heard: Heard, where: int, bid: Bid | None) -> None:
    """A flow that runs already is not begun again: what lies over it goes, and its question gets the utterance."""
    if where < run.segment_start():
        while where < run.segment_start():
            drop_segment(run)
        step = waiting_step(run)
        bid = None if step is None else _bid_of(run, step)
    if bid is not None and bid.strength != "open" and isinstance(event, Said):
        _hand_over(run, event, heard, bid)
    else:
        fill_slots(run, heard)
        repeat_top(run)


def _reply(run: Run, event: Said, heard: Heard, bid: Bid, ranked: Sequence[Candidate]) -> None:
    step = waiting_step(run)
    _decided(run, bid.strength, "" if step is None else step.id, bid.why, 1.0, bid, ranked)
    _hand_over(run, event, heard, bid)


def _hand_over(run: Run, event: Said, heard: Heard, bid: Bid) -> None:
    run.misses = 0
    if run.offer is not None and run.offer["kind"] != "buttons":
        run.offer = None
    resume_top(run, event, bid)


def _decided(
    run: Run, by: str, what: str, why: str, confidence: float, bid: Bid | None, ranked: Sequence[Candidate]
) -> None:
    bids = [one.to_json() for one in ranked[:5]]
    if bid is not None:
        bids.insert(0, {"who": "waiting step", "what": bid.strength, "confidence": None, "why": bid.why})
    run.decision = {"by": by, "what": what, "why": why, "confidence": round(confidence, 4), "bids": bids}
