"""Nothing a bot does goes round without end, and it tells the world no more than sixty things a minute."""

from __future__ import annotations

from flows.engine.effects import Emit
from flows.engine.events import Happened
from tests.engine.talking import Talk, document, flow, link, node, say, step


def emitting(rounds: int) -> Talk:
    """Reaches a goal so often for each message."""
    main = flow(
        "main",
        step("l", "listen"),
        kind="main",
        nodes=[
            node("rounds", step("each", "loop", list=f"range({rounds})", item="n"), say("s", "ok")),
            node("body", step("g", "goal", goal="g", every_time=True)),
        ],
        transitions=[
            link("main.n", None, "next", "rounds"),
            link("rounds", "each", "each", "body"),
            link("body", None, "next", "rounds"),
            link("rounds", None, "next", "main.n"),
        ],
    )
    return Talk(document(main), started=True)


def sent(talk: Talk) -> int:
    assert talk.turn is not None
    return len([one for one in talk.turn.effects if isinstance(one, Emit)])


def test_sixty_events_a_minute_are_sent_on_and_no_more() -> None:
    talk = emitting(40)
    assert talk.say("go") == ["ok"]
    assert (sent(talk), talk.trace["problem"]) == (40, None)
    talk.later(59)
    assert talk.say("go") == ["ok"]
    assert sent(talk) == 20
    assert (talk.trace["problem"]["code"], talk.trace["problem"]["step"]) == ("events", "g")
    talk.later(1)
    talk.say("go")
    assert (sent(talk), talk.trace["problem"]) == (40, None)


def test_a_chain_of_more_than_fifty_events_ends_in_the_error_flow() -> None:
    ping = flow("ping", say("p", "ping"), triggers=[{"event": "ping"}])
    waits = flow("main", step("w", "wait_event", event="never"), kind="main")
    talk = Talk(document(ping, waits, flow("oops", say("o", "Sorry: {{ problem.code }}"), kind="error")), started=True)
    assert talk.take(Happened(id="a", at=talk.clock, name="ping", hops=50))[0] == "ping"
    assert talk.take(Happened(id="b", at=talk.clock, name="ping", hops=51)) == ["Sorry: hops"]
    assert talk.state.stack == ()
