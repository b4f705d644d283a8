"""The flows every new bot has for what visitors ask of any bot. They are ordinary flows, to be changed or removed."""

from __future__ import annotations

from typing import Any

# fmt: off
# Of each command, per language: its title, what visitors write, and what the bot says (of `person` also when nobody is
# there).
_WORDS: dict[str, dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "restart": {
        "en": ("Start over", ("restart", "start over"), ()),
        "fr": ("Recommencer", ("recommencer", "redémarrer"), ()),
        "de": ("Neu beginnen", ("neustart", "von vorn"), ()),
        "es": ("Volver a empezar", ("reiniciar", "empezar de nuevo"), ()),
        "it": ("Ricominciare", ("ricomincia", "da capo"), ()),
        "nl": ("Opnieuw beginnen", ("opnieuw", "herstart"), ()),
        "pt": ("Recomeçar", ("recomeçar", "reiniciar"), ()),
    },
    "back": {
        "en": ("Go back", ("back", "go back"), ("There is no question before this one.",)),
        "fr": ("Retour", ("retour", "revenir"), ("Il n'y a pas de question avant celle-ci.",)),
        "de": ("Zurück", ("zurück", "eins zurück"), ("Vor dieser Frage gab es keine.",)),
        "es": ("Atrás", ("atrás", "volver"), ("No hay ninguna pregunta anterior.",)),
        "it": ("Indietro", ("indietro", "torna indietro"), ("Non c'è una domanda prima di questa.",)),
        "nl": ("Terug", ("terug", "ga terug"), ("Er is geen vraag vóór deze.",)),
        "pt": ("Voltar", ("voltar", "para trás"), ("Não há nenhuma pergunta antes desta.",)),
    },
    "help": {
        "en": ("Help", ("help",), ("Just write what you need. “back” returns to the last question, “stop” ends what we "
               "are doing, “restart” begins again, and “person” asks for a human.",)),
        "fr": ("Aide", ("aide",), ("Écrivez ce dont vous avez besoin. « retour » revient à la question précédente, "
               "« stop » arrête, « recommencer » repart du début et « conseiller » demande une personne.",)),
        "de": ("Hilfe", ("hilfe",), ("Schreiben Sie einfach, was Sie brauchen. „zurück“ führt zur letzten Frage, "
               "„stopp“ beendet, „neustart“ beginnt von vorn und „mitarbeiter“ holt einen Menschen.",)),
        "es": ("Ayuda", ("ayuda",), ("Escriba lo que necesita. «atrás» vuelve a la última pregunta, «parar» termina, "
               "«reiniciar» empieza de nuevo y «agente» pide una persona.",)),
        "it": ("Aiuto", ("aiuto",), ("Scriva ciò che le serve. «indietro» torna all'ultima domanda, «basta» termina, "
               "«ricomincia» riparte da capo e «operatore» chiede una persona.",)),
        "nl": ("Hulp", ("help", "hulp"), ("Schrijf wat u nodig hebt. ‘terug’ gaat naar de vorige vraag, ‘stop’ stopt, "
               "‘opnieuw’ begint opnieuw en ‘medewerker’ vraagt om een mens.",)),
        "pt": ("Ajuda", ("ajuda",), ("Escreva o que precisa. «voltar» regressa à última pergunta, «parar» termina, "
               "«recomeçar» começa de novo e «pessoa» pede um atendente.",)),
    },
    "stop": {
        "en": ("Stop", ("stop", "cancel", "never mind"), ("All right, we leave that.",)),
        "fr": ("Arrêter", ("stop", "annuler"), ("D'accord, on laisse cela.",)),
        "de": ("Abbrechen", ("stopp", "stop", "abbrechen"), ("In Ordnung, wir lassen das.",)),
        "es": ("Parar", ("parar", "cancelar"), ("De acuerdo, lo dejamos.",)),
        "it": ("Basta", ("basta", "annulla"), ("Va bene, lasciamo stare.",)),
        "nl": ("Stoppen", ("stop", "annuleren"), ("Goed, we laten het.",)),
        "pt": ("Parar", ("parar", "cancelar"), ("Está bem, deixamos isso.",)),
    },
    "person": {
        "en": ("Talk to a person", ("person", "human", "agent", "talk to a person"),
               ("One moment, I am asking for a person.", "Nobody is free at the moment. Please try again later.")),
        "fr": ("Parler à une personne", ("conseiller", "humain", "parler à une personne"),
               ("Un instant, je demande une personne.", "Personne n'est disponible. Veuillez réessayer plus tard.")),
        "de": ("Mit einem Menschen sprechen", ("mitarbeiter", "mensch", "mit einem menschen sprechen"),
               ("Einen Moment, ich frage nach.", "Gerade ist niemand frei. Bitte versuchen Sie es später.")),
        "es": ("Hablar con una persona", ("agente", "persona", "hablar con una persona"),
               ("Un momento, aviso a una persona.", "Ahora no hay nadie libre. Inténtelo más tarde.")),
        "it": ("Parlare con una persona", ("operatore", "persona", "parlare con una persona"),
               ("Un momento, chiedo a una persona.", "Al momento non c'è nessuno libero. Riprovi più tardi.")),
        "nl": ("Een mens spreken", ("medewerker", "mens", "iemand spreken"),
               ("Een ogenblik, ik vraag een medewerker.", "Er is nu niemand vrij. Probeer het later opnieuw.")),
        "pt": ("Falar com uma pessoa", ("pessoa", "atendente", "falar com uma pessoa"),
               ("Um momento, vou pedir a uma pessoa.", "De momento não há ninguém livre. Tente mais tarde.")),
    },
}
# fmt: on

