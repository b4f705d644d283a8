"""Moods of words per language, folded, from -3 (bad) to 3 (good); `*` at the end stands for any ending.

All words are our own choice; no list of others was taken over.
"""

# ruff: noqa: E501 - a line of a word table is as long as its words
from __future__ import annotations

Moods = dict[int, str]

# fmt: off
MOODS: dict[str, Moods] = {
    "en": {
        3: "excellent amazing amazed perfect* wonderful* fantastic awesome outstanding brilliant superb delighted "
           "incredible magnificent flawless* stunning thrilled ecstatic phenomenal marvel*",
        2: "great love loved loves loving happy happily happiest lovely thanks thank thx delicious glad pleased pleasure "
           "enjoy* best beautiful* fabulous grateful excited exciting impress* recommend* celebrat* congrat* proud win "
           "winner won cute sweet blessed hooray",
        1: "good nice nicely fine cool helpful friendly fast easy easily useful works better fun appreciat* yay smooth* "
           "quick kind welcome correct solved fixed clear comfortable hope hopeful lucky smile* laugh* haha lol "
           "interesting fresh reliable affordable pretty success* well favorite favourite",
        -1: "slow slowly late cold wrong missing miss missed problem* issue issues confus* wait waiting difficult "
            "expensive dirty stuck fail* error* worse unhappy annoyed sorry bored boring tired lost lose losing delay* "
            "unfortunately sadly hard complicated forgot overpriced noisy weird doubt lack cry crying worry "
            "worried afraid alone ill mess messy damaged unable",
        -2: "bad badly angry angrier annoy* disappoint* frustrat* broken rude upset* hate hated hates hating useless "
            "complain* poor poorly ridiculous sick unacceptable damn crap crappy sad sadness ugly dumb pain painful "
            "ruin* sucks suck lame lazy lied liar lies cheat* unfair dead die died kill* hurt* stress* miserable "
            "incompetent nonsense shame shameful unreliable ignor* crash*",
        -3: "terribl* horribl* awful* worst disgust* furious scam* pathetic garbage shit* fuck* idiot* stupid* "
            "outrageous nightmare bullshit wtf asshole bastard* hell dreadful appalling atrocious infuriat* horrific "
            "fraud* thief thieves trash rubbish",
    },
    "fr": {
        3: "excellent* parfait* merveill* fantastique genial* formidable* magnifique* ravi ravie incroyable* sublime* "
           "exceptionnel*",
        2: "super adore adorable adorer aime aimer heureux heureuse merci mercis delicieu* content contente contents "
           "satisfait* meilleur* bravo felicit* plaisir bonheur joie beau belle beaux belles jolie joli hate top "
           "recommand* fier fiere reussi* gagne victoire sourire",
        1: "bon bonne bons bonnes bien sympa* cool utile gentil* rapide* facile* agreable* chouette mieux amusant "
           "interessant* drole mdr lol haha efficace* pratique clair espoir chance confortable courage fidele",
        -1: "lent lente lenteur retard* froid froide faux fausse manque manquant probleme* souci soucis erreur* attends "
            "attendre difficile* cher chere sale bloque bloquee desole* confus complique* malheureusement fatigue* "
            "ennui* perdu perdre panne impossible bruyant dommage dur dure peur seul seule pleure* oublie*",
        -2: "mauvais* mal colere enerve* decu decue decus decevant* deception frustr* casse cassee deteste* inutile* "
            "plainte plaindre ridicule* inacceptable* marre penible* zut triste* pire moche laid nul nulle nuls malade "
            "souffr* mensonge* menteur* incompetent* saoule* gache* mort morts agace* agacant*",
        -3: "horribl* affreu* degout* furieu* arnaque* merde* catastroph* scandaleu* honteu* honte idiot* stupide* "
            "putain con connard* cons voleur* escroc* terrible* insupportable* lamentable* bordel chier foutre foutu*",
    },
    "es": {
        3: "excelente* perfect* maravill* fantastic* genial* increible* estupend* magnific* espectacular* encantad*",
        2: "gracias feliz felices amo adoro encanta encantan contento contenta satisfech* mejor mejores delicios* "
           "felicidades felicit* alegr* bonit* hermos* guap* precios* recomiend* orgullos* gan* exito amor linda lindo "
           "disfrut* bravo ole buenisim*",
        1: "bueno buena buenos buenas buen bien util amable* rapid* facil* agradable* divertid* gusta gustan interesante* "
           "jaja jajaja comod* eficaz suerte simpatic* claro espero sonri* guay mola chulo",
        -1: "lento lenta tarde retras* frio fria falta faltan problema* error* esper* dificil* caro cara sucio sucia "
            "atascad* confus* complicad* lamentablemente cansad* aburrid* perd* roto rota ruid* imposible "
            "lastima duro miedo sola solo llor* olvid*",
        -2: "malo mala malos malas mal enfad* molest* decepcion* frustr* odio odia odiar inutil* queja* ridicul* triste* "
            "peor peores feo fea enferm* dolor duele mentir* incompetent* harto harta inaceptable* enojad* sufr* "
            "estres* muert* mat*",
        -3: "horribl* terribl* fatal asco asqueros* furios* estafa* mierda* catastrof* vergonzos* verguenza idiota* "
            "estupid* imbecil* puta puto joder cabron* gilipollas basura pesim* ladron* desastre*",
    },
    "de": {
        3: "ausgezeichnet* perfekt* wunderbar* fantastisch* großartig* grossartig* hervorragend* genial* begeistert* "
           "traumhaft* unglaublich",
        2: "super toll tolle tolles tollen danke dank dankeschon liebe lieben liebt glucklich* gluck froh freue freut "
           "freude zufrieden* beste besten bester lecker* schon schone schoner schones schonen herzlich* empfehl* "
           "gratul* gluckwunsch stolz spitze klasse gewonnen geil cool wunderschon*",
        1: "gut gute guter gutes guten hilfreich* freundlich* schnell* einfach nutzlich* nett nette netter besser "
           "angenehm* funktioniert lustig* haha interessant* gern gerne bequem* klar hoffe hoffentlich spaß spass "
           "gefallt lacheln prima ok",
        -1: "langsam* spat verspat* kalt falsch* fehlt fehlen problem* fehler* warte warten schwierig* teuer teure "
            "schmutzig* leider verwirr* kompliziert* mude langweil* verloren verlieren unmoglich laut schade "
            "hart angst allein weine* vergess* defekt* beschadigt*",
        -2: "schlecht* verarger* wutend* sauer arger* enttausch* frustr* kaputt hasse hasst nutzlos* beschwer* "
            "lacherlich* traurig* schlimm* hasslich* krank* schmerz* luge* lugner* unfahig* nervt nervig* genervt* "
            "unverschamt* inakzeptabel* mies* blod* doof* tot stress*",
        -3: "schrecklich* furchtbar* grauenhaft* ekelhaft* widerlich* abzocke* betrug* betruger* scheiß* scheiss* "
            "katastroph* skandal* idiot* dumm* arsch* verdammt* mist unertraglich* entsetzlich* fick* saftladen "
            "unterirdisch* frechheit kotz*",
    },
    "pt": {
        3: "excelente* perfeit* maravilh* fantastic* incrivel incriveis espetacular* magnific* sensacional* otim* genial*",
        2: "obrigado obrigada obg feliz felizes amo adoro adorei amei contente* satisfeit* melhor melhores delicios* "
           "parabens alegr* lind* bonit* recomend* orgulh* ganh* sucesso amor show gostos* sorri*",
        1: "bom boa bons boas bem util gentil* rapid* facil* agradavel* divertid* gosto gostei interessante* kkk* rsrs* "
           "haha legal confortavel eficiente* sorte simpatic* claro espero bacana valeu massa",
        -1: "lento lenta tarde atras* frio fria falta faltando problema* erro* esper* dificil* caro cara sujo suja "
            "travad* confus* complicad* infelizmente cansad* chato chata perd* quebrad* barulh* impossivel pena "
            "medo sozinh* chor* esquec*",
        -2: "mau ma ruim ruins mal irritad* irritante* decepcion* frustr* odeio odio odiei inutil* reclam* ridicul* "
            "triste* pior piores feio feia doente* dor mentir* incompetent* inaceitavel* chatead* sofr* raiva estress* "
            "mort*",
        -3: "horrivel horriveis terrivel terriveis pessim* nojo nojent* furios* golpe merda* catastrof* vergonhos* "
            "vergonha idiota* estupid* imbecil* porra caralho puta lixo ladrao ladroes desastre* absurd* droga bosta",
    },
    "it": {
        3: "eccellent* perfett* meravigli* fantastic* incredibil* stupend* magnific* spettacol* ottim* geniale*",
        2: "grazie felice felici amo adoro contento contenta contenti soddisfatt* miglior* delizios* complimenti "
           "allegr* bell* bravo brava bravi bravissim* consigli* orgoglios* vinto vittoria amore piacere gioia auguri "
           "buonissim*",
        1: "buono buona buoni buone buon bene utile utili gentil* rapid* facile* piacevol* divertent* piace piacciono "
           "interessant* haha ahah* comod* efficient* fortuna simpatic* chiaro spero sorri* meglio carino carina",
        -1: "lento lenta tardi ritard* freddo fredda manca mancano problem* error* aspett* difficil* caro cara sporc* "
            "bloccat* confus* complicat* purtroppo stanco stanca noios* perso perd* rumor* impossibil* peccato "
            "duro paura solo sola piang* dimentic*",
        -2: "male cattiv* arrabbiat* fastidi* delus* deludent* frustr* rotto rotta odio odia inutil* reclam* lament* "
            "ridicol* triste* peggio* brutt* malato malata dolore bugi* incompetent* inaccettabil* stuf* soffr* rabbia "
            "morto morti nervos*",
        -3: "orribil* terribil* pessim* schif* furios* truffa* merda* catastrof* vergogn* idiota* stupid* cazzo "
            "stronz* imbecill* spazzatura ladri ladro disastro* scandalos* vaffanculo coglion*",
    },
    "nl": {
        3: "uitstekend* perfect* prachtig* fantastisch* geweldig* schitterend* briljant* super verrukkelijk* ongelofelijk",
        2: "dank bedankt dankjewel hou houd gelukkig* blij tevreden lekker* mooi mooie mooiste beste liefde fijn fijne "
           "aanrad* trots gewonnen feliciteer* gefeliciteerd plezier genoten geniet* top leuk leuke leukste heerlijk*",
        1: "goed goede behulpzaam vriendelijk* snel snelle makkelijk* handig* nuttig* aardig* beter prettig* werkt "
           "grappig* haha interessant* graag duidelijk* hoop gezellig* cool prima oke lief lieve",
        -1: "langzaam traag trage laat vertrag* koud fout foute fouten ontbreekt mist probleem problemen wacht wachten "
            "moeilijk* duur dure vies vieze helaas verward* ingewikkeld* moe saai saaie kwijt verloren onmogelijk* "
            "jammer bang alleen huil* vergeten defect*",
        -2: "slecht* boos boze kwaad erger* geerger* teleurgesteld* teleurstell* gefrustreerd* frustrer* kapot haat "
            "nutteloos nutteloze klacht* klagen belachelijk* verdriet* verdrietig* lelijk* ziek pijn leugen* lieg* "
            "onbekwaam* irritant* irriter* onacceptabel* zielig* dood stress*",
        -3: "verschrikkelijk* vreselijk* afschuwelijk* walgelijk* woedend* oplicht* shit kut kutzooi klote* rampzalig* "
            "schandalig* schande idioot idiote stom stomme dom domme godver* waardeloos waardeloze rotzooi klootzak* "
            "afval diefstal",
    },
}

