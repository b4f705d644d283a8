"""Moods of words per language, folded; -3 (bad) to 3 (good)."""

from __future__ import annotations


def _moods(by_mood: dict[int, str]) -> dict[str, int]:
    return {word: mood for mood, words in by_mood.items() for word in words.split()}


WORDS: dict[str, dict[str, int]] = {
    "en": _moods(
        {
            3: "excellent amazing perfect wonderful fantastic awesome outstanding brilliant superb delighted",
            2: "great love loved loves happy lovely thanks thank delicious glad pleased enjoy enjoyed best",
            1: "good nice fine cool helpful friendly fast easy useful works better fun appreciate yay",
            -1: "slow late cold wrong missing problem problems issue issues confused confusing wait waiting "
            "difficult expensive dirty old stuck fails failed error worse unhappy annoyed sorry",
            -2: "bad angry annoying disappointed disappointing disappointment frustrated frustrating broken "
            "rude upset hate hated useless complaint complain poor ridiculous sick unacceptable damn crap",
            -3: "terrible horrible awful worst disgusting disgusted furious scam pathetic garbage shit fuck "
            "fucking idiot idiots stupid outrageous nightmare",
        }
    ),
    "fr": _moods(
        {
            3: "excellent excellente parfait parfaite merveilleux merveilleuse fantastique genial geniale formidable "
            "magnifique ravi ravie",
            2: "super adore aime heureux heureuse merci delicieux delicieuse content contente satisfait satisfaite "
            "meilleur meilleure bravo",
            1: "bon bonne bien sympa cool utile gentil gentille rapide facile agreable chouette mieux",
            -1: "lent lente retard froid froide faux manque probleme problemes souci erreur attends attendre "
            "difficile cher chere sale bloque bloquee pire desole desolee confus",
            -2: "mauvais mauvaise mal colere enerve enervee enervant decu decue decevant decevante frustre frustree "
            "casse cassee deteste inutile plainte plaindre ridicule inacceptable marre penible zut",
            -3: "terrible horrible affreux affreuse nul nulle degoutant degoutante furieux furieuse arnaque merde "
            "catastrophe catastrophique scandaleux scandaleuse honteux idiot idiots stupide putain",
        }
    ),
}

NEGATIONS = frozenset(
    (
        *("not", "no", "never", "don", "t", "isn", "wasn", "aren", "doesn", "didn", "won", "cannot", "couldn"),
        *("without", "nothing", "hardly", "pas", "ne", "jamais", "aucun", "aucune", "sans", "rien"),
    )
)

BOOSTERS = frozenset(
    (
        *("very", "really", "so", "too", "extremely", "totally"),
        *("tres", "vraiment", "trop", "tellement", "extremement"),
    )
)
