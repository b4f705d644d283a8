"""Keywords are looked up, not gone through: what is found is what a look at each of them would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.fold import fold, has_words
from flows.engine.graph import compile_bot
from flows.steps import STEP_TYPES

from .talking import Talk, document, flow, say

MOST_WORDS = 6
WORDS = st.lists(st.sampled_from(["pizza", "Pizza!", "two", "a", "é", "🍕"]), min_size=1, max_size=8).map(" ".join)


def keyword(id: str, *words: str) -> dict:
    return flow(id, say(f"{id}.s", id), triggers=[{"keyword": list(words)}])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=5), WORDS)
@settings(max_examples=150, deadline=None)
def test_all_keywords_that_stand_in_the_text_are_found_in_order(keywords, text):
    flows = [keyword(f"f{place}", *words) for place, words in enumerate(keywords)]
    bot = compile_bot(document(*flows), STEP_TYPES)
    folded = fold(text)
    short = len(folded.split()) <= MOST_WORDS
    wanted = [
        trigger.flow.id
        for trigger in bot.triggers["keyword"]
        if folded in trigger.words or (short and any(has_words(folded, words) for words in trigger.words))
    ]
    assert [trigger.flow.id for trigger in bot.keyword_triggers(folded, MOST_WORDS)] == wanted


def test_a_keyword_of_several_words_is_found_inside_a_sentence():
    talk = Talk(document(flow("main", kind="main"), keyword("menu", "show menu"), keyword("bill", "the bill")))
    assert talk.say("Could you SHOW, menu?") == ["menu"]
    assert talk.say("menu show") != ["menu"]
    assert talk.say("the bill") == ["bill"]
