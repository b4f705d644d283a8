"""Scripted talks with the public projects of Rasa: one to the end of each of their stories and rules."""

import re

import pytest

from flows.formats import FORMATS
from flows.services.rehearse import Rehearsal
from tests.formats.rasa_bots import Trained, real

FILLED = ("italian", "4", "yes", "a quiet table", "all good")
CONCERTS = {"flow": "action_search_concerts", "set": {"concerts": [{"artist": "Foo Fighters", "reviews": 4.5}]}}
VENUES = {"flow": "action_search_venues", "set": {"venues": [{"name": "Big Arena", "reviews": 4.5}]}}
MUSIC = "action_set_music_preference"

TALKS = {
    "moodbot": {
        "happy path": ("hello", "I am feeling great"),
        "sad path 1": ("hello", "I am very sad", "yes"),
        "sad path 2": ("hello", "I am very sad", "no"),
        "Say goodbye anytime the user says goodbye": ("bye",),
        "Say 'I am a bot' anytime the user challenges": ("are you a bot?",),
    },
    "formbot": {
        "Greet user": ("hi",),
        "Thank you": ("thank you",),
        "Bot challenge": ("are you a bot?",),
        "Chitchat": ("can you share your boss with me?",),
        "activate restaurant form": ("im looking for a restaurant",),
        "submit form": ("im looking for a restaurant", *FILLED),
        "stop form + continue": ("im looking for a restaurant", "stop", "yes", *FILLED),
        "stop form + stop": ("im looking for a restaurant", "stop", "no"),
    },
    "concertbot": {
        "greet": ("hi",),
        "thankyou": ("thanks",),
        "goodbye": ("bye",),
        "search_venues": ("Show me venues",),
        "search_concerts": ("Show me concerts",),
        "compare_reviews_venues": ("Show me venues", "compare reviews"),
        "compare_reviews_concerts": ("Show me concerts", "compare reviews"),
        "how_to_get_started, doesn't like music": ("how do I get started", "nope"),
        "how_to_get_started, likes music": ("how do I get started", "yeah"),
        "fallback": ("purple quantum flux",),
    },
}
STUBS = {
    "search_venues": (VENUES,), "search_concerts": (CONCERTS,),
    "compare_reviews_venues": (VENUES, {"flow": "action_show_venue_reviews"}),
    "compare_reviews_concerts": (CONCERTS, {"flow": "action_show_concert_reviews"}),
    "how_to_get_started, doesn't like music": ({"flow": MUSIC, "set": {"likes_music": False}},),
    "how_to_get_started, likes music": ({"flow": MUSIC, "set": {"likes_music": True}},),
}  # fmt: skip
UNHEARD = {"challenge"}
"""The rule of an intent that has no example: only a program could name it."""
FORM = "restaurant_form"


@pytest.fixture(scope="module")
def trained():
    """Bots by name, each trained once; `name!` is the one that has been to Rasa's files and back."""
    made = {}

    def train(name):
        if name not in made:
            document = real(name.removesuffix("!")).document
            if name.endswith("!"):
                document = FORMATS["rasa"].read(FORMATS["rasa"].write(document), document["name"]).document
            made[name] = document, Trained(document)
        return made[name]

    return train


def endings(document):
    """What is done after the last words of each story and rule: contents and flows; `form` where one asks."""
    for story in document["stories"]:
        steps = story["steps"]
        last = max((number for number, step in enumerate(steps) if "user" in step), default=-1)
        yield story["name"], steps[last + 1 :]


@pytest.mark.parametrize("back", ["", "!"], ids=["imported", "there and back"])
@pytest.mark.parametrize("name", TALKS)
def test_a_talk_reaches_each_ending(name, back, trained):
    document, bot = trained(name + back)
    found = dict(endings(document))
    fallback = {flow["title"] for flow in document["flows"] if flow["kind"] == "fallback"} & {"fallback"}
    assert found.keys() | fallback == TALKS[name].keys() | (UNHEARD & found.keys())
    for story, said in TALKS[name].items():
        ends_with(bot, document, found.get(story, [{"bot": "utter_default"}]), said, STUBS.get(story, ()), story)


def ends_with(bot, document, wanted, said, stubs, story):
    talk = Rehearsal(bot.bot, bot._understand, "en", stubs)
    for text in said:
        talk.say(text)
    contents = {one["id"]: one for one in document["content"]}
    happened = [one.flow if one.message is None else shown(one.message) for one in talk.done]
    acts = [step for step in wanted if step.keys() & {"bot", "flow"}]
    assert len(happened) >= len(acts), (story, happened)
    for act, done in zip(acts, happened[len(happened) - len(acts) :], strict=True):
        if "flow" in act:
            assert done == act["flow"], (story, happened)
        else:
            assert fits(contents[act["bot"]]["message"], done), (story, happened)
    waits = wanted[-1:] == [{"form": FORM}]
    assert (talk.waiting is not None and talk.waiting[0] == FORM) == waits, story


def shown(message):
    return message.get("text") or message.get("caption") or message["type"]


def fits(message, text):
    template = message.get("text") or message.get("caption") or {"en": message["type"]}
    pieces = re.split(r"\{\{.*?\}\}", template["en"])
    return re.fullmatch(".*".join(map(re.escape, pieces)), text, re.DOTALL) is not None
