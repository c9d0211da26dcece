"""The drafts of a workspace file as people read them: Markdown, the same in every language of the program."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.store.whole_draft import KeptDraft, KeptVersion

README = """# A workspace of Copydesk

Everything that was written, to be read by people and by programs. Copydesk takes it in with
`copydesk workspace import FILE`, or in its settings under Backups.

- `drafts/…/text.md` is the newest text of a draft, `versions.md` all its versions.
- `draft.json` and `versions.jsonl` beside them are the same for programs, with briefs, facts, and how texts were made.
- `jobs` are translations under way with their files, `memories` and `terms` what translators know.
- `templates.json`, `searches.json`, `duels.json`, `outcomes.json` and `settings.json` are what the names say.
- `pictures` holds the pictures of mails and posts.

It holds no keys, no passwords and no log of calls.
"""


def text_of(kept: KeptDraft) -> str:
    """A draft with its brief."""
    draft = kept.draft
    about = [draft.kind.value, draft.brief.language, kept.folder and f"in {kept.folder}"]
    about += [f"#{tag}" for tag in kept.tags]
    about += [f"changed {draft.changed_at}", kept.trashed_at and "in the trash", kept.archived_at and "in the archive"]
    line = " · ".join(part for part in about if part)
    parts = [f"# {draft.title or 'Untitled'}", line, *_fields(draft.copy), *_brief(draft.brief)]
    return "\n\n".join(parts) + "\n"


def version_text(kept: KeptVersion) -> str:
    """One version, under a heading of its own."""
    version = kept.version
    about = [version.saved_at, version.origin.value, version.name, version.variant.model if version.variant else ""]
    heading = " · ".join(part for part in about if part)
    return "\n\n".join([f"# Version {version.id}", heading, *_fields(version.copy)]) + "\n\n"


def _fields(copy: Copy) -> Iterator[str]:
    for name, value in copy.fields.items():
        if isinstance(value, str):
            yield f"## {name}\n\n{value}" if value else f"## {name}"
        else:
            yield "\n".join((f"## {name}\n", *(f"- {item}" for item in value)))


def _brief(brief: Brief) -> Iterator[str]:
    told = [
        ("Product", brief.product), ("Audience", brief.audience), ("Tone", brief.tone), ("Keyphrase", brief.keyphrase),
        ("Notes", brief.notes), ("Instructions", brief.instructions), ("Never", ", ".join(brief.banned)),
        ("Question", brief.question),
    ]  # fmt: skip
    lines = [f"- {name}: {value}" for name, value in told if value]
    lines += [f"- {fact.name}: {fact.text}" for fact in brief.facts]
    if lines:
        yield "\n".join(("## Brief\n", *lines))
