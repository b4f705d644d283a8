"""How a session begins, what its first message meets, how it expires, and what a stateless bot remembers."""

from __future__ import annotations

from typing import Any

from flows.engine.events import TimerFired
from flows.lint import lint
from tests.engine.talking import Talk, document, flow, intent, nothing, say, step

HELP = flow("help", say("h", "Help is here"), triggers=[{"intent": "help"}])
NAME = [{"name": "name", "type": "text"}]


def bot(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    lost = flow("lost", say("l", "Lost"), kind="fallback")
    return document(flow("main", *steps, kind="main"), HELP, lost, variables=NAME, intents=[{"name": "help"}], **more)


def test_a_first_message_runs_the_start_flow_then_a_trigger_drops_its_question() -> None:
    talk = Talk(bot(say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name")))
    assert talk.say("help", intent("help", 0.9)) == ["Welcome", "Your name?", "Help is here"]
    assert talk.state.stack == ()


def test_a_first_message_that_nobody_takes_leaves_the_question_standing() -> None:
    talk = Talk(bot(say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name")))
    assert talk.say("good morning") == ["Welcome", "Your name?"]
    assert talk.variables == {}
    assert talk.say("Ada") == []
    assert talk.variables == {"name": "Ada"}


def test_a_first_message_that_fits_exactly_answers() -> None:
    options = [{"id": "t", "title": "Tea"}]
    choice = step("c", "choice", message="Tea?", options=options, variable="name")
    talk = Talk(bot(choice))
    talk.say("tea")
    assert talk.variables == {"name": "Tea"}


def test_a_first_message_after_a_start_flow_that_only_greets() -> None:
    assert Talk(bot(say("w", "Welcome"))).say("blah") == ["Welcome", "Lost"]
    assert Talk(bot(say("w", "Welcome"))).say("help", intent("help")) == ["Welcome", "Help is here"]


def test_a_bot_without_a_start_flow() -> None:
    talk = Talk(document(HELP, intents=[{"name": "help"}]))
    assert talk.start() == []
    assert talk.say("help", intent("help")) == ["Help is here"]


def test_only_input_variables_can_be_set_from_outside() -> None:
    variables = [
        {"name": "plan", "type": "text", "input": True},
        {"name": "admin", "type": "boolean"},
        {"name": "age", "type": "number", "input": True},
    ]
    talk = Talk(document(flow("main", say("m", "{{ plan }}"), kind="main"), variables=variables))
    assert talk.start(plan="gold", admin=True, age="old") == ["gold"]
    assert talk.variables == {"plan": "gold"}
    assert talk.trace["problem"]["code"] == "type"


def test_a_session_expires_by_silence_and_starts_again() -> None:
    talk = Talk(bot(say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name")), started=True)
    talk.later(29 * 60)
    assert talk.say("Ada") == []
    talk.later(31 * 60)
    assert talk.say("Eve") == ["Welcome", "Your name?"]
    assert talk.state.session == 2
    assert talk.variables == {"name": "Ada"}


def test_session_minutes_is_a_setting() -> None:
    talk = Talk(bot(say("w", "Welcome"), settings={"session_minutes": 1}), started=True)
    talk.later(61)
    assert talk.say("x") == ["Welcome", "Lost"]


def test_a_timeout_flow_speaks_when_the_session_expires() -> None:
    more = flow("gone", say("g", "Are you still there?"), kind="timeout")
    document = bot(step("a", "ask", message="Your name?", variable="name"))
    document["flows"].append(more)
    talk = Talk(document, started=True)
    assert len(talk.timers) == 1
    talk.later(600)
    talk.say("Ada")
    assert len(talk.timers) == 1
    assert talk.later(1799) == []
    assert talk.later(1) == ["Are you still there?"]
    assert not talk.state.open


def test_without_a_timeout_flow_no_timer_is_kept() -> None:
    assert Talk(bot(say("w", "Welcome")), started=True).timers == {}


def test_starting_twice_in_one_session_greets_once() -> None:
    talk = Talk(bot(say("w", "Welcome")), started=True)
    assert talk.start() == []


def test_the_language_comes_from_the_start_or_from_the_first_words() -> None:
    main = flow("main", say("m", {"text": {"en": "Hello", "fr": "Bonjour"}}), kind="main")
    assert Talk(document(main)).start("fr-CA") == ["Bonjour"]
    assert Talk(document(main)).start("xx") == ["Hello"]
    assert Talk(document(main)).say("salut", {**nothing(), "language": "fr"})[0] == "Bonjour"


def test_a_stateless_bot_remembers_only_the_user() -> None:
    variables = [
        {"name": "seen", "type": "number", "default": 0},
        {"name": "visits", "type": "number", "scope": "user", "default": 0},
    ]
    count = flow(
        "help",
        step("a", "set", variable="seen", value={"expression": "seen + 1"}),
        step("b", "set", variable="visits", value={"expression": "visits + 1"}),
        say("c", "{{ seen }} {{ visits }}"),
        triggers=[{"intent": "help"}],
    )
    settings = {"stateless": True}
    talk = Talk(document(count, variables=variables, intents=[{"name": "help"}], settings=settings))
    assert talk.say("x", intent("help")) == ["1 1"]
    assert talk.say("x", intent("help")) == ["1 2"]
    assert talk.state.variables == {}


def test_a_stateless_bot_finds_its_suggestion_in_the_button() -> None:
    talk = Talk(document(HELP, intents=[{"name": "help"}], settings={"stateless": True}))
    assert talk.say("hlp", intent("help", 0.4)) == ["Did you mean one of these? [help] [Something else]"]
    assert talk.tap("flow:help", seq=2) == ["Help is here"]


def test_turn_variables_end_with_the_turn_but_outlive_a_call() -> None:
    main = flow(
        "main",
        step("s", "set", variable="note", value="kept"),
        step("api", "call_api", method="GET", url="https://x.example/"),
        say("a", "note: {{ note }}"),
        step("l", "listen"),
        say("b", "note: {{ note | default: 'gone' }}"),
        kind="main",
    )
    talk = Talk(document(main, variables=[{"name": "note", "type": "text", "scope": "turn"}]), started=True)
    assert talk.answer_call(status=200, headers={}, body=None) == ["note: kept"]
    assert talk.say("ok") == ["note: gone"]


def test_a_new_version_keeps_the_question_only_if_the_step_is_still_there() -> None:
    talk = Talk(bot(step("a", "ask", message="Your name?", variable="name"), say("d", "Done")), started=True)
    same = Talk(bot(step("a", "ask", message="Name?", variable="name"), say("d", "Thanks")))
    same.state, same.seq = talk.state, talk.seq
    assert same.say("Ada") == ["Thanks"]
    changed = bot(step("b", "listen"))
    changed["flows"].append(flow("gone", say("g", "We have changed."), kind="timeout"))
    other = Talk(changed)
    other.state, other.seq = talk.state, talk.seq
    assert other.say("help", intent("help")) == ["We have changed.", "Help is here"]


def republished(talk: Talk) -> Talk:
    """The conversation goes on with a version that has lost the waiting question."""
    changed = bot(step("b", "listen"))
    changed["flows"].append(flow("gone", say("g", "We have changed."), kind="timeout"))
    other = Talk(changed)
    other.state, other.seq, other.timers, other.clock = talk.state, talk.seq, talk.timers, talk.clock
    return other


def test_a_lost_question_says_nothing_into_the_conversation_of_a_person() -> None:
    talk = Talk(bot(step("a", "ask", message="Your name?", variable="name"), say("d", "Done")), started=True)
    talk.agent("takeover")
    other = republished(talk)
    assert other.say("Ada") == []
    assert other.agent("say", "Hello, Ann here") == []
    assert other.trace["problem"] is None


def test_a_lost_question_is_given_up_by_its_own_timer_and_by_no_other() -> None:
    ask = step("a", "ask", message="Your name?", variable="name", timeout=60)
    talk = Talk(bot(ask, say("d", "Done")), started=True)
    (timer,) = talk.state.pending
    late = republished(talk)
    assert late.take(TimerFired(id="late", at=late.clock, timer="0/9")) == []
    assert republished(talk).take(TimerFired(id="due", at=late.clock + 60, timer=timer)) == ["We have changed."]


def test_a_try_out_may_begin_anywhere() -> None:
    talk = Talk(bot(say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name")))
    assert talk.begin_at("help") == ["Help is here"]
    assert talk.start() == []
    assert talk.begin_at("main", "main.n") == ["Welcome", "Your name?"]
    assert talk.begin_at("help") == ["Help is here"]
    assert talk.state.stack == ()
    talk.begin_at("gone")
    assert talk.trace["problem"]["code"] == "flow"


def test_words_that_begin_a_session_wait_for_the_call_of_the_start_flow() -> None:
    api = step("api", "call_api", method="GET", url="https://x.example/")
    talk = Talk(bot(api, say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name")))
    assert talk.say("help", intent("help")) == []
    assert talk.state.waiting_for == "call"
    assert talk.answer_call(status=200, headers={}, body=None) == ["Welcome", "Your name?", "Help is here"]


def test_a_large_state_is_noted() -> None:
    steps = [step(f"s{n}", "set", variable=f"v{n}", value={"literal": "x" * 10_000}) for n in range(2)]
    talk = Talk(bot(*steps), started=True)
    assert talk.trace["state_bytes"] > 20_000


def test_misses_are_counted_within_a_session() -> None:
    talk = Talk(bot(say("w", "Welcome")), started=True)
    unsure = {**intent("help", 0.4)}
    question = "Did you mean one of these? [help] [Something else]"
    assert talk.say("hlp", unsure) == [question]
    talk.later(3600)
    assert talk.say("hlp", unsure) == ["Welcome", question]


# -- the end of a session -----------------------------------------------------------------------------------------


def asks_after() -> Talk:
    ask = step("a", "choice", message="Still there?", options=[{"id": "y", "title": "Yes"}])
    yes = {"id": "yes", "title": "Yes", "steps": [say("s", "Good.")]}
    links = [
        {"id": str(n), "node": "gone.n", "step": "a", "output": output, "target": "yes"}
        for n, output in enumerate(("y", "else"))
    ]
    gone = flow("gone", ask, kind="timeout", nodes=[yes], transitions=links)
    document = bot(say("w", "Welcome"), step("a", "ask", message="Your name?", variable="name"))
    document["flows"].append(gone)
    return Talk(document, started=True)


def test_the_question_of_a_timeout_flow_can_be_answered() -> None:
    talk = asks_after()
    assert talk.later(1800) == ["Still there? [Yes]"]
    assert talk.later(600) == []
    assert talk.tap("y") == ["Good."]


def test_a_timeout_flow_asks_once_and_then_the_session_is_over() -> None:
    talk = asks_after()
    talk.later(1800)
    assert talk.later(100_000) == []
    assert (talk.state.open, talk.state.stack, talk.timers) == (False, (), {})
    assert talk.say("hello") == ["Welcome", "Your name?"]
    assert talk.later(1800) == ["Still there? [Yes]"], "a new session, a new question"


SCOPES = [
    {"name": "kept", "type": "text"},
    {"name": "dropped", "type": "text"},
    {"name": "theirs", "type": "text", "scope": "user"},
    {"name": "ours", "type": "text", "scope": "bot"},
    {"name": "here", "type": "text", "scope": "flow"},
    {"name": "now", "type": "text", "scope": "turn"},
]


def after_a_session(**settings: object) -> Talk:
    names = [str(one["name"]) for one in SCOPES]
    fill = [step(f"s{name}", "set", variable=name, value=name) for name in names]
    learn = flow("learn", *fill, triggers=[{"intent": "help"}])
    words = " ".join(f"{{{{ {name} | default: '-' }}}}" for name in names)
    main = flow("main", say("m", words), kind="main")
    talk = Talk(document(main, learn, variables=SCOPES, intents=[{"name": "help"}], settings=settings), started=True)
    talk.say("x", intent("help"))
    talk.later(3600)
    return talk


def test_what_a_new_session_still_knows_follows_from_the_scopes() -> None:
    assert after_a_session().start() == ["kept dropped theirs ours - -"]
    assert after_a_session(carry_over=False).start() == ["- - theirs ours - -"]
    assert after_a_session(carry_over=["kept"]).start() == ["kept - theirs ours - -"]


def test_inputs_of_the_host_page_belong_to_the_session_they_begin() -> None:
    variables = [{"name": "plan", "type": "text", "input": True}]
    main = flow("main", say("m", "{{ plan | default: '-' }}"), kind="main")
    talk = Talk(document(main, variables=variables, settings={"carry_over": False}))
    assert talk.start(plan="gold") == ["gold"]
    talk.later(3600)
    assert talk.start(plan="silver") == ["silver"]
    talk.later(3600)
    assert talk.start() == ["-"]


# -- each message on its own --------------------------------------------------------------------------------------


def test_a_stateless_bot_finds_an_answer_in_the_button_as_well() -> None:
    answers = [{"id": "hours", "questions": {"en": ["When are you open?"]}, "answers": {"en": ["9 to 5"]}}]
    talk = Talk(document(HELP, intents=[{"name": "help"}], answers=answers, settings={"stateless": True}))
    assert talk.say("opn", nothing(hours=0.4)) == ["Did you mean one of these? [When are you open?] [Something else]"]
    assert talk.state.offer is None
    assert talk.tap("answer:hours", seq=2) == ["9 to 5"]


def test_a_stateless_bot_asks_what_was_meant_each_time() -> None:
    talk = Talk(document(HELP, intents=[{"name": "help"}], settings={"stateless": True}))
    for _ in range(3):
        assert talk.say("hlp", intent("help", 0.4)) == ["Did you mean one of these? [help] [Something else]"]


def test_a_stateless_bot_keeps_its_state_until_it_is_quiet() -> None:
    api = step("api", "call_api", method="GET", url="https://x.example/")
    look = flow(
        "help",
        step("s", "set", variable="name", value="Ada"),
        api,
        say("a", "{{ name }}"),
        triggers=[{"intent": "help"}],
    )
    talk = Talk(document(look, variables=NAME, intents=[{"name": "help"}], settings={"stateless": True}))
    assert talk.say("x", intent("help")) == []
    assert talk.state.variables == {"name": "Ada"}
    assert talk.answer_call(status=200, headers={}, body=None) == ["Ada"]
    assert (talk.state.variables, talk.state.stack, talk.state.misses) == ({}, (), 0)


def test_a_stateless_bot_that_asks_forgets_its_question() -> None:
    ask = flow("help", step("a", "ask", message="Your name?", variable="name"), triggers=[{"intent": "help"}])
    talk = Talk(document(ask, variables=NAME, intents=[{"name": "help"}], settings={"stateless": True}))
    assert talk.say("x", intent("help")) == ["Your name?"]
    assert talk.state.waiting_for is None


def test_a_stateless_bot_that_asks_is_a_lint_error() -> None:
    main = flow("main", step("a", "ask", message="Your name?", variable="name"), kind="main")
    for stateless in (True, False):
        found = lint(document(main, variables=NAME, settings={"stateless": stateless}))
        assert [one.severity for one in found if one.code == "stateless"] == ["error"] * stateless
