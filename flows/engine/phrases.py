"""The few words the engine knows itself: yes and no, ordinals, and what it says where a bot says nothing.

Language tables; a language that is missing falls back to English.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

# fmt: off
YES: dict[str, tuple[str, ...]] = {
    "en": ("yes", "y", "yeah", "yep", "yup", "sure", "ok", "okay", "of course", "correct", "right", "yes please",
           "absolutely", "that s right", "that is right", "true", "please do", "sounds good"),
    "fr": ("oui", "ouais", "d accord", "ok", "bien sur", "c est ca", "exact", "exactement", "oui merci", "volontiers"),
    "de": ("ja", "jo", "jawohl", "klar", "ok", "okay", "gerne", "genau", "richtig", "stimmt", "natürlich", "naturlich",
           "ja bitte", "passt"),
    "es": ("si", "claro", "vale", "ok", "correcto", "por supuesto", "de acuerdo", "exacto", "si por favor"),
    "it": ("si", "certo", "ok", "va bene", "esatto", "giusto", "d accordo", "si grazie", "certamente"),
    "pt": ("sim", "claro", "ok", "certo", "isso", "correto", "com certeza", "sim por favor", "pode ser"),
    "nl": ("ja", "jawel", "ok", "oke", "prima", "zeker", "klopt", "graag", "natuurlijk", "ja graag"),
}

NO: dict[str, tuple[str, ...]] = {
    "en": ("no", "n", "nope", "nah", "no thanks", "no thank you", "not really", "wrong", "false", "never"),
    "fr": ("non", "nan", "non merci", "pas du tout", "pas vraiment", "faux"),
    "de": ("nein", "ne", "nee", "no", "nein danke", "falsch", "nicht", "auf keinen fall"),
    "es": ("no", "no gracias", "para nada", "incorrecto", "nunca"),
    "it": ("no", "no grazie", "per niente", "sbagliato"),
    "pt": ("nao", "nao obrigado", "nao obrigada", "errado", "de jeito nenhum"),
    "nl": ("nee", "neen", "nee bedankt", "nee dank je", "fout", "niet"),
}

# A reply that begins so takes back what was said before.
DENIALS: dict[str, tuple[str, ...]] = {
    "en": ("no", "not", "sorry", "actually", "i mean", "i meant", "wait"),
    "fr": ("non", "pas", "pardon", "en fait", "plutot", "je voulais dire"),
    "de": ("nein", "nicht", "doch", "entschuldigung", "eigentlich", "ich meine", "ich meinte", "halt"),
    "es": ("no", "perdon", "en realidad", "quiero decir", "mejor"),
    "it": ("no", "non", "scusa", "in realta", "anzi", "volevo dire"),
    "pt": ("nao", "desculpe", "na verdade", "quero dizer", "alias"),
    "nl": ("nee", "niet", "sorry", "eigenlijk", "ik bedoel", "ik bedoelde"),
}

ORDINALS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (("first", "one", "1st"), ("second", "two", "2nd"), ("third", "three", "3rd"), ("fourth", "four", "4th"),
           ("fifth", "five", "5th"), ("sixth", "six", "6th")),
    "fr": (("premier", "premiere", "un", "une", "1er"), ("deuxieme", "second", "seconde", "deux"),
           ("troisieme", "trois"), ("quatrieme", "quatre"), ("cinquieme", "cinq"), ("sixieme", "six")),
    "de": (("erste", "ersten", "erster", "erstes", "eins"), ("zweite", "zweiten", "zweiter", "zweites", "zwei"),
           ("dritte", "dritten", "dritter", "drittes", "drei"), ("vierte", "vierten", "vier"),
           ("funfte", "funften", "funf"), ("sechste", "sechsten", "sechs")),
    "es": (("primero", "primera", "uno", "una"), ("segundo", "segunda", "dos"), ("tercero", "tercera", "tres"),
           ("cuarto", "cuarta", "cuatro"), ("quinto", "quinta", "cinco"), ("sexto", "sexta", "seis")),
    "it": (("primo", "prima", "uno", "una"), ("secondo", "seconda", "due"), ("terzo", "terza", "tre"),
           ("quarto", "quarta", "quattro"), ("quinto", "quinta", "cinque"), ("sesto", "sesta", "sei")),
    "pt": (("primeiro", "primeira", "um", "uma"), ("segundo", "segunda", "dois", "duas"),
           ("terceiro", "terceira", "tres"), ("quarto", "quarta", "quatro"), ("quinto", "quinta", "cinco"),
           ("sexto", "sexta", "seis")),
    "nl": (("eerste", "een"), ("tweede", "twee"), ("derde", "drie"), ("vierde", "vier"), ("vijfde", "vijf"),
           ("zesde", "zes")),
}

# Words around an ordinal that change nothing: "the first one, please".
ORDINAL_FILLERS: frozenset[str] = frozenset(
    ("the", "one", "option", "number", "please", "le", "la", "l", "option", "numero", "s", "il", "vous", "plait", "der",
     "die", "das", "bitte", "nummer", "den", "el", "opcion", "por", "favor", "il", "opzione", "per", "favore", "o", "a",
     "opcao", "de", "het", "optie", "alstublieft", "graag")
)

# Whole utterances that end all messages, and those that allow them again; folded.
OPT_OUT: dict[str, tuple[str, ...]] = {
    "en": ("unsubscribe", "stopall", "stop all", "opt out", "stop messages", "no more messages"),
    "fr": ("desabonner", "se desabonner", "desinscrire", "plus de messages", "arretez les messages"),
    "de": ("abbestellen", "keine nachrichten mehr", "nachrichten abbestellen"),
    "es": ("darme de baja", "cancelar suscripcion", "no mas mensajes"),
    "it": ("disiscrivimi", "annulla iscrizione", "basta messaggi"),
    "pt": ("cancelar inscricao", "cancelar subscricao", "sem mais mensagens"),
    "nl": ("afmelden voor berichten", "uitschrijven", "geen berichten meer"),
}

OPT_IN: dict[str, tuple[str, ...]] = {
    "en": ("start", "unstop", "subscribe", "opt in"),
    "fr": ("start", "reprendre", "s abonner"),
    "de": ("start", "wieder anmelden"),
    "es": ("start", "suscribirme", "empezar"),
    "it": ("start", "iscrivimi", "inizia"),
    "pt": ("start", "subscrever", "comecar"),
    "nl": ("start", "inschrijven"),
}

SENTENCES: dict[str, dict[str, str]] = {
    "bridge": {
        "en": "Now back to where we were.",
        "fr": "Revenons à notre sujet.",
        "de": "Zurück zu unserem Thema.",
        "es": "Volvamos a lo nuestro.",
        "it": "Torniamo a noi.",
        "pt": "Voltemos ao que estávamos a fazer.",
        "nl": "Terug naar waar we waren.",
    },
    "handing_over": {
        "en": "I am not getting anywhere here. Let me ask a person to help you.",
        "fr": "Je n'arrive pas à vous aider. Je demande à une personne de prendre le relais.",
        "de": "Ich komme hier nicht weiter. Ich bitte jemanden aus dem Team, Ihnen zu helfen.",
        "es": "No consigo ayudarle. Voy a pedir a una persona que le atienda.",
        "it": "Non riesco ad aiutarla. Chiedo a una persona di continuare.",
        "pt": "Não estou a conseguir ajudar. Vou pedir a uma pessoa que o faça.",
        "nl": "Ik kom er zo niet uit. Ik vraag een medewerker om u te helpen.",
    },
    "nobody_there": {
        "en": "Nobody is free at the moment, so I will go on. You can ask for a person again later.",
        "fr": "Personne n'est disponible pour l'instant, je continue donc. Vous pourrez redemander plus tard.",
        "de": "Gerade ist niemand frei, darum mache ich weiter. Sie können später noch einmal fragen.",
        "es": "Ahora no hay nadie libre, así que sigo yo. Puede volver a pedirlo más tarde.",
        "it": "Al momento non c'è nessuno libero, quindi continuo io. Può chiederlo di nuovo più tardi.",
        "pt": "De momento não há ninguém livre, por isso continuo eu. Pode voltar a pedir mais tarde.",
        "nl": "Er is nu niemand vrij, dus ik ga verder. U kunt het later opnieuw vragen.",
    },
    "opted_out": {
        "en": "You will get no more messages here. Write “start” to allow them again.",
        "fr": "Vous ne recevrez plus de messages ici. Écrivez « start » pour les autoriser à nouveau.",
        "de": "Sie bekommen hier keine Nachrichten mehr. Schreiben Sie „start“, um sie wieder zu erlauben.",
        "es": "No recibirá más mensajes aquí. Escriba «start» para volver a permitirlos.",
        "it": "Non riceverà più messaggi qui. Scriva «start» per consentirli di nuovo.",
        "pt": "Não receberá mais mensagens aqui. Escreva «start» para as permitir de novo.",
        "nl": "U krijgt hier geen berichten meer. Schrijf ‘start’ om ze weer toe te staan.",
    },
    "error": {
        "en": "Sorry, something went wrong on our side. Please try again in a moment.",
        "fr": "Désolé, un problème est survenu de notre côté. Veuillez réessayer dans un instant.",
        "de": "Entschuldigung, bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.",
        "es": "Lo sentimos, algo ha fallado por nuestra parte. Inténtelo de nuevo en un momento.",
        "it": "Spiacenti, qualcosa è andato storto da parte nostra. Riprovi tra un momento.",
        "pt": "Desculpe, algo correu mal do nosso lado. Tente novamente dentro de momentos.",
        "nl": "Sorry, er ging aan onze kant iets mis. Probeer het over een moment opnieuw.",
    },
    "fallback": {
        "en": "Sorry, I did not understand that. Could you say it in other words?",
        "fr": "Désolé, je n'ai pas compris. Pouvez-vous le dire autrement ?",
        "de": "Das habe ich leider nicht verstanden. Können Sie es anders sagen?",
        "es": "Perdone, no le he entendido. ¿Puede decirlo de otra manera?",
        "it": "Mi dispiace, non ho capito. Può dirlo con altre parole?",
        "pt": "Desculpe, não percebi. Pode dizê-lo de outra forma?",
        "nl": "Sorry, dat heb ik niet begrepen. Kunt u het anders zeggen?",
    },
    "did_you_mean": {
        "en": "Did you mean one of these?",
        "fr": "Vouliez-vous dire l'une de ces choses ?",
        "de": "Meinten Sie eines davon?",
        "es": "¿Se refería a una de estas cosas?",
        "it": "Intendeva una di queste cose?",
        "pt": "Queria dizer uma destas coisas?",
        "nl": "Bedoelde u een van deze?",
    },
    "something_else": {
        "en": "Something else", "fr": "Autre chose", "de": "Etwas anderes", "es": "Otra cosa", "it": "Altro",
        "pt": "Outra coisa", "nl": "Iets anders",
    },
    "rephrase": {
        "en": "All right. Please tell me in other words what you need.",
        "fr": "D'accord. Dites-moi en d'autres mots ce dont vous avez besoin.",
        "de": "In Ordnung. Bitte sagen Sie mir mit anderen Worten, was Sie brauchen.",
        "es": "De acuerdo. Dígame con otras palabras lo que necesita.",
        "it": "Va bene. Mi dica con altre parole di cosa ha bisogno.",
        "pt": "Está bem. Diga-me por outras palavras o que precisa.",
        "nl": "Goed. Vertel me in andere woorden wat u nodig hebt.",
    },
    "leave_this": {
        "en": "Shall we leave this and go on with “{title}”?",
        "fr": "On laisse cela et on passe à « {title} » ?",
        "de": "Sollen wir das hier verlassen und mit „{title}“ weitermachen?",
        "es": "¿Dejamos esto y seguimos con «{title}»?",
        "it": "Lasciamo questo e passiamo a «{title}»?",
        "pt": "Deixamos isto e passamos a «{title}»?",
        "nl": "Zullen we dit laten en verdergaan met ‘{title}’?",
    },
    "yes": {"en": "Yes", "fr": "Oui", "de": "Ja", "es": "Sí", "it": "Sì", "pt": "Sim", "nl": "Ja"},
    "no": {"en": "No", "fr": "Non", "de": "Nein", "es": "No", "it": "No", "pt": "Não", "nl": "Nee"},
}

# fmt: on

_NO_WORDS: frozenset[str] = frozenset()
_POSITION_WORDS = {base: _NO_WORDS.union(*table) for base, table in ORDINALS.items()}


@lru_cache(maxsize=256)
def base_language(language: str | None) -> str:
    """`"pt-BR"` -> `"pt"`; English where nothing is known."""
    return (language or "en").replace("_", "-").split("-")[0].lower()


def sentence(name: str, language: str | None, **values: str) -> str:
    """A built-in sentence in the visitor's language."""
    texts = SENTENCES[name]
    text = texts.get(base_language(language), texts["en"])
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def yes_or_no(folded: str, languages: Iterable[str]) -> bool | None:
    """What a folded text says in one of these languages; the first language that knows it decides. English always."""
    return _meanings(tuple(languages)).get(folded)


@lru_cache(maxsize=256)
def _meanings(languages: tuple[str, ...]) -> dict[str, bool]:
    meanings: dict[str, bool] = {}
    for language in (*languages, "en"):
        base = base_language(language)
        for words, meaning in ((YES, True), (NO, False)):
            for word in words.get(base, ()):
                meanings.setdefault(word, meaning)
    return meanings


def begins_with_denial(folded: str, language: str | None) -> bool:
    words = DENIALS.get(base_language(language), ()) + DENIALS["en"]
    return any(folded.startswith(word + " ") for word in words)


def ordinal(folded: str, language: str | None) -> int | None:
    """`"the second one"` -> 1, `"2"` -> 1; None where the text says more than a position. Zero-based."""
    words = folded.split()
    if folded.isdecimal() and len(folded) < 4:
        return int(folded) - 1
    for base in (base_language(language), "en"):
        if _POSITION_WORDS.get(base, _NO_WORDS).isdisjoint(words):
            continue
        for position, names in enumerate(ORDINALS[base]):
            found = [word for word in words if word in names]
            if found and all(word in names or word in ORDINAL_FILLERS for word in words):
                return position
    return None
