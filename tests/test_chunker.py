import pytest

from index.chunker import TARGET_TOKENS, chunk_document
from index.documents import Document
from index.reader import find_articles
from index.sentences import split_sentences
from tests.conftest import ARTICLES
from tests.fakes import BigramEmbedder
from tests.mixtures import mixture
from tests.reading import read_document

count_tokens = BigramEmbedder().count_tokens


def document_of(text):
    return Document(title="제목", text=text, language="ko", source="a.txt")


def check_chunks(document, chunks, target):
    """Assert everything that holds for the chunks of any document."""
    sentences = split_sentences(document.text)
    covered = [span for chunk in chunks for span in chunk.sentences]
    assert list(dict.fromkeys(covered)) == sentences
    for chunk in chunks:
        assert chunk.document_id == document.id
        assert chunk.span.of(document.text).startswith(chunk.sentences[0].of(document.text))
        assert chunk.span.of(document.text).endswith(chunk.sentences[-1].of(document.text))
        if len(chunk.sentences) > 2:
            assert sum(count_tokens([s.of(document.text) for s in chunk.sentences])) <= target


@pytest.mark.parametrize("path", list(find_articles(ARTICLES)), ids=lambda path: path.stem)
@pytest.mark.parametrize("target", [10, 40, TARGET_TOKENS])
def test_the_chunks_of_an_article_cover_every_sentence(path, target):
    document = read_document(path)
    check_chunks(document, chunk_document(document, count_tokens, target_tokens=target), target)


@pytest.mark.parametrize("seed", range(20))
def test_the_chunks_of_mixed_scripts_cover_every_sentence(seed):
    document = document_of(mixture(seed, words=120))
    check_chunks(document, chunk_document(document, count_tokens, target_tokens=30), 30)


def test_a_chunk_starts_with_the_last_sentence_of_the_one_before():
    text = " ".join(f"{'가나다라' * 2} 第{n}文。" for n in range(20))
    chunks = chunk_document(document_of(text), count_tokens, target_tokens=30)
    assert len(chunks) > 3
    for before, after in zip(chunks, chunks[1:], strict=False):
        assert after.sentences[0] == before.sentences[-1]
        assert before.span.overlaps(after.span)


def test_a_sentence_that_fills_half_a_chunk_is_not_repeated():
    text = "짧은 문장이다. " + "긴 " * 42 + "문장이다. 다음은 짧다. 또 짧다."
    chunks = chunk_document(document_of(text), count_tokens, target_tokens=50)
    assert [len(chunk.sentences) for chunk in chunks] == [2, 2]
    assert not chunks[0].span.overlaps(chunks[1].span)


def test_one_sentence_longer_than_the_target_is_a_chunk_of_its_own():
    text = "짧다. " + "긴 " * 100 + "문장이다. 끝이다."
    chunks = chunk_document(document_of(text), count_tokens, target_tokens=20)
    assert [len(chunk.sentences) for chunk in chunks] == [1, 1, 1]


def test_text_without_words_has_no_chunks():
    assert chunk_document(document_of("\n \n"), count_tokens) == []
