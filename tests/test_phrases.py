from dataclasses import fields

import pytest

from rag.phrases import PHRASES, Phrases, phrases_for, translation_examples

SENTENCES = [
    field.name
    for field in fields(Phrases)
    if field.name not in ("examples", "question", "translated")
]  # Question, Question


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_a_language_has_every_phrase_in_its_own_words(language):
    ours = PHRASES[language]
    for name in SENTENCES:
        said = getattr(ours, name)
        assert said == said.strip() != ""
        others = [getattr(PHRASES[other], name) for other in PHRASES if other != language]
        assert said not in others


@pytest.mark.parametrize("language", sorted(PHRASES))
def test_what_a_name_follows_ends_without_a_mark(language):
    # "No article satisfies: the Daily", "Nearest articles: …"
    for said in (PHRASES[language].emptied, PHRASES[language].nearest):
        assert said[-1].isalnum()
    assert PHRASES[language].emptied not in PHRASES[language].abstention


@pytest.mark.parametrize("language", ["am", "ka", "xx", ""])
def test_a_language_without_phrases_gets_english_ones(language):
    assert phrases_for(language) == PHRASES["en"]


@pytest.mark.parametrize("language", [*sorted(PHRASES), "th"])
def test_examples_of_translation_come_from_two_other_languages(language):
    examples = translation_examples(language)
    said = PHRASES.get(language, PHRASES["en"]).translated
    assert [translated for _, translated in examples] == list(said)
    for source, translated in examples:
        assert source != translated or language == "th"
    assert len({source for source, _ in examples}) == 2
