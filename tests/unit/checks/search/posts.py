"""A post that is checked: its fields, and what one check says of it."""

from __future__ import annotations

from desktop.checks.check import Check, Subject
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding
from desktop.core.post import Post

SENTENCES = {
    "en": "The bag is made in a small town and goes to many shops from there. ",
    "nl": "De tas wordt in een kleine stad gemaakt en gaat van daar naar veel winkels. ",
    "sv": "Väskan görs i en liten stad och går därifrån till många butiker. ",
}


def words(language: str, count: int) -> str:
    """At least so many words."""
    sentence = SENTENCES[language]
    return (sentence * (count // len(sentence.split()) + 1)).strip()


def found(
    check: Check,
    language: str,
    *,
    keyphrase: str = "",
    post: Post | None = None,
    website: str = "",
    kind: Kind = Kind.BLOG,
    facts: tuple[Fact, ...] = (),
    **fields: str,
) -> list[Finding]:
    """What a check says of a post with these fields."""
    brief = Brief(kind, keyphrase=keyphrase, post=post, facts=facts)
    options = CheckOptions(brand=Brand(website=website))
    subject = Subject(Copy(dict(fields)), brief, language, options=options)
    findings = list(check.find(subject))
    assert all(each.check == check.id for each in findings)
    for each in findings:
        if each.field in fields:
            assert fields[each.field][each.start : each.end] == each.text
    return findings


def marked(findings: list[Finding]) -> list[str]:
    """The words that are marked."""
    return [each.text for each in findings]
