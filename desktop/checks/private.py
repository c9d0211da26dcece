"""Private data: what should not go to a model elsewhere without a thought, nor into published copy by mistake.

Names only where a title, a greeting, a closing or a label says that they are names; numbers only when their own check
digits agree. It does not find everything, and says so to nobody: the writer is told what was found, not that all was.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.check import Spot, Subject
from desktop.checks.private_places import addresses_in, orders_in, signatures_in
from desktop.checks.sentences import paragraphs_of
from desktop.core.brief import Kind
from desktop.core.finding import Finding, Severity
from desktop.core.resources import resource_text
from desktop.core.words import tr

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.,/:#=-])(?:\+|00|\(?\b0|\(\d{3}\)|\b[2-9]\d{2}[-.])[\d \u00a0()./–-]{6,20}\d(?![\w/=]|[.,-]\d)"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_CARD = re.compile(
    r"(?<![\w.,-])(?:[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{4}|3[47]\d{2}([ -]?)\d{6}\2\d{5})(?![\w-]|[.,]\d)"
)
_BSN = re.compile(r"(?<![\w.,])\d{4}[. ]?\d{2}[. ]?\d{3}(?!\w)|(?<![\w.,])\d{9}(?!\w)")
_PERSON = re.compile(r"(?<![\w.,-])(?:19|20)?\d{6}(?P<sign>[-+]?)\d{4}(?![\w-])")
_REGIONS = {"en": ("GB", "US"), "nl": ("NL", "BE"), "sv": ("SE", "FI")}
_ALL_REGIONS = ("NL", "SE", "GB", "US")
_LABEL_REACH = 40
"""Characters before a number in which its label may stand."""
_CAPITALISED = r"[^\W\d_a-zåäöéëïü][\w'’-]+"
_NAME = rf"{_CAPITALISED}(?:[ ](?:van|den|der|de|ter|ten|von|af|la|le|da|del)\b){{0,3}}(?:[ ]{_CAPITALISED}){{0,2}}"


class PrivateSpan(msgspec.Struct, frozen=True, order=True):
    """Private data at a place in code points.

    `kind` is email, phone, iban, card, bsn, personnummer, name, address or order.
    """

    start: int
    end: int
    kind: str


class _Words(msgspec.Struct, frozen=True):
    titles: tuple[str, ...]
    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    labels: tuple[str, ...]
    no_names: frozenset[str]
    bsn: tuple[str, ...]
    personnummer: tuple[str, ...]


class PrivateData:
    """Names, addresses and numbers of people; a remark each, because a shop's own address belongs in its mail."""

    id = "private.data"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Private data")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds names, e-mail addresses, phone numbers, accounts and cards before they go anywhere.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says; the finding's id is `private.<kind>`."""
        for address, text in subject.written.addressed():
            if subject.brief.mail is not None and address.endswith(".address"):
                continue  # the shop's own, which must stand there
            for each in private_spans(text, subject.language):
                if each.kind == "address" and subject.brief.kind is Kind.MAIL and "\n" not in text[each.end :].strip():
                    continue  # the shop's own, at the foot
                spot = Spot(address, text, each.start, each.end)
                yield spot.finding(f"private.{each.kind}", Severity.INFO, _say(each.kind))


def private_spans(text: str, language: str) -> tuple[PrivateSpan, ...]:
    """The private data in a text in its order, not overlapping; `language` says of which country a number may be."""
    found = [PrivateSpan(*place, "address") for place in addresses_in(text)]
    paragraphs = paragraphs_of(text)
    for place, (start, end) in enumerate(paragraphs):
        before = text[slice(*paragraphs[place - 1])] if place else ""
        is_closing = before.strip(" ,.!").lower() in _words().closings
        for each in _in_paragraph(text[start:end], language, is_closing):
            span = PrivateSpan(start + each.start, start + each.end, each.kind)
            if not any(span.start < other.end and other.start < span.end for other in found):
                found.append(span)
    return tuple(sorted(found))


@functools.lru_cache(maxsize=8192)
def _in_paragraph(text: str, language: str, after_closing: bool) -> tuple[PrivateSpan, ...]:  # noqa: FBT001 - a cache keys by place
    found: list[PrivateSpan] = []
    for span in (
        *_numbers(text, language),
        *(PrivateSpan(*place, "order") for place in orders_in(text)),
        *_names(text, after_closing=after_closing),
        *(PrivateSpan(*place, "name") for place in signatures_in(text)),
    ):
        if not any(span.start < each.end and each.start < span.end for each in found):
            found.append(span)
    return tuple(sorted(found))


