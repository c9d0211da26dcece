"""The body of a mail as one Markdown text, from which `markdown_in` reads the same blocks again.

Headings, paragraphs, lists, pictures and lines are written as everywhere. What Markdown has no sign for stands as
Pandoc and its kin write it: `[Order](https://…){.button}`, and `::: product`, `::: columns`, `::: social`, `::: footer`
up to a line of `:::`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, blocks_for, copy_for
from desktop.formats.mail.shield import RAW_TAG

HEAD = ("subject", "preheader")
"""The texts that stand before the body of a Markdown file."""

BETWEEN = "<!-- -->"
"""Stands between two blocks of text, which would else be one."""

_AWKWARD = re.compile(r"[\s()<>]")


def mail_to_markdown(mail: Mail, copy: Copy, segment: str = "") -> str:
    """The body that a segment sees; empty texts leave out what they would say."""
    words = copy_for(mail, copy, segment)
    return _joined(blocks_for(mail, segment), words) + "\n"


def mail_document(mail: Mail, copy: Copy, segment: str = "") -> str:
    """Subject, preheader and body as one Markdown file: the first two stand before it, between lines of dashes."""
    words = copy_for(mail, copy, segment)
    head = "\n".join(f"{name}: {json.dumps(_line(words, name), ensure_ascii=False)}" for name in HEAD)
    return f"---\n{head}\n---\n\n{mail_to_markdown(mail, copy, segment)}"


def is_written(block: Block, words: Copy) -> bool:
    """Whether there is anything of a block in the Markdown: an empty heading or text leaves no trace."""
    return bool(_WRITERS[block.kind](block, words))


def _joined(blocks: tuple[Block, ...], words: Copy) -> str:
    parts: list[str] = []
    last: BlockKind | None = None
    for block in blocks:
        part = _WRITERS[block.kind](block, words)
        if not part:
            continue
        if block.kind is BlockKind.TEXT and last is BlockKind.TEXT:
            parts.append(BETWEEN)
        parts.append(part)
        last = block.kind
    return "\n\n".join(parts)


def _line(words: Copy, address: str) -> str:
    return " ".join(words.text(address).split())


def _address(href: str) -> str:
    """An address between the brackets of a link; one with spaces or brackets stands between angles."""
    plain = href.strip().replace("\n", " ")
    awkward = _AWKWARD.search(plain) is not None or RAW_TAG.search(plain) is not None
    return f"<{plain}>" if awkward else plain


def _heading(block: Block, words: Copy) -> str:
    line = _line(words, block.id)
    return f"{'#' * min(max(block.level, 1), 3)} {line}" if line else ""


def _text(block: Block, words: Copy) -> str:
    return words.text(block.id).strip()


def _image(block: Block, words: Copy) -> str:
    picture = f"![{_line(words, f'{block.id}.alt')}]({_address(block.src)})"
    return f"[{picture}]({_address(block.href)})" if block.href else picture


def _button(block: Block, words: Copy) -> str:
    return f"[{_line(words, block.id)}]({_address(block.href)}){{.button}}"


def _product(block: Block, words: Copy) -> str:
    name, price = _line(words, block.id), _line(words, f"{block.id}.price")
    rows = ["::: product"]
    if block.src:
        rows.append(f"![]({_address(block.src)})\n")
    rows.append(f"### [{name}]({_address(block.href)})\n" if block.href else f"### {name}\n")
    if text := words.text(f"{block.id}.text").strip():
        rows.append(f"{text}\n")
    if price:
        rows.append(f"{price} {{.price}}")
    return "\n".join(rows).rstrip() + "\n:::"


def _columns(block: Block, words: Copy) -> str:
    inside = "\n".join(f"::: column\n{_joined(column, words)}\n:::" for column in block.columns)
    return f":::: columns\n{inside}\n::::"


def _divider(_block: Block, _words: Copy) -> str:
    return "---"


def _social(block: Block, _words: Copy) -> str:
    rows = "\n".join(f"- [{each.network}]({_address(each.href)})" for each in block.links)
    return f"::: social\n{rows}\n:::" if rows else "::: social\n:::"


def _footer(block: Block, words: Copy) -> str:
    rows = ["::: footer"]
    if text := words.text(block.id).strip():
        rows.append(f"{text}\n")
    label = _line(words, f"{block.id}.unsubscribe")
    if label or block.href:
        rows.append(f"[{label}]({_address(block.href)}){{.unsubscribe}}\n")
    address = words.text(f"{block.id}.address").strip()
    rows += [f"{' '.join(row.split())} {{.address}}" for row in address.split("\n") if row.strip()]
    return "\n".join(rows).rstrip() + "\n:::"


_WRITERS: dict[BlockKind, Callable[[Block, Copy], str]] = {
    BlockKind.HEADING: _heading,
    BlockKind.TEXT: _text,
    BlockKind.IMAGE: _image,
    BlockKind.BUTTON: _button,
    BlockKind.PRODUCT: _product,
    BlockKind.COLUMNS: _columns,
    BlockKind.DIVIDER: _divider,
    BlockKind.SOCIAL: _social,
    BlockKind.FOOTER: _footer,
}
"""What writes each kind of block."""
