"""The plain-text part of a mail, written from its words and not from its HTML."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.mail import Block, BlockKind
from desktop.formats.mail.footer import postal_address, unsubscribe_address, unsubscribe_label
from desktop.formats.mail.prose import prose_text
from desktop.formats.mail.scene import Scene

_RULE = "----------------------------------------"


def to_text(scene: Scene) -> str:
    """Paragraphs an empty line apart, a paragraph on one line; merge tags are still put away."""
    parts: list[str] = []
    feet: list[str] = []
    for block in scene.mail.blocks:
        (feet if block.kind is BlockKind.FOOTER else parts).extend(_block(scene, block))
    if feet:
        feet.insert(0, "-- ")
    return (
        "\n\n".join(parts) + ("\n\n" if parts and feet else "") + "\n\n".join(feet).replace("-- \n\n", "-- \n") + "\n"
    )


def _block(scene: Scene, block: Block) -> list[str]:
    return [part.strip("\n") for part in _WRITERS[block.kind](scene, block) if part.strip()]


def _line(scene: Scene, address: str) -> str:
    return " ".join(scene.copy.text(address).split())


def _heading(scene: Scene, block: Block) -> list[str]:
    line = _line(scene, block.id)
    return [f"{line}\n{'-' * min(len(scene.shield.show(line)), 60)}" if line else ""]


def _text(scene: Scene, block: Block) -> list[str]:
    return [prose_text(scene.prose(block.id))]


def _image(scene: Scene, block: Block) -> list[str]:
    alt = _line(scene, f"{block.id}.alt")
    return [_with_address(f"[{alt}]", scene.link(block.href, block.id)) if alt else ""]


def _button(scene: Scene, block: Block) -> list[str]:
    label = _line(scene, block.id)
    return [_with_address(label, scene.link(block.href, block.id), ": ") if label else ""]


def _columns(scene: Scene, block: Block) -> list[str]:
    return [part for column in block.columns for each in column for part in _block(scene, each)]


def _divider(_scene: Scene, _block: Block) -> list[str]:
    return [_RULE]


def _social(scene: Scene, block: Block) -> list[str]:
    links = block.links or scene.brand.social
    return ["\n".join(filter(None, (scene.link(each.href, block.id, campaign=False) for each in links)))]


def _product(scene: Scene, block: Block) -> list[str]:
    text = prose_text(scene.prose(f"{block.id}.text"))
    rows = (_line(scene, block.id), text, _line(scene, f"{block.id}.price"), scene.link(block.href, block.id))
    return ["\n".join(row for row in rows if row)]


def _footer(scene: Scene, block: Block) -> list[str]:
    address = unsubscribe_address(scene, block)
    leave = _with_address(unsubscribe_label(scene, block), address, ": ") if address else ""
    return [prose_text(scene.prose(block.id)), leave, postal_address(scene, block)]


def _with_address(text: str, address: str, between: str = " ") -> str:
    return f"{text}{between}{address}" if address else text


_WRITERS: dict[BlockKind, Callable[[Scene, Block], list[str]]] = {
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
