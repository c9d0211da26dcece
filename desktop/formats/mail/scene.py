"""What every block of one mail is laid out with: its words, colours, pictures and addresses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import msgspec

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import Block, Mail
from desktop.core.merge_tags import fill
from desktop.core.words import tr
from desktop.formats.mail.colours import Palette, dark_palette, light_palette
from desktop.formats.mail.layouts import Layout, layout_of
from desktop.formats.mail.links import LinkPlace, safe_href, with_campaign
from desktop.formats.mail.prose import prose_html
from desktop.formats.mail.shield import Shield

RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "ha", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})

_SANS = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_SERIF = "Georgia, 'Iowan Old Style', 'Times New Roman', Times, serif"
_FONTS = {
    "sans": _SANS,
    "serif": _SERIF,
    "rounded": "'Trebuchet MS', 'Segoe UI', Verdana, sans-serif",
    "wide": "Verdana, Geneva, 'DejaVu Sans', sans-serif",
    "mono": "'Courier New', Courier, monospace",
}


class Occasion(msgspec.Struct, frozen=True):
    """For whom a mail is laid out: its language, what its links name, and the values of an example reader, if any."""

    language: str
    place: LinkPlace
    sample: Mapping[str, str] | None


class Notes:
    """Sentences on what could not be laid out as asked, each once."""

    def __init__(self) -> None:
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Say something."""
        self._said[sentence] = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that was said, in order."""
        return tuple(self._said)


def palettes(brief: Brief, brand: Brand) -> tuple[Palette, Palette]:
    """The colours of a mail by day and by night."""
    page = layout_of(brief.mail.layout if brief.mail else "", brand.layout).page
    light = light_palette(brand.accent, brand.text, brand.background, page_share=page)
    return light, dark_palette(brand.accent, page_share=page)


class Scene:
    """One mail that is being laid out, for one segment.

    Every text of `copy` has had its merge tags put away by `shield`. `picture` gives the address at which a picture is
    found (empty: nowhere). What cannot be laid out as asked is said in `notes`.
    """

    def __init__(
        self,
        mail: Mail,
        copy: Copy,
        brand: Brand,
        *,
        shield: Shield,
        picture: Callable[[str], str],
        occasion: Occasion,
        notes: Notes,
    ) -> None:
        self.mail, self.copy, self.brand, self.shield = mail, copy, brand, shield
        self.layout: Layout = layout_of(mail.layout, brand.layout)
        self.light: Palette = light_palette(brand.accent, brand.text, brand.background, page_share=self.layout.page)
        self.dark: Palette = dark_palette(brand.accent, page_share=self.layout.page)
        self.language = occasion.language or "en"
        self._sample = occasion.sample
        self.notes = notes
        self._picture = picture
        self._place = occasion.place

    @property
    def font(self) -> str:
        """The fonts, best first; none of them is loaded from anywhere."""
        asked = self.brand.font if self.brand.font in _FONTS else "sans"
        return _SERIF if self.layout.serif and asked == "sans" else _FONTS[asked]

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language.partition("-")[0].lower() in RIGHT_TO_LEFT

    @property
    def start(self) -> str:
        """The side where lines begin."""
        return "right" if self.is_rtl else "left"

    @property
    def is_sample(self) -> bool:
        """Whether merge tags are filled with the values of an example."""
        return self._sample is not None

    def align(self, block: Block) -> str:
        """Where a block stands: as chosen, else as the layout has it."""
        return block.align if block.align in {"left", "center", "right"} else self.layout.align or self.start

    def line(self, address: str) -> str:
        """A text of one line, escaped for XML."""
        return escape(" ".join(self.copy.text(address).split()))

    def lines(self, address: str) -> str:
        """A text with its line breaks, escaped for XML."""
        rows = (" ".join(row.split()) for row in self.copy.text(address).strip().split("\n"))
        return "<br />".join(escape(row) for row in rows)

    def prose(self, address: str) -> str:
        """A Markdown text as XML."""
        block = address.partition(".")[0]
        return prose_html(self.copy.text(address), lambda href: self.link(href, block))

    def link(self, href: str, block: str = "", *, campaign: bool = True) -> str:
        """The address that stands in the mail, with its campaign parameters; empty for one that leads nowhere."""
        hidden = self._address(href)
        if self.shield.starts_with_tag(hidden):
            return "".join(hidden.split())
        safe = safe_href(hidden)
        if href.strip() and not safe:
            self.note(
                tr("The address “{address}” opens no page and no mail: it is left out.", address=href.strip()[:80])
            )
        place = msgspec.structs.replace(self._place, block=block)
        return with_campaign(safe, self.brand.links, place) if campaign else safe

    def picture(self, src: str) -> str:
        """The address of a picture; empty, with a note, where there is none."""
        hidden = self._address(src)
        if self.shield.starts_with_tag(hidden):
            return "".join(hidden.split())
        return self._picture(hidden)

    def note(self, sentence: str) -> None:
        """Say something once."""
        self.notes.add(sentence)

    def _address(self, address: str) -> str:
        return self.shield.hide(address if self._sample is None else fill(address, self._sample))
