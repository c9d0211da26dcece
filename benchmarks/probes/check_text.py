"""A process of its own: checks a text of 5,000 words that it never saw, then after each of a hundred key presses.

What a worker loads while it waits is loaded before.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.checks.policies.load import packs
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.checking import CheckOptions
from desktop.core.collecting import uncollected
from desktop.core.copy import Copy
from desktop.engine.warming import bend_words, warming_checks, warming_words

_WORDS = 5_000
_PRESSES = 100
_FACTS = 40
_CASES = Path(__file__).resolve().parents[1] / "ledger_cases"


def text_and_facts(language: str) -> tuple[str, tuple[Fact, ...]]:
    """The copy of the labelled cases, a paragraph each, and facts of the first of them."""
    cases = [json.loads(line) for line in (_CASES / f"tune_{language}.jsonl").read_text("utf-8").splitlines()]
    texts = [part for case in cases for part in case["copy"].values() if isinstance(part, str)]
    words = 0
    chosen: list[str] = []
    while words < _WORDS:
        part = texts[len(chosen) % len(texts)]
        chosen.append(part)
        words += len(part.split())
    facts = [fact for case in cases for fact in case["facts"]][:_FACTS]
    return "\n".join(chosen), number_facts(
        tuple(Fact(name=fact.get("name", ""), value=fact["value"], unit=fact.get("unit", "")) for fact in facts)
    )


def main(language: str) -> None:
    """Check, press keys, print what each took."""
    text, facts = text_and_facts(language)
    brief = Brief(language=language, facts=facts, keyphrase="backpack")
    options = CheckOptions(policies=tuple(pack.id for pack in packs("")))
    began = time.perf_counter()
    for each in warming_checks(language):
        check_copy(each.copy, each.brief, channels=(), options=each.options)
    for words in warming_words(language):
        bend_words(words)
    loaded = time.perf_counter() - began
    began = time.perf_counter()
    with uncollected():  # as the worker checks
        report = check_copy(Copy({"title": "Havn", "description": text}), brief, channels=(), options=options)
    first = time.perf_counter() - began
    places = random.Random(1)  # noqa: S311 - places in a text
    again = []
    for _ in range(_PRESSES):
        place = places.randrange(len(text))
        text = text[:place] + "e" + text[place:]
        copy = Copy({"title": "Havn", "description": text})
        began = time.perf_counter()
        with uncollected():
            report = check_copy(copy, brief, channels=(), options=options)
        again.append((time.perf_counter() - began) * 1000)
    found = {"words": len(text.split()), "facts": len(facts), "findings": len(report.findings)}
    sys.stdout.write(json.dumps({**found, "loaded_s": loaded, "first_s": first, "again_ms": again}))


if __name__ == "__main__":
    main(sys.argv[1])
