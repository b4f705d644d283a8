"""The mood of utterances, and signs of frustration."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.pipeline.sentiment import sentiment


@pytest.mark.parametrize(
    ("language", "good", "bad", "flat"),
    [
        ("en", "thanks, that was great", "this is terrible service", "where is my order"),
        ("fr", "merci, c'est parfait", "c'est une honte, service horrible", "où est ma commande"),
        ("es", "gracias, todo excelente", "qué servicio tan horrible", "dónde está mi pedido"),
        ("de", "danke, das war super", "das ist eine Frechheit", "wo ist meine Bestellung"),
        ("pt", "obrigado, foi ótimo", "que serviço horrível", "onde está meu pedido"),
        ("it", "grazie, tutto perfetto", "che servizio orribile", "dov'è il mio ordine"),
        ("nl", "bedankt, dat was geweldig", "wat een waardeloze service", "waar is mijn bestelling"),
    ],
)
def test_each_language_knows_good_bad_and_neither(language, good, bad, flat):
    assert [sentiment(text, language)["label"] for text in (good, bad, flat)] == ["positive", "negative", "neutral"]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("not good at all", "en", "negative"),
        ("not bad", "en", "positive"),
        ("no no no bullshit", "en", "negative"),
        ("this is no bloody joke, shit", "en", "negative"),
        ("pas bien du tout", "fr", "negative"),
        ("nicht gut", "de", "negative"),
        ("😡😡", "en", "negative"),
        ("👍", "de", "positive"),
        (":(", "fr", "negative"),
        ("Goooood", "en", "positive"),
        ("", "en", "neutral"),
        ("hej", "sv", "neutral"),
    ],
)
def test_negation_emoji_and_stretched_words(text, language, label):
    assert sentiment(text, language)["label"] == label


def test_boosters_and_shouting_make_it_stronger():
    assert sentiment("very good", "en")["score"] > sentiment("good", "en")["score"]
    assert sentiment("bad!!", "en")["score"] < sentiment("bad", "en")["score"]


def test_frustration_adds_up():
    calm = sentiment("where is my order", "en")["frustration"]
    sad = sentiment("the parcel is late", "en")["frustration"]
    angry = sentiment("THIS IS BULLSHIT!!! I ALREADY TOLD YOU", "en")["frustration"]
    assert calm == 0 < sad < 0.4 < 0.7 < angry <= 1


def test_an_abbreviation_is_not_shouting():
    assert sentiment("NASA", "en")["frustration"] == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "fr", "es", "de", "pt", "it", "nl", "ja", ""]))
def test_any_text_has_a_mood(text, language):
    mood = sentiment(text, language)
    assert mood["label"] in ("negative", "neutral", "positive")
    assert -1 <= mood["score"] <= 1 and 0 <= mood["frustration"] <= 1
