"""Whom or what does a pronoun mean? Every sentence comes twice, with different answers."""

from __future__ import annotations

import re
from typing import Iterator, List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row

WOMEN = ("Amelia", "Beatrice", "Carmen", "Dora", "Elsa", "Fiona", "Gwen", "Hannah", "Ingrid", "Judith", "Lydia",
         "Mabel", "Nadia", "Paula", "Renata", "Sonia", "Vera", "Yvonne")
MEN = ("Albert", "Boris", "Conrad", "Dennis", "Eric", "Fabian", "Gordon", "Hugo", "Ivan", "Jasper", "Kurt", "Martin",
       "Oliver", "Pedro", "Ralph", "Stefan", "Tobias", "Walter")
SHE = {"{she}": "she", "{obj}": "her", "{poss}": "her", "{own}": "hers"}
HE = {"{she}": "he", "{obj}": "him", "{poss}": "his", "{own}": "his"}
CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("pronouns")
    women, men, prompt = draw.rounds(WOMEN), draw.rounds(MEN), draw.rounds(bank.lines("prompts"))
    triples = [*_things(bank), *_same(bank, draw, women, men), *_mixed(bank, women, men)]
    made = [Row(next(prompt).replace("{text}", text).replace("{question}", question), answer)
            for text, question, answer in triples]
    return draw.shuffled(made)[:ROWS_PER_TASK]


def _things(bank: Bank) -> Iterator[Tuple[str, str, str]]:
    for text, question, first, second in bank.table("things", 4):
        for which, answer in enumerate((first, second)):
            yield _chosen(text, which), _chosen(question, which), answer


def _same(bank: Bank, draw: Draw, women: Iterator[str], men: Iterator[str]) -> Iterator[Tuple[str, str, str]]:
    for text, question in bank.table("same", 2):
        for which in (0, 1):
            names, words = draw.one([(women, SHE), (men, HE)])
            a, b = next(names), next(names)
            if a == b:  # the last of one round and the first of the next
                b = next(names)
            filled = text.replace("{A}", a).replace("{B}", b)
            for token, word in words.items():
                filled = filled.replace(token, word)
            yield _chosen(filled, which), _chosen(question, which), (a, b)[which]


def _mixed(bank: Bank, women: Iterator[str], men: Iterator[str]) -> Iterator[Tuple[str, str, str]]:
    for text, question in bank.table("mixed", 2):
        for pronoun in ("she", "he"):
            woman, man = next(women), next(men)
            filled = text.replace("{W}", woman).replace("{M}", man).replace("{he}", pronoun)
            yield filled, question, woman if pronoun == "she" else man


def _chosen(text: str, which: int) -> str:
    return CHOICE.sub(lambda match: match.group(which + 1), text)
