"""What a brief says beside its facts; for the text that is written from it, this is as good as a fact."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from desktop.core.brief import Brief, Fact, number_facts


@lru_cache(maxsize=64)
def with_told(brief: Brief) -> Brief:
    """The brief as the claims of its text are judged by: what the writer put anywhere into it is given, not invented.

    The product's name, the notes, the instructions, the keyphrase and the readers are facts without a name, one a line,
    under ids that no row of the ledger has (`told1`, …); so are the notes on the sections of a post.
    """
    sections = brief.post.outline if brief.post is not None else ()
    notes = (each.notes for each in sections)
    said = (brief.product, brief.notes, brief.instructions, brief.keyphrase, brief.audience, *notes)
    lines = [line.strip() for part in said for line in part.splitlines() if line.strip()]
    told = tuple(Fact(f"told{number}", value=line, source="brief") for number, line in enumerate(lines, 1))
    return msgspec.structs.replace(brief, facts=(*number_facts(brief.facts), *told))
