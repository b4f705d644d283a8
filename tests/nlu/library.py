"""A small library's bot: few examples per intent, as real bots have. Our own words."""

from typing import Any

from nlu.pipeline.training_set import FORMAT, VERSION

INTENTS = {
    "greet": ["hello", "hi", "hey there", "good morning", "good evening", "hello bot", "hey", "hi there"],
    "renew": [
        "I want to renew a book",
        "please extend my loan",
        "can I keep it longer",
        "renew my books",
        "I need more time for this novel",
        "extend the loan of [Dune](title)",
        "renew [The Hobbit](title) please",
        "can I keep [Emma](title) one more week",
        "please renew [Middlemarch](title)",
    ],
    "reserve": [
        "I would like to reserve a book",
        "put [Dune](title) aside for me",
        "can you hold [Emma](title) for me",
        "reserve the new crime novel",
        "book a copy of [The Hobbit](title)",
        "I want to borrow a [big print](edition) book",
        "hold a [pocket](edition) copy for me",
    ],
    "complain": [
        "this book is damaged",
        "there are pages missing",
        "the cover is torn",
        "someone wrote in my book",
        "I got a wet book",
        "the book I borrowed is broken",
    ],
    "say_goodbye": ["bye", "goodbye", "see you", "see you next week", "that was all", "have a nice day"],
    "ask_person": [
        "I want to talk to a librarian",
        "can I speak to a human",
        "connect me with somebody",
        "a real person please",
        "let me talk to your staff",
    ],
}

ANSWERS = {
    "hours": ["when are you open", "what are your opening hours", "are you open on sunday", "until when are you open"],
    "fees": ["what does a card cost", "how much is the yearly fee", "do I have to pay", "is it free for children"],
    "wifi": ["do you have wifi", "what is the wireless password", "can I use the internet"],
}

ENTITIES: list[dict[str, Any]] = [
    {"name": "title", "kind": "learned"},
    {
        "name": "edition",
        "kind": "list",
        "values": [
            {"value": "large print", "synonyms": {"en": ["big letters"]}},
            {"value": "pocket", "synonyms": {"en": ["paperback", "pocket book"]}},
            {"value": "audio book"},
        ],
    },
    {"name": "card", "kind": "pattern", "patterns": [r"lib-(\d{4})"]},
]


def training_set(**changes: Any) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "language": "en",
        "intents": [{"name": name, "examples": examples} for name, examples in INTENTS.items()],
        "answers": [{"id": name, "questions": questions} for name, questions in ANSWERS.items()],
        "entities": ENTITIES,
        **changes,
    }


def texts_and_labels() -> tuple[list[str], list[str]]:
    """Plain texts with their intent."""
    from nlu.pipeline.annotations import parse_example

    pairs = [(parse_example(text).text, name) for name, examples in INTENTS.items() for text in examples]
    return [text for text, _ in pairs], [name for _, name in pairs]
