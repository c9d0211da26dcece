"""A launch mail for three audiences, as a shop in Småland would send it."""

from __future__ import annotations

import msgspec

from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment

FACTS = (
    Fact("f1", "Material", "100 % svensk ull"),
    Fact("f2", "Mått", "130 × 180 cm"),
    Fact("f3", "Pris", "1 249 kr"),
    Fact("f4", "Vävd", "i Småland"),
    Fact("f5", "Skötsel", "handtvätt", must_mention=True),
    Fact("f6", "Erbjudande", "50 första får fri frakt"),
)
SEGMENTS = (
    Segment("s1", "Nya", people=212),
    Segment("s2", "Trogna kunder", "Har handlat minst två gånger", people=486, sample={"first_name": "Anna"}),
    Segment("s3", "Tysta sedan 90 dagar", people=655),
)
BLOCKS = (
    Block("b1", BlockKind.HEADING),
    Block("b2", BlockKind.TEXT),
    Block("b3", BlockKind.IMAGE),
    Block("b4", BlockKind.BUTTON, href="https://sjobod.example/ylva"),
    Block("b5", BlockKind.PRODUCT, facts=("f1", "f2", "f3")),
    Block("b6", BlockKind.FOOTER),
)
COPY = Copy(
    {
        "subject": "Ylva är här, vävd i Småland av 100 % svensk ull",
        "preheader": "Först till kvarn: de 50 första som beställer får fri frakt. Pris 1 249 kr.",
        "b1": "Nu är Ylva här",
        "b2": "I dag släpper vi Ylva, en filt av 100 % svensk ull som är vävd i Småland.",
        "b2@s2": "{{ first_name|default:'Hej' }}, du har handlat hos oss förut, så du får veta det först. I dag "
        "släpper vi Ylva, en filt av 100 % svensk ull som är vävd i Småland. Den mäter 130 × 180 cm, är stor nog att "
        "svepa om sig på bryggan en sval kväll och håller i generationer. De 50 första som beställer får fri frakt.",
        "b1@s1": "Välkommen, nu är Ylva här",
        "b3.alt": "Filten Ylva hänger över en träbänk på bryggan",
        "b4": "Beställ Ylva",
        "b5": "Ylva, ullfilt",
        "b5.text": "130 × 180 cm, 100 % svensk ull",
        "b5.price": "1 249 kr",
        "b6": "Du får det här mejlet för att du är kund hos Sjöbod.",
        "b6.unsubscribe": "Avregistrera dig",
        "b6.address": "Sjöbod, Bryggvägen 4, 572 30 Oskarshamn",
    }
)


def ylva(draft_id: str = "ylva", **changes: object) -> Draft:
    """The mail, kept; `changes` are to its `Mail`."""
    mail = Mail(MailType.LAUNCH, "Sjöbod", platform=Platform.KLAVIYO, blocks=BLOCKS, segments=SEGMENTS, people=2340)
    changed = msgspec.structs.replace(mail, **changes)
    brief = Brief(Kind.MAIL, "Ylva, lansering", language="sv", facts=FACTS, mail=changed)
    return Draft(DraftId(draft_id), Kind.MAIL, brief, COPY, "2026-11-20T08:00:00+00:00", "2026-11-21T13:32:00+00:00")