_Step = dict[str, Any]


def command_flows(language: str) -> list[dict[str, Any]]:
    """Restart, back, help, stop and a person, in this language, else in English."""
    return [_flow(command, by_language, language.split("-")[0].lower()) for command, by_language in _WORDS.items()]


def _flow(id: str, by_language: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]], base: str) -> dict[str, Any]:
    title, keywords, said = by_language.get(base, by_language["en"])
    first, others = _nodes(id, said)
    nodes = [("first", title, first), *((node, node.capitalize(), step) for node, step, _ in others)]
    return {
        "id": id,
        "title": title,
        "kind": "normal",
        "global": True,
        "start": "first",
        "triggers": [{"keyword": word} for word in keywords],
        "nodes": [
            {"id": node, "title": name, "x": 80 + 340 * place, "y": 120, "steps": steps}
            for place, (node, name, steps) in enumerate(nodes)
        ],
        "transitions": [
            {"id": f"t_{output}", "node": "first", "step": first[0]["id"], "output": output, "target": node}
            for node, _, outputs in others
            for output in outputs
        ],
        "notes": [],
    }


def _nodes(id: str, said: tuple[str, ...]) -> tuple[list[_Step], list[tuple[str, list[_Step], tuple[str, ...]]]]:
    """Steps of the first node, and the others with the outputs of its first step that lead to them."""
    leave = {"id": "s9", "type": "return", "config": {}}
    match id:
        case "restart":
            return [{"id": "s1", "type": "restart", "config": {}}], []
        case "back":
            back = {"id": "s1", "type": "back", "config": {}}
            return [back, leave], [("nothing", [_say("s2", said[0]), {**leave, "id": "s3"}], ("none",))]
        case "stop":
            return [{"id": "s1", "type": "stop", "config": {}}, _say("s2", said[0]), leave], []
        case "person":
            ask = {"id": "s1", "type": "handoff", "config": {"message": said[0]}}
            away = [_say("s2", said[1]), {**leave, "id": "s3"}]
            return [ask], [("nobody", away, ("unavailable", "timeout")), ("solved", [leave], ("resolved",))]
        case _:
            return [_say("s1", said[0]), leave], []


def _say(id: str, text: str) -> _Step:
    return {"id": id, "type": "say", "config": {"message": text}}
