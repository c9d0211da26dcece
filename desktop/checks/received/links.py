"""Signs in links: what is shown and what is opened, and addresses that hide whose they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from desktop.checks.received.domains import (
    belongs,
    core,
    domain_of,
    fits_name,
    has_domain_inside,
    imitates,
    is_address_of_numbers,
    is_decorated,
    is_inside,
    is_mixed,
    is_same,
    is_well_known,
    lures_in,
    parts_of,
    readable,
    registered,
    shown_hosts,
    target_of,
)
from desktop.checks.received.suspect import Family, Found, Standing, Suspect
from desktop.checks.received.words import brands, hosts
from desktop.core.received import RUNS, ReceivedLink
from desktop.core.words import tr

_CODE = {"javascript", "vbscript", "data", "file", "ms-word"}


class OtherTarget:
    """A link shows one address and opens another."""

    id = "link.mismatch"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        found: list[tuple[ReceivedLink, str, str, int]] = []
        for link in suspect.mail.links:
            shown = shown_hosts(suspect.text[link.start : link.end])
            target = target_of(link.href)
            if len(shown) != 1 or target.scheme not in {"http", "https"} or not target.host:
                continue
            host = shown[0][0]
            if not is_same(host, target.host):
                found.append((link, host, target.host, _weight(suspect, host, target.host)))
        worst = max((weight for *_, weight in found), default=-1)
        told = [each for each in found if each[3] == worst]
        if told:
            _, shown_host, opened, _ = told[0]
            yield Found(
                Family.LINK,
                worst,
                tr("The link shows one address and opens another"),
                tr("Reads {shown}, opens {opened}.", shown=readable(shown_host), opened=readable(opened)),
                tuple(suspect.mark_link(each[0]) for each in told[:4]),
            )


def _weight(suspect: Suspect, shown: str, opened: str) -> int:
    """How much it says: a genuine sender counts clicks on the own address, a newsletter on all."""
    if is_same(opened, suspect.domain) and suspect.is_genuine:
        return 0
    if counts_clicks(suspect, opened) and suspect.standing is not Standing.FAILED and not suspect.imitated[0]:
        return 0
    if is_same(shown, suspect.domain) and suspect.standing is Standing.CONFIRMED and suspect.is_genuine:
        return 0 if suspect.is_bulk else 1
    return 4 if imitates(opened, shown) in {"letters", "added", "inside"} else 3


def counts_clicks(suspect: Suspect, host: str) -> bool:
    """Whether a host is what a newsletter's links all go through, or the service that sent it."""
    if not suspect.is_bulk:
        return False
    if is_same(host, domain_of(suspect.mail.return_path)) or is_same(host, suspect.mail.authentication.dkim_domain):
        return True
    counted = Counter(registered(target_of(link.href).host) for link in suspect.mail.links)
    return counted[registered(host)] >= 3 or counted[registered(host)] * 2 > sum(counted.values())


class LookAlikeLink:
    """A link opens a domain that looks like one that the mail shows, or like a well-known one."""

    id = "link.lookalike"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for host, link in _hosts(suspect):
            if suspect.is_trusted(host) or (is_same(host, suspect.domain) and suspect.is_genuine):
                continue
            original = self._original(suspect, host)
            if original:
                yield Found(
                    Family.LINK,
                    3,
                    tr("A link opens an address that only looks like a known one"),
                    tr("{host} is not {original}.", host=readable(host), original=readable(original)),
                    (suspect.mark_link(link),),
                )
                return

    @staticmethod
    def _original(suspect: Suspect, host: str) -> str:
        wanted = {"letters", "added", "inside"}
        references = [*suspect.references, *([] if suspect.is_free else [suspect.domain])]
        for reference in references:
            if reference and imitates(host, reference) in wanted:
                return reference
        for brand, own in brands().items():
            if len(brand) < 5 or belongs(host, brand):
                continue
            if any(imitates(host, each) in wanted or is_inside(host, each) for each in own[:1]):
                return own[0]
        return ""


class RelatedLink:
    """A link opens a domain that carries the sender's name or another that is shown, and is neither."""

    id = "link.related"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        references = [*suspect.references, *([] if suspect.is_free else [suspect.domain])]
        for host, link in _hosts(suspect):
            known = is_same(host, suspect.domain) and not any(each in brands() for each in parts_of(host))
            if suspect.is_trusted(host) or known or suspect.is_bulk or is_well_known(host):
                continue
            like = next((each for each in references if imitates(host, each) == "related"), "")
            borrowed = next((each for each in parts_of(host) if len(each) > 4 and each in brands()), "")
            if borrowed and suspect.standing is not Standing.CONFIRMED and not belongs(host, borrowed):
                yield Found(
                    Family.LINK,
                    3,
                    tr("A link opens an address that only looks like a known one"),
                    tr("{host} is not {original}.", host=readable(host), original=brands()[borrowed][0]),
                    (suspect.mark_link(link),),
                )
                return
            if like and not any(is_same(host, each) for each in references):
                yield Found(
                    Family.LINK,
                    2,
                    tr("A link opens another domain than the one whose name it bears"),
                    tr("{host} is not {original}.", host=readable(host), original=readable(like)),
                    (suspect.mark_link(link),),
                )
                return


