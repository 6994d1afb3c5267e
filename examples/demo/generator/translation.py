"""English to German: hand-written pairs, and sentences composed with the German order of words."""

from __future__ import annotations

from typing import Iterator, List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row, asked, distinct


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("english-to-german")
    made = [Row(english, german) for english, german in bank.table("everyday", 2)]
    composed = _composed(draw, bank)
    made += distinct(lambda: Row(*next(composed)), ROWS_PER_TASK - len(made))
    return asked(draw, bank.lines("prompts"), draw.shuffled(made))


# German is a verb-second language: after a time in front comes the verb, then the subject; a modal verb sends the
# infinitive to the end, a subordinate clause its verb. The time stands before the object.
PATTERNS = (
    ("{who} {verb} {what} {when}.", "{who} {verb} {when} {what}."),
    ("{when}, {who} {verb} {what}.", "{when} {verb} {who} {what}."),
    ("{who} {want} to {inf} {what} {when}.", "{who} {want} {when} {what} {inf}."),
    ("I believe that {who} {verb} {what} {when}.", "ich glaube, dass {who} {when} {what} {verb}."),
    ("do you know whether {who} {verb} {what} {when}?", "weißt du, ob {who} {when} {what} {verb}?"),
    ("{do} {who} {inf} {what} {when}?", "{verb} {who} {when} {what}?"),
)
WANT = (("wants", "want"), ("will", "wollen"))
DO = ("does", "do")


def _composed(draw: Draw, bank: Bank) -> Iterator[Tuple[str, str]]:
    parts = [draw.rounds(bank.table(*part)) for part in (("who", 3), ("does", 4), ("when", 2))]
    pattern = draw.rounds(PATTERNS)
    while True:
        who, (en_verbs, de_verbs, en_what, de_what), when = (next(part) for part in parts)
        form = 0 if who[2] == "one" else 1
        en_verb, de_verb = en_verbs.split(" / "), de_verbs.split(" / ")
        english, german = next(pattern)
        yield (
            _sentence(english.format(who=who[0], verb=en_verb[form], inf=en_verb[1], what=en_what, when=when[0],
                                     want=WANT[0][form], do=DO[form])),
            _sentence(german.format(who=who[1], verb=de_verb[form], inf=de_verb[1], what=de_what, when=when[1],
                                    want=WANT[1][form])),
        )


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
