"""What people say to a bot that is for something else: general talk of our own writing.

In training it stands for what no bot of the kind was made for. A bot that was made for some of it keeps that: what is
near to one of its examples is left out there.
"""

from __future__ import annotations

from collections.abc import Sequence


def strangers(language: str) -> Sequence[str]:
    """Utterances of the language; none where we have written none."""
    return _ENGLISH.split("\n") if language.split("-")[0].lower() == "en" else ()


_ENGLISH = """\
who painted the ceiling of the sistine chapel
how deep is the deepest lake in the world
what do penguins eat in winter
why does bread rise in the oven
which king had six wives
how many bones does a shark have
name three rivers that flow through germany
what came first the wheel or the plough
who was the first woman in space
how do submarines stay under water
what is the boiling point of mercury
is a whale a fish
how old is the oldest tree on earth
why do cats purr
what language is spoken in brazil
who invented the printing press
how does a vaccine work
what year did the berlin wall fall
which planet has the most moons
how tall do giraffes get
what causes an earthquake
who wrote war and peace
what's the currency of norway called
how far away is the nearest star
why is the sea salty
which team won the cup final in 1998
who holds the record for the long jump
what are the rules of offside
how many players are on a volleyball team
who is the coach of the national side
did they win the game on saturday
when do the playoffs begin
how long is a marathon
which boxer never lost a fight
what's the score at half time
who is the best goalkeeper of all time
how do i train for a triathlon
what is the plot of hamlet
who played the villain in that old spy film
how many seasons of the show are there
when does the next series come out
who composed the four seasons
what are the lyrics of that song about the rain
which actor has the most awards
is the book better than the movie
who sang at the opening ceremony
what's the name of the dog in the cartoon
how did the story end
what is a sonnet
who directed the first horror film
which museum has the mummy of the young king
how do i draw a horse
write me a poem about the sea
paint a picture of a sunset
sing a lullaby
rap about my shoes
make up a story about a dragon
compose a tune in a minor key
act like a pirate
pretend to be my grandmother
say something nice to my brother
read this article aloud
summarise the last chapter for me
proofread my essay
check my grammar in this sentence
write an apology to my neighbour
help me with my homework
solve the equation x squared minus nine
what is the derivative of the sine
prove that the root of two is irrational
what's the square of thirteen
how many sides has a dodecahedron
explain the theorem of pythagoras
what is a prime number
convert this to roman numerals
how do i sort a list in python
why does my program crash with a null pointer
what's the difference between http and ftp
how do i install linux on an old laptop
write a function that reverses a string
my screen stays black when i boot
how do i undo a commit
which graphics card should i get for games
how do i free space on my disk
why is my computer so slow
the printer says paper jam
how do i get rid of this virus
can you hack a website for me
delete all my browser history
what does error 404 mean
how do i build a website
how can i get more followers
who owns the biggest social network
who founded that search engine company
how much is the company worth
how many employees do they have
what is the stock symbol of the airline
should i invest in gold
will house prices go down next year
what is inflation
who is the richest person alive
how do i start a small business
how do i write a business plan
what does a notary do
can my landlord keep my deposit
do i need a lawyer to get divorced
how do i sue my employer
is it legal to record a call
what are my rights when i am arrested
who is the president of france
when is the next election
how does a bill become a law
who is running for mayor
what does the senate do
what party is in power in canada
how many countries are in the european union
who signed the declaration
what started the first world war
when did the roman empire fall
who was the last emperor of china
what was the black death
how did the pyramids get built
who discovered penicillin
when was electricity discovered
what did the vikings wear
which battle ended the war
how long did the ice age last
what is a black hole
how do stars die
is there life on mars
when is the next eclipse
how does gravity work
what is an atom made of
what's the formula of sulphuric acid
how do i separate salt from water
what is the difference between a virus and a bacterium
how does the heart pump blood
why do we dream
how many teeth does an adult have
what are the symptoms of the flu
my knee hurts when i run
is it safe to take two painkillers
what helps against a headache
i think i broke my finger
how do i lower my blood pressure
what is a normal pulse
how do i get rid of hiccups
is this mole dangerous
how much sleep does a teenager need
how do i stop smoking
how can i lose belly fat
what muscles does a push up work
how do i do a handstand
what is yoga good for
i feel lonely
my girlfriend left me
how do i ask someone out
i had a fight with my mother
how do i make new friends
why are people so mean
my son does not want to go to school
how do i get a baby to sleep
what should i name my daughter
when do babies start to walk
at what age can kids ride in front
how do i potty train a toddler
my dog ate chocolate
how often should i walk a puppy
what breed is this cat
how do i teach a parrot to talk
why does my hamster bite
how long do goldfish live
how do i keep deer out of my garden
when should i plant tomatoes
why are the leaves of my plant yellow
how do i prune a rose
how much sun does basil need
what eats slugs
how do i fix a leaking tap
how do i hang a shelf on a brick wall
what paint should i use in a bathroom
how do i unclog a sink
which screws do i need for drywall
how do i remove wallpaper
how do i get red wine out of a carpet
what temperature do i wash wool at
how do i sew on a button
how do i fold a fitted sheet
how do i sharpen a knife
what can i use in place of a drill
my car makes a strange noise
what does a gearbox do
how do i change the brake pads
how many miles to the gallon does a truck get
what's the fastest car in the world
how do i start a car with a dead battery in the snow
how does a jet engine work
how do planes fly
who built the first railway
how fast does the bullet train go
how heavy is an elephant
how many people live in tokyo
what is the highest mountain in africa
which desert is the largest
what is the capital of mongolia
which ocean is between africa and australia
what's the longest river in asia
how big is texas
where is the great barrier reef
what is the flag of nepal like
which countries border poland
what do people wear in scotland
what's a typical dish in peru
why do the dutch ride bikes
what is the meaning of this proverb
where does the word salary come from
what is the plural of octopus
is it affect or effect
what rhymes with orange
what do you call a group of crows
give me a synonym of happy
what's an oxymoron
who is the patron saint of sailors
what do buddhists believe
when does lent begin
why do people fast
what is karma
who wrote the gospel of john
do you believe in ghosts
is there a god
what happens after we die
does free will exist
who was socrates
what did nietzsche mean by that
is it wrong to lie
what is love
do aliens exist
who shot the president
is the moon landing fake
are vampires real
what does it mean to dream of snakes
what star sign is born in may
read my palm
what will happen in ten years
who would win a bear or a lion
would you rather be blind or deaf
guess what i am thinking of
let's play chess
give me a riddle
teach me a card trick
how do you play poker
what are the odds of winning the lottery
how do i beat the last level
what is the cheat code
which console is the best
how do i get unlimited coins in the game
what's the best strategy in monopoly
how many squares are on a chess board
i like the colour of the sky today
my favourite season is autumn
that is really none of your business
the neighbours are having a party again
i just got back from a run
we painted the kitchen yesterday
he never listens to me
they are building a bridge over there
it smells funny in here
this chair is not comfortable
the concert was amazing
i can't stand my boss
nobody told me about that
she is taller than her sister
there is a spider on the wall
bananas are yellow
the quick fox sleeps under the bridge
blue ideas sleep on tuesdays
turn the page and look at the picture
take off your shoes please
bring me my slippers
clean up the living room
feed the fish
walk the dog
close the window
open the garage door
start the washing machine
vacuum the hall
water the plants
scratch my back
pour me a drink
hand me the hammer
drive me to the station
stop following me
look behind you
jump up and down
count the sheep
fetch the newspaper
find my glasses
buy me a pony
show me pictures of kittens
play the video where the guy falls off the bike
find articles about climate change
search for the history of jazz
look up the biography of that painter
what's in the news about the strike
who died this week
what are the headlines
how bad was the storm last night
what's trending right now
is the road to the coast still closed
when does the sun burn out
how many calories do you burn by swimming
what is the best way to learn the violin
how many strings has a harp
how do i tune a guitar
what is the difference between a crocodile and an alligator
do bees sleep
how do birds know where to go
what sound does a fox make
how do snakes move
can dogs see colours
how do magnets work
why do onions make you cry
how is glass made
what is leather made of
how do they get the lead into a pencil
who designed the tower
how many floors does the tallest building have
what is concrete made from
how thick is the ice in antarctica
how is paper recycled
what happens to the rubbish
are electric cars really cleaner
how does a nuclear power plant work
how much power does a fridge use
what is the ozone layer
how can i save the rainforest
what university is best for medicine
how do i get a scholarship
what does a marine biologist earn
how long does it take to become a pilot
how do i write a cover letter
what should i wear to a wedding
how do i tie a bow tie
which haircut suits a round face
how do i get rid of acne
does this dress make me look fat
what size is a european 42
how do i clean suede
where were these jeans made
how do you say cheese in front of a camera
what lens do i need for portraits
how do i take pictures of the stars"""
