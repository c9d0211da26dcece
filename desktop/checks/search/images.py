"""Images of a text that nobody described for those who cannot see them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.remarks import Remark, by_paragraph
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\([^()\n]*\)|<img\b(?P<attributes>[^<>\n]*)>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic|tiff?)|(?:img|dsc|dscf|pxl|image|foto|bild)[_-]?\d+", re.IGNORECASE
)


class AltTexts:
    """Images without a text, or with the name of a file for one."""

    id = "search.alt_texts"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Texts of images")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds images without a text that says what they show.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        for address, text in subject.copy.addressed():
            if "![" not in text and "<img" not in text.lower():
                continue
            for start, end, kind, _ in by_paragraph(text, subject.language, _undescribed):
                message = (
                    tr("The name of a file says nothing of what the image shows.")
                    if kind == "file"
                    else tr("This image has no text for those who cannot see it.")
                )
                yield Spot(address, text, start, end).finding(self.id, Severity.INFO, message)


@functools.lru_cache(maxsize=4096)
def _undescribed(line: str, _language: str) -> tuple[Remark, ...]:
    remarks: list[Remark] = []
    for found in _IMAGE.finditer(line):
        alt = found["alt"]
        if alt is None:
            written = _ALT.search(found["attributes"])
            # An empty one in HTML says that the image is for show only.
            if written is not None and not (written[1] or written[2] or "").strip():
                continue
            alt = (written[1] or written[2] or "") if written is not None else ""
        if not alt.strip():
            remarks.append(Remark(found.start(), found.end(), "none"))
        elif _FILE_NAME.fullmatch(alt.strip()):
            remarks.append(Remark(found.start(), found.end(), "file"))
    return tuple(remarks)
