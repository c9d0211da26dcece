"""A mail as MJML: the head with its styles, and the blocks in their sections."""

from __future__ import annotations

from html import escape

from desktop.core.mail import Block, BlockKind
from desktop.formats.mail.footer import footer_html
from desktop.formats.mail.layouts import Head
from desktop.formats.mail.mjml_blocks import attribute, content, product_rows, rule
from desktop.formats.mail.scene import Scene
from desktop.formats.mail.styles import head_styles

_SIDE = 28
_PADDED_TO = 150
_METAS = (
    '<meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" />'
    '<meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />'
)
_FILLER = "&#847;&#8199;&#8203;"


def to_mjml(scene: Scene) -> str:
    """The mail as an MJML document, its merge tags still put away."""
    layout, light = scene.layout, scene.light
    direction = "rtl" if scene.is_rtl else "ltr"
    return "\n".join(
        (
            f'<mjml lang="{escape(scene.language)}" dir="{direction}">',
            "<mj-head>",
            f"<mj-title>{scene.line('subject')}</mj-title>",
            _preview(scene),
            "<mj-attributes>",
            f'<mj-all font-family="{escape(scene.font)}" />',
            f'<mj-text font-size="{layout.text}px" line-height="1.55" color="{light.text}" padding="0 0 16px" />',
            f'<mj-section background-color="{light.card}" direction="{direction}" />',
            '<mj-column padding="0" />',
            '<mj-image padding="0 0 18px" />',
            "</mj-attributes>",
            f"<mj-raw>{_METAS}</mj-raw>",
            f"<mj-style>{head_styles(scene)}</mj-style>",
            "</mj-head>",
            f'<mj-body width="{layout.width}px" background-color="{light.page}" css-class="cd-page">',
            *_body(scene),
            "</mj-body>",
            "</mjml>",
        )
    )


def _preview(scene: Scene) -> str:
    """The line that inboxes show after the subject, filled up so that nothing of the body follows it."""
    text = scene.line("preheader")
    if not text:
        return ""
    missing = max(0, _PADDED_TO - len(scene.shield.show(scene.copy.text("preheader"))))
    return f"<mj-preview>{text}{_FILLER * missing}</mj-preview>"


def _body(scene: Scene) -> list[str]:
    """Sections, the head first and the footers last, outside the card where there is one."""
    layout = scene.layout
    feet = [each for each in scene.mail.blocks if each.kind is BlockKind.FOOTER]
    done = [_gap(24, "cd-foot", scene.light.page)] if layout.page and layout.head is not Head.BAND else []
    done += _head(scene)
    done.append(_gap(26 if layout.head in {Head.BAND, Head.NONE} or layout.ruled else 6))
    run: list[Block] = []
    begun = False
    for block in scene.mail.blocks:
        if block.kind in {BlockKind.PRODUCT, BlockKind.COLUMNS}:
            done += _flow(scene, run, begun=begun)
            begun, run = True, []
            done.append(_product(scene, block) if block.kind is BlockKind.PRODUCT else _columns(scene, block))
        elif block.kind is not BlockKind.FOOTER:
            run.append(block)
    done += _flow(scene, run, begun=begun)
    done.append(_gap(14))
    return done + [_footer(scene, block) for block in feet]


def _gap(height: int, css: str = "cd-card", background: str = "") -> str:
    colour = f' background-color="{background}"' if background else ""
    inside = f'<mj-column><mj-spacer height="{height}px" /></mj-column>'
    return f'<mj-section padding="0" css-class="{css}"{colour}>{inside}</mj-section>'


def _section(inside: str, side: int = _SIDE) -> str:
    # The padding stands here and not among the attributes of all, where MJML does not subtract it from the width.
    return f'<mj-section css-class="cd-card" padding="0 {side}px">{inside}</mj-section>'


def _flow(scene: Scene, blocks: list[Block], *, begun: bool) -> list[str]:
    """Blocks that stand below each other in one column; `begun` says that others stand above them."""
    width = scene.layout.width - 2 * _SIDE
    inside: list[str] = []
    for block in blocks:
        if scene.layout.ruled and block.kind is BlockKind.HEADING and (inside or begun):
            inside.append(rule(scene, "6px 0 24px"))
        inside += content(scene, block, width)
    return [_section(f"<mj-column>{''.join(inside)}</mj-column>")] if inside else []


