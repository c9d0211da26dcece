"""The catalogues of the interface's words: `python packaging/words.py` brings them up to date, `--check` only looks.

Sentences are found by their functions (`tr`, `trn`, `mark`) in `desktop/`, and in what `resources/providers.json` says
of providers. The catalogues are the files `copydesk.po` under `resources/i18n/`; the compiled `.mo` beside each is what
the program reads. They hold no line numbers, so that moving code changes nothing here.
"""

from __future__ import annotations

import io
import json
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("nl", "sv")
_KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}
_METHODS = [("**.py", "python")]
_PRESET_SENTENCES = ("title", "key_hint", "region", "retention", "training")
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # a compiled catalogue says when; ours depends on its words alone


def path_of(language: str) -> Path:
    """The catalogue of a language."""
    return ROOT / "resources" / "i18n" / language / "LC_MESSAGES" / "copydesk.po"


def found() -> Catalog:
    """Every sentence in the code, in a stable order."""
    template = Catalog(project="Copydesk", charset="utf-8", fuzzy=False)
    for _file, _line, message, _comments, context in sorted(
        extract_from_dir(ROOT / "desktop", method_map=_METHODS, keywords=_KEYWORDS), key=lambda row: str(row[2])
    ):
        template.add(message, context=context)
    for preset in json.loads((ROOT / "resources" / "providers.json").read_text(encoding="utf-8")):
        for sentence in (preset.get(name) for name in _PRESET_SENTENCES):
            if sentence:
                template.add(sentence)
    return template


def updated(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with the sentences of today; what is gone from the code is dropped."""
    path = path_of(language)
    known = Catalog(locale=language)
    if path.exists():
        known = read_po(io.BytesIO(path.read_bytes()), locale=language)
    fresh = Catalog(locale=language, project="Copydesk", charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            old = known.get(message.id, context=message.context)
            fresh.add(message.id, old.string if old is not None else None, context=message.context)
    return fresh


def problems(language: str, catalogue: Catalog) -> list[str]:
    """Sentences that are not translated, or whose `{parts}` are not those of the English."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if not all(strings):
            wrong.append(f"{language}: not translated: {message.id!r}")
        elif any(_parts(str(each)) - _parts_of(message) for each in strings) or not any(
            _parts(str(each)) == _parts_of(message) for each in strings
        ):
            wrong.append(f"{language}: other parts: {message.id!r}")
    return wrong


def _parts_of(message: Message) -> set[str]:
    ids = message.id if isinstance(message.id, tuple | list) else [message.id]
    return set().union(*(_parts(str(each)) for each in ids))


def _parts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a PO file that depends on nothing but the words in it."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, no_location=True, omit_header=True, sort_output=True)
    head = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale}\\n"\n"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + buffer.getvalue()


def mo_bytes(po: bytes) -> bytes:
    """What the program reads, compiled from a PO file."""
    catalogue = read_po(io.BytesIO(po))
    catalogue.creation_date = catalogue.revision_date = _ANY_DAY
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or with `--check` say what is not."""
    template = found()
    wrong: list[str] = []
    for language in LANGUAGES:
        path = path_of(language)
        catalogue = updated(language, template)
        po = po_bytes(catalogue)
        wrong += problems(language, catalogue)
        if "--check" in arguments:
            if not path.exists() or path.read_bytes() != po:
                wrong.append(f"{language}: the catalogue is not that of the code; run packaging/words.py")
            elif path.with_suffix(".mo").read_bytes() != mo_bytes(po):
                wrong.append(f"{language}: the compiled catalogue is stale; run packaging/words.py")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po)
        path.with_suffix(".mo").write_bytes(mo_bytes(po))
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