class LuringLink:
    """A link opens a domain that is put together of words that promise safety or ask for money."""

    id = "link.lure"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for host, link in _hosts(suspect):
            if suspect.is_trusted(host) or is_same(host, suspect.domain):
                continue
            lures = lures_in(host)
            if lures and (len(lures) > 1 or is_decorated(host)):
                weight = 3 if len(lures) > 1 else 2
                yield Found(
                    Family.LINK,
                    weight,
                    tr("A link opens a domain that is made of words that shall look safe"),
                    tr("{host} holds {words}.", host=host, words=", ".join(f"“{lure}”" for lure in lures)),
                    (suspect.mark_link(link),),
                )
                return


class HiddenTarget:
    """A link hides whose it is: an address of numbers, a name before an @, code, letters of other alphabets."""

    id = "link.hidden"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        seen: set[str] = set()
        for link in suspect.mail.links:
            target = target_of(link.href)
            message, detail, weight = _hiding(link.href, target.scheme, target.host, target.userinfo)
            if message and message not in seen:
                seen.add(message)
                yield Found(Family.LINK, weight, message, detail, (suspect.mark_link(link),))


def _hiding(href: str, scheme: str, host: str, userinfo: str) -> tuple[str, str, int]:
    if scheme in _CODE:
        return tr("A link runs code instead of opening a page"), href[:80], 4
    if scheme not in {"http", "https", "ftp"} or not host:
        return "", "", 0
    if userinfo:
        return (
            tr("A link puts another name before the address it opens"),
            tr("What counts stands behind the @: it opens {host}.", host=host),
            4,
        )
    if is_address_of_numbers(host):
        return tr("A link opens a computer without a name"), tr("It opens {host}.", host=host), 3
    if has_domain_inside(host):
        return (
            tr("A link puts another domain before the one that it opens"),
            tr("What counts is its end: it opens {host}.", host=registered(host)),
            3,
        )
    if is_mixed(host):
        return (
            tr("A link is written with letters that only look like ours"),
            tr("It opens {host}.", host=f"{readable(host)} ({host})"),
            4,
        )
    path = href.partition("?")[0].rpartition("/")[2].lower()
    if path.rpartition(".")[2] in RUNS and "/" in href.partition("://")[2] and "." in path:
        return tr("A link downloads a file that can run"), tr("It loads {file}.", file=path[:60]), 3
    return "", "", 0


class BorrowedHost:
    """A link goes through a shortener, or to pages that anybody can put up."""

    id = "link.host"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for host, link in _hosts(suspect):
            mine = registered(host)
            if host in hosts().shorteners or mine in hosts().shorteners:
                message = tr("A shortened link hides where it leads")
            elif any(host == each or host.endswith(f".{each}") for each in hosts().free_hosts):
                message = tr("A link opens a page that anybody can put up")
            else:
                continue
            if is_same(host, suspect.domain):
                continue
            weight = 0 if suspect.is_bulk and suspect.is_genuine else 1 if suspect.is_genuine else 2
            yield Found(Family.LINK, weight, message, tr("It opens {host}.", host=host), (suspect.mark_link(link),))
            return


class ActionElsewhere:
    """What the mail wants done is done on a domain that is not the sender's."""

    id = "link.elsewhere"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for link in suspect.actions:
            host = target_of(link.href).host
            if not host or not suspect.domain or is_same(host, suspect.domain) or suspect.is_trusted(host):
                continue
            if counts_clicks(suspect, host) and suspect.standing is not Standing.FAILED:
                continue
            if is_well_known(host) or is_room_of(suspect, host):
                continue
            lured = bool(lures_in(host, soft=False))
            weight = 2 if lured or not suspect.is_genuine else 1
            if suspect.claims_office and not suspect.name_fits and not fits_name(suspect.mail.sender.name, host):
                weight = 1 if suspect.is_bulk else 3  # neither the address nor the link is of the firm that writes
            yield Found(
                Family.LINK,
                weight,
                tr("What you are to do is on another site than the sender's"),
                tr("“{words}” opens {host}.", words=suspect.mark_link(link).text[:40], host=readable(host)),
                (suspect.mark_link(link),),
            )
            return


def is_room_of(suspect: Suspect, host: str) -> bool:
    """Whether a genuine sender has a room of its name at a service: `shop.bookings.example` of `shop.example`."""
    own = core(suspect.domain)
    return suspect.is_genuine and len(own) > 3 and own in host.split(".") and not lures_in(host)


def _hosts(suspect: Suspect) -> Iterator[tuple[str, ReceivedLink]]:
    """Each host of the links, once, with the first link to it."""
    seen: set[str] = set()
    for link in suspect.mail.links:
        target = target_of(link.href)
        if target.host and target.scheme in {"http", "https"} and target.host not in seen:
            seen.add(target.host)
            yield target.host, link
            if len(seen) > 300:
                return
