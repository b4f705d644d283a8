"""Which of a bot's languages a text is written in: by its script, its commonest words, and the bot's own examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .fold import fold
from .phrases import base_language

ENOUGH = 0.75  # of a score: less is a guess
AHEAD = 1.3  # how many times better than the next one
LONGEST = 1_000  # characters that are looked at
COMMON_WEIGHT, OWN_WEIGHT, LETTER_WEIGHT = 1.0, 0.6, 1.5

# fmt: off
_WORDS: dict[str, str] = {
    "en": "the and you is are i my to of in it for on what how do does can want would please have with this not where "
          "when your me we a an be was hello hi thanks thank need there any am who will which at get",
    "fr": "le la les un une des et est je tu vous nous il elle que qui quoi comment ou quand pour dans avec sur pas ne "
          "mon ma mes votre vos bonjour salut merci voudrais veux peux c ce cette d l j du au avez suis ai faire quel "
          "quelle plait svp bonsoir s",
    "de": "der die das und ist ich du sie wir er es ein eine einen nicht wie was wo wann mit fur auf mein meine ihr "
          "kann mochte bitte danke hallo guten tag haben habe zu von den dem im am will wer sind noch heute gibt "
          "konnen brauche wurde gern",
    "es": "el la los las un una y es yo tu usted que como donde cuando para en con por no mi su quiero puedo hola "
          "gracias favor buenos dias del al me se lo hay esta estoy tengo cual quien necesito quisiera puede buenas",
    "it": "il lo la i gli le un una e sono io tu lei che come dove quando per in con non mio mia vorrei posso ciao "
          "grazie prego buongiorno di da del della mi si ho hai quale chi anche questo questa cosa c avete bisogno",
    "pt": "o a os as um uma e eu voce que como onde quando para em com nao meu minha quero posso ola obrigado "
          "obrigada favor bom dia do da me se tem estou qual quem preciso gostaria isso de no na oi boa",
    "nl": "de het een en is ik je jij u wij hij zij niet hoe wat waar wanneer met voor op mijn kan wil graag dank "
          "hallo goedendag van te dat die ben heb hebben zijn wie welke alstublieft bedankt naar nog heeft goede",
    "pl": "i w na nie to jest ja ty czy jak co gdzie kiedy dla z do sie moj moja chce moge prosze dziekuje czesc "
          "dzien dobry mam chcialbym jestem ile kto",
    "sv": "och att det jag du ar en ett inte hur vad var nar med for pa min kan vill tack hej god dag har vi ni som "
          "skulle finns",
    "da": "og at det jeg du er en et ikke hvordan hvad hvor nar med for pa min kan vil tak hej god dag har vi som "
          "gerne der",
    "no": "og at det jeg du er en et ikke hvordan hva hvor nar med for pa min kan vil takk hei god dag har vi som "
          "gjerne",
    "fi": "ja on ei mina sina han se mika miten missa milloin kanssa minun voinko haluan kiitos hei paivaa ovat mita "
          "onko haluaisin olen",
    "cs": "a je ne ja ty jak co kde kdy pro s na muj moje chci mohu prosim dekuji ahoj dobry den jsem mate bych mam",
    "ro": "si este nu eu tu cum ce unde cand pentru cu pe meu mea vreau pot rog multumesc buna ziua sunt am as care",
    "tr": "ve bir bu ne nasil nerede zaman icin ile benim istiyorum lutfen tesekkurler merhaba var mi mu ben sen degil "
          "kac hangi",
}
# Letters that give a language away; in no other one of the table.
_LETTERS: dict[str, str] = {
    "fr": "çœêèùûîëï", "de": "ßäüö", "es": "ñ¿¡", "it": "ìò", "pt": "ãõ", "pl": "łąęśżźćń", "sv": "å", "da": "øæ",
    "no": "øæ", "cs": "řěůčšž", "ro": "țșă", "tr": "ğışç",
}
# Letters, and the languages written with them; the likelier ones and the rarer letters first.
_SCRIPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("\u3040-\u30ff", ("ja",)), ("\uac00-\ud7af", ("ko",)), ("\u4e00-\u9fff", ("zh", "ja")),
    ("\u0e00-\u0e7f", ("th",)), ("\u0590-\u05ff", ("he",)), ("\u0600-\u06ff", ("ar", "fa", "ur")),
    ("\u0900-\u097f", ("hi", "mr", "ne")), ("\u0370-\u03ff", ("el",)), ("\u10a0-\u10ff", ("ka",)),
    ("\u0530-\u058f", ("hy",)), ("іїєґ", ("uk",)), ("\u0400-\u04ff", ("ru", "uk", "bg", "sr", "be")),
)
# fmt: on
_COMMON = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SCRIPT_PATTERNS = tuple((re.compile(f"[{letters}]"), languages) for letters, languages in _SCRIPTS)
_MARKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")

Vocabulary = Mapping[str, frozenset[str]]


def guess_language(text: str, languages: Sequence[str], own: Vocabulary) -> str | None:
    """The one of `languages` that `text` is written in, None where that cannot be told.

    `own` are words of the bot in each language; they decide where common words do not reach.
    """
    return detect_language(text, languages, own)[0]


def detect_language(text: str, languages: Sequence[str], own: Vocabulary) -> tuple[str | None, float]:
    """As `guess_language`, with what speaks for the best one: 0 to 1, a share of all that speaks for any of them."""
    short = text[:LONGEST]
    by_script = _by_script(short, languages)
    if by_script is not None:
        return by_script, 1.0
    scores = _scores(short, languages, own)
    ranked = sorted(languages, key=lambda one: -scores[one])
    if not ranked or not scores[ranked[0]]:
        return None, 0.0
    best = ranked[0]
    share = round(scores[best] / sum(scores.values()), 4)
    ahead = len(ranked) == 1 or scores[best] >= AHEAD * scores[ranked[1]]
    sure = scores[best] >= ENOUGH and ahead and not _fits_better_elsewhere(short, best, languages, own)
    return (best if sure else None), share


def own_words(document: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The words that a bot's examples and questions use in each of its languages."""
    found: dict[str, set[str]] = {language: set() for language in document.get("languages", ())}
    for kind, key in (("intents", "examples"), ("answers", "questions")):
        for one in document.get(kind, ()):
            for language, texts in (one.get(key) or {}).items():
                if language in found:
                    found[language].update(word for text in texts for word in _words(_MARKED.sub(r"\1", text)))
    return {language: frozenset(words) for language, words in found.items()}


