"""The lines of a post that need no model, because the rest of the post says them: what stands in results and lists."""

from __future__ import annotations

from desktop.agents.blog_words import about
from desktop.agents.judging import fits
from desktop.agents.task import FieldTask, Shape
from desktop.checks.sentences import sentences_of
from desktop.core.brief import Brief

_LEAST = 60
_ABOUT = frozenset({Shape.SEO_DESCRIPTION, Shape.EXCERPT})


def line_of(task: FieldTask, brief: Brief, intro: str, title: str) -> str:
    """The title as that of the search result, the first sentences of the introduction as its description.

    Empty where it does not fit, or has not the keyphrase that the result must have.
    """
    if task.shape is Shape.SEO_TITLE:
        line = title
    elif task.shape in _ABOUT:
        line = _beginning(task, brief, intro)
    else:
        return ""
    found = line if line and fits(task, line) else ""
    keyphrase = brief.keyphrase.strip().casefold()
    return found if task.shape is Shape.EXCERPT or keyphrase in found.casefold() else ""


def _beginning(task: FieldTask, brief: Brief, intro: str) -> str:
    """As many of the first sentences as fit; what the post is about, by its headings, where these say too little."""
    first = intro.partition("\n\n")[0]
    best = ""
    for span in sentences_of(first, brief.language):
        longer = first[: span.end].strip()
        if not fits(task, longer):
            break
        best = longer
    return best if len(best) >= _LEAST else about(brief, lambda line: fits(task, line))
