"""The styles of a mail: those that are written into its elements, and those that must stay in its head."""

from __future__ import annotations

from desktop.formats.mail.colours import Palette
from desktop.formats.mail.scene import Scene

DARK_QUERY = "@media (prefers-color-scheme: dark)"
"""What the rules for the night stand under."""


def inline_styles(scene: Scene) -> str:
    """Rules that are written into the elements, for clients that read no style sheet."""
    accent, muted = scene.light.accent, scene.light.muted
    side = scene.start
    # A list in the middle stands there as a whole: marks beside centred lines belong to nothing.
    centred = ".cd-text ul, .cd-text ol { display: inline-block; }\n" if scene.layout.align else ""
    return (
        ".cd-head h1, .cd-head h2, .cd-head h3 { margin: 0; font-size: inherit; line-height: inherit; "
        "font-weight: inherit; }\n"
        ".cd-text p, .cd-muted p { margin: 0 0 12px; }\n"
        f".cd-text ul, .cd-text ol {{ margin: 0 0 12px; padding-{side}: 22px; text-align: {side}; }}\n"
        f"{centred}"
        f".cd-text blockquote {{ margin: 0 0 12px; padding-{side}: 14px; "
        f"border-{side}: 3px solid {scene.light.rule}; }}\n"
        ".cd-text li { margin: 0 0 6px; }\n"
        ".cd-text p:last-child, .cd-text ul:last-child, .cd-text ol:last-child, .cd-text li:last-child, "
        ".cd-muted p:last-child { margin-bottom: 0; }\n"
        f".cd-text a {{ color: {accent}; text-decoration: underline; }}\n"
        f".cd-picture {{ font-family: {scene.font}; color: {muted}; }}\n"  # alt texts, where pictures are off
        f".cd-picture a {{ color: {accent}; text-decoration: none; }}\n"
        f".cd-muted a {{ color: {muted}; text-decoration: underline; }}\n"
        f".cd-head a {{ color: {scene.light.heading}; text-decoration: none; }}\n"
    )


def head_styles(scene: Scene) -> str:
    """Rules that stay in the head: phones, the night, and what Outlook on the web makes of it."""
    dark = scene.dark
    night = "\n".join(f"{select} {{ {rules} }}" for select, rules in _night(dark))
    outlook = "\n".join(
        f"{', '.join(f'[data-ogsc] {each.strip()}' for each in select.split(','))} {{ {rules} }}"
        for select, rules in _night(dark)
        if not select.startswith("body")
    )
    return (
        ":root { color-scheme: light dark; supported-color-schemes: light dark; }\n"
        "@media only screen and (max-width:479px) {\n"
        ".cd-wide table { width: 100% !important; }\n"
        ".cd-wide a { display: block !important; }\n"
        "}\n"
        f"{DARK_QUERY} {{\n{night}\n}}\n{outlook}"
    )


def _night(dark: Palette) -> tuple[tuple[str, str], ...]:
    return (
        ("body, .cd-page, .cd-foot, .cd-foot > table", _ground(dark.page)),
        (".cd-card, .cd-card > table", _ground(dark.card)),
        (".cd-band, .cd-band > table", _ground(dark.band)),
        (".cd-text div, .cd-text p, .cd-text li", f"color: {dark.text} !important;"),
        (".cd-head div, .cd-head h1, .cd-head h2, .cd-head h3, .cd-head a", f"color: {dark.heading} !important;"),
        (".cd-accent div, .cd-text a", f"color: {dark.accent} !important;"),
        (".cd-band-text div", f"color: {dark.on_band} !important;"),
        (".cd-muted div, .cd-muted p, .cd-muted a", f"color: {dark.muted} !important;"),
        (".cd-button td, .cd-button a", f"{_ground(dark.button)} color: {dark.on_button} !important;"),
        (".cd-picture, .cd-picture img, .cd-picture a", f"color: {dark.muted} !important;"),
        (".cd-rule p", f"border-top-color: {dark.rule} !important;"),
        (".cd-box > table > tbody > tr > td", f"border-color: {dark.rule} !important;"),
    )


def _ground(colour: str) -> str:
    return f"background: {colour} !important; background-color: {colour} !important;"
