"""What can be said of a mail only once it is laid out: its size, its colours, its pictures, and what its foot says."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.labels import counted
from desktop.checks.mail.colours import AA, AA_LARGE, contrast
from desktop.checks.mail.features import features_used, source_of
from desktop.checks.mail.html_tree import LONGEST_READ, Picture, Run, Tree, has_dark_rules, read_tree
from desktop.checks.mail.postal import has_postal_address
from desktop.checks.mail.words import holds_listed
from desktop.checks.silence import is_silenced
from desktop.core.brief import Brief
from desktop.core.checking import NO_OPTIONS, CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import BlockKind, Mail, RenderedMail
from desktop.core.merge_tags import find_tags
from desktop.core.words import decimal, tr

CLIPPED = 104_448
"""Bytes of HTML, as encoded, after which Gmail clips a mail (102 KB)."""
_NEAR = 0.9
HTML = "mail.html"
"""The field that findings on the mail as a whole are about."""
_FAINT = 3.0
_LARGE, _LARGE_BOLD = 24.0, 18.66
_MOST_COLOURS = 3
_ICON = 60
_FEW_WORDS, _SOME_WORDS, _WORDS_A_PICTURE = 15, 80, 20
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic)|(?:img|dsc|dscf|pxl|image|foto|bild)[_-]?\d+", re.IGNORECASE
)


def check_mail(
    brief: Brief, copy: Copy, rendered: RenderedMail, options: CheckOptions = NO_OPTIONS
) -> tuple[Finding, ...]:
    """What there is to say of a rendered mail, beside what `check_copy` says of its words.

    Findings name the text of the block they are about; those on the mail as a whole are in the field `mail.html`.
    """
    subject = Subject(copy, brief, brief.language, options=options)
    tree = read_tree(rendered.html)
    found = [
        *_size(rendered),
        *_foot(subject, rendered, tree),
        *_pictures(subject, tree),
        *_colours(subject, tree, read_tree(rendered.html, dark=True) if has_dark_rules(rendered.html) else Tree()),
        *_features(tree),
    ]
    return tuple(each for each in found if not is_silenced(each, brief.rulings.silenced, options.silenced))


def _size(rendered: RenderedMail) -> Iterator[Finding]:
    size = rendered.size.encoded or _encoded(rendered.html)
    whole = Spot(HTML, "", 0, 0)
    if size > CLIPPED:
        message = tr(
            "{size} as sent: Gmail clips a mail after 102 KB, with its links and its way to unsubscribe.",
            size=counted(size, "bytes"),
        )
        yield whole.finding("mail.size", Severity.ERROR, message)
    elif size > _NEAR * CLIPPED:
        message = tr(
            "{size} as sent, near the 102 KB after which Gmail clips a mail; the sender's own links add to it.",
            size=counted(size, "bytes"),
        )
        yield whole.finding("mail.size", Severity.WARNING, message)
    if len(rendered.html) > LONGEST_READ:
        message = tr("This mail is too large to be read whole; only its beginning was checked.")
        yield whole.finding("mail.size", Severity.INFO, message)


def _foot(subject: Subject, rendered: RenderedMail, tree: Tree) -> Iterator[Finding]:
    """Who gets a mail must be able to stop it and to see who sent it."""
    spot = _foot_spot(subject)
    text = f"{tree.text}\n{rendered.text}"
    tags = {tag.name for tag in find_tags(rendered.html) if tag.neutral}
    if not (tags & {"unsubscribe", "preferences"} or holds_listed("unsubscribe", text, "")):
        message = tr(
            "There is no way to unsubscribe. The law wants one in every marketing mail, and Gmail and Yahoo do."
        )
        yield spot.finding("mail.unsubscribe", Severity.WARNING, message, source="2002/58/EC, 13; CAN-SPAM")
    if "address" not in tags and not has_postal_address(text) and not _own_address(subject):
        message = tr("There is no postal address. Readers trust a sender who names one, and many laws want it.")
        yield spot.finding("mail.address", Severity.WARNING, message, source="CAN-SPAM; 2000/31/EC, 5")


def _foot_spot(subject: Subject) -> Spot:
    mail = subject.brief.mail or Mail()
    foot = next((block.id for block in mail.all_blocks() if block.kind is BlockKind.FOOTER), "")
    text = subject.copy.text(foot) if foot else ""
    return Spot(foot, text, len(text), len(text)) if foot else Spot(HTML, "", 0, 0)


def _own_address(subject: Subject) -> bool:
    mail = subject.brief.mail or Mail()
    feet = [block.id for block in mail.all_blocks() if block.kind is BlockKind.FOOTER]
    return any(subject.copy.text(f"{foot}.address").strip() for foot in feet) or bool(
        feet and subject.options.brand.address.strip()
    )


def _pictures(subject: Subject, tree: Tree) -> Iterator[Finding]:
    mail = subject.brief.mail or Mail()
    for block in mail.all_blocks():
        if block.kind is not BlockKind.IMAGE or not block.src:
            continue
        alt = subject.copy.text(f"{block.id}.alt")
        spot = Spot.whole(f"{block.id}.alt", alt)
        if not alt.strip():
            message = tr("This image has no text: who loads no images, or cannot see them, gets nothing here.")
            yield spot.finding("mail.alt", Severity.WARNING, message)
        elif _FILE_NAME.fullmatch(alt.strip()):
            message = tr("The name of a file says nothing of what the image shows.")
            yield spot.finding("mail.alt", Severity.INFO, message)
    shown = [each for each in tree.pictures if not _is_tiny(each)]
    bare = [each for each in shown if each.alt is None or (each.linked and not each.alt.strip())]
    if bare and not any(block.kind is BlockKind.IMAGE for block in mail.all_blocks()):
        message = tr("{count} of {all} images have no text for who does not see them.", count=len(bare), all=len(shown))
        spot = Spot(HTML, bare[0].src[:200], 0, len(bare[0].src[:200]))
        yield spot.finding("mail.alt", Severity.WARNING, message)
    words, large = len(tree.text.split()), [each for each in shown if not _is_icon(each)]
    if large and (words < _FEW_WORDS or words < min(_SOME_WORDS, _WORDS_A_PICTURE * len(large))):
        message = tr(
            "{words} words to {images} images: filters distrust mails of mostly images, and some readers see none.",
            words=words,
            images=len(large),
        )
        yield Spot(HTML, "", 0, 0).finding("mail.images", Severity.WARNING, message)


def _is_tiny(picture: Picture) -> bool:
    """Whether a picture only counts who opens the mail, or holds a place."""
    return 0 < picture.width <= 2 or 0 < picture.height <= 2


def _is_icon(picture: Picture) -> bool:
    return 0 < picture.width <= _ICON or 0 < picture.height <= _ICON


def _colours(subject: Subject, light: Tree, dark: Tree) -> Iterator[Finding]:
    """Words that are hard to read on what is behind them, once for each two colours, the worst first."""
    faint = _faint(light)
    for ratio, run in sorted(faint.values(), key=lambda pair: pair[0])[:_MOST_COLOURS]:
        message = tr("{colour} on {behind} has a contrast of {ratio}; 4.5 is read well.", **_values(ratio, run))
        yield _contrast(subject, ratio, run, message)
    only_dark = [pair for colours, pair in _faint(dark).items() if colours not in faint]
    for ratio, run in sorted(only_dark, key=lambda pair: pair[0])[:_MOST_COLOURS]:
        message = tr(
            "In the dark, {colour} on {behind} has a contrast of {ratio}; 4.5 is read well.", **_values(ratio, run)
        )
        yield _contrast(subject, ratio, run, message)


def _contrast(subject: Subject, ratio: float, run: Run, message: str) -> Finding:
    severity = Severity.WARNING if ratio < _FAINT else Severity.INFO
    return _spot_of(subject, run.text).finding("mail.contrast", severity, message, source="WCAG 2.2, 1.4.3")


def _faint(tree: Tree) -> dict[tuple[str, str], tuple[float, Run]]:
    """By two colours whose contrast is too low, how high it is, and the first words that have them."""
    worst: dict[tuple[str, str], tuple[float, Run]] = {}
    for run in tree.runs:
        if run.over_image or run.size < 2 or not any(char.isalnum() for char in run.text):
            continue
        ratio = contrast(run.colour, run.behind)
        large = run.size >= _LARGE or (run.bold and run.size >= _LARGE_BOLD)
        if ratio < (AA_LARGE if large else AA):
            worst.setdefault((run.colour.name, run.behind.name), (ratio, run))
    return worst


def _values(ratio: float, run: Run) -> dict[str, str]:
    return {"colour": run.colour.name, "behind": run.behind.name, "ratio": decimal(ratio)}


def _spot_of(subject: Subject, words: str) -> Spot:
    """Where words of the laid-out mail stand in its texts; in the mail as a whole when they stand in none."""
    for address, text in subject.copy.addressed():
        place = text.find(words)
        if place >= 0 and address not in {"subject", "preheader"}:
            return Spot(address, text, place, place + len(words))
    return Spot(HTML, words, 0, len(words))


def _features(tree: Tree) -> Iterator[Finding]:
    for feature in features_used(tree):
        clients = ", ".join(feature.lacks or feature.partly)
        message = (
            tr("{feature} does nothing in {clients}.", feature=feature.title, clients=clients)
            if feature.lacks
            else tr("{feature} works only in part in {clients}.", feature=feature.title, clients=clients)
        )
        known = {"Gmail", "Outlook (Windows)"} & set(feature.lacks)
        severity = Severity.WARNING if feature.is_grave and known else Severity.INFO
        spot = Spot(HTML, feature.title, 0, len(feature.title))
        yield spot.finding("mail.html_feature", severity, message, source=source_of(feature))


def _encoded(html: str) -> int:
    """The bytes of an HTML part as it travels, in the shorter of the two encodings that mail has."""
    content = html.encode()
    base64 = len(b64encode(content)) * 78 // 76
    quoted = len(content) + 2 * sum(byte > 126 or byte == 61 for byte in content)
    return min(base64, quoted + 3 * (quoted // 75))
