"""Evidence and question -> the chat turns for the model; fixed turns first, so they are cached."""

from collections.abc import Sequence
from itertools import groupby

from rag.answers import Evidence, Message, Prompt, Question
from rag.instructions import is_order
from rag.phrases import phrases_for, translation_examples


def build_prompt(question: Question, evidence: Sequence[Evidence]) -> Prompt:
    """Return the prompt; the model is not asked to cite or to number anything."""
    phrases = phrases_for(question.language)
    messages = [Message("system", phrases.system)]
    for sources, asked, answered in phrases.examples:
        messages.append(Message("user", f"{sources}\n\n{phrases.question}: {asked}"))
        messages.append(Message("assistant", answered))
    sources = format_sources(evidence)
    messages.append(Message("user", f"{sources}\n\n{phrases.question}: {question.meant}"))
    return Prompt(tuple(messages), tuple(evidence))


def build_translation(question: Question, evidence: Evidence) -> Prompt:
    """Return the prompt that puts one sentence of evidence into the question's language."""
    messages = [Message("system", phrases_for(question.language).translate)]
    for sentence, translated in translation_examples(question.language):
        messages += [Message("user", sentence), Message("assistant", translated)]
    return Prompt((*messages, Message("user", evidence.text)), (evidence,))


def format_sources(evidence: Sequence[Evidence]) -> str:
    """Return the evidence by article, best article first, sentences in their order.

    Example:
        # <title> (<publisher>), 2025-02-20
        - <sentence>
    """
    order = {e.document.id: i for i, e in reversed(list(enumerate(evidence)))}
    ordered = sorted(evidence, key=lambda e: (order[e.document.id], e.span))
    blocks = []
    for _, group in groupby(ordered, key=lambda e: e.document.id):
        sentences = list(group)
        document = sentences[0].document
        heading = "#" if is_order(document.title) else f"# {document.title}"
        if document.publisher:
            heading += f" ({document.publisher})"
        if document.date:
            heading += f", {document.date}"
        blocks.append("\n".join([heading, *(f"- {e.text}" for e in sentences)]))
    return "\n".join(blocks)
