"""Keyphrases out of the sources of a post, by the worker."""

from __future__ import annotations

import asyncio

from desktop.core.brief import Fact
from desktop.engine.messages import METHODS
from desktop.engine.post_messages import FindKeyphrases, Keyphrases
from desktop.engine.post_work import PostWork

TEXT = "# Loose-leaf tea\n\nAn airtight tin keeps loose-leaf tea fresh. The airtight tin stands in a closed cupboard.\n"


def ideas(request: FindKeyphrases) -> tuple[str, ...]:
    async def whole() -> Keyphrases:
        work = PostWork()
        try:
            return await work.ideas(request)
        finally:
            for each in work.workers:
                await each.close()

    return asyncio.run(whole()).phrases


def test_the_worker_finds_what_the_sources_repeat() -> None:
    assert METHODS["post.ideas"] == (FindKeyphrases, Keyphrases)
    found = ideas(FindKeyphrases((TEXT,), (Fact("f1", "Airtight tin", "250 g"),), "en", "Storing loose-leaf tea", 2))
    assert set(found) == {"loose-leaf tea", "airtight tin"}


def test_a_language_that_it_does_not_know_has_none() -> None:
    assert ideas(FindKeyphrases((TEXT,), (), "fi")) == ()
