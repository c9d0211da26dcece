"""What a brief says beside its facts; for the text that is written from it, this is as good as a fact."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from desktop.core.brief import Brief, Fact, number_facts


@lru_cache(maxsize=64)
def with_told(brief: Brief) -> Brief:
    """The brief as the claims of its text are judged by.

    The ledger knows the product and the notes; instructions, keyphrase and readers join them, as a number that the
    writer put there is given, not invented. Where there are no facts, the lines of the notes are the facts.
    """
    more = (brief.instructions, brief.keyphrase, brief.audience)
    notes = "\n".join(part for part in (brief.notes, *more) if part.strip())
    facts = number_facts(brief.facts)
    if not any(fact.approved and fact.text.strip() for fact in facts):
        lines = [line.strip() for line in (brief.product, *brief.notes.splitlines()) if line.strip()]
        facts += tuple(Fact(f"told{n}", value=line, source="notes") for n, line in enumerate(lines, 1))
    return msgspec.structs.replace(brief, facts=facts, notes=notes)
