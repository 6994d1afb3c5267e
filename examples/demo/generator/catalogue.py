"""The tasks of the demo, and where each comes from."""

from __future__ import annotations

from typing import List, Tuple

from generator import (
    acceptability,
    arithmetic,
    calendars,
    casing,
    coreference,
    everyday,
    facts,
    headlines,
    inference,
    paraphrase,
    passages,
    punctuation,
    records,
    segmentation,
    sentiment,
    translation,
)
from generator.rows import Source, Task

SEED = 20241
SOURCES: Tuple[Source, ...] = (
    Source("film-reviews", "sentiment", sentiment.rows, sentiment.LABELS),
    Source("entailment", "natural-language-inference", inference.rows, inference.LABELS),
    Source("same-meaning", "paraphrase", paraphrase.rows, paraphrase.LABELS),
    Source("pronouns", "coreference", coreference.rows),
    Source("world-facts", "closed-book-qa", facts.rows),
    Source("short-passages", "reading-comprehension", passages.rows),
    Source("everyday-sense", "commonsense", everyday.rows),
    Source("record-to-text", "struct-to-text", records.rows),
    Source("english-to-german", "translation", translation.rows),
    Source("headlines", "summarization", headlines.rows),
    Source("arithmetic", "mathematics", arithmetic.rows),
    Source("word-segmentation", "text-repair", segmentation.rows),
    Source("true-casing", "text-repair", casing.rows),
    Source("punctuation", "text-repair", punctuation.rows),
    Source("acceptability", "grammar", acceptability.rows, acceptability.LABELS),
    Source("calendar", "time", calendars.rows),
)


def tasks() -> List[Task]:
    """All tasks, always the same."""
    return [source.task(SEED) for source in SOURCES]
