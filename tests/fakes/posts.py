"""Posts for tests: one with everything that a post can hold, and pictures for it."""

from __future__ import annotations

import base64
from pathlib import Path

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, PostState, SourceKind

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGNocFDAihiGlgQA+gM4Acru2/oAAAAASUVORK5CYII="
)
"""A picture of eight by eight pixels."""

BODY = """Een lamp van *hout* weegt **980 g**[^q1] en hangt [in de winkel](https://shop.example/lamp?a=1&b=2).

## Hoe hang ik hem op?

1. Boor twee gaten.
2. Draai de schroeven vast:
   - eerst links
   - dan rechts

   Klaar.

## Wat kost hij?

| Maat | Prijs |
|------|------:|
| Klein \\| smal | 12,50 |
| Groot | 20,00 |

> Mooi licht, zegt Åsa.

![Lamp aan de muur](picture:lamp.png "De lamp in de keuken")

```python
for each in range(2):
    print("<lamp>")
```

---

### Meer[^eigen]

Lees ook [over het hout](#wat-kost-hij), H<sub>2</sub>O en ~~oud~~.

[^eigen]: Eigen *meting*, zie [hier](https://meting.example).
"""

COPY = Copy(
    {
        "title": "Lampen: “5” & meer <3",
        "seo_title": "Lampen kopen",
        "seo_description": "Zo kies je een lamp: 'no' & yes.",
        "excerpt": "Kort gezegd.",
        "body": BODY,
    }
)

POST = Post(
    state=PostState.READY,
    date="2026-12-01",
    slug="lampen",
    canonical="https://shop.example/blog/lampen",
    author="Åsa Öberg",
    tags=("hout", "no", "1e3"),
    categories=("Wonen",),
    cover="https://shop.example/cover.jpg",
    cover_alt="Een lamp",
    sources=(
        PostSource(
            "q1",
            "Blad van de fabriek",
            SourceKind.PAGE,
            "https://fabriek.example/blad",
            author="Fabriek",
            read_at="2026-11-20T10:00:00+00:00",
        ),
    ),
    references=True,
)


def post_draft(*, copy: Copy = COPY, post: Post = POST, language: str = "nl", draft: str = "d1") -> Draft:
    """The draft of a post."""
    brief = Brief(kind=Kind.BLOG, product="Lampen", language=language, keyphrase="houten lamp", post=post)
    return Draft(DraftId(draft), Kind.BLOG, brief, copy, changed_at="2026-11-22T09:30:00+00:00")


def post_pictures(folder: Path) -> Path:
    """A folder with the picture that the post shows."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lamp.png").write_bytes(PNG)
    return folder
