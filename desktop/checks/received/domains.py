"""Domains: whose they are, what they look like, and what they pretend to be."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from rapidfuzz.distance import OSA

from desktop.checks.lookalikes import latin_twins
from desktop.checks.received.words import brands, hosts

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}\.?")
_SHOWN_HOST = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[a-z]{2,24})(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24})")
_FILE_ENDINGS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "zip",
        "html",
        "htm",
        "jpg",
        "png",
        "txt",
        "csv",
        "exe",
        "eml",
        "ppt",
        "pptx",
        "xml",
        "js",
        "php",
    ]
)
_DIGIT_TWINS = str.maketrans({"0": "o", "1": "l", "3": "e", "5": "s", "7": "t", "|": "l"})
_SPLIT = re.compile(r"[-_.\d]+")
_SHORTEST_NAME = 4


class Target(msgspec.Struct, frozen=True):
    """An address that a link opens: scheme and host in lower case, whether a name stands before an `@` in it."""

    scheme: str
    host: str
    userinfo: str = ""


@functools.cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


@functools.lru_cache(maxsize=4096)
def registered(host: str) -> str:
    """The domain that somebody registered: `shop.example` of `www.shop.example`; the host itself where none is told."""
    clean = host.strip().strip(".").lower()
    if not _HOST.fullmatch(clean):
        return clean
    return _suffixes().privatesuffix(clean) or clean


def domain_of(address: str) -> str:
    """The host of a mail address, in lower case."""
    return address.rpartition("@")[2].strip().strip(".>").lower() if "@" in address else ""


def target_of(href: str) -> Target:
    """Where a link opens, as a browser reads it."""
    text = href.strip().replace("\\", "/")
    if text.startswith("//"):
        text = f"https:{text}"
    scheme, found, _ = text.partition(":")
    scheme = scheme.lower() if found and re.fullmatch(r"[a-zA-Z][\w+.-]{0,30}", scheme) else ""
    if scheme not in {"http", "https", "ftp"}:
        return Target(scheme, domain_of(text.partition("?")[0]) if scheme == "mailto" else "")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").strip(".").lower()
        user = parts.username or ""
    except ValueError:
        return Target(scheme, "")
    return Target(scheme, host, user)


def is_address_of_numbers(host: str) -> bool:
    """Whether a host is no name: 203.0.113.5, [2001:db8::1], or the same as one number."""
    return bool(re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}|0x[0-9a-f]+|\d{8,10}|[0-9a-f:]*:[0-9a-f:]+", host))


def shown_hosts(text: str) -> list[tuple[str, int, int]]:
    """Hosts that stand in a text as addresses, with their places; names of files are none."""
    found = []
    for each in _SHOWN_HOST.finditer(text):
        host = each["host"].lower()
        if host.rpartition(".")[2] not in _FILE_ENDINGS and not host[0].isdigit():
            found.append((host, each.start("host"), each.end("host")))
    return found


def mail_hosts(text: str) -> list[str]:
    """The hosts of mail addresses in a text."""
    return [each["host"].lower() for each in _MAIL.finditer(text)]


def core(domain: str) -> str:
    """The name before the ending: `sjobod-betaling` of `sjobod-betaling.example`, decoded."""
    return readable(registered(domain).partition(".")[0])


@functools.lru_cache(maxsize=4096)
def readable(host: str) -> str:
    """A host with its coded labels (`xn--…`) in their own letters."""
    labels = []
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                labels.append(label[4:].encode("ascii").decode("punycode"))
                continue
            except (UnicodeError, ValueError):
                pass
        labels.append(label)
    return ".".join(labels)


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Letters without accents, in lower case: `sjobod` of `Sjöbod`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@functools.lru_cache(maxsize=8192)
def skeleton(text: str) -> str:
    """What a name looks like at a glance: twins of other scripts, figures for letters, `rn` for `m`."""
    twins = latin_twins()
    latin = "".join(twins.get(char, char) for char in text)
    return (
        plain(latin).translate(_DIGIT_TWINS).replace("rn", "m").replace("vv", "w").replace("cl", "d").replace("i", "l")
    )


def is_mixed(host: str) -> bool:
    """Whether a label of a host has letters of two scripts, or of another one that look like Latin ones only."""
    twins = latin_twins()
    for label in readable(host).split("."):
        letters = [char for char in label if char.isalpha()]
        foreign = [char for char in letters if not unicodedata.name(char, "").startswith("LATIN")]
        if foreign and (len(foreign) < len(letters) or all(char in twins for char in foreign)):
            return True
    return False


def parts_of(domain: str) -> tuple[str, ...]:
    """The words of a domain's name: `sjobod`, `betaling`."""
    return tuple(part for part in _SPLIT.split(plain(core(domain))) if part)


def lures_in(domain: str, *, soft: bool = False) -> tuple[str, ...]:
    """Words in a domain that promise safety or ask for something: `betaling` of `sjobod-betaling.example`."""
    known = hosts().lures | (hosts().soft_lures if soft else frozenset())
    return tuple(part for part in parts_of(domain) if part in known)


@functools.lru_cache(maxsize=4096)
def is_decorated(domain: str) -> bool:
    """Whether a domain's name is more than a name: `bank-klantportaal`, `pakket-info24`, `secure-account`."""
    known = {word for word in hosts().lures | hosts().soft_lures if len(word) > 2} | {"hr"}
    parts = parts_of(domain)
    told = [part for part in parts if part in known or _is_joined(part, known)]
    return bool(told) and (len(parts) > 1 or parts[0] not in known)


def _is_joined(part: str, known: set[str]) -> bool:
    """Whether a word is two known ones written together: `klantportaal`."""
    return any(part[:cut] in known and part[cut:] in known for cut in range(3, len(part) - 2))


