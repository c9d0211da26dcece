"""A mail with a block of every kind, in Swedish, and pictures to go with it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from desktop.core.brand import Brand, LinkPattern
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment, SocialLink

PICTURE = "ylva.png"

BLOCKS = (
    Block("b1", BlockKind.HEADING),
    Block("b2", BlockKind.TEXT),
    Block("b3", BlockKind.IMAGE, src=f"picture:{PICTURE}", href="sjobod.se/ylva"),
    Block("b4", BlockKind.BUTTON, href="https://sjobod.se/ylva?farg=1"),
    Block("b5", BlockKind.PRODUCT, src=f"picture:{PICTURE}", href="https://sjobod.se/ylva"),
    Block("b6", BlockKind.HEADING, level=2),
    Block(
        "b7",
        BlockKind.COLUMNS,
        columns=(
            (Block("b8", BlockKind.IMAGE, src=f"picture:{PICTURE}"), Block("b9", BlockKind.TEXT)),
            (Block("b10", BlockKind.PRODUCT, src="https://sjobod.se/tove.png", href="https://sjobod.se/tove"),),
        ),
    ),
    Block("b11", BlockKind.DIVIDER),
    Block("b12", BlockKind.SOCIAL, links=(SocialLink("instagram", "https://instagram.com/sjobod"),)),
    Block("b13", BlockKind.FOOTER),
)

COPY = Copy(
    {
        "subject": "Ylva är här, vävd i Småland",
        "preheader": "Först till kvarn: de 50 första får fri frakt.",
        "b1": "Nu är Ylva här",
        "b2": 'Hej {{ first_name|default:"du" }}, i dag släpper vi **Ylva** från [Småland](https://sjobod.se/smaland).\n\n'
        "- mäter 130 × 180 cm\n- väger 980 g",
        "b3.alt": "Filten Ylva hänger över en träbänk",
        "b4": "Beställ Ylva",
        "b5": "Ylva, ullfilt",
        "b5.text": "130 × 180 cm, 100 % svensk ull",
        "b5.price": "1 249 kr",
        "b6": "Mer från bryggan",
        "b8.alt": "Bänken på bryggan",
        "b9": "En bänk av furu, med plats för två.",
        "b10": "Filten Tove",
        "b10.text": "Tunnare, för sommaren",
        "b10.price": "899 kr",
        "b13": "Du får det här mejlet för att du är kund hos Sjöbod.",
        "b13.unsubscribe": "Avregistrera dig",
        "b13.address": "Sjöbod\nBryggvägen 4, 572 30 Oskarshamn",
    }
)

BRAND = Brand(
    name="Sjöbod",
    sender="Sjöbod på bryggan",
    from_address="hej@sjobod.se",
    website="https://sjobod.se",
    links=LinkPattern(on=True),
)


def mail_brief(layout: str = "plain", platform: Platform = Platform.KLAVIYO, **changes: object) -> Brief:
    """The brief of the mail; `changes` are fields of its `Mail`."""
    fields: dict[str, object] = {
        "type": MailType.LAUNCH,
        "platform": platform,
        "layout": layout,
        "campaign": "Ylva släpps",
        "blocks": BLOCKS,
        "segments": (Segment("s1", "Trogna kunder"),),
    }
    return Brief(kind=Kind.MAIL, language="sv", mail=Mail(**{**fields, **changes}))  # type: ignore[arg-type]


def picture_folder(folder: Path) -> str:
    """A folder with the picture of the mail, of eight by four pixels."""
    folder.mkdir(exist_ok=True)
    (folder / PICTURE).write_bytes(png(8, 4))
    return str(folder)


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\x00" + b"\x7f\x97\xa0" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
