"""Signs in who sends: a name that is not the address's, a domain that looks like another, answers that go elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.received.domains import (
    belongs,
    brand_of,
    domain_of,
    fits_name,
    has_domain_inside,
    imitates,
    is_decorated,
    is_free_mail,
    is_mixed,
    is_same,
    lures_in,
    mail_hosts,
    readable,
    registered,
    shown_hosts,
)
from desktop.checks.received.suspect import Family, Found, Standing, Suspect
from desktop.checks.received.words import brands, phrases
from desktop.core.received import Evidence, Place
from desktop.core.words import tr


class LookAlikeSender:
    """The sender's domain looks like one that the mail shows, or like its reader's own."""

    id = "sender.lookalike"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        domain = suspect.domain
        if not domain or suspect.is_trusted(domain):
            return
        mark = (suspect.mark_domain(),)
        if is_mixed(domain):
            yield Found(
                Family.SENDER,
                4,
                tr("The sender's address is written with letters that only look like ours"),
                tr("{domain} holds letters of another alphabet.", domain=readable(domain)),
                mark,
            )
            return
        if has_domain_inside(domain):
            yield Found(
                Family.SENDER,
                4,
                tr("The address puts another domain before its own"),
                tr("What counts is its end: it belongs to {domain}.", domain=registered(domain)),
                mark,
            )
            return
        original, _ = suspect.imitated
        if original:
            name = _display(suspect, original)
            yield Found(
                Family.SENDER,
                4,
                tr("The address only looks like that of {name}", name=name),
                tr("{domain} is not {original}.", domain=readable(registered(domain)), original=readable(original)),
                mark,
            )
            return
        if suspect.related:
            house = any(is_same(suspect.related, each) for each in (*suspect.own_domains, *suspect.to_domains))
            yield Found(
                Family.SENDER,
                3 if house and phrases("roles").search(suspect.mail.sender.name) else 2,
                tr("The address is another than the one that the mail shows"),
                tr("{domain} is not {original}.", domain=registered(domain), original=readable(suspect.related)),
                mark,
            )
            return
        yield from _lured(suspect, mark)


def _lured(suspect: Suspect, mark: tuple[Evidence, ...]) -> Iterator[Found]:
    """A domain that puts a name together with a word that promises safety or asks for money."""
    domain = suspect.domain
    lures = lures_in(domain)
    if suspect.is_free or (suspect.is_bulk and suspect.standing is Standing.CONFIRMED):
        return
    if not lures:
        if is_decorated(domain) or suspect.adds_to_name:
            yield Found(
                Family.SENDER,
                1,
                tr("The domain is more than a name"),
                tr("{domain}: check whether it is the sender's own.", domain=registered(domain)),
                mark,
            )
        return
    core = readable(registered(domain)).partition(".")[0]
    rest = [part for part in core.split("-") if part not in lures]
    mixed = bool(rest) and "-" in core
    named = mixed and any(len(part) > 2 and part in _said(suspect) for part in rest)
    words = ", ".join(f"“{lure}”" for lure in lures)
    if named:
        yield Found(
            Family.SENDER,
            3,
            tr("The domain adds a word to a name to look safe"),
            tr("{domain}: firms send from their own name, without {words}.", domain=registered(domain), words=words),
            mark,
        )
    elif mixed or len(lures) > 1 or is_decorated(domain):
        yield Found(
            Family.SENDER,
            2,
            tr("The domain is made of words that shall look safe"),
            tr("{domain} holds {words}.", domain=registered(domain), words=words),
            mark,
        )


def _said(suspect: Suspect) -> str:
    from desktop.checks.received.domains import plain

    return plain(f"{suspect.mail.sender.name} {suspect.subject} {suspect.text[:6000]}")


def _display(suspect: Suspect, original: str) -> str:
    """The name under which the imitated one writes, or its domain."""
    name = suspect.mail.sender.name
    if any(is_same(original, own) for own in (*suspect.own_domains, *suspect.to_domains)):
        return readable(original)
    for word in name.split():
        if len(word) > 3 and fits_name(word, original):
            return word.strip(",.")
    return readable(original)


class NameOfAnother:
    """The name on the mail is that of a well-known firm, or holds another address."""

    id = "sender.name"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        name, domain = suspect.mail.sender.name, suspect.domain
        if not name or not domain or suspect.is_trusted(domain):
            return
        mark = Evidence(Place.FROM, 0, len(suspect.mail.sender.address), suspect.mail.sender.address)
        others = list(mail_hosts(name) or [each[0] for each in shown_hosts(name)])
        if others and not any(is_same(host, domain) for host in others) and " via " not in name.lower():
            yield Found(
                Family.SENDER,
                3,
                tr("The name shows another address than the mail comes from"),
                tr("It shows {shown} and comes from {domain}.", shown=others[0], domain=domain),
                (mark,),
            )
            return
        brand = brand_of(name)
        if brand and not belongs(domain, brand) and not _is_passed_on(name, domain):
            yield Found(
                Family.SENDER,
                3,
                tr("It says it is {name}, but does not come from there", name=name),
                tr("{domain} is none of its addresses; {original} is.", domain=domain, original=brands()[brand][0]),
                (mark,),
            )
            return
        yield from _office(suspect, mark)


def _is_passed_on(name: str, domain: str) -> bool:
    """Whether a mail comes through somebody who says so: *Anna via Lists* of a domain of Lists."""
    _, passed_on, through = name.lower().strip("()\"'").partition("via ")
    return bool(passed_on) and not is_free_mail(domain) and fits_name(through, domain)


def _office(suspect: Suspect, mark: Evidence) -> Iterator[Found]:
    """An office that writes from free mail, or from a domain that has nothing to do with its name."""
    name, domain = suspect.mail.sender.name, suspect.domain
    office = phrases("roles").search(name) is not None
    if suspect.is_free and office:
        yield Found(
            Family.SENDER,
            3,
            tr("An office writes from a private address"),
            tr("“{name}” writes from {domain}, where anybody gets an address.", name=name, domain=domain),
            (mark,),
        )
    elif suspect.is_free and suspect.claims_office:
        yield Found(
            Family.SENDER,
            2,
            tr("A firm writes from a private address"),
            tr("“{name}” writes from {domain}, where anybody gets an address.", name=name, domain=domain),
            (mark,),
        )
    elif suspect.claims_office and not suspect.name_fits:
        yield Found(
            Family.SENDER,
            2 if office and not suspect.is_bulk and not suspect.is_desk else 1,
            tr("The name and the address have nothing to do with each other"),
            tr("“{name}” writes from {domain}.", name=name, domain=domain),
            (mark,),
        )


class BossFromElsewhere:
    """Somebody who signs as a head of the firm writes from a private address."""

    id = "sender.boss"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        local = re.sub(r"[._+-]+", " ", suspect.mail.sender.address.partition("@")[0])
        places = (suspect.signature(), suspect.mail.sender.name, local)
        signed = next((found for each in places if (found := phrases("bosses").search(each))), None)
        if signed is None or not suspect.domain:
            return
        answers = [domain_of(each.address) for each in suspect.mail.reply_to]
        if suspect.is_free or any(is_free_mail(host) for host in answers):
            place = Place.FROM if suspect.is_free else Place.REPLY_TO
            yield Found(
                Family.SENDER,
                2,
                tr("Somebody who signs as the head of a firm writes from a private address"),
                tr("Signed “{role}”, written from {domain}.", role=signed[0], domain=suspect.domain),
                (suspect.mark_domain(place),),
            )


class AnswersElsewhere:
    """Answers go to another domain than the sender's."""

    id = "sender.reply_to"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for each in suspect.mail.reply_to:
            host = domain_of(each.address)
            if not host or not suspect.domain or is_same(host, suspect.domain) or suspect.is_trusted(host):
                continue
            mark = (suspect.mark_domain(Place.REPLY_TO),)
            detail = tr("Answers go to {reply}, the mail comes from {domain}.", reply=host, domain=suspect.domain)
            if imitates(host, suspect.domain) in {"letters", "added", "inside"}:
                yield Found(
                    Family.SENDER, 4, tr("Answers go to an address that only looks like the sender's"), detail, mark
                )
            elif imitates(host, suspect.domain) == "related" and not suspect.is_bulk:
                yield Found(Family.SENDER, 2, tr("Answers go to another domain of the same name"), detail, mark)
            elif is_free_mail(host) and not suspect.is_bulk:
                weight = 1 if is_inside_the_house(suspect) else 2
                yield Found(Family.SENDER, weight, tr("Answers go to a private address"), detail, mark)
            else:
                weight = 0 if suspect.is_bulk or fits_name(suspect.mail.sender.name, host) else 1
                yield Found(Family.SENDER, weight, tr("Answers go to another domain"), detail, mark)
            return


