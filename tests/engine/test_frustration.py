"""The mood of what was said is known to conditions: escalate when frustrated."""

from __future__ import annotations

from flows.engine.heard import Heard
from nlu.pipeline.sentiment import sentiment

from .talking import Talk, document, flow, intent, link, node, say, step


def bot() -> dict:
    rule = {"id": "angry", "title": "Angry", "when": {"expression": "said.sentiment.frustration >= 0.5"}}
    care = flow(
        "care",
        step("b", "branch", rules=[rule]),
        triggers=[{"intent": "complain"}],
        nodes=[node("human", say("h", "I get you a human.")), node("calm", say("c", "Tell me more."))],
        transitions=[link("care.n", "b", "angry", "human"), link("care.n", "b", "else", "calm")],
    )
    return document(flow("main", kind="main"), care, intents=[{"name": "complain", "examples": {}}])


def said(text: str) -> dict:
    return {**intent("complain"), "sentiment": sentiment(text, "en")}


def test_a_frustrated_visitor_is_escalated_and_a_calm_one_is_asked():
    angry, calm = "THIS IS BULLSHIT!!! I already told you", "my order is late"
    assert Talk(bot()).say(angry, said(angry)) == ["I get you a human."]
    assert Talk(bot()).say(calm, said(calm)) == ["Tell me more."]


def test_without_an_understanding_nobody_is_frustrated():
    calm = {"label": "neutral", "score": 0.0, "frustration": 0.0, "signals": ()}
    assert Heard("hello").to_scope()["sentiment"] == calm


def test_a_condition_can_ask_for_one_sign():
    document = bot()
    rule = document["flows"][1]["nodes"][0]["steps"][0]["config"]["rules"][0]
    rule["when"] = {"expression": '"capitals" in said.sentiment.signals'}
    loud = "WHERE IS MY ORDER"
    assert Talk(document).say(loud, said(loud)) == ["I get you a human."]
    assert Talk(document).say("bullshit", said("bullshit")) == ["Tell me more."]


def test_the_mood_survives_the_state():
    heard = Heard("oh")
    heard.sentiment = sentiment("terrible", "en")
    assert Heard.from_json(heard.to_json()).to_scope()["sentiment"]["label"] == "negative"
