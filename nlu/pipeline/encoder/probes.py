"""Twenty texts whose vectors stand in an encoder's manifest: another arithmetic of the processor shows in them."""

PROBES = (
    "hello",
    "I would like a large pizza without onions, please.",
    "where is my order #48213?",
    "can you transfer 200 euros from savings to my current account",
    "my card was declined twice this morning",
    "what's the weather going to be like in Boston on Friday",
    "cancel that",
    "How do I reset the password of an account that I cannot log in to any more?",
    "no, thanks",
    "Is there a vegetarian option on the menu, and does it contain nuts?",
    "speak to a human",
    "The app crashes whenever I open the settings page on my old tablet.",
    "play some jazz from the sixties",
    "what time does the museum open on public holidays",
    "THIS IS THE THIRD TIME I AM ASKING!!!",
    "book a table for four at half past seven tomorrow evening under the name of Ferreira",
    "do u ship 2 canada",
    "remind me to water the plants every other day",
    "why was I charged a fee for withdrawing cash abroad although your site says that it is free of charge",
    "ok 👍",
)
