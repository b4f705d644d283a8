"""Colours, languages and countries in seven languages; values are English colour words, ISO 639-1 and ISO 3166-1 codes.

A line holds a value and its names in the order of LANGUAGES; names of one language are apart by `/`, the gender
endings that follow a stem by `.`: `negr.o.a` is negro and negra.
"""

# ruff: noqa: E501 - a line of a word table is as long as its words
from __future__ import annotations

from functools import lru_cache

LANGUAGES = ("en", "fr", "es", "de", "pt", "it", "nl")

_COLOURS = """
black black noir.-e.s.es negr.o.a.os.as schwarz.-e.en.er.es pret.o.a.os.as ner.o.a.i.e zwart.-e
white white blanc.-he.s.hes blanc.o.a.os.as weiß.-e.en.er.es branc.o.a.os.as bianc.o.a.hi.he wit.-te
red red rouge.-s roj.o.a.os.as rot.-e.en.er.es vermelh.o.a.os.as ross.o.a.i.e rood/rode
green green vert.-e.s.es verde.-s grün.-e.en.er.es verde.-s verde/verdi groen.-e
blue blue bleu.-e.s.es azul.-es blau.-e.en.er.es azul/azuis blu/azzurr.o.a.i.e blauw.-e
yellow yellow jaune.-s amarill.o.a.os.as gelb.-e.en.er.es amarel.o.a.os.as giall.o.a.i.e geel/gele
orange orange orange anaranjad.o.a.os.as/naranja orange.-n laranja arancione/arancioni oranje
brown brown marron.-s/brun.-e.s marrón/marrones braun.-e.en.er.es marrom/castanh.o.a marrone/marroni bruin.-e
grey grey/gray gris.-e.es gris.-es grau.-e.en.er.es cinza/cinzent.o.a grigi.o.a/grigie grijs/grijze
pink pink rose.-s rosa.-s rosa/pink rosa/cor-de-rosa rosa roze
purple purple/violet violet.-te.s/pourpre morad.o.a.os.as/violeta lila/violett.-e rox.o.a.os.as viola paars/paarse
beige beige beige.-s beige beige bege beige beige
turquoise turquoise turquoise turquesa türkis turquesa turchese turquoise
gold golden doré.-e.s.es dorad.o.a.os.as golden.-e.en.er.es dourad.o.a.os.as dorat.o.a.i.e gouden/goudkleurig
silver silver argenté.-e.s.es platead.o.a.os.as silbern.-e.en.er.es pratead.o.a.os.as argentat.o.a.i.e zilveren
"""
_TONGUES = """
en english anglais inglés englisch.-en inglês inglese engels
fr french français francés französisch.-en francês francese frans
es spanish/castilian espagnol/castillan español/castellano spanisch.-en espanhol/castelhano spagnolo spaans
de german allemand alemán deutsch alemão tedesco duits
pt portuguese portugais portugués portugiesisch.-en português portoghese portugees
it italian italien italiano italienisch.-en italiano italiano italiaans
nl dutch néerlandais/flamand holandés/neerlandés niederländisch.-en holandês/neerlandês olandese nederlands
pl polish polonais polaco polnisch.-en polonês/polaco polacco pools
ru russian russe ruso russisch.-en russo russo russisch
tr turkish turc turco türkisch.-en turco turco turks
ar arabic arabe árabe arabisch.-en árabe arabo arabisch
zh chinese/mandarin chinois/mandarin chino/mandarín chinesisch.-en chinês/mandarim cinese/mandarino chinees/mandarijn
ja japanese japonais japonés japanisch.-en japonês giapponese japans
ko korean coréen coreano koreanisch.-en coreano coreano koreaans
hi hindi hindi hindi hindi hindi hindi hindi
sv swedish suédois sueco schwedisch.-en sueco svedese zweeds
da danish danois danés dänisch.-en dinamarquês danese deens
no norwegian norvégien noruego norwegisch.-en norueguês norvegese noors
fi finnish finnois/finlandais finés/finlandés finnisch.-en finlandês finlandese fins
cs czech tchèque checo tschechisch.-en tcheco/checo ceco tsjechisch
el greek grec griego griechisch.-en grego greco grieks
uk ukrainian ukrainien ucraniano ukrainisch.-en ucraniano ucraino oekraïens
ro romanian roumain rumano rumänisch.-en romeno rumeno roemeens
"""
_COUNTRIES = """
GB united_kingdom/great_britain/england/uk royaume-uni/grande-bretagne/angleterre reino_unido/gran_bretaña/inglaterra vereinigtes_königreich/großbritannien/england reino_unido/grã-bretanha/inglaterra regno_unito/gran_bretagna/inghilterra verenigd_koninkrijk/groot-brittannië/engeland
US united_states/usa/united_states_of_america états-unis/usa estados_unidos/eeuu usa/vereinigte_staaten/vereinigten_staaten estados_unidos/eua stati_uniti/usa verenigde_staten/usa
IE ireland irlande irlanda irland irlanda irlanda ierland
FR france france francia frankreich frança francia frankrijk
ES spain espagne españa spanien espanha spagna spanje
DE germany allemagne alemania deutschland alemanha germania duitsland
PT portugal portugal portugal portugal portugal portogallo portugal
IT italy italie italia italien itália italia italië
NL netherlands/the_netherlands/holland pays-bas/hollande países_bajos/holanda niederlande/niederlanden/holland holanda/países_baixos paesi_bassi/olanda nederland/holland
BE belgium belgique bélgica belgien bélgica belgio belgië
LU luxembourg luxembourg luxemburgo luxemburg luxemburgo lussemburgo luxemburg
CH switzerland suisse suiza schweiz suíça svizzera zwitserland
AT austria autriche austria österreich áustria austria oostenrijk
DK denmark danemark dinamarca dänemark dinamarca danimarca denemarken
SE sweden suède suecia schweden suécia svezia zweden
NO norway norvège noruega norwegen noruega norvegia noorwegen
FI finland finlande finlandia finnland finlândia finlandia finland
IS iceland islande islandia island islândia islanda ijsland
PL poland pologne polonia polen polônia/polónia polonia polen
CZ czech_republic/czechia tchéquie/république_tchèque chequia/república_checa tschechien república_tcheca repubblica_ceca/cechia tsjechië
HU hungary hongrie hungría ungarn hungria ungheria hongarije
RO romania roumanie rumanía/rumania rumänien romênia/roménia romania roemenië
BG bulgaria bulgarie bulgaria bulgarien bulgária bulgaria bulgarije
GR greece grèce grecia griechenland grécia grecia griekenland
HR croatia croatie croacia kroatien croácia croazia kroatië
UA ukraine ukraine ucrania ukraine ucrânia ucraina oekraïne
RU russia russie rusia russland rússia russia rusland
TR turkey/türkiye turquie turquía türkei turquia turchia turkije
MA morocco maroc marruecos marokko marrocos marocco marokko
EG egypt égypte egipto ägypten egito/egipto egitto egypte
ZA south_africa afrique_du_sud sudáfrica südafrika áfrica_do_sul sudafrica zuid-afrika
NG nigeria nigéria nigeria nigeria nigéria nigeria nigeria
IL israel israël israel israel israel israele israël
IN india inde india indien índia india india
CN china chine china china china cina china
JP japan japon japón japan japão giappone japan
KR south_korea corée_du_sud corea_del_sur südkorea coreia_do_sul corea_del_sud zuid-korea
TH thailand thaïlande tailandia thailand tailândia thailandia thailand
ID indonesia indonésie indonesia indonesien indonésia indonesia indonesië
AU australia australie australia australien austrália australia australië
NZ new_zealand nouvelle-zélande nueva_zelanda neuseeland nova_zelândia nuova_zelanda nieuw-zeeland
CA canada canada canadá kanada canadá canada canada
MX mexico mexique méxico mexiko méxico messico mexico
BR brazil brésil brasil brasilien brasil brasile brazilië
AR argentina argentine argentina argentinien argentina argentina argentinië
CL chile chili chile chile chile cile chili
CO colombia colombie colombia kolumbien colômbia colombia colombia
PE peru pérou perú peru peru perù peru
"""
CAPITAL_ONLY = frozenset(("turkey", "polish", "chile", "chili", "cile", "inde", "island", "fins", "dominica"))
"""Names that are common words in small letters."""


def _names(said: str) -> list[str]:
    """The names of one field, underscores as spaces."""
    found = []
    for name in said.split("/"):
        stem, *ends = name.replace("_", " ").split(".")
        if not ends or ends[0].startswith("-"):
            found.append(stem)
        found += [stem + end.removeprefix("-") for end in ends]
    return found


@lru_cache(maxsize=16)
def names_of(language: str) -> dict[str, tuple[str, str]]:
    """Name, as written -> (entity, value); empty for a language that has none here."""
    if language not in LANGUAGES:
        return {}
    column = LANGUAGES.index(language)
    found: dict[str, tuple[str, str]] = {}
    for entity, table in (("country", _COUNTRIES), ("language", _TONGUES), ("colour", _COLOURS)):
        for line in table.strip().splitlines():
            value, *fields = line.split()
            for name in _names(fields[column]):
                found.setdefault(name, (entity, value))
    return found
