"""A mail that exists already, in HTML, MJML, Markdown or as `.eml`, as blocks to edit; nothing in it is loaded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Block, Mail, Platform
from desktop.core.merge_tags import find_tags
from desktop.core.words import tr, trn
from desktop.formats.clean import cleaned
from desktop.formats.mail.markdown_in import markdown_to_mail
from desktop.formats.mail.reading_eml import read_eml
from desktop.formats.mail.reading_html import HtmlReader
from desktop.formats.mail.reading_mjml import MjmlReader
from desktop.formats.mail.reading_parts import Part, joined, made_of, with_footer
from desktop.formats.mail.reading_pictures import PictureKeeper
from desktop.formats.mail.reading_tree import tree_of
from desktop.formats.mail.shield import RAW_TAG, Shield

LARGEST_FILE = 40_000_000
"""Bytes; what servers take is 25 MB, which base64 makes a third more."""
LARGEST_PAGE = 1_500_000
"""Characters of HTML without its pictures; clients cut a mail off at a fifteenth of that."""

_ENDINGS = {
    ".eml": "eml", ".html": "html", ".htm": "html", ".xhtml": "html", ".mjml": "mjml", ".md": "markdown",
    ".markdown": "markdown", ".txt": "markdown",
}  # fmt: skip
_HEADERS = re.compile(
    r"(?:[!-9;-~]+:[ \t].*\n(?:[ \t].*\n)*)*?(?:from|subject|mime-version|received|return-path):", re.IGNORECASE
)
_PAGE = re.compile(r"<!doctype html|<(?:html|body|table|div|p|center|td|container|row)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_LANG = re.compile(r"<(?:html|body|mjml)\b[^<>]*?\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta\b[^<>]{0,120}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_HEAD = 100_000
_LANGUAGE = re.compile(r"[a-z]{2}")


class MailSource(msgspec.Struct, frozen=True):
    """A mail that was read: a brief of kind mail, its words, and sentences on what was left out."""

    brief: Brief
    copy: Copy
    notes: tuple[str, ...] = ()


def read_mail_file(path: Path, pictures: str = "") -> MailSource:
    """Read a mail from a file, by its ending, else by what stands in it.

    Pictures that it brings are kept in the folder `pictures`, if one is named. Raises `UserError` (input).
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} is too large: {size} MB.", file=path.name, size=round(path.stat().st_size / 1e6)),
                tr("A mail has at most {most} MB.", most=LARGEST_FILE // 1_000_000),
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        ) from error
    return read_mail(data, _ENDINGS.get(path.suffix.lower(), ""), pictures)


