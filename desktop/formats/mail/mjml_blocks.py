"""What stands in a column of a mail, as MJML: each kind of block as rows."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from desktop.core.mail import Block, BlockKind, SocialLink
from desktop.core.words import tr
from desktop.formats.mail.scene import Scene
from desktop.formats.mail.words import mail_words

_NETWORKS = {
    "instagram": "Instagram",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "pinterest": "Pinterest",
    "x": "X",
}
_SHARES = {1: 1.0, 2: 0.78, 3: 0.66}


def attribute(text: str) -> str:
    """A text as the value of an attribute, on one line."""
    return escape(" ".join(text.split()), quote=True)


def content(scene: Scene, block: Block, width: int) -> list[str]:
    """The rows of a block that stands in a column of that width, in CSS pixels."""
    if block.kind is BlockKind.COLUMNS:
        return [row for column in block.columns for each in column for row in content(scene, each, width)]
    return _WRITERS[block.kind](scene, block, width) if block.kind in _WRITERS else []


def rule(scene: Scene, padding: str) -> str:
    """A thin line."""
    colour = scene.light.rule
    return f'<mj-divider border-width="1px" border-color="{colour}" padding="{padding}" css-class="cd-rule" />'


def product_rows(scene: Scene, block: Block, link: str, start: str) -> list[str]:
    """The words of a product card: name, text, price, and a button where the layout gives one."""
    light = scene.light
    rows: list[str] = []
    name, price = scene.line(block.id), scene.line(f"{block.id}.price")
    if name:
        inside = f'<a href="{escape(link)}" class="cd-plain">{name}</a>' if link else name
        rows.append(
            f'<mj-text css-class="cd-head" align="{start}" font-size="17px" font-weight="700" line-height="1.35" '
            f'color="{light.heading}" padding="0 0 4px">{inside}</mj-text>'
        )
    if scene.copy.text(f"{block.id}.text").strip():
        rows.append(
            f'<mj-text css-class="cd-text" align="{start}" font-size="15px" line-height="1.5" padding="0 0 6px">'
            f"{scene.prose(f'{block.id}.text')}</mj-text>"
        )
    if price:
        size = 24 if scene.layout.large_price else 17
        rows.append(
            f'<mj-text css-class="cd-head" align="{start}" font-size="{size}px" font-weight="700" line-height="1.3" '
            f'color="{light.heading}" padding="2px 0 0">{price}</mj-text>'
        )
    if link and scene.layout.product_button:
        rows.append('<mj-spacer height="12px" />')
        rows += _button(scene, escape(mail_words(scene.language).view), link, start, small=True)
    return rows


def _heading(scene: Scene, block: Block, _width: int) -> list[str]:
    text = scene.line(block.id)
    if not text:
        return []
    level = min(max(block.level, 1), 3)
    size = max(18, round(scene.layout.heading * _SHARES[level]))
    row = (
        f'<mj-text css-class="cd-head" align="{scene.align(block)}" font-size="{size}px" font-weight="700" '
        f'line-height="1.25" color="{scene.light.heading}" padding="0 0 14px"><h{level}>{text}</h{level}></mj-text>'
    )
    return [row]


def _text(scene: Scene, block: Block, _width: int) -> list[str]:
    if not scene.copy.text(block.id).strip():
        return []
    return [f'<mj-text css-class="cd-text" align="{scene.align(block)}">{scene.prose(block.id)}</mj-text>']


def _image(scene: Scene, block: Block, width: int) -> list[str]:
    source = scene.picture(block.src) if block.src else ""
    if not source:
        if not block.src and scene.copy.text(f"{block.id}.alt").strip():
            scene.note(tr("A picture has no file yet: it is left out."))
        return []
    narrow = 0 < block.width < width
    link = scene.link(block.href, block.id)
    parts = {
        "css-class": "cd-picture",
        "src": source,
        "alt": scene.copy.text(f"{block.id}.alt"),
        "width": f"{block.width if narrow else width}px",
        "align": scene.align(block) if narrow else "center",
        "border-radius": f"{min(scene.layout.radius, 6)}px",
    }
    if link:
        parts["href"] = link
    if not narrow:
        parts["fluid-on-mobile"] = "true"
    return [f"<mj-image {' '.join(f'{name}={_quoted(value)}' for name, value in parts.items())} />"]


def _button_block(scene: Scene, block: Block, _width: int) -> list[str]:
    return _button(scene, scene.line(block.id), scene.link(block.href, block.id), scene.align(block))


def _divider(scene: Scene, _block: Block, _width: int) -> list[str]:
    return [rule(scene, "8px 0 24px")]


def _button(scene: Scene, label: str, link: str, align: str, *, small: bool = False) -> list[str]:
    if not label:
        return []
    if not link:
        scene.note(tr("The button “{label}” leads nowhere yet.", label=_plain(scene, label)))
    layout, light = scene.layout, scene.light
    css = "cd-button cd-wide" if layout.wide_button and not small else "cd-button"
    href = f' href="{escape(link)}"' if link else ""
    padding = "10px 18px" if small else "15px 30px"
    radius = min(layout.radius, 26)
    where = "center" if layout.centred_button and not small else align
    row = (
        f'<mj-button css-class="{css}" align="{where}" background-color="{light.button}" color="{light.on_button}" '
        f'font-size="{15 if small else 16}px" font-weight="700" line-height="1.25" border-radius="{radius}px" '
        f'inner-padding="{padding}" padding="{"0" if small else "2px 0 22px"}"{href}>{label}</mj-button>'
    )
    return [row]


def _standing_product(scene: Scene, block: Block, width: int) -> list[str]:
    """A product in a column: the picture above the words."""
    source = scene.picture(block.src) if block.src else ""
    link = scene.link(block.href, block.id)
    rows: list[str] = []
    if source:
        href = f' href="{escape(link)}"' if link else ""
        rows.append(
            f'<mj-image css-class="cd-picture" src="{escape(source)}" '
            f'alt="{attribute(scene.copy.text(block.id))}" width="{width}px" '
            f'padding="0 0 10px" border-radius="{min(scene.layout.radius, 6)}px" fluid-on-mobile="true"{href} />'
        )
    return [*rows, *product_rows(scene, block, link, scene.align(block)), '<mj-spacer height="20px" />']


def _social(scene: Scene, block: Block, _width: int) -> list[str]:
    line = social_line(scene, block.links or scene.brand.social, block.id)
    if not line:
        return []
    return [f'<mj-text css-class="cd-text" align="{scene.align(block)}" font-size="14px">{line}</mj-text>']


def social_line(scene: Scene, links: tuple[SocialLink, ...], block: str) -> str:
    """The pages of a shop on networks, by name: pictures of them would be loaded from somebody else's server."""
    found: list[str] = []
    for each in links:
        address = scene.link(each.href, block, campaign=False)
        name = _NETWORKS.get(each.network.lower(), each.network.title())
        if address and name:
            found.append(f'<a href="{escape(address)}">{escape(name)}</a>')
    return " &#183; ".join(found)


def _plain(scene: Scene, label: str) -> str:
    return scene.shield.show(label).replace("&amp;", "&")


def _quoted(value: str) -> str:
    return f'"{attribute(value)}"'


_WRITERS: dict[BlockKind, Callable[[Scene, Block, int], list[str]]] = {
    BlockKind.HEADING: _heading,
    BlockKind.TEXT: _text,
    BlockKind.IMAGE: _image,
    BlockKind.BUTTON: _button_block,
    BlockKind.PRODUCT: _standing_product,
    BlockKind.DIVIDER: _divider,
    BlockKind.SOCIAL: _social,
}
"""What writes each kind that can stand in a column; a footer cannot."""
