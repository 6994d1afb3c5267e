"""Texts for a benchmark: sentences of no meaning, 20 to 200 tokens each under a model's own tokenizer.

usage: texts.py TOKENIZER_JSON OUT_JSONL COUNT

The same arguments give the same file, and a larger COUNT begins with the texts of a smaller one. Lengths are drawn
uniformly, special tokens included. Needs: tokenizers.
"""

import json
import pathlib
import random
import sys

import tokenizers

SHORTEST, LONGEST = 20, 200

NOUNS = """harbour teacher window letter market engine garden river doctor station summer kitchen village pilot
library captain mirror blanket senator journey hammer festival island bottle museum singer bridge contract hospital
painter valley computer farmer sandwich telescope committee orchestra passenger lantern winter question parliament
umbrella carpenter laboratory neighbour photograph mountain refrigerator philosopher""".split()
ADJECTIVES = """quiet narrow bright early careful wooden distant cheerful heavy modern ancient curious empty golden
reliable sudden gentle expensive honest crowded unusual transparent enormous bitter independent patient hollow
temporary""".split()
VERBS = """opened carried followed remembered painted repaired described measured crossed admired borrowed forgot
discovered refused visited announced examined collected protected replaced questioned photographed celebrated
reconsidered""".split()
PLACES = "near behind under beside above beyond without before after opposite".split()
JOINTS = ["and", "but", "while", "because", "so", "although", "until"]
MARKS = [".", ".", ".", ".", "!", "?", "; meanwhile,", ":"]


def clause(draw):
    one = lambda words: words[int(draw.random() * len(words))]
    words = ["the", one(ADJECTIVES), one(NOUNS), one(VERBS), "the", one(NOUNS)]
    if draw.random() < 0.6:
        words += [one(PLACES), "the", one(ADJECTIVES), one(NOUNS)]
    if draw.random() < 0.2:
        words += ["in", str(1800 + int(draw.random() * 225))]
    if draw.random() < 0.4:
        words += [one(JOINTS)] + clause(draw)
    return words


def words_of(draw):
    while True:
        words = clause(draw)
        words[0] = words[0].capitalize()
        words[-1] += MARKS[int(draw.random() * len(MARKS))]
        yield from words


def text(tokenizer, number):
    """The longest run of words that the length drawn for it has room for."""
    draw = random.Random(7_000_003 * (number + 1))
    length = SHORTEST + int(draw.random() * (LONGEST - SHORTEST + 1))
    words, stream = [], words_of(draw)
    while True:
        longer = words + [next(stream)]
        tokens = len(tokenizer.encode(" ".join(longer)).ids)
        if tokens > length and count(tokenizer, words) >= SHORTEST:
            return " ".join(words)
        words = longer


def count(tokenizer, words):
    return len(tokenizer.encode(" ".join(words)).ids)


def main(tokenizer_json, out, texts):
    tokenizer = tokenizers.Tokenizer.from_file(tokenizer_json)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with pathlib.Path(out).open("w") as lines:
        for number in range(texts):
            lines.write(json.dumps({"id": f"t{number:05d}", "text": text(tokenizer, number)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
