"""Do two sentences mean the same? Some pairs are hand-written, some turn a relation round."""

from __future__ import annotations

from typing import Callable, Dict, Iterator, List, Tuple

from generator.bank import Bank
from generator.draw import Draw
from generator.rows import ROWS_PER_TASK, Row

LABELS = ("yes", "no")

# A sentence about two people or things (and a detail), its converse, which means the same with the two in their
# places, and the kinds of things that fit. Swapping the two in the converse changes the meaning.
CONVERSES = (
    ("{a} sold {c} to {b}.", "{b} bought {c} from {a}.", "person", "object"),
    ("{a} lent {c} to {b}.", "{b} borrowed {c} from {a}.", "person", "object"),
    ("{a} gave {c} to {b}.", "{b} got {c} from {a}.", "person", "object"),
    ("{a} taught {b} {c}.", "{b} learned {c} from {a}.", "person", "skill"),
    ("{a} finished {c} before {b} did.", "{b} finished {c} after {a} did.", "person", "job"),
    ("{a} is taller than {b}.", "{b} is shorter than {a}.", "person", ""),
    ("{a} was followed by {b} on the way to {c}.", "{b} followed {a} on the way to {c}.", "person", "place"),
    ("{a} was beaten by {b} in {c}.", "{b} beat {a} in {c}.", "person", "contest"),
    ("{a} owes {b} {c}.", "{b} is owed {c} by {a}.", "person", "sum"),
    ("{a} is three years older than {b}.", "{b} is three years younger than {a}.", "person", ""),
    ("{a} is north of {c}, and {b} is south of it.", "{b} is south of {c}, and {a} is north of it.", "spot", "river"),
    ("{a} costs twice as much as {b}.", "{b} costs half as much as {a}.", "ware", ""),
    ("{a} stands to the left of {b}.", "{b} stands to the right of {a}.", "furniture", ""),
    ("{a} lies under {b}.", "{b} lies on top of {a}.", "paper", ""),
)
THINGS: Dict[str, Tuple[str, ...]] = {
    "person": ("Agnes", "Bruno", "Celia", "Doris", "Edgar", "Felix", "Greta", "Harold", "Irene", "Jacob", "Kathleen",
               "Leon", "Miriam", "Nils", "Olive", "Percy", "Rosa", "Stella", "Theo", "Ursula"),
    "spot": ("the castle", "the airport", "the old mill", "the hospital", "the stadium"),
    "ware": ("the oak table", "the silver ring", "the blue tent", "the leather bag", "the garden bench"),
    "furniture": ("the wardrobe", "the armchair", "the bookcase", "the piano", "the lamp"),
    "paper": ("the newspaper", "the road map", "the envelope", "the dictionary", "the menu"),
    "object": ("a bicycle", "two tickets", "an old camera", "a warm coat", "a guitar", "a box of tools"),
    "skill": ("how to juggle", "how to bake bread", "the rules of chess", "a few words of Finnish"),
    "job": ("the puzzle", "the report", "the marathon", "the exam"),
    "place": ("the station", "the harbour", "the market"),
    "contest": ("the final", "a game of chess", "the election", "the sack race"),
    "sum": ("ten dollars", "an apology", "a favour", "a month's rent"),
    "river": ("the river", "the railway line", "the motorway"),
    "": ("",),
}


def rows(draw: Draw) -> List[Row]:
    bank = Bank.load("paraphrase")
    prompt = draw.rounds(bank.lines("prompts"))
    made = []
    for base, same, other in bank.blocks("blocks"):
        for second, label in ((same, "yes"), (other, "no")):
            made.append(_row(draw, next(prompt), base, second, label))
    for pair in _converses(draw, ROWS_PER_TASK - len(made)):
        made.append(_row(draw, next(prompt), *pair))
    return draw.shuffled(made)


def _row(draw: Draw, prompt: str, first: str, second: str, label: str) -> Row:
    """Sameness has no direction, so either sentence may come first."""
    first, second = draw.one([(first, second), (second, first)])
    return Row(prompt.replace("{first}", first).replace("{second}", second), label)


def _converses(draw: Draw, count: int) -> Iterator[Tuple[str, str, str]]:
    things = {kind: draw.rounds(names) for kind, names in THINGS.items()}
    frames, label, seen = draw.rounds(CONVERSES), draw.rounds(LABELS), set()
    while len(seen) < count:
        frame, converse, kind, detail_kind = next(frames)
        a, detail = next(things[kind]), next(things[detail_kind])
        b = _other(a, lambda: next(things[kind]))
        if frozenset((a, b, frame)) in seen:
            continue
        seen.add(frozenset((a, b, frame)))
        wanted = next(label)
        left, right = (a, b) if wanted == "yes" else (b, a)
        second = converse.format(a=left, b=right, c=detail)
        yield _sentence(frame.format(a=a, b=b, c=detail)), _sentence(second), wanted


def _other(first: str, draw_one: Callable[[], str]) -> str:
    second = draw_one()
    return second if second != first else draw_one()


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