def is_inside_the_house(suspect: Suspect) -> bool:
    """Whether sender and reader are of one domain and nothing says otherwise: the form of the own site writes so."""
    own = (*suspect.own_domains, *suspect.to_domains)
    return suspect.standing is not Standing.FAILED and any(is_same(suspect.domain, each) for each in own)


class NotConfirmed:
    """The server that took the mail in could not confirm the sender."""

    id = "sender.authentication"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        if suspect.standing is not Standing.FAILED:
            return
        found = suspect.mail.authentication
        failed = [
            name
            for name, result in (("SPF", found.spf), ("DKIM", found.dkim), ("DMARC", found.dmarc))
            if result in {"fail", "softfail", "permerror"}
        ]
        inside = any(is_same(suspect.domain, own) for own in (*suspect.own_domains, *suspect.to_domains))
        both = found.dmarc == "fail" and found.spf in {"fail", "softfail"} and found.dkim != "pass"
        yield Found(
            Family.SENDER,
            3 if inside and both else 2 if both else 1,
            tr("The receiving server could not confirm the sender"),
            tr("{checks} failed for {domain}.", checks=", ".join(failed), domain=suspect.domain),
            (Evidence(Place.AUTHENTICATION, text=", ".join(failed)),),
        )


class ReturnsElsewhere:
    """Errors go to another domain, as with most newsletters: told, and no reason by itself."""

    id = "sender.return_path"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        host = domain_of(suspect.mail.return_path)
        if host and suspect.domain and not is_same(host, suspect.domain):
            yield Found(
                Family.SENDER,
                0,
                tr("It was sent through another domain"),
                tr("{host} sent it for {domain}; newsletters often do so.", host=host, domain=suspect.domain),
                (suspect.mark_domain(Place.RETURN_PATH),),
            )
