"""What a claim may rest on: the words of its evidence, and when and where they were said."""

import re

from rag.answers import Evidence

_RELATIVE_YEARS = (
    (-1, re.compile(r"지난해|작년|last year|去年|昨年|el año pasado", re.I)),
    (0, re.compile(r"올해|올 |이날|지난 \d+월|this year|今年|este año", re.I)),
    (1, re.compile(r"내년|next year|明年|来年|próximo año", re.I)),
)


def grounds_of(evidence: Evidence) -> tuple[str, ...]:
    """Return the texts that a claim may rest on: the sentence, its headline, its dates.

    A relative year in the sentence ("지난해") adds the year that it means.
    """
    document = evidence.document
    years = []
    if document.date:
        year = int(document.date[:4])
        years = [str(year + shift) for shift, word in _RELATIVE_YEARS if word.search(evidence.text)]
    return (evidence.text, document.title, document.date, document.publisher, *years)
