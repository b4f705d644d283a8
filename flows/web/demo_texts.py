"""The words of the demo page, in the languages of the demo bot. They belong to the shop, not to the bot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pizza:
    drawing: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class DemoTexts:
    language: str
    own_name: str
    headline: str
    lead: str
    asks: tuple[str, ...]
    drawing: str
    menu: str
    prices: str
    pizzas: tuple[Pizza, ...]
    build: str
    build_lead: str
    build_more: str
    studio: str
    full_page: str
    foot: str


_EN = DemoTexts(
    language="en",
    own_name="English",
    headline="Two nights of dough. Half an hour to your door.",
    lead="One oven, four pizzas, three sizes. Tell the chat what you are hungry for, in your own words, "
    "and it only asks what you have not said.",
    asks=("I want to order a large pepperoni pizza", "What are your opening hours?", "I want to order a pizza"),
    drawing="A pizza on a board, one slice pulled away",
    menu="What comes out of the oven",
    prices="Small € 8 · medium € 11 · large € 14, all with our own tomato sauce",
    pizzas=(
        Pizza("pepperoni", "Pepperoni", "Spicy sausage, mozzarella, a pinch of chilli"),
        Pizza("margherita", "Margherita", "Mozzarella, olive oil, a lot of basil"),
        Pizza("cheese", "Four cheese", "Mozzarella, gorgonzola, fontina, parmesan"),
        Pizza("vegetarian", "Vegetarian", "Courgette, peppers, olives, red onion"),
    ),
    build="This page is a demo",
    build_lead="The shop is made up; the chat in the corner is real. It came onto this page with one line:",
    build_more="Change what it says in the studio, publish, and ask it again.",
    studio="Open the studio",
    full_page="Open the chat as a page of its own",
    foot="An invented shop, for trying out BotBuilder. No pizza will come.",
)

_FR = DemoTexts(
    language="fr",
    own_name="Français",
    headline="Deux nuits de repos. Une demi-heure de route.",
    lead="Un four, quatre pizzas, trois tailles. Dites au chat ce qui vous tente, avec vos mots : "
    "il ne demande que ce qui manque.",
    asks=("Je voudrais une grande pizza pepperoni", "Quels sont vos horaires ?", "Je veux commander une pizza"),
    drawing="Une pizza sur sa planche, une part à moitié tirée",
    menu="Ce qui sort du four",
    prices="Petite 8 € · moyenne 11 € · grande 14 €, toutes avec notre sauce tomate",
    pizzas=(
        Pizza("pepperoni", "Pepperoni", "Saucisson piquant, mozzarella, une pointe de piment"),
        Pizza("margherita", "Margherita", "Mozzarella, huile d’olive, beaucoup de basilic"),
        Pizza("cheese", "Quatre fromages", "Mozzarella, gorgonzola, fontina, parmesan"),
        Pizza("vegetarian", "Végétarienne", "Courgette, poivron, olives, oignon rouge"),
    ),
    build="Cette page est une démonstration",
    build_lead="La pizzeria est inventée, le chat dans le coin est vrai. Une ligne a suffi pour le poser ici :",
    build_more="Changez ce qu’il dit dans le studio, publiez, et reposez-lui la question.",
    studio="Ouvrir le studio",
    full_page="Ouvrir le chat en pleine page",
    foot="Une pizzeria inventée, pour essayer BotBuilder. Aucune pizza n’arrivera.",
)

TEXTS = {texts.language: texts for texts in (_EN, _FR)}
