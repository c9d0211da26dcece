"""Signs in attached files, by name and first bytes; none is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.received.suspect import Family, Found, Suspect
from desktop.core.received import RUNS, Attachment, Evidence, Place
from desktop.core.words import tr

_PAPERS = frozenset(
    [
        "pdf",
        "doc",
        "docx",
        "xls",
        "xlsx",
        "ppt",
        "pptx",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "txt",
        "csv",
        "zip",
        "mp3",
        "mp4",
        "wav",
        "html",
        "htm",
        "rtf",
    ]
)
_PAGES = frozenset(["html", "htm", "shtml", "xhtml", "mht", "mhtml", "svg"])
_WITH_MACROS = frozenset(["docm", "xlsm", "pptm", "dotm", "xltm", "xlsb", "xlam", "ppam"])
_PACKED = frozenset(["zip", "rar", "7z", "gz", "tar", "cab", "ace", "arj", "z", "tgz", "bz2", "xz", "lzh"])
_TURNED = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_RUNNING = ("application/x-msdownload", "application/x-executable", "application/x-ms-shortcut", "application/x-chm")


class DangerousFile:
    """A file that runs, or that pretends to be another kind."""

    id = "file.runs"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for index, each in enumerate(suspect.mail.attachments):
            mark = (Evidence(Place.ATTACHMENT, 0, len(each.name), each.name, index),)
            endings = _endings(each.name)
            last = endings[-1] if endings else ""
            if _TURNED.search(each.name):
                message = tr("The name of a file is written backwards to hide what it is")
            elif last in RUNS and len(endings) > 1 and endings[-2] in _PAPERS:
                message = tr("A file bears two endings: it looks like a document and is a program")
            elif each.real.startswith(_RUNNING) and last not in RUNS:
                message = tr("A file says it is a document and is a program")
            elif last in RUNS or each.real.startswith(_RUNNING):
                message = tr("A file would run when it is opened")
            elif "holds=" in each.real:
                message = tr("A packed file holds one that would run when it is opened")
            else:
                continue
            yield Found(Family.FILE, 4, message, each.name, mark)


class DocumentWithProgram:
    """A document that brings a program, a page as a file, or a packed file behind a password."""

    id = "file.document"

    def find(self, suspect: Suspect) -> Iterator[Found]:
        """As `SignRule` says."""
        for index, each in enumerate(suspect.mail.attachments):
            mark = (Evidence(Place.ATTACHMENT, 0, len(each.name), each.name, index),)
            last = (_endings(each.name) or [""])[-1]
            if "macros" in each.real or last in _WITH_MACROS:
                weight = 1 if suspect.is_genuine else 2
                yield Found(Family.FILE, weight, tr("A document brings a program with it (macros)"), each.name, mark)
            elif last in _PAGES or each.real == "text/html" or each.real.endswith("; script"):
                yield _page(suspect, each, mark)
            elif last in _PACKED or "zip" in each.real or "encrypted" in each.real:
                found = _packed(suspect, each, mark)
                if found is not None:
                    yield found


def _page(suspect: Suspect, each: Attachment, mark: tuple[Evidence, ...]) -> Found:
    """A web page as a file asks for a password without any address that could be looked at."""
    endings = _endings(each.name)
    hidden = len(endings) > 1 and endings[-2] in _PAPERS - {"html", "htm"}
    weight = 3 if hidden or each.real.endswith("; script") else 1 if suspect.is_genuine else 3
    return Found(Family.FILE, weight, tr("A web page is attached as a file"), each.name, mark)


def _packed(suspect: Suspect, each: Attachment, mark: tuple[Evidence, ...]) -> Found | None:
    told = suspect.first("password_for_file")
    if "encrypted" not in each.real and told is None:
        return None
    marks = mark if told is None else (*mark, suspect.mark_match(told))
    weight = (1 if told is None else 2) if suspect.is_genuine else 2 if told is None else 3
    message = tr("A packed file needs a password, so that no scanner sees what is in it")
    return Found(Family.FILE, weight, message, each.name, marks)


def _endings(name: str) -> list[str]:
    return [part.strip().lower() for part in _TURNED.sub("", name).rstrip(". ").split(".")[1:]]
