"""Links of a mail that readers or filters distrust: another place than shown, hidden hosts, numbers, dead buttons."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Subject
from desktop.checks.mail.addresses import Address, domain_of, host_shown, read_address
from desktop.checks.mail.anchors import Anchor, anchors_of
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.mail import BlockKind
from desktop.core.merge_tags import find_tags
from desktop.core.words import tr

_DEAD = frozenset({"#", "", "http://", "https://"})
_CODE = ("javascript:", "vbscript:", "data:")


class MailLinks:
    """Links of a mail that lead nowhere, elsewhere than they show, or to where nobody can see."""

    id = "mail.link"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Links of a mail")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds links that show another address than they lead to, shortened ones, and buttons without any.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        if subject.brief.kind is not Kind.MAIL:
            return
        for anchor in anchors_of(subject):
            said = self._judge(anchor, subject)
            if said is not None:
                severity, message = said
                yield anchor.spot.finding(self.id, severity, message)

    def _judge(self, anchor: Anchor, subject: Subject) -> tuple[Severity, str] | None:
        """The gravest thing that can be said of a link; `links.link` says what holds for every text."""
        url = anchor.url.strip()
        if find_tags(url) and not read_address(url):
            return None
        if anchor.block and url.lower() in _DEAD:
            return _without_address(anchor, subject)
        if anchor.block and url.lower().startswith(_CODE):
            return Severity.ERROR, tr("This link runs code or carries data in itself; mail programs block it.")
        address = read_address(url)
        if address is None:
            return None
        shown = host_shown(anchor.text)
        if shown and not find_tags(anchor.text) and domain_of(shown) != address.domain:
            return Severity.ERROR, tr(
                "The link shows {shown} and leads to {target}: filters and readers take that for phishing.",
                shown=shown,
                target=address.host,
            )
        return _of_host(address, anchor)


def _without_address(anchor: Anchor, subject: Subject) -> tuple[Severity, str] | None:
    mail = subject.brief.mail
    block = mail.block(anchor.block) if mail else None
    if block is None or block.kind is not BlockKind.BUTTON or not anchor.text.strip():
        return None
    return Severity.WARNING, tr("This button has no address.")


def _of_host(address: Address, anchor: Anchor) -> tuple[Severity, str] | None:
    host = address.host
    if address.is_ip:
        return Severity.WARNING, tr("A number in place of a name ({host}) is a sign of phishing.", host=host)
    if address.user:
        return Severity.WARNING, tr("What stands before the @ in this address looks like a host and is none.")
    if address.is_short:
        return Severity.WARNING, tr(
            "{host} hides where the link leads; many filters block it. Use the address itself.", host=host
        )
    if address.is_coded:
        return Severity.WARNING, tr(
            "This host is written in coded letters ({host}); readers may be warned of it.", host=host
        )
    if address.is_tracked:
        return Severity.INFO, tr(
            "{host} counts clicks of a mail that was sent already; put the address itself here.", host=host
        )
    if address.file_ending:
        return Severity.WARNING, tr("Filters distrust links to .{ending} files.", ending=address.file_ending)
    if anchor.block and address.scheme == "http":
        return Severity.INFO, tr("This link is not encrypted; most sites answer to https as well.")
    return None