NEGATIONS: dict[str, str] = {
    "en": "not no never don't don t isn wasn aren doesn didn won cannot couldn wouldn shouldn ain dont cant wont "
          "doesnt didnt without nothing hardly neither nor none nobody",
    "fr": "pas ne n jamais aucun aucune sans rien ni plus guere",
    "es": "no nunca jamas ningun ninguna sin nada ni tampoco nadie",
    "de": "nicht kein keine keinen keiner keinem nie niemals ohne nichts weder kaum",
    "pt": "nao nunca jamais nenhum nenhuma sem nada nem n ninguem",
    "it": "non mai nessun nessuna nessuno senza niente nulla ne",
    "nl": "niet geen nooit zonder niets niks noch nauwelijks",
}

BOOSTERS: dict[str, str] = {
    "en": "very really so too extremely totally absolutely completely super incredibly fucking such truly",
    "fr": "tres vraiment trop tellement extremement totalement absolument completement si hyper",
    "es": "muy mucho realmente demasiado tan extremadamente totalmente absolutamente super bastante",
    "de": "sehr wirklich so zu extrem total absolut vollig echt ganz mega uberaus",
    "pt": "muito muita realmente demais tao extremamente totalmente absolutamente super bastante",
    "it": "molto davvero troppo cosi estremamente totalmente assolutamente completamente super proprio",
    "nl": "heel erg echt zo te extreem totaal absoluut zeer super ontzettend enorm",
}

