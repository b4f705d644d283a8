"""More words with a mood: of harm and loss, of success and relief, of affection. Folded as in `sentiment_words`.

All words are our own choice; no list of others was taken over. Words of a trade (free, support, cancel a fine) are not
among them: who asks whether something is free is in no mood.
"""

from __future__ import annotations

# fmt: off
MORE_MOODS: dict[str, dict[int, str]] = {
    "en": {
        2: (
            "succe* triumph* champion* talent* honor* honour* admir* relie* passion* enthusias* trust* friendship "
            "hug hugs kiss* laugh* joy* smiling adorable bless* fortunate thankful congratulations winning "
            "hopeful gorgeous fav yum yummy"
        ),
        1: (
            "improv* progress* innovat* positive optimis* reliab* relax* healthy surpris* exciting calm"
        ),
        -1: (
            "risk* concern* suspend* abandon* reject* refus* critic* doubt* fear* regret* crisis absurd strange "
            "punish* fragile insufficient unfair illegal headache*"
        ),
        -2: (
            "danger* threat* victim* destroy* disappear* war wars violen* defeat* corrupt* betray* trick* "
            "scandal* pollut* toxic* condemn* outrag* murder* accident* injur* alarm* hypocrit* miser* accus* "
            "crime* criminal* terror* deplor* nightmare* abus* stole stolen steal* robbed coward* rage* depress* "
            "suffer* tragic tragedy devastat* embarrass*"
        ),
        -3: (
            "abominabl* despicabl* vile heinous repulsive sickening"
        ),
    },
    "fr": {
        3: (
            "epoustoufl* extraordinaire* splendide* remarquable* emerveill*"
        ),
        2: (
            "succes reussite* victorieu* champion* celebr* feter fete bravos courageu* talent* honneur chaleureu* "
            "charm* admir* bienveill* respectueu* soulag* paisible* passionn* enthousias* confiance amitie "
            "amities espoirs sauve* sauver* rire* rigol* adore*"
        ),
        1: (
            "ameliorat* amelior* progress* progres avanc* innov* renforc* developp* malin positif* positive* "
            "optimis* gagnant* ambitieu* solidaire* solidarite capable* fiable* solide* abordable* prometteu* "
            "encourag* heureusement accueil* soutenir reussir"
        ),
        -1: (
            "risque* inquiet* suspen* chute* abandon* refus* critique* polemique* grave* lourd* manque* doute* "
            "craint* craindre* crainte* regrett* crise* delai* absurde* bizarre* flou* desaccord* attaqu* punit* "
            "punir* puni deficit* chomage fragile* coince* insuffisan* incapable* injust* illegal*"
        ),
        -2: (
            "danger* menac* victime* detrui* destruct* disparai* dispari* guerre* violen* echec* echou* corrompu* "
            "corruption fraude* trahi* trahison* tromp* scandale* pollu* toxique* rejet* denonc* condamn* revolt* "
            "indign* indifferen* catastrophique* massacr* tue tuer tues tuent assassin* accident* blesse* "
            "desastr* alarm* effondr* gaspill* ruin* ravag* rate* ratee manipul* hypocri* delire* impuissan* "
            "pathetique* misere* miser* mensong* accus* crime* criminel* terroris* deplor* deteri* degrad* "
            "sinistre* fleau* cauchemar* scandal* enfer defaut* abus* magouill* mafia*"
        ),
        -3: (
            "abject* ignoble* immonde* inadmissible* odieu* atroce* calamite* affligeant* ecoeur* revoltant* "
            "infect* minable* honteusement"
        ),
    },
    "es": {
        2: (
            "exito* triunf* celebr* campeon* valiente* talento* honor carino* admir* carinos* alivi* apasion* "
            "entusias* confianza amistad disfrut* fiesta abrazo* beso* besos querid* adorable* afortunad* "
            "emocionad* enhorabuena ilusion ilusionad* ganador* risa risas esperanza"
        ),
        1: (
            "mejora* avanz* progres* innov* positiv* optimis* confiable* fiable* asequible* animo animos logr* "
            "descans* tranquil* sorpresa relax* alegre* dulce*"
        ),
        -1: (
            "riesgo* preocup* abandon* retras* rechaz* critic* grave* pesad* duda* temor* lament* crisis absurd* "
            "ataqu* castig* fragil* insuficient* incapa* injust* ilegal* culpa agotad* mierd* raro rara"
        ),
        -2: (
            "peligr* amenaz* victima* destru* desapar* guerra* violen* fracas* corrupt* corrupcion fraude* "
            "traici* engan* escandal* contamin* toxic* denunci* conden* indign* asesin* accidente* herid* alarm* "
            "derrot* hipocrit* miseri* acus* crimen* criminal* terroris* deplor* pesadilla* abus* mafia* robar "
            "roban* cobarde* enojo rabia depres* deprim* llanto sufrimient* horror* fallo fallar"
        ),
        -3: (
            "repugnan* odios* atroz* lamentable* indignante* asquer* nefast* vomit* mierdas"
        ),
    },
    "de": {
        2: (
            "erfolg* gesiegt feier* mutig* talent* warmherzig* bewunder* erleichter* leidenschaft* vertrauen "
            "freundschaft gewinn* hoffnung* genieß* geniess* suß suss suße susse spaßig* gelungen* vorfreude "
            "kuss* umarm* liebste* gefreut gluckwunsche lob lobe"
        ),
        1: (
            "verbesser* fortschritt* innovat* positiv* optimis* verlasslich* zuverlassig* erschwinglich* "
            "entspannt* uberrasch* cool*"
        ),
        -1: (
            "risik* sorge* ausgefall* ausfall* lehnt* abgelehnt* ablehn* kritik* kritisier* zweifel* befurcht* "
            "krise* absurd* komisch* angriff* schulden* strafe* bestraf* ungenugend* unfair* ungerecht* illegal* "
            "kopfschmerz* vermiss*"
        ),
        -2: (
            "gefahr* bedroh* opfer* zerstor* verschwind* krieg* gewalt* scheiter* gescheiter* korrupt* verrat* "
            "skandal* vergift* giftig* verurteil* empor* ermord* mord* unfall* verletz* alarm* niederlage* "
            "heuchl* elend* anklag* verbrech* terror* bedauerlich* alptraum* albtraum* missbrauch* geklaut* dieb* "
            "feig* hass* wut depress* leiden* angste armselig* lugen* trauer* heul* weinen ekel* ekl* peinlich*"
        ),
        -3: (
            "abscheulich* niedertracht* grausam* abartig* widerwartig* menschenverachtend*"
        ),
    },
    "pt": {
        2: (
            "sucesso* vitoria* celebr* campea* coragem talento* honra carinho* admir* alivi* apaixon* entusias* "
            "confianca amizade abraco* beijo* querid* adoravel* sortud* emocionad* risada* esperanca"
        ),
        1: (
            "melhor* avanc* progress* inov* positiv* otimis* confiavel* acessivel* tranquil* saudavel* surpresa*"
        ),
        -1: (
            "risco* preocup* abandon* recus* rejeit* critic* grave* duvida* receio* lament* crise absurd* "
            "estranh* ataqu* fragil* insuficient* incapaz* injust* ilegal* falha*"
        ),
        -2: (
            "perig* ameac* vitima* destru* desapare* guerra* violen* fracass* corrupt* corrupcao fraude* traic* "
            "engan* escandal* polui* toxic* denunci* conden* indign* assassin* acidente* ferid* derrota* "
            "hipocrit* miseri* acus* crime* criminos* terroris* pesadelo* abus* roub* covarde* depress* deprim*"
        ),
        -3: (
            "repugnan* odios* atroz* lamentavel* nefast*"
        ),
    },
    "it": {
        2: (
            "success* vittori* celebr* campion* coraggio* talento* onore affett* ammir* solliev* appassion* "
            "entusias* fiducia amicizia abbracci* baci* adorabil* fortunat* emozionat* risata* speranz*"
        ),
        1: (
            "miglior* avanz* progress* innov* positiv* ottimis* affidabil* accessibil* tranquill* sorpresa"
        ),
        -1: (
            "rischi* preoccup* abbandon* rifiut* critic* grave* dubbi* timor* assurd* attacc* fragil* "
            "insufficient* incapac* ingiust* illegal* guast* strano strana crisi"
        ),
        -2: (
            "pericol* minacc* vittim* distrugg* distrutt* scompar* guerra* violen* corrott* corruzione frod* "
            "tradi* ingann* scandal* inquin* tossic* denunc* condann* indign* assassin* incident* ferit* "
            "sconfitt* ipocrit* miseri* accus* crimin* terroris* incub* abus* rubat* rubar* codard* depress*"
        ),
        -3: (
            "ripugnan* odios* atroc* pietos* nefast*"
        ),
    },
    "nl": {
        2: (
            "succes* overwinning* kampioen* moedig* talent* hartelijk* bewonder* oplucht* opgelucht* passie* "
            "enthousias* vertrouwen vriendschap knuffel* schattig* gelach* hoopvol* gevierd kusje"
        ),
        1: (
            "verbeter* vooruitgang innovat* positief positieve optimis* betrouwbaar* betaalbaar* ontspannen "
            "verrass*"
        ),
        -1: (
            "risico* bezorgd* geschorst* uitgesteld* weiger* geweigerd* afgewezen kritiek* ernstig* twijfel* "
            "vrees* spijt* crisis absurd* vreemd* aanval* gestraft* onvoldoende oneerlijk* illegaal* storing*"
        ),
        -2: (
            "gevaar* gevaarlijk* bedreig* slachtoffer* vernietig* verdwijn* verdwenen oorlog* geweld* mislukt* "
            "corrupt* verraad* bedrog* schandaal* vervuil* giftig* veroordeel* verontwaardig* moord* ongeluk* "
            "gewond* nederlaag* hypocri* ellend* beschuldig* misdaad* crimine* terroris* nachtmerrie* misbruik* "
            "gestolen stelen laf lafaard* woede* depress* gefaald*"
        ),
        -3: (
            "weerzinwekkend* gruwelijk* afgrijselijk* mensonterend*"
        ),
    },
}
# fmt: on