def _head(scene: Scene) -> list[str]:
    layout, brand, light = scene.layout, scene.brand, scene.light
    if layout.head is Head.NONE or not (brand.logo or brand.name):
        return []
    band = layout.head is Head.BAND
    align = scene.start if layout.head is Head.LEFT else "center"
    source = scene.picture(brand.logo) if brand.logo else ""
    name = escape(scene.shield.hide(brand.name))
    link = scene.link(brand.website, "logo") if brand.website else ""
    if source:
        href = f' href="{escape(link)}"' if link else ""
        inside = (
            f'<mj-image css-class="cd-picture" src="{escape(source)}" alt="{name}" width="160px" align="{align}" '
            f'padding="0"{href} />'
        )
    else:
        colour = light.on_band if band else light.accent
        css = "cd-band-text" if band else "cd-accent"
        inside = (
            f'<mj-text align="{align}" font-size="15px" font-weight="700" letter-spacing="2px" color="{colour}" '
            f'css-class="{css}" padding="0" text-transform="uppercase" line-height="1.3">{name}</mj-text>'
        )
    css, more = ("cd-band", f' background-color="{light.band}"') if band else ("cd-card", "")
    if layout.ruled:
        inside += rule(scene, "20px 0 0")
    space = f'padding="{26 if band else 28}px {_SIDE}px {26 if band else 0 if layout.ruled else 22}px"'
    return [f'<mj-section css-class="{css}" {space}{more}><mj-column>{inside}</mj-column></mj-section>']


def _product(scene: Scene, block: Block) -> str:
    """A card with the picture beside the words; on phones the one stands above the other."""
    source = scene.picture(block.src) if block.src else ""
    link = scene.link(block.href, block.id)
    room = scene.layout.width - 2 * _SIDE - 2  # without its borders
    side, radius, width = "", min(scene.layout.radius, 8), room
    if source:
        href = f' href="{escape(link)}"' if link else ""
        beside = room // 3
        width = room - beside
        side = (
            f'<mj-column width="{beside}px" vertical-align="middle">'
            f'<mj-image css-class="cd-picture" src="{escape(source)}" '
            f'alt="{attribute(scene.copy.text(block.id))}" padding="14px" fluid-on-mobile="true" border-radius="4px" '
            f'width="{beside - 28}px"{href} /></mj-column>'
        )
    rows = "".join(product_rows(scene, block, link, scene.start))
    return (
        f'<mj-wrapper padding="4px {_SIDE}px 22px" background-color="{scene.light.card}" css-class="cd-card">'
        f'<mj-section padding="0" border="1px solid {scene.light.rule}" border-radius="{radius}px" '
        f'css-class="cd-card cd-box">{side}<mj-column width="{width}px" vertical-align="middle" '
        f'padding="14px 18px">{rows}</mj-column></mj-section></mj-wrapper>'
    )


def _columns(scene: Scene, block: Block) -> str:
    """Two or three columns; on phones they stand below each other."""
    columns = [column for column in block.columns if column]
    if not columns:
        return ""
    width = (scene.layout.width - 2 * _SIDE + 20) // len(columns) - 20
    inside = []
    for column in columns:
        rows = [row for each in column for row in content(scene, each, width)]
        inside.append(f'<mj-column padding="0 10px" vertical-align="top">{"".join(rows)}</mj-column>')
    return _section("".join(inside), _SIDE - 10)


def _footer(scene: Scene, block: Block) -> str:
    centred = "center" if scene.layout.align else scene.start
    align = block.align if block.align in {"left", "center", "right"} else centred
    return (
        f'<mj-section css-class="cd-foot" background-color="{scene.light.page}" padding="20px {_SIDE}px 32px">'
        f'<mj-column><mj-text css-class="cd-muted" align="{align}" font-size="13px" line-height="1.5" '
        f'color="{scene.light.muted}" padding="0">{footer_html(scene, block)}</mj-text></mj-column></mj-section>'
    )
