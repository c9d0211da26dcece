"""How a post looks where it is read beside its text: a style sheet for Qt's text layout, made from the tokens."""

from __future__ import annotations

from desktop.views import theme
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Size, Space, Type, Weight

_HEADINGS = {
    "h1": Type.TITLE,
    "h2": Type.HEADING,
    "h3": Type.TEXT + 1,
    "h4": Type.TEXT,
    "h5": Type.BASE,
    "h6": Type.BASE,
}
_MONO = "monospace"
_HEADING_PERCENT = 120


def page_style(size: int) -> str:
    """The sheet for the theme in force; `size` is that of running text, in pixels."""
    t = theme.tokens()
    headings = "\n".join(_heading(tag, max(each * size // Type.TEXT, size)) for tag, each in _HEADINGS.items())
    around = f"margin-top: {Space.S}px; margin-bottom: {Space.M}px;"
    return f"""
body {{ color: {t.text_1}; font-size: {size}px; }}
p, li {{ line-height: {LINE_HEIGHT_PERCENT}%; margin-top: {Space.NONE}px; margin-bottom: {Space.M}px; }}
li {{ margin-bottom: {Space.XS}px; }}
{headings}
p.caption {{ color: {t.text_3}; font-size: {Type.SMALL}px; margin-top: {Space.XS}px; margin-bottom: {Space.L}px; }}
div.notes {{ color: {t.text_2}; font-size: {Type.SMALL}px; }}
a {{ color: {t.accent}; text-decoration: none; }}
code, pre {{ font-family: {_MONO}; font-size: {max(Type.SMALL, size - 2)}px; color: {t.text_1}; }}
table.grid {{ border-collapse: collapse; {around} }}
table.grid td, table.grid th {{ border: {Size.HAIR}px solid {t.line_strong}; }}
table.grid th {{ background-color: {t.surface_1}; }}
table.code {{ {around} }}
td.code {{ background-color: {t.surface_1}; }}
table.quote {{ {around} }}
td.quote {{ border-left: {Size.RING}px solid {t.line_strong}; padding-left: {Space.M}px; color: {t.text_2}; }}
span.mark {{ background-color: {t.warning_soft}; }}
"""


def _heading(tag: str, size: int) -> str:
    above = {"h1": Space.NONE, "h2": Space.XL}.get(tag, Space.L)
    return (
        f"p.{tag} {{ font-weight: {Weight.STRONG}; font-size: {size}px; line-height: {_HEADING_PERCENT}%; "
        f"margin-top: {above}px; margin-bottom: {Space.S}px; }}"
    )
