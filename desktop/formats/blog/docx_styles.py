"""The styles of our Word documents, beyond those that python-docx begins with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import BaseStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

CODE = "Code"
INLINE_CODE = "Inline Code"
LINK = "Hyperlink"
NOTE_TEXT = "footnote text"
NOTE_REFERENCE = "footnote reference"

_FAMILY = "Calibri"
_INK, _QUIET = RGBColor(0x1F, 0x1D, 0x1A), RGBColor(0x5A, 0x55, 0x4E)
_LINE, _GROUND = "BFB9AE", "F4F2EE"
_HEADINGS = (20, 16, 13, 12, 11, 11)
_BULLETS, _NUMBERS = 90, 91
_LEVELS = 9
_SIGNS = "•◦▪"
_FORMS = ("decimal", "lowerLetter", "lowerRoman")
_LANGUAGES = {"en": "en-GB", "nl": "nl-NL", "sv": "sv-SE"}


def add_styles(document: Document, language: str) -> None:
    """Styles for code, links and notes; the words are spelled in `language`."""
    styles = document.styles
    code = styles.add_style(CODE, WD_STYLE_TYPE.PARAGRAPH)
    code.font.name, code.font.size = "Courier New", Pt(9.5)
    code.paragraph_format.space_after = Pt(8)
    inline = styles.add_style(INLINE_CODE, WD_STYLE_TYPE.CHARACTER)
    inline.font.name = "Courier New"
    link = styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor(0x05, 0x63, 0xC1), True
    note = styles.add_style(NOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    _letters(note, 9, ink=_INK)
    reference = styles.add_style(NOTE_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.font.superscript = True
    _look_good(document)
    _speak(document, _LANGUAGES.get(language[:2], language))
    numbering = cast("Any", document.part.numbering_part.element)
    for index, look in enumerate((_look(_BULLETS, _bullet), _look(_NUMBERS, _number))):
        numbering.insert(index, parse_xml(look))


def _look_good(document: Document) -> None:
    """The page and the styles: those of the template are an old Word's; here one family, dark heads, quiet tables."""
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    styles = document.styles
    normal = styles["Normal"]
    _letters(normal, 11, ink=_INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.25
    _letters(styles["Title"], 26, ink=_INK, bold=True)
    styles["Title"].paragraph_format.space_after = Pt(12)
    for border in styles["Title"].element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    for level, size in enumerate(_HEADINGS, 1):
        heading = styles[f"Heading {level}"]
        _letters(heading, size, ink=_INK, bold=True)
        heading.font.italic = False
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(max(10, size)), Pt(4)
    caption = styles["Caption"]
    _letters(caption, 9, ink=_QUIET)
    caption.paragraph_format.space_after = Pt(12)
    quote = styles["Quote"]
    _letters(quote, 11, ink=_QUIET)
    quote.font.italic = False
    quote.paragraph_format.left_indent = Pt(14)
    _add(quote, f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{_LINE}"/></w:pBdr>')
    _add(styles[CODE], f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_GROUND}"/>')
    _quiet_table(cast("Any", styles["Table Grid"]).element)


def shade(cell: _Cell) -> None:
    """Give a cell the ground of one that heads its column."""
    own = cast("Any", cell._tc).get_or_add_tcPr()  # noqa: SLF001 -- no public way
    own.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_GROUND}"/>'))


def _letters(style: BaseStyle, size: int, *, ink: RGBColor, bold: bool = False) -> None:
    font = cast("Any", style).font
    font.name, font.size, font.bold, font.color.rgb = _FAMILY, Pt(size), bold, ink
    for fonts in style.element.xpath("w:rPr/w:rFonts"):
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:cs"), _FAMILY)


def _add(style: BaseStyle, properties: str) -> None:
    """A border or a ground, where the order of the schema wants it: behind what keeps lines together."""
    own = cast("Any", style).element.get_or_add_pPr()
    new = parse_xml(properties)
    later = own.xpath("w:shd|w:tabs|w:spacing|w:ind|w:contextualSpacing|w:jc|w:outlineLvl")
    if later:
        later[0].addprevious(new)
    else:
        own.append(new)


def _quiet_table(style: BaseOxmlElement) -> None:
    """Grey lines, and room around the words of each cell."""
    for border in style.xpath("w:tblPr/w:tblBorders/*"):
        border.set(qn("w:color"), _LINE)
    for old in style.xpath("w:tblPr/w:tblCellMar"):
        old.getparent().remove(old)
    sides = (("top", 60), ("left", 110), ("bottom", 60), ("right", 110))
    room = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in sides)
    for properties in style.xpath("w:tblPr"):
        properties.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{room}</w:tblCellMar>"))
    for paragraph in style.xpath("w:pPr/w:spacing"):
        paragraph.set(qn("w:after"), "0")


def new_list(document: Document, *, ordered: bool, level: int, start: int) -> int:
    """The id of a new list; `level` is how deep it stands (from 0), `start` its first number.

    The template's own list styles have a numbering for each depth: lists in lists fell apart when read back.
    """
    new = document.part.numbering_part.element.add_num(_NUMBERS if ordered else _BULLETS)
    if ordered:
        new.add_lvlOverride(ilvl=level).add_startOverride(start)
    return int(new.numId)


def list_item(paragraph: Paragraph, list_id: int, level: int) -> None:
    """Make a paragraph an item of a list, at a depth from 0."""
    properties = cast("Any", paragraph._p.get_or_add_pPr()).get_or_add_numPr()  # noqa: SLF001 -- no public way
    properties.get_or_add_ilvl().val = min(level, _LEVELS - 1)
    properties.get_or_add_numId().val = list_id


def _look(look_id: int, level: Callable[[int], str]) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{level(depth)}<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for depth in range(_LEVELS)
    )
    multi = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{look_id}">{multi}{levels}</w:abstractNum>'


def _bullet(depth: int) -> str:
    return f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{_SIGNS[depth % len(_SIGNS)]}"/>'


def _number(depth: int) -> str:
    return f'<w:numFmt w:val="{_FORMS[depth % len(_FORMS)]}"/><w:lvlText w:val="%{depth + 1}."/>'


def _speak(document: Document, language: str) -> None:
    for properties in document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        for old in properties.xpath("w:lang"):
            properties.remove(old)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        properties.append(spoken)