def _numbers(text: str, language: str) -> Iterator[PrivateSpan]:
    """What is told by its shape and its check digits, the surest first."""
    if "@" in text:
        yield from (PrivateSpan(*each.span(), "email") for each in _MAIL.finditer(text))
    if sum(map(str.isdigit, text)) < 7:
        return
    yield from _checked(text)
    for each in _PERSON.finditer(text):
        if (each["sign"] or _is_labelled(text, each.start(), _words().personnummer)) and _is_personnummer(each[0]):
            yield PrivateSpan(*each.span(), "personnummer")
    for each in _BSN.finditer(text):
        if _is_labelled(text, each.start(), _words().bsn) and _is_bsn(each[0]):
            yield PrivateSpan(*each.span(), "bsn")
    for each in _PHONE.finditer(text):
        start = each.start() + len(each[0]) - len(each[0].lstrip())
        if 8 <= sum(map(str.isdigit, each[0])) <= 15 and _is_phone(each[0], language):
            yield PrivateSpan(start, each.end(), "phone")


def _checked(text: str) -> Iterator[PrivateSpan]:
    for each in _IBAN.finditer(text):
        # A word in capitals may follow: shorter endings are tried as long as they could be an account.
        end = each.end()
        while end - each.start() >= 15:
            if _is_iban(text[each.start() : end]):
                yield PrivateSpan(each.start(), end, "iban")
                break
            end = text.rfind(" ", each.start(), end)
    for each in _CARD.finditer(text):
        if _is_card(each[0]):
            yield PrivateSpan(*each.span(), "card")


def _names(text: str, *, after_closing: bool) -> Iterator[PrivateSpan]:
    titled, greeted, labelled, whole = _name_patterns()
    patterns = [titled, greeted, labelled]
    if after_closing and len(text) <= 60:
        patterns.append(whole)
    for pattern in patterns:
        for each in pattern.finditer(text):
            start, end = each.span("name")
            first = each["name"].split()[0].lower()
            if first not in _words().no_names and not each["name"].isupper():
                yield PrivateSpan(start, end, "name")


@functools.cache
def _name_patterns() -> tuple[re.Pattern[str], ...]:
    words = _words()
    name = f"(?P<name>{_NAME})"
    return (
        re.compile(rf"(?<!\w)(?i:{_any(words.titles)})\.?[ ]{name}"),
        re.compile(
            rf"(?m:^)\W*(?i:{_any(words.greetings)})[ ](?:(?i:{_any(words.titles)})\.?[ ])?{name}(?=[ ]*[,!.:\n]|[ ]*$)"
        ),
        re.compile(rf"(?m:^)\W*(?i:{_any(words.labels)})[ ]?:[ ]{name}(?=[ ]*[,;.\n]|[ ]*$)"),
        re.compile(rf"\W*{name}\W*\Z"),
    )


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _is_labelled(text: str, start: int, labels: tuple[str, ...]) -> bool:
    before = text[max(0, start - _LABEL_REACH) : start].lower()
    return any(re.search(rf"\b{re.escape(label)}\b", before) for label in labels)


@functools.lru_cache(maxsize=1024)
def _is_phone(number: str, language: str) -> bool:
    """Whether it is a number that a country really gives out; the library's tables load with the first one."""
    import phonenumbers

    regions = (None,) if number.lstrip().startswith(("+", "00")) else _REGIONS.get(language, _ALL_REGIONS)
    number = "+" + number.strip()[2:] if number.strip().startswith("00") else number
    for region in regions:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(number, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


@functools.lru_cache(maxsize=1024)
def _is_iban(number: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(number.replace("\u00a0", " ")))


def _is_card(number: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", number)
    return len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _is_bsn(number: str) -> bool:
    from stdnum.nl import bsn

    return bool(bsn.is_valid(number))


def _is_personnummer(number: str) -> bool:
    from stdnum.se import personnummer

    return bool(personnummer.is_valid(number))


@functools.cache
def _words() -> _Words:
    return msgspec.json.decode(resource_text("lexicons/private.json"), type=_Words)


def _say(kind: str) -> str:
    return {
        "email": tr("An e-mail address stands here; think before it goes to a model elsewhere."),
        "phone": tr("A phone number stands here; think before it goes to a model elsewhere."),
        "iban": tr("A bank account stands here; take it out before it goes to a model elsewhere."),
        "card": tr("A card number stands here; take it out."),
        "bsn": tr("A citizen number stands here; take it out."),
        "personnummer": tr("A personal identity number stands here; take it out."),
        "name": tr("A name of a person stands here; think before it goes to a model elsewhere."),
        "address": tr("An address where somebody lives stands here; think before it goes to a model elsewhere."),
        "order": tr("The number of an order or a customer stands here; think before it goes to a model elsewhere."),
    }[kind]