def read_mail(source: bytes | str, kind: str = "", pictures: str = "") -> MailSource:
    """Read a mail; `kind` is `eml`, `html`, `mjml` or `markdown`, empty for what it looks like. Raises `UserError`."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    text = cleaned(source if isinstance(source, str) else _decoded(data))
    if not text.strip():
        raise UserError(ErrorKind.INPUT, tr("There is nothing in it."))
    keeper = PictureKeeper(pictures)
    return _READERS[kind or kind_of(text)](data, text, keeper)


def kind_of(text: str) -> str:
    """What a source is: `eml`, `mjml`, `html`, else `markdown`."""
    start = text.lstrip("\ufeff\n\r\t ")
    if _HEADERS.match(start):
        return "eml"
    if re.match(r"(?:<\?xml[^<>]*>|<!--.*?-->|\s)*<mjml\b", start, re.IGNORECASE | re.DOTALL):
        return "mjml"
    return "html" if len(_PAGE.findall(start[:_HEAD])) >= 2 or _PAGE.match(start) else "markdown"


def _decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, as the page says, else as Windows writes it."""
    for mark, charset in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(charset, "replace")
    said = _CHARSET.search(data[:4096])
    for charset in ("utf-8", said[1].decode("ascii") if said else "cp1252", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", "replace")


def _from_eml(data: bytes, _text: str, keeper: PictureKeeper) -> MailSource:
    sent = read_eml(data)
    for content_id, picture in sent.pictures.items():
        keeper.know(content_id, picture)
    reader, text = (_from_html, sent.html) if sent.html else (_from_markdown, sent.text)
    read = reader(b"", cleaned(text), keeper)
    mail = read.brief.mail or Mail()
    mail = msgspec.structs.replace(mail, sender=sent.sender, from_address=sent.address, reply_to=sent.reply_to)
    language = read.brief.language or (sent.language if _LANGUAGE.fullmatch(sent.language) else "")
    brief = msgspec.structs.replace(read.brief, mail=mail, language=language)
    copy = Copy({**read.copy.fields, "subject": sent.subject}) if sent.subject else read.copy
    return MailSource(brief, copy, (*sent.notes, *read.notes))


def _from_html(_data: bytes, text: str, keeper: PictureKeeper) -> MailSource:
    html = _with_plain_tags(_limited(keeper.without_data(text)))
    shield = Shield(html)
    reader = HtmlReader(keeper.address)
    parts = reader.read(tree_of(shield.hide(html)))
    title = _TITLE.search(html[:_HEAD])
    head = {
        "subject": " ".join(unescape(title[1]).split()) if title else "",
        "preheader": shield.show(reader.preheader),
    }
    return _made(parts, head, _language(html), shield, (*keeper.notes(), *_of_pixels(reader.pixels)))


def _from_mjml(_data: bytes, text: str, keeper: PictureKeeper) -> MailSource:
    source = _with_plain_tags(_limited(keeper.without_data(text)))
    shield = Shield(source)
    reader = MjmlReader(keeper.address)
    parts = reader.read(shield.hide(source))
    notes = [*keeper.notes(), *_of_pixels(reader.pixels)]
    if reader.includes:
        names = ", ".join(reader.includes[:5])
        notes.append(tr("Parts in other files were not read: {names}.", names=names))
    head = {"subject": shield.show(reader.title), "preheader": shield.show(reader.preheader)}
    return _made(parts, head, reader.language or _language(source), shield, notes)


def _from_markdown(_data: bytes, text: str, _keeper: PictureKeeper) -> MailSource:
    body = markdown_to_mail(_limited(text))
    return _whole(body.blocks, body.texts, "", ())


_READERS: dict[str, Callable[[bytes, str, PictureKeeper], MailSource]] = {
    "eml": _from_eml,
    "html": _from_html,
    "mjml": _from_mjml,
    "markdown": _from_markdown,
}


def _limited(text: str) -> str:
    if len(text) > LARGEST_PAGE:
        raise UserError(
            ErrorKind.INPUT,
            tr("This mail is too large to be edited: {size} MB without its pictures.", size=round(len(text) / 1e6, 1)),
            tr("Clients cut a mail off at 0.1 MB. Take out what does not belong to it, and try again."),
        )
    return text


def _with_plain_tags(source: str) -> str:
    """The source with its merge tags as they are written, not as markup has to write them."""
    return RAW_TAG.sub(lambda found: unescape(found[0]), source)


def _made(
    parts: list[Part], head: dict[str, str], language: str, shield: Shield, notes: tuple[str, ...] | list[str]
) -> MailSource:
    made = made_of(with_footer(joined(parts)))
    if not made.blocks:
        raise UserError(
            ErrorKind.INPUT,
            tr("There is no text and no picture in this mail that can be edited."),
            tr("It may be one large picture on the web, or need a program to be shown."),
        )
    texts = {address: shield.show(text) for address, text in made.texts.items()}
    blocks = tuple(_shown(block, shield) for block in made.blocks)
    head = {name: text for name, text in head.items() if text}
    return _whole(blocks, head | texts, language, (*notes, *made.notes))


def _shown(block: Block, shield: Shield) -> Block:
    return msgspec.structs.replace(
        block,
        href=shield.show(block.href),
        src=shield.show(block.src),
        columns=tuple(tuple(_shown(each, shield) for each in column) for column in block.columns),
        links=tuple(msgspec.structs.replace(each, href=shield.show(each.href)) for each in block.links),
    )


def _whole(blocks: tuple[Block, ...], texts: dict[str, str], language: str, notes: tuple[str, ...]) -> MailSource:
    mail = Mail(platform=_platform_of(blocks, texts), blocks=blocks)
    copy = Copy(dict(texts))
    return MailSource(Brief(Kind.MAIL, language=language, mail=mail), copy, notes)


def _platform_of(blocks: tuple[Block, ...], texts: dict[str, str]) -> Platform:
    """Whose merge tags stand in it; nobody's when there are none."""
    addresses = [
        each.href for block in blocks for each in (block, *(inner for column in block.columns for inner in column))
    ]
    tags = [tag for text in (*texts.values(), *addresses) for tag in find_tags(text)]
    found = Counter(tag.platform for tag in tags if tag.platform is not Platform.NONE)
    return found.most_common(1)[0][0] if found else Platform.NONE


def _language(html: str) -> str:
    found = _LANG.search(html[:_HEAD])
    return found[1].lower() if found else ""


def _of_pixels(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (
        trn("{n} invisible picture, which tells the sender who opened the mail, was left out.",
            "{n} invisible pictures, which tell the sender who opened the mail, were left out.", count),
    )  # fmt: skip
