"""The last part of a post's address: made from its title, and looked at while it is typed."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.slug import name_of, slug_of
from desktop.runtime.decisions import speaks


class SlugWords(msgspec.Struct, frozen=True):
    """What is said of a slug: a sentence, and a better slug when one can be made; both empty when it is good."""

    message: str = ""
    better: str = ""


def slug_of_title(title: str, language: str = "") -> str:
    """The slug under which a post with this title is exported as long as it has none; empty without a word in it."""
    return slug_of(title, language) or name_of(title)


def typed_slug(text: str) -> str:
    """A slug as it is typed or pasted: without spaces around it, and of a whole address only its path."""
    words = text.strip()
    _, scheme, rest = words.partition("://")
    if scheme:
        words = rest.partition("/")[2]
    return words.partition("?")[0].partition("#")[0].strip("/") if scheme else words


def about_slug(brief: Brief, silenced: tuple[str, ...] = ()) -> SlugWords:
    """What the checks of slugs say of that of a post, without waiting for the other checks.

    `silenced` are the checks that are silent in every draft; those that the draft silences are so too.
    """
    from desktop.checks.check import Subject
    from desktop.checks.search.keyphrase_more import KeyphraseInSlug
    from desktop.checks.search.slugs import SlugForm

    subject = Subject(Copy(), brief, brief.language)
    for finding in (found for check in (SlugForm(), KeyphraseInSlug()) for found in check.find(subject)):
        if speaks(finding, brief, silenced):
            return SlugWords(finding.message, finding.fixes[0] if finding.fixes else "")
    return SlugWords()
