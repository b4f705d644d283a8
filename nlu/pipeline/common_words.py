"""Words that every kind of sentence has, folded: knowing them says nothing about knowing the subject."""

from __future__ import annotations

_WORDS: dict[str, str] = {
    "en": (
        "a an the this that these those some any all no not and or but if so than then there here "
        "i me my mine we us our you your he him his she her it its they them their who whom whose which what "
        "when where why how is am are was were be been being do does did done have has had having can could will "
        "would shall should may might must to of in on at by for from with about as into up out over off "
        "s t d ll m re ve don doesn didn isn aren wasn won too very just also only"
    ),
    "fr": (
        "un une le la les l d de du des ce cet cette ces et ou mais si donc que qui quoi dont ou quel quelle quels "
        "quelles quand comment pourquoi combien je j me m moi mon ma mes tu te t toi ton ta tes il elle on se s "
        "son sa ses nous notre nos vous votre vos ils elles leur leurs lui y en ne n pas plus est es suis sont etes "
        "sommes etait ete etre ai as a avons avez ont avoir c qu a au aux dans sur sous par pour avec sans chez "
        "peut peux pouvez puis fait faire va vais tres aussi bien"
    ),
    "de": (
        "ein eine einen einem einer der die das den dem des und oder aber wenn ob dass ich mich mir mein meine du "
        "dich dir dein er sie es ihn ihm ihr wir uns unser was wer wie wo wann warum welche ist bin sind war sein "
        "habe hat haben kann konnen wird werden muss zu von in im an am auf bei fur mit aus nach nicht kein auch"
    ),
    "es": (
        "un una el la los las lo de del al y o pero si que quien cual cuando donde como por para con sin en a yo "
        "me mi tu te su se nos es soy son esta estan ser hay he ha han no mas muy este ese esto"
    ),
}

_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def common_words(language: str) -> frozenset[str]:
    """The common words of a language; of a language we have none for, the empty set."""
    return _SETS.get(language.split("-")[0].lower(), frozenset())
