"""One Markdown text as the blocks of a mail; blocks that the mail had before keep their ids and what is not written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import msgspec

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, blocks_for, copy_for
from desktop.formats.clean import cleaned
from desktop.formats.mail.markdown_out import HEAD, is_written
from desktop.formats.mail.markdown_parts import Part, parts_of
from desktop.formats.mail.shield import Shield

_FRONT = re.compile(r"\s*---[ \t]*\n((?:[\w -]+:.*\n)+)---[ \t]*(?:\n|$)")
_NO_MAIL = Mail()
_NO_COPY = Copy()


class BodyRead(msgspec.Struct, frozen=True):
    """The blocks of a mail, and their texts by the addresses of everybody's (`b2`, `b5.price`).

    `subject` and `preheader` are among the texts where the file begins with them.
    """

    blocks: tuple[Block, ...]
    texts: dict[str, str]


def markdown_to_mail(text: str, mail: Mail = _NO_MAIL, copy: Copy = _NO_COPY, segment: str = "") -> BodyRead:
    """Read a body as `mail_to_markdown` writes it for a segment, or as anybody writes Markdown.

    A part that says what a block said, or stands in its place and is of its kind, is that block still. Blocks that only
    other segments see, or that were empty, stay where they were, and have no texts in the answer.
    """
    head, text = _head_and_body(cleaned(text))
    shield = Shield(text)
    parts = [_shown(each, shield) for each in parts_of(shield.hide(text))]
    reader = _Reader(mail, copy_for(mail, copy, segment))
    shown = blocks_for(mail, segment)
    blocks = reader.blocks(parts, shown, mail.blocks)
    return BodyRead(blocks, head | reader.texts)


def _head_and_body(text: str) -> tuple[dict[str, str], str]:
    """Subject and preheader, if they stand before the body between lines of dashes, and the body."""
    found = _FRONT.match(text)
    if found is None:
        return {}, text
    head: dict[str, str] = {}
    for line in found[1].split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() in HEAD:
            head[name.strip().lower()] = _unquoted(value.strip())
    return head, text[found.end() :]


def _unquoted(value: str) -> str:
    try:
        return msgspec.json.decode(value, type=str)
    except msgspec.DecodeError:
        return value.strip("\"'")


class _Reader:
    """Gives each part the block that it was, or a new one."""

    def __init__(self, mail: Mail, words: Copy) -> None:
        self.texts: dict[str, str] = {}
        self._words = words
        self._taken = {block.id for block in mail.all_blocks()}

    def blocks(self, parts: Sequence[Part], shown: Sequence[Block], known: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks of these parts; `shown` are those that could be seen in the text, `known` all there are."""
        shown = [block for block in shown if is_written(block, self._words)]
        pairs = _paired(parts, shown, self._words)
        made = [self._block(part, pairs.get(number)) for number, part in enumerate(parts)]
        whole = {block.id: block for block in known}
        made = [self._with_columns(each, part, whole.get(each.id)) for each, part in zip(made, parts, strict=True)]
        return _with_hidden(made, known, {block.id for block in shown})

    def _block(self, part: Part, before: Block | None) -> Block:
        block = before or Block(self._next_id(), part.kind)
        for name, text in part.texts.items():
            self.texts[f"{block.id}.{name}" if name else block.id] = text
        changed = msgspec.structs.replace(block, href=part.href, level=part.level)
        if part.kind in {BlockKind.IMAGE, BlockKind.PRODUCT}:
            changed = msgspec.structs.replace(changed, src=part.src)
        return msgspec.structs.replace(changed, links=part.links) if part.kind is BlockKind.SOCIAL else changed

    def _with_columns(self, block: Block, part: Part, whole: Block | None) -> Block:
        if part.kind is not BlockKind.COLUMNS:
            return block
        columns = []
        for number, inside in enumerate(part.columns):
            shown = block.columns[number] if number < len(block.columns) else ()
            known = whole.columns[number] if whole and number < len(whole.columns) else ()
            columns.append(self.blocks(inside, shown, known))
        return msgspec.structs.replace(block, columns=tuple(columns))

    def _next_id(self) -> str:
        number = 1
        while f"b{number}" in self._taken:
            number += 1
        self._taken.add(f"b{number}")
        return f"b{number}"


def _paired(parts: Sequence[Part], blocks: Sequence[Block], words: Copy) -> dict[int, Block]:
    """The block of each part that has one, by the part's place."""
    new = [(part.kind, _main_of_part(part)) for part in parts]
    old = [(block.kind, _main_of_block(block, words)) for block in blocks]
    pairs: dict[int, Block] = {}
    for sort, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            pairs |= {start + step: blocks[from_ + step] for step in range(to - from_)}
        elif sort == "replace":
            waiting = list(range(from_, to))
            for place in range(start, end):
                same = next((each for each in waiting if blocks[each].kind is parts[place].kind), None)
                if same is not None:
                    pairs[place] = blocks[same]
                    waiting = [each for each in waiting if each > same]
    return pairs


def _main_of_part(part: Part) -> str:
    return " ".join((part.texts.get("") or part.texts.get("alt") or "").split())


def _main_of_block(block: Block, words: Copy) -> str:
    return " ".join((words.text(block.id) or words.text(f"{block.id}.alt")).split())


def _with_hidden(made: Iterable[Block], known: Sequence[Block], shown: set[str]) -> tuple[Block, ...]:
    """The blocks with those that could not be seen in the text, each after the block that it stood after."""
    done = list(made)
    before = ""
    for block in known:
        if block.id not in shown:
            place = next((number for number, each in enumerate(done) if each.id == before), -1)
            done.insert(place + 1, block)
        elif not any(each.id == block.id for each in done):
            continue
        before = block.id
    return tuple(done)


def _shown(part: Part, shield: Shield) -> Part:
    """The part with its merge tags as they were."""
    return msgspec.structs.replace(
        part,
        texts={name: shield.show(text) for name, text in part.texts.items()},
        href=shield.show(part.href),
        src=shield.show(part.src),
        links=tuple(msgspec.structs.replace(each, href=shield.show(each.href)) for each in part.links),
        columns=tuple(tuple(_shown(each, shield) for each in column) for column in part.columns),
    )
