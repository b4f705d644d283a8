"""What a Rasa project understands: intents, examples with their marks, entities, answers."""

from tests.formats.rasa_bots import codes, made, one


def test_examples_keep_entities_roles_groups_and_values():
    document = made(
        nlu="""
        nlu:
        - intent: fly
          examples: |
            - to [Rome](city)
            - from [Berlin]{"entity":"city","role":"from"} to [NY]{"entity":"city","role":"to","value":"New York"}
            - two for [me]{"entity": "guest", "group": "1"}
            - the [big](size:large) one
        """
    ).document
    assert one(document["intents"], name="fly")["examples"]["en"] == [
        "to [Rome](city)",
        "from [Berlin](city:from) to [NY](city:to=New York)",
        "two for [me](guest#1)",
        "the [big](size=large) one",
    ]
    assert {entity["name"]: entity["kind"] for entity in document["entities"]} == {
        "city": "learned", "guest": "learned", "size": "learned",
    }  # fmt: skip


def test_brackets_that_mark_nothing_stay_text():
    document = made(nlu="nlu:\n- intent: a\n  examples: |\n    - see [1] and C:\\\\x\n").document
    assert document["intents"][0]["examples"]["en"] == [r"see \[1\] and C:\\\\x"]


def test_what_cannot_be_read_of_an_example_is_told():
    reading = made(
        nlu="""
        nlu:
        - intent: a
          examples: |
            - an [odd]{"entity" city} mark
            no dash before this
            - [x][{"entity": "a"}, {"entity": "b"}]
          flavour: sweet
        - examples: |
            - nobody's
        """
    )
    assert reading.document["intents"][0]["examples"]["en"] == ["an odd mark", "[x](a)"]
    assert codes(reading) >= {"annotation", "example", "unknown-key", "unreadable"}


def test_synonyms_become_values_and_stand_in_the_examples():
    reading = made(
        nlu="""
        nlu:
        - intent: pay
          examples: |
            - with my [card](account)
            - with my [savings](account)
        - synonym: credit
          examples: |
            - card
            - credit card
        - synonym: never
          examples: |
            - nowhere
        """
    )
    assert reading.document["intents"][0]["examples"]["en"][0] == "with my [card](account=credit)"
    assert reading.document["entities"] == [
        {"name": "account", "kind": "list",
         "values": [{"value": "credit", "synonyms": {"en": ["card", "credit card"]}}]},
    ]  # fmt: skip
    (item,) = [item for item in reading.items if item.code == "synonym"]
    assert "never" in item.what


def test_lookup_tables_are_lists_and_regexes_patterns():
    reading = made(
        config="language: en\npipeline:\n- name: RegexEntityExtractor\n",
        nlu="""
        nlu:
        - lookup: country
          examples: |
            - Chad
            - Mali
        - regex: zip
          examples: |
            - \\d{5}
        - regex: greeting_word
          examples: |
            - hey+
        - regex: bad
          examples: |
            - (?<=a)b
        """,
        domain="entities: [country, zip, bad]\n",
    )
    assert one(reading.document["entities"], name="country")["values"] == [{"value": "Chad"}, {"value": "Mali"}]
    assert one(reading.document["entities"], name="zip") == {"name": "zip", "kind": "pattern", "patterns": [r"\d{5}"]}
    assert codes(reading) >= {"regex", "pattern"}


def test_what_duckling_found_is_built_in():
    document = made(
        config="pipeline:\n- name: DucklingEntityExtractor\n  dimensions: [number, time]\n",
        domain="""
        entities: [number, time]
        slots:
          guests: {type: float, mappings: [{type: from_entity, entity: number}]}
        forms:
          table: {required_slots: [guests, day]}
        responses: {utter_ask_guests: [{text: How many?}], utter_ask_day: [{text: When?}]}
        """,
    ).document
    assert document["entities"] == []
    assert one(document["variables"], name="guests")["entity"] == "@number"


def test_retrieval_intents_become_answers():
    reading = made(
        nlu="""
        nlu:
        - intent: faq/hours
          examples: |
            - when are you open
        - intent: faq/price
          examples: |
            - how much is it
        responses:
          utter_faq/hours:
          - text: From nine
          - text: From 9 {until}
          utter_faq/price:
          - image: https://example.org/p.png
            text: This much
        """,
        domain="intents: [faq]\n",
        rules="rules:\n- rule: answer\n  steps:\n  - intent: faq\n  - action: utter_faq\n",
    )
    document = reading.document
    assert document["intents"] == [] and document["stories"] == []
    assert document["answers"][0] == {
        "id": "faq.hours", "questions": {"en": ["when are you open"]},
        "answers": {"en": ["From nine", "From 9 {{ until }}"]},
    }  # fmt: skip
    assert document["answers"][1]["answers"]["en"][0]["type"] == "image"
    assert codes(reading) >= {"answers", "story", "argument"}


def test_markdown_of_version_1_is_read():
    files = {
        "data/nlu.md": b"""
## intent:greet
- hi
- hello [there](place:here)

## synonym:New York
- NYC

## lookup:city
- Oslo

## regex:zip
- [0-9]{5}
""",
        "domain.yml": b"intents: [greet]\ntemplates:\n  utter_greet:\n  - Hello you\n",
    }
    from flows.formats import read_bot

    document = read_bot(files)[1].document
    assert one(document["intents"], name="greet")["examples"]["en"] == ["hi", "hello [there](place=here)"]
    assert one(document["entities"], name="city")["values"] == [{"value": "Oslo"}]
    assert document["content"][0]["message"]["text"]["en"] == "Hello you"


def test_json_of_version_1_is_read():
    import json

    from flows.formats import read_bot

    nlu = {"rasa_nlu_data": {
        "common_examples": [
            {"text": "fly to Rome", "intent": "fly", "entities": [
                {"start": 7, "end": 11, "value": "Rome", "entity": "city", "role": "to"}]},
            {"text": "wrong", "intent": "fly", "entities": [{"start": 3, "end": 99, "entity": "city"}]},
            {"text": "", "intent": "fly"},
        ],
        "entity_synonyms": [{"value": "Rome", "synonyms": ["Roma"]}],
        "regex_features": [], "lookup_tables": [{"name": "city", "elements": "cities.txt"}],
    }}  # fmt: skip
    reading = read_bot({"nlu.json": json.dumps(nlu).encode()})[1]
    assert reading.document["intents"][0]["examples"]["en"] == ["fly to [Rome](city:to)", "wrong"]
    assert reading.document["entities"][0]["values"] == [{"value": "Rome", "synonyms": {"en": ["Roma"]}}]
    assert codes(reading) >= {"annotation", "example", "lookup"}
