"""Texts and their tokens as Lamina reads them: the half of reference_states.py that needs no torch."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import tokenizers

NO_LIMIT = 100_000_000  # exporters write 1e30 for "no limit"

PROBES = (
    "No",
    "Where in a language model does a task live?",
    "The hotel was clean, the staff friendly; breakfast, at £12.50, was not.",
    "Naïve cafés serve crème brûlée — isn't it? Ελλάδα, Москва, हिन्दी, العربية, 日本語, 한국어, ไทย",
    "🍰👩🏽‍🔬🇪🇺 e\u0301 ﬁ ½ ™ 𝔏𝔞𝔪𝔦𝔫𝔞",
    "def cka(x, y):\n    return (x.T @ y).square().sum() / (norm(x.T @ x) * norm(y.T @ y))\n",
    "  two  blanks,\ttabs\t\tand\r\n\n\nbreaks, \u00a0 \u2003 odd\u200bones  ",
    "",
    "[CLS] <s> </s> [SEP] <|endoftext|> [MASK] <unk>",
    "0 1 23 456 7890 3.14159 1e-6 -0.0 2²⁰ ٣٤",
    "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
    "In one block attention mixes what the tokens hold, in the next a network of two layers works on each of them alone. "
    "What comes out is added to what went in, so that every layer writes on the same page; " * 2,
)


class Refusal(Exception):
    """What is wrong and what to do, for people: one line."""


class Tokens(NamedTuple):
    """The tokens of one text, none beyond what is allowed."""

    ids: list[int]
    types: list[int]
    usable: bool  # whether the text has a token of its own


def probes(most: int) -> list[str]:
    """Our own texts, and one that has more than `most` tokens."""
    return [*PROBES, "layer by layer " * (most // 3 + 1)]


def read_texts(file: Path) -> list[str]:
    texts = []
    lines = contents(file).split("\n")  # not splitlines: JSON strings may hold U+2028
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as e:
            raise Refusal(f"{file}, line {number}, is not JSON ({e.msg}). Write one JSON string or object a line.") from e
        text = row.get("input") if isinstance(row, dict) else row
        if not isinstance(text, str):
            raise Refusal(f'{file}, line {number}, has no text. Write a JSON string, or an object with a string as "input".')
        texts.append(text)
    if not texts:
        raise Refusal(f"{file} holds no text. Leave --texts out to use the built-in ones.")
    return texts


def contents(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise Refusal(f"{file} cannot be read ({e}).") from e


def is_blank(text: str) -> bool:
    """As Java understands it: str.isspace counts no-break spaces too."""
    return all(
        c in "\t\n\v\f\r\x1c\x1d\x1e\x1f" or (unicodedata.category(c) in ("Zs", "Zl", "Zp") and c not in "\u00a0\u2007\u202f")
        for c in text
    )


def open_tokenizer(folder: Path) -> tokenizers.Tokenizer:
    try:
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as e:  # the native library knows no other
        raise Refusal(f"{folder / 'tokenizer.json'} cannot be read ({e}). Save the model's fast tokenizer again.") from e
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_tokens(tokenizer: tokenizers.Tokenizer, text: str, most: int) -> Tokens:
    encoding = tokenizer.encode(re.sub("[\ud800-\udfff]", "\ufffd", text), add_special_tokens=True)
    special = encoding.special_tokens_mask
    length = len(special)
    leading = next((i for i, mark in enumerate(special) if not mark), length)
    trailing = next((i for i, mark in enumerate(reversed(special)) if not mark), 0) if leading < length else 0
    usable = leading < length and not is_blank(text)
    if usable and length > most <= leading + trailing:
        raise Refusal(
            f"At most {most} tokens are allowed, of which this tokenizer fills {leading + trailing} with special tokens. "
            f"Allow at least {leading + trailing + 1} with --max-tokens."
        )
    cut = slice(length - trailing - max(0, length - most), length - trailing)
    ids, types = list(encoding.ids), list(encoding.type_ids)
    del ids[cut], types[cut]
    return Tokens(ids, types, usable)


def stated(file: Path, key: str) -> int:
    if not file.exists():
        return NO_LIMIT
    try:
        value = json.loads(contents(file)).get(key)
    except (json.JSONDecodeError, AttributeError) as e:
        raise Refusal(f"{file} is not a JSON object. Copy it again.") from e
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return int(value) if is_number and 1 <= value < NO_LIMIT else NO_LIMIT
