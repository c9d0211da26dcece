"""What the model on this computer claims without the facts: one plain prompt, and the loop, side by side.

The twenty English briefs; texts that `bench briefs` has written by the same prompts are counted, not written again.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from benchmarks.briefs import CHANNELS, MODEL, TEXTS, Case, kept_variant, load_cases, write_all
from benchmarks.figure import Figure, machine
from desktop.agents.told import with_told
from desktop.checks.report import check_copy
from desktop.checks.sentences import sentences_of
from desktop.core.draft import Variant
from desktop.core.finding import Verdict

BUDGET = 0.2
_WAYS = ("loop", "plain")


class Count(msgspec.Struct, frozen=True):
    """What counts of one text; a title or an item of a list is one sentence at least."""

    sentences: int
    contradicted: int
    unsupported: int
    supported: int


def count(case: Case, variant: Variant) -> Count:
    """Judge a text by the rules alone, the same way whoever wrote it; what the brief says anywhere is given."""
    brief = with_told(case.brief)
    report = check_copy(variant.copy, brief, channels=CHANNELS)
    verdicts = [claim.verdict for claim in report.claims]
    return Count(
        sum(len(sentences_of(text, brief.language)) for _, text in variant.copy.addressed()),
        verdicts.count(Verdict.CONTRADICTED),
        verdicts.count(Verdict.UNSUPPORTED),
        verdicts.count(Verdict.SUPPORTED),
    )


def figures(counts: dict[str, list[Count]]) -> list[Figure]:
    """Claims per 100 sentences of both ways; the ratio is loop over plain."""
    where = f"{machine()}, {MODEL}"
    found: list[Figure] = []
    loop, plain = (_rate(counts[way]) for way in _WAYS)
    ratio = loop / plain if plain else None
    holds = loop <= plain * BUDGET
    name = "claims: wrong or without support, per 100 sentences"
    found.append(Figure(name, loop, "", "≤ 1/5 of plain", ratio, holds, f"{where}; {_told(counts['loop'])}"))
    note = f"{where}; {_told(counts['plain'])}"
    found.append(Figure(f"{name}, plain prompt", plain, "", "for comparison", None, True, note))
    return found


def run() -> list[Figure]:
    """Count what was written; what is missing is written first, about twenty minutes on two cores for all of it."""
    return figures(asyncio.run(_counts(load_cases(("en",)), TEXTS)))


async def _counts(cases: list[Case], folder: Path) -> dict[str, list[Count]]:
    if any(kept_variant(folder, number, case, way) is None for number, case in enumerate(cases, 1) for way in _WAYS):
        await write_all(cases, folder)
    counts: dict[str, list[Count]] = {way: [] for way in _WAYS}
    for number, case in enumerate(cases, 1):
        for way, kept in counts.items():
            variant = kept_variant(folder, number, case, way)
            if variant is not None:
                kept.append(count(case, variant))
    return counts


def _rate(counts: list[Count]) -> float:
    wrong = sum(each.contradicted + each.unsupported for each in counts)
    return 100.0 * wrong / max(1, sum(each.sentences for each in counts))


def _told(counts: list[Count]) -> str:
    sums = [sum(getattr(each, name) for each in counts) for name in Count.__struct_fields__]
    return (
        f"{len(counts)} texts, {sums[0]} sentences, {sums[1]} contradicted, {sums[2]} unsupported, {sums[3]} supported"
    )
