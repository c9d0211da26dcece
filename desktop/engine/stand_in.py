"""Writes a variant with one plain question a field."""

from __future__ import annotations

from desktop.checks.channels import CHANNELS
from desktop.core.copy import Copy
from desktop.core.draft import Usage, Variant
from desktop.core.events import Delta, FieldDone, FieldStarted, VariantDone
from desktop.core.prompt import Chunk, Ending, FinishReason, LanguageModel, Message, Prompt, Role
from desktop.engine.jobs import Emit
from desktop.engine.messages import Write


async def run(request: Write, model: LanguageModel, variant: str, emit: Emit) -> Variant:
    """Ask for each field in turn."""
    brief = request.brief
    facts = "\n".join(f"{fact.name}: {fact.text}" for fact in brief.facts)
    names = (
        request.fields
        or tuple(dict.fromkeys(c.field for c in CHANNELS if c.id in brief.channels))
        or ("title", "description")
    )
    copy, usage, complete = Copy(), Usage(cost=0.0), True
    for name in names:
        emit(FieldStarted(variant, name))
        text = ""
        question = f"Write the {name} of this product for a web shop, and nothing else.\n{brief.product}\n{facts}\n{brief.notes}"
        async for piece in model.stream(Prompt((Message(Role.USER, question),), 120)):
            if isinstance(piece, Chunk):
                text += piece.text
                emit(Delta(variant, name, piece.text))
            elif isinstance(piece, Ending):
                usage = Usage(
                    usage.prompt_tokens + piece.usage.prompt_tokens,
                    usage.completion_tokens + piece.usage.completion_tokens,
                    piece.usage.cost,
                )
                complete = complete and piece.reason is not FinishReason.CUT_OFF
        copy = copy.with_field(name, text)
        emit(FieldDone(variant, name))
    made = Variant(variant, model.id, "plain/1", copy, complete=complete, usage=usage)
    emit(VariantDone(made))
    return made