def is_free_mail(domain: str) -> bool:
    """Whether anybody gets an address there for nothing."""
    if not domain:
        return False
    if domain in hosts().free_mail or registered(domain) in hosts().free_mail:
        return True
    name = plain(core(domain))
    return any(
        name == word or name.startswith(f"{word}-") or name.endswith(f"-{word}") for word in hosts().free_mail_words
    )


def is_same(one: str, other: str) -> bool:
    """Whether two hosts belong to one registered domain."""
    return bool(one) and bool(other) and registered(one) == registered(other)


def imitates(domain: str, original: str) -> str:
    """How a domain looks like another one: `letters`, `added`, `ending`, `inside`, or empty when it does not."""
    if not domain or not original or is_same(domain, original):
        return ""
    one, other = plain(core(domain)), plain(core(original))
    if len(other) < _SHORTEST_NAME:
        return ""
    if is_inside(domain, original):
        return "inside"
    if one == other:
        return "letters" if core(domain) != core(original) and is_mixed(domain) else "ending"
    if skeleton(core(domain)) == skeleton(core(original)) or _is_misspelt(one, other):
        return "letters"
    return _holds(domain, original)


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two names differ by a letter, or by two where they are long; figures tell branches apart, not frauds."""
    if re.sub(r"\d", "", one) == re.sub(r"\d", "", other) and re.sub(r"\d", "", one) not in {"", one}:
        return False
    if one[:1] != other[:1]:
        return False  # who imitates a name keeps its beginning
    distance = OSA.distance(one, other)
    return (distance == 1 and len(other) >= 5) or (distance == 2 and len(other) >= 10)


def _holds(domain: str, original: str) -> str:
    """Whether a domain holds the name of another one as a word, with others around it."""
    other, parts = plain(core(original)), parts_of(domain)
    if other in parts or set(parts_of(original)) <= set(parts):
        rest = [part for part in parts if part not in parts_of(original)]
        return "added" if any(part in hosts().lures for part in rest) else "related" if rest else ""
    squeezed, name = "".join(parts), other.replace("-", "")
    if name in squeezed:
        return "added" if squeezed.replace(name, "", 1) in hosts().lures else "related"
    close = [part for part in parts if len(other) >= 6 and OSA.distance(part, other) == 1]
    return "letters" if close and lures_in(domain, soft=True) else ""


def has_domain_inside(host: str) -> bool:
    """Whether the left part of a host is a whole domain by itself: `bank.example.help.example`."""
    left = host.lower().removesuffix(registered(host)).strip(".").split(".")
    return any(label in _ENDINGS_INSIDE and place > 0 for place, label in enumerate(left))


def is_inside(host: str, original: str) -> bool:
    """Whether a host carries another domain in its left part: `bank.example.evil.example`."""
    left = host.lower().removesuffix(registered(host)).strip(".")
    wanted = registered(original)
    return wanted in left or wanted.replace(".", "-") in left or wanted.replace(".", "-") in registered(host)


def brand_of(name: str) -> str:
    """The well-known name that stands in a text as words of its own; empty for none."""
    words = f" {re.sub(r'[^a-z0-9.åäöéüß]+', ' ', name.casefold())} "
    flat = skeleton_words(name)
    for brand in brands():
        if f" {brand} " in words or (len(brand) >= 6 and f" {skeleton(brand)} " in flat):
            return brand
    return ""


def skeleton_words(text: str) -> str:
    """The words of a text as they look at a glance."""
    words = " ".join(skeleton(word) for word in re.findall(r"[^\W_]+", text))
    return f" {words} "


def belongs(domain: str, brand: str) -> bool:
    """Whether a domain is one of a well-known name's own."""
    mine = registered(domain)
    name = plain(brand).replace(" ", "").removesuffix(".com")
    own = brands()[brand]
    return any(mine == registered(each) or domain.endswith(f".{each}") for each in own) or (
        mine.partition(".")[0] == name and mine.partition(".")[2] in _NATIONAL
    )


@functools.lru_cache(maxsize=4096)
def is_well_known(host: str) -> bool:
    """Whether a host is a well-known firm's own, and none on which anybody puts up pages."""
    if any(host == each or host.endswith(f".{each}") for each in hosts().free_hosts):
        return False
    return any(is_same(host, each) for own in brands().values() for each in own)


_ENDINGS_INSIDE = frozenset(
    {"com", "net", "org", "nl", "se", "eu", "be", "de", "uk", "gov", "example", "dk", "no", "fi"}
)
_NATIONAL = frozenset(
    [
        "com",
        "nl",
        "se",
        "eu",
        "be",
        "de",
        "fr",
        "uk",
        "co.uk",
        "dk",
        "no",
        "fi",
        "org",
        "net",
        "io",
        "at",
        "ch",
        "es",
        "it",
        "pl",
        "example",  # nobody can register it: guides and trials write so of a firm's own address
    ]
)


def fits_name(name: str, domain: str) -> bool:
    """Whether a name on a mail and a domain have to do with each other: a word, a part of one, or the initials."""
    host = plain(readable(domain)).replace("-", "").replace(".", "")
    words = [word for word in re.findall(r"[^\W_]+", plain(name)) if len(word) > 1]
    if not words or any(ord(char) > 0x24F and char.isalpha() for char in plain(name)):
        return True  # no name, or one in an alphabet that addresses do not have
    telling = [word for word in words if len(word) >= 3 and word not in hosts().soft_lures | hosts().lures]
    if any(word in host for word in telling):
        return True
    if any(len(part) >= 4 and any(part in word for word in telling) for part in parts_of(domain)):
        return True
    initials = "".join(word[0] for word in words)
    return len(initials) >= 2 and initials in parts_of(domain)
