"""What a new bot can do before anybody has built anything."""

from __future__ import annotations

import pytest

from flows.document import validate
from flows.lint import lint
from flows.services.create_bot import starting_document
from tests.engine.talking import Talk

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "pt-BR", "ja")
ONE_WORD = {
    "en": ("Help!", "STOP", "go back", "restart", "Talk to a person"),
    "fr": ("aide", "annuler", "retour", "recommencer", "parler a une personne"),
    "de": ("Hilfe", "abbrechen", "zurück", "von vorn", "Mitarbeiter"),
    "es": ("ayuda", "cancelar", "atrás", "reiniciar", "agente"),
    "it": ("aiuto", "annulla", "indietro", "ricomincia", "operatore"),
    "nl": ("hulp", "stop", "terug", "opnieuw", "medewerker"),
    "pt": ("ajuda", "cancelar", "voltar", "recomeçar", "pessoa"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_bot_is_valid_and_clean(language: str) -> None:
    document = starting_document("New", language)
    assert validate(document) == []
    assert [one.to_json() for one in lint(document) if one.severity != "hint"] == []


@pytest.mark.parametrize("language", ONE_WORD)
def test_a_new_bot_knows_the_commands_in_its_language(language: str) -> None:
    talk = Talk(starting_document("New", language))
    talk.start()
    for words, flow in zip(ONE_WORD[language], ("help", "stop", "back", "restart", "person"), strict=True):
        talk.start()
        assert talk.say(words) != []
        assert any(one["flow"] == flow for one in talk.trace["steps"]), (words, talk.trace)


def test_a_command_inside_more_words_is_none() -> None:
    document = starting_document("New", "en")
    name = {"id": "ask", "type": "ask", "config": {"message": "Where?", "variable": "place"}}
    document["flows"][0]["nodes"][0]["steps"].insert(1, name)
    talk = Talk(document)
    assert talk.start() == ["Hello.", "Where?"]
    talk.say("at the bus stop, in the back")
    assert talk.variables == {"place": "at the bus stop, in the back"}
