"""All that the checks say of one copy."""

from __future__ import annotations

from collections import deque

import msgspec

from desktop.checks.catalogue import CHECKS
from desktop.checks.channels import channel
from desktop.checks.check import Subject
from desktop.checks.citing import bases_of_post
from desktop.checks.counters import measure_on
from desktop.checks.language import language_of_copy
from desktop.checks.ledger.claims import claims_of, open_sentences
from desktop.checks.limits import texts_on
from desktop.checks.mail.masking import mask, unmask
from desktop.checks.mail.shown import shown
from desktop.checks.mentions import forgotten_facts
from desktop.checks.questions import quoted_in
from desktop.checks.reading import readability_metrics
from desktop.checks.search.markup import post_body
from desktop.checks.silence import is_silenced
from desktop.core.brief import LANGUAGES, Brief, Fact, Kind, knowing, number_facts
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import CheckReport, Claim, Finding, Severity
from desktop.core.mail import base_of
from desktop.core.reply import Basis

LONGEST_READ = 400_000
"""Characters of a field that are read word by word; beyond, only its length counts."""
_OF_THE_SHOP = (".address", ".unsubscribe")
"""What stands at the foot of a mail and belongs to the shop."""
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_copy(
    copy: Copy, brief: Brief, *, channels: tuple[str, ...], options: CheckOptions = NO_OPTIONS
) -> CheckReport:
    """Check a copy against its brief and the limits of these channels; a `UserError` (usage) for an unknown channel.

    Findings come gravest first, then in the order of the fields. Facts without id are numbered as `number_facts` does.
    `metrics` has for each address its `characters` and `words`, for prose also how it reads, and for one published on
    these channels its `count` and `limit` there. What `options` or the brief's rulings silence is left out.
    """
    brief = knowing(_with_numbered_facts(brief))
    written = _clipped(copy)
    read = mask(written) if brief.kind is Kind.MAIL else written
    language = brief.language or language_of_copy(read)
    forgotten = forgotten_facts(read, brief.facts, language)
    chosen = tuple(map(channel, dict.fromkeys(channels)))
    claims = _own(claims_of(read, brief, language), read, brief)
    subject = Subject(read, brief, language, chosen, forgotten, copy, claims, options, written)
    findings = list(unmask((finding for check in CHECKS for finding in check.find(subject)), read, written))
    if brief.rulings.silenced or options.silenced:
        findings = [each for each in findings if not is_silenced(each, brief.rulings.silenced, options.silenced)]
    still_open = len(open_sentences(subject.copy, brief, language, claims))
    return CheckReport(
        in_order(tuple(findings), copy), unmask(claims, read, written), forgotten, _metrics(subject), still_open,
        bases=_bases(subject),
    )  # fmt: skip


def _bases(subject: Subject) -> tuple[Basis, ...]:
    """What the sentences of a post rest on."""
    address, text = post_body(subject)
    if not text or subject.brief.post is None or subject.language not in LANGUAGES:
        return ()
    return bases_of_post(address, text, subject.brief, subject.language, subject.claims)


_recent: deque[tuple[tuple[Fact, ...], tuple[Fact, ...]]] = deque(maxlen=8)


def _with_numbered_facts(brief: Brief) -> Brief:
    """The brief with numbered facts; equal facts are the very same tuple each time, so that it can be a key."""
    given = brief.facts
    for earlier, numbered in tuple(_recent):
        if earlier is given or earlier == given:
            return brief if numbered is given else msgspec.structs.replace(brief, facts=numbered)
    numbered = given if all(fact.id for fact in given) else number_facts(given)
    _recent.append((given, numbered))
    return msgspec.structs.replace(brief, facts=numbered)


def _own(claims: tuple[Claim, ...], copy: Copy, brief: Brief) -> tuple[Claim, ...]:
    """The claims about what is sold.

    What a reply quotes of the customer's question is claimed by nobody, and a postal address says nothing of a product.
    """
    if brief.mail is not None:
        claims = tuple(claim for claim in claims if not base_of(claim.field).endswith(_OF_THE_SHOP))
    if not brief.question:
        return claims
    quoted = {address: quoted_in(text, brief.question) for address, text in copy.addressed()}
    return tuple(
        claim for claim in claims if not any(start <= claim.start < end for start, end in quoted.get(claim.field, ()))
    )


def _clipped(copy: Copy) -> Copy:
    """The copy with only the beginning of fields that no one could mean: ten megabytes, pasted by mistake."""
    if all(len(text) <= LONGEST_READ for _, text in copy.addressed()):
        return copy
    return Copy(
        {
            name: value[:LONGEST_READ] if isinstance(value, str) else tuple(item[:LONGEST_READ] for item in value)
            for name, value in copy.fields.items()
        }
    )


def in_order(findings: tuple[Finding, ...], copy: Copy) -> tuple[Finding, ...]:
    """The findings gravest first, then in the order of the text."""
    places = {address: place for place, (address, _) in enumerate(copy.addressed())}
    return tuple(
        sorted(findings, key=lambda each: (_WEIGHT[each.severity], places.get(each.field, -1), each.start, each.end))
    )


def _metrics(subject: Subject) -> dict[str, dict[str, float]]:
    metrics: dict[str, dict[str, float]] = {
        address: {"characters": len(text), "words": len(text.split())}
        for address, text in subject.published.addressed()
    }
    for address, text in subject.copy.addressed():
        if subject.is_prose(address):
            metrics[address] |= readability_metrics(text, subject.language)
    for each in subject.channels:
        for address, text in texts_on(each, subject.published):
            found = measure_on(each, shown(text))
            metrics[address] |= {"count": found.count, "limit": found.limit}
    return metrics
