"""`copydesk export`: a draft as a file, or several posts as one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop.cli.context import Context
from desktop.cli.post_out import written_post, written_posts
from desktop.core.brief import Kind
from desktop.core.checking import chosen_brand
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.words import tr
from desktop.formats.blog.export import POST_FORMS
from desktop.formats.export import MailLook, export_draft, render_draft


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`export DRAFT … -o FILE`."""
    command = commands.add_parser("export", parents=[common], help="write a draft to a file, by the file's ending")
    command.add_argument("drafts", metavar="DRAFT", nargs="+", help="several posts go into one .xml, .csv or .ics")
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="ends in .md, .html, .docx or .json; for a mail also in .eml, .mjml or .txt; for a post also in .pdf, "
        ".xml (WordPress), .csv (Shopify) or .ics; - prints JSON",
    )
    command.add_argument("--segment", metavar="NAME", default="", help="for a mail: whose mail, by name or id")
    command.add_argument(
        "--form",
        choices=POST_FORMS,
        default="",
        help="for a post: the front matter of .md (plain: none), or of .html the page, its body, or WordPress's blocks",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write the file whole or not at all."""
    with context.store() as store:
        drafts = [store.draft(DraftId(each)) for each in options.drafts]
    if len(drafts) > 1:
        return _run_several(drafts, options, context)
    draft = drafts[0]
    if options.form and draft.kind is not Kind.BLOG:
        raise UserError(ErrorKind.USAGE, tr("Only a post has a form."))
    segment = _segment(draft, options.segment)
    if options.output == "-":
        if context.as_json:
            raise UserError(
                ErrorKind.USAGE, tr("Standard output cannot take the draft and the answer of --json at once.")
            )
        sys.stdout.write(render_draft(draft, ".json"))
        return 0
    path = Path(options.output)
    look = MailLook(chosen_brand(context.settings), str(context.profile.pictures))
    if draft.kind is Kind.BLOG:
        post = written_post(draft, path, look.pictures, options.form)
        files, notes = post.files, post.notes
    else:
        done = export_draft(draft, path, look, segment, options.form)
        files, notes = tuple(str(file) for file in done.files), done.notes
    for note in notes:
        context.say(note)
    answer: dict[str, object] = {"draft": draft.id, "output": str(path)}
    if draft.kind in {Kind.MAIL, Kind.BLOG}:
        answer |= {"files": [*files], "notes": [*notes]}
    context.answer(answer, lambda: tr("Exported to {file}.", file=path))
    return 0


def _run_several(drafts: list[Draft], options: argparse.Namespace, context: Context) -> int:
    """Several posts in one file."""
    if options.output == "-" or any(each.kind is not Kind.BLOG for each in drafts):
        raise UserError(ErrorKind.USAGE, tr("Only posts can be written together, and only to a file."))
    path = Path(options.output)
    done = written_posts(drafts, path, str(context.profile.pictures), options.form)
    for note in done.notes:
        context.say(note)
    answer = {"drafts": [each.id for each in drafts], "output": str(path)}
    answer |= {"files": [*done.files], "notes": [*done.notes]}
    context.answer(answer, lambda: tr("Exported to {file}.", file=path))
    return 0


def _segment(draft: Draft, wanted: str) -> str:
    """The id of the segment of this name or id; raises `UserError` (usage) for one that is not there."""
    segments = draft.brief.mail.segments if draft.brief.mail else ()
    for each in segments:
        if wanted and wanted.casefold() in {each.id.casefold(), each.name.casefold()}:
            return each.id
    if wanted:
        known = ", ".join(each.name for each in segments) or tr("none")
        raise UserError(
            ErrorKind.USAGE,
            tr("This draft has no segment “{name}”.", name=wanted),
            tr("It has these: {names}.", names=known),
        )
    return ""
