"""What the bot says itself when a reply does not fit the question. A language that is missing falls back to English."""

from __future__ import annotations

from .phrases import base_language

# fmt: off
HINTS: dict[str, dict[str, str]] = {
    "number": {
        "en": "Please give me a number.", "fr": "Merci d'indiquer un nombre.", "de": "Bitte nennen Sie eine Zahl.",
        "es": "Indique un número, por favor.", "it": "Indichi un numero, per favore.",
        "pt": "Indique um número, por favor.", "nl": "Geef een getal op, alstublieft.",
    },
    "date": {
        "en": "Please give me a date, for example 24 December 2026.",
        "fr": "Merci d'indiquer une date, par exemple le 24 décembre 2026.",
        "de": "Bitte nennen Sie ein Datum, zum Beispiel 24. Dezember 2026.",
        "es": "Indique una fecha, por ejemplo 24 de diciembre de 2026.",
        "it": "Indichi una data, per esempio 24 dicembre 2026.",
        "pt": "Indique uma data, por exemplo 24 de dezembro de 2026.",
        "nl": "Geef een datum op, bijvoorbeeld 24 december 2026.",
    },
    "email": {
        "en": "That does not look like an e-mail address.", "fr": "Cela ne ressemble pas à une adresse e-mail.",
        "de": "Das sieht nicht nach einer E-Mail-Adresse aus.", "es": "Eso no parece una dirección de correo.",
        "it": "Non sembra un indirizzo e-mail.", "pt": "Isso não parece um endereço de e-mail.",
        "nl": "Dat lijkt geen e-mailadres.",
    },
    "phone": {
        "en": "That does not look like a phone number.", "fr": "Cela ne ressemble pas à un numéro de téléphone.",
        "de": "Das sieht nicht nach einer Telefonnummer aus.", "es": "Eso no parece un número de teléfono.",
        "it": "Non sembra un numero di telefono.", "pt": "Isso não parece um número de telefone.",
        "nl": "Dat lijkt geen telefoonnummer.",
    },
    "url": {
        "en": "That does not look like a web address.", "fr": "Cela ne ressemble pas à une adresse web.",
        "de": "Das sieht nicht nach einer Webadresse aus.", "es": "Eso no parece una dirección web.",
        "it": "Non sembra un indirizzo web.", "pt": "Isso não parece um endereço web.",
        "nl": "Dat lijkt geen webadres.",
    },
    "yes_no": {
        "en": "Please answer yes or no.", "fr": "Merci de répondre par oui ou par non.",
        "de": "Bitte antworten Sie mit Ja oder Nein.", "es": "Responda sí o no, por favor.",
        "it": "Risponda sì o no, per favore.", "pt": "Responda sim ou não, por favor.",
        "nl": "Antwoord met ja of nee, alstublieft.",
    },
    "text": {
        "en": "Please write a few words.", "fr": "Merci d'écrire quelques mots.",
        "de": "Bitte schreiben Sie ein paar Worte.", "es": "Escriba unas palabras, por favor.",
        "it": "Scriva qualche parola, per favore.", "pt": "Escreva algumas palavras, por favor.",
        "nl": "Schrijf een paar woorden, alstublieft.",
    },
    "file": {
        "en": "Please send a file.", "fr": "Merci d'envoyer un fichier.", "de": "Bitte senden Sie eine Datei.",
        "es": "Envíe un archivo, por favor.", "it": "Invii un file, per favore.", "pt": "Envie um ficheiro, por favor.",
        "nl": "Stuur een bestand, alstublieft.",
    },
    "file_kind": {
        "en": "I cannot take a file of this kind.", "fr": "Je ne peux pas accepter ce type de fichier.",
        "de": "Dateien dieser Art kann ich nicht annehmen.", "es": "No puedo aceptar este tipo de archivo.",
        "it": "Non posso accettare questo tipo di file.", "pt": "Não posso aceitar este tipo de ficheiro.",
        "nl": "Dit soort bestand kan ik niet aannemen.",
    },
    "min": {
        "en": "It must be at least {limit}.", "fr": "Cela doit être au moins {limit}.",
        "de": "Es muss mindestens {limit} sein.", "es": "Debe ser como mínimo {limit}.",
        "it": "Deve essere almeno {limit}.", "pt": "Tem de ser no mínimo {limit}.",
        "nl": "Het moet minstens {limit} zijn.",
    },
    "max": {
        "en": "It must be at most {limit}.", "fr": "Cela doit être au plus {limit}.",
        "de": "Es darf höchstens {limit} sein.", "es": "Debe ser como máximo {limit}.",
        "it": "Deve essere al massimo {limit}.", "pt": "Tem de ser no máximo {limit}.",
        "nl": "Het mag hoogstens {limit} zijn.",
    },
    "text_min": {
        "en": "Please write at least {limit} characters.", "fr": "Merci d'écrire au moins {limit} caractères.",
        "de": "Bitte schreiben Sie mindestens {limit} Zeichen.", "es": "Escriba al menos {limit} caracteres.",
        "it": "Scriva almeno {limit} caratteri.", "pt": "Escreva pelo menos {limit} caracteres.",
        "nl": "Schrijf minstens {limit} tekens.",
    },
    "text_max": {
        "en": "Please write at most {limit} characters.", "fr": "Merci d'écrire au plus {limit} caractères.",
        "de": "Bitte schreiben Sie höchstens {limit} Zeichen.", "es": "Escriba como máximo {limit} caracteres.",
        "it": "Scriva al massimo {limit} caratteri.", "pt": "Escreva no máximo {limit} caracteres.",
        "nl": "Schrijf hoogstens {limit} tekens.",
    },
    "date_min": {
        "en": "The earliest possible date is {limit}.", "fr": "La date la plus proche possible est le {limit}.",
        "de": "Das frühestmögliche Datum ist {limit}.", "es": "La primera fecha posible es {limit}.",
        "it": "La prima data possibile è {limit}.", "pt": "A primeira data possível é {limit}.",
        "nl": "De vroegst mogelijke datum is {limit}.",
    },
    "date_max": {
        "en": "The latest possible date is {limit}.", "fr": "La date la plus tardive possible est le {limit}.",
        "de": "Das spätestmögliche Datum ist {limit}.", "es": "La última fecha posible es {limit}.",
        "it": "L'ultima data possibile è {limit}.", "pt": "A última data possível é {limit}.",
        "nl": "De laatst mogelijke datum is {limit}.",
    },
    "several_min": {
        "en": "Please choose at least {limit}.", "fr": "Merci d'en choisir au moins {limit}.",
        "de": "Bitte wählen Sie mindestens {limit}.", "es": "Elija al menos {limit}.",
        "it": "Ne scelga almeno {limit}.", "pt": "Escolha pelo menos {limit}.", "nl": "Kies er minstens {limit}.",
    },
    "several_max": {
        "en": "Please choose at most {limit}.", "fr": "Merci d'en choisir au plus {limit}.",
        "de": "Bitte wählen Sie höchstens {limit}.", "es": "Elija como máximo {limit}.",
        "it": "Ne scelga al massimo {limit}.", "pt": "Escolha no máximo {limit}.", "nl": "Kies er hoogstens {limit}.",
    },
    "file_max": {
        "en": "Please send at most {limit}.", "fr": "Merci d'en envoyer au plus {limit}.",
        "de": "Bitte senden Sie höchstens {limit}.", "es": "Envíe como máximo {limit}.",
        "it": "Ne invii al massimo {limit}.", "pt": "Envie no máximo {limit}.", "nl": "Stuur er hoogstens {limit}.",
    },
    "option": {
        "en": "Please choose one of the options.", "fr": "Merci de choisir l'une des options.",
        "de": "Bitte wählen Sie eine der Möglichkeiten.", "es": "Elija una de las opciones, por favor.",
        "it": "Scelga una delle opzioni, per favore.", "pt": "Escolha uma das opções, por favor.",
        "nl": "Kies een van de mogelijkheden, alstublieft.",
    },
    "what_to_change": {
        "en": "What shall I change?", "fr": "Que dois-je modifier ?", "de": "Was soll ich ändern?",
        "es": "¿Qué debo cambiar?", "it": "Che cosa devo cambiare?", "pt": "O que devo alterar?",
        "nl": "Wat zal ik wijzigen?",
    },
    "cancel": {
        "en": "Cancel", "fr": "Annuler", "de": "Abbrechen", "es": "Cancelar", "it": "Annulla", "pt": "Cancelar",
        "nl": "Annuleren",
    },
}
# fmt: on


def hint(name: str, language: str | None, **values: object) -> str:
    """A sentence in the visitor's language."""
    texts = HINTS[name]
    text = texts.get(base_language(language), texts["en"])
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text


def limit_hint(kind: str, side: str, limit: object, language: str | None) -> str:
    """Why a value is too small (`side` min) or too large (max)."""
    own = f"{kind}_{side}"
    return hint(own if own in HINTS else side, language, limit=limit)
