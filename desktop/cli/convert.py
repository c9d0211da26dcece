"""`copydesk convert IN OUT`: a post or a translation from one format into another, without the history."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop.cli.bounded import bounded
from desktop.cli.context import Context
from desktop.cli.convert_bitext import convert, is_bitext
from desktop.cli.post_out import written_post
from desktop.cli.translation_inputs import language
from desktop.core.brief import Kind
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.words import tr
from desktop.engine.post_messages import PostBrought, ReadPost
from desktop.formats.blog.export import POST_FORMS


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`convert IN OUT`."""
    command = commands.add_parser(
        "convert", parents=[common], help="a post or a translation into any format that such have"
    )
    command.add_argument(
        "input",
        metavar="IN",
        help="a post: .md, .html or .docx; a translation: .xlf, .sdlxliff, .mqxliff, .tmx, .po, .csv or .xlsx; terms:"
        " .tbx or .csv; a text to be translated: also .md, .html, .docx and .txt",
    )
    command.add_argument(
        "output",
        metavar="OUT",
        help="a post: .md, .html, .docx, .pdf, .xml, .csv, .ics or .json; a translation: .xlf, .tmx, .po, .csv or"
        " .xlsx, and as a table for people .docx or .html; terms: .tbx or .csv",
    )
    command.add_argument("--form", choices=POST_FORMS, default="", help="as of export")
    command.add_argument(
        "--lang", metavar="xx", default="", help="language of the post, where the file does not say it"
    )
    command.add_argument(
        "--from", dest="source", metavar="xx", type=language, default="", help="language of the sources"
    )
    command.add_argument(
        "--to", dest="target", metavar="xx", type=language, default="", help="language of the translations"
    )
    command.add_argument("--xliff", choices=("2.1", "2.0", "1.2"), default="", help="version of a new XLIFF file")
    command.add_argument(
        "--columns", metavar="source=B,target=C", default="", help="which columns of a table hold what, and its sheet"
    )
    command.add_argument("--changes", metavar="TABLE", help="a table that came back: its targets go into IN, as OUT")
    command.add_argument("--with", dest="beside", metavar="FILE", help="the translation of IN, to be put beside it")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write the file whole or not at all; pictures of a Word document come to lie in a folder beside it."""
    import tempfile

    if is_bitext(options.input, options.output, options.beside):
        return convert(options, context)
    path = Path(options.output)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory() as folder:
        read = bounded("post.read", ReadPost(path=options.input, pictures=folder), PostBrought)
        brief = msgspec.structs.replace(read.brief, language=read.brief.language or options.lang)
        draft = Draft(DraftId(""), Kind.BLOG, brief, read.copy, changed_at=now)
        done = written_post(draft, path, folder, options.form)
    notes = [*read.notes, *done.notes]
    for note in notes:
        context.say(note)
    answer = {"output": str(path), "files": [*done.files], "notes": notes}
    context.answer(answer, lambda: tr("Exported to {file}.", file=path))
    return 0