def _words(text: str) -> Iterable[str]:
    return fold(text).split()


def _by_script(text: str, languages: Sequence[str]) -> str | None:
    if not text or max(text) < "\u0370":  # Latin letters alone
        return None
    for pattern, written in _SCRIPT_PATTERNS:
        if pattern.search(text):
            able = sorted(
                (written.index(base_language(one)), one) for one in languages if base_language(one) in written
            )
            if able:
                return able[0][1]
    return None


def _fits_better_elsewhere(text: str, best: str, languages: Sequence[str], own: Vocabulary) -> bool:
    """Whether a language that nobody asked about fits the text better still."""
    asked = {base_language(one) for one in languages}
    said, letters, known = frozenset(_words(text)), text.lower(), _COMMON.get(base_language(best), frozenset())
    for other in _COMMON.keys() - asked:
        if not (said & _COMMON[other]) - known and not any(one in letters for one in _LETTERS.get(other, "")):
            continue  # it knows nothing that the best one does not
        scores = _scores(text, (best, other), own)
        if scores[other] > AHEAD * scores[best]:
            return True
    return False


def _scores(text: str, languages: Sequence[str], own: Vocabulary) -> dict[str, float]:
    """Every word counts for the languages that know it: much where only one does, nothing where all do."""
    scores = dict.fromkeys(languages, 0.0)
    lower = text.lower()
    for one in languages:
        letters = _LETTERS.get(base_language(one), "")
        scores[one] += LETTER_WEIGHT * len(set(letters) & set(lower))
    for word in _words(text):
        common = [one for one in languages if word in _COMMON.get(base_language(one), ())]
        known = [one for one in languages if word in own.get(one, ())]
        for weight, knowing in ((COMMON_WEIGHT, common), (OWN_WEIGHT, known)):
            share = 0.0 if len(knowing) == len(languages) > 1 else weight / max(1, len(knowing))
            for one in knowing:
                scores[one] += share
    return scores
