"""A mail as a page for the browser: it may show its own pictures and styles, and load and run nothing."""

from __future__ import annotations

import re
from pathlib import Path

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_NAME = "mail.html"


def page_of(html: str) -> str:
    """The HTML with the policy as the first thing in its head, before anything that could load."""
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    found = _HEAD.search(html)
    if found is None:
        return f"<!doctype html><html><head>{policy}</head><body>{html}</body></html>"
    return html[: found.end()] + policy + html[found.end() :]


def kept_page(html: str, folder: Path) -> Path:
    """Write the page into the profile, in the place of the one before; raises `OSError`."""
    place = folder / "preview"
    place.mkdir(parents=True, exist_ok=True)
    path = place / _NAME
    path.write_text(page_of(html), encoding="utf-8")
    return path