SWEARING: dict[str, str] = {
    "en": "shit* fuck* damn crap* bullshit wtf asshole bastard* bloody hell ffs idiot* stupid moron*",
    "fr": "merde* putain con connard* cons bordel chier foutre foutu* idiot* stupide* abruti* ptn",
    "es": "mierda* puta puto joder cabron* gilipollas coño cono idiota* imbecil* carajo pendejo* estupid*",
    "de": "scheiß* scheiss* arsch* verdammt* fick* idiot* mist blodmann* dumm* saftladen kacke",
    "pt": "merda* porra caralho puta idiota* imbecil* bosta cacete estupid* droga",
    "it": "cazzo merda* stronz* vaffanculo coglion* idiota* imbecill* stupid* porca",
    "nl": "shit kut* klote* godver* klootzak* idioot idiote stom stomme verdomme tering",
}
"""Words, most of them bad moods as well, that tell of anger rather than of trouble."""

IMPATIENCE: dict[str, tuple[str, ...]] = {
    "en": ("again and again", "still waiting", "already told", "already said", "how many times", "for the last time",
           "third time", "real person", "real human", "speak to a human", "talk to a human", "fed up", "sick of",
           "not listening", "you don t understand", "doesn t work", "what is wrong with"),
    "fr": ("encore une fois", "deja dit", "j attends toujours", "combien de fois", "ras le bol", "en ai marre",
           "un vrai humain", "parler a un humain", "parler a quelqu un", "ne comprenez pas", "ne comprends rien",
           "ne marche pas", "ca suffit"),
    "es": ("otra vez", "ya lo dije", "ya te dije", "sigo esperando", "cuantas veces", "estoy harto", "estoy harta",
           "una persona real", "hablar con un humano", "hablar con una persona", "no entiendes", "no funciona", "ya basta"),
    "de": ("schon wieder", "schon gesagt", "immer noch nicht", "wie oft noch", "reicht mir", "die nase voll",
           "echten menschen", "mit einem menschen", "verstehst du nicht", "verstehen sie nicht", "funktioniert nicht"),
    "pt": ("de novo", "ja disse", "ja falei", "continuo esperando", "quantas vezes", "estou farto", "estou farta",
           "pessoa de verdade", "falar com um humano", "falar com uma pessoa", "nao entende", "nao funciona", "chega disso"),
    "it": ("ancora una volta", "gia detto", "sto ancora aspettando", "quante volte", "sono stufo", "sono stufa",
           "persona vera", "parlare con un umano", "parlare con una persona", "non capisci", "non funziona", "basta cosi"),
    "nl": ("alweer", "al gezegd", "wacht nog steeds", "hoe vaak nog", "ben het zat", "echt persoon", "echte persoon",
           "met een mens", "begrijp je niet", "begrijpt me niet", "werkt niet", "genoeg hiervan"),
}

EMOJI: dict[int, str] = {
    3: "😍🥰🤩😻💖💯",
    2: "😀😃😄😁😊🙂❤♥💕👍🎉😂🤣😘🙏👏🥳😎💪",
    1: "😉😌🤗✨☺😋👌",
    -1: "😕🙁😐😒🙄😔😬🤔😟😓",
    -2: "😞😢😭😤👎😩😫😠☹💔😣",
    -3: "😡🤬🖕💩🤮",
}
# fmt: on
EMOTICONS: dict[str, int] = {
    **dict.fromkeys((":)", ":-)", ":D", ":-D", ";)", ";-)", "<3", "=)", "^^", "xD", "XD"), 2),
    **dict.fromkeys((":(", ":-(", ":'(", "D:", ":/", ":-/", "=(", ">:(", "-_-"), -2),
}
