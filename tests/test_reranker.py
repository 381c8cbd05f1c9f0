from dataclasses import replace

import pytest

from index.documents import Document
from index.errors import ConfigurationError
from index.store import Store
from index.sync import put_document
from rag.reranker import RERANKED, CrossEncoderReranker
from rag.retriever import HybridRetriever
from tests.evidence_of import passage_of
from tests.fakes import BigramEmbedder

WORDS = (
    "가람시 도서관 노면전차 길이는 8.4㎞ 입니다 몇 곳 the boat 湿地公园 観測所 ตลาด 🚲 제목".split()
)
TEXTS = [
    "도서관 the boat",
    "노면전차 길이는 8.4㎞ 입니다",
    "湿地公园",
    "ตลาด 🚲 boat",
    "観測所 몇 곳",
]
QUESTION = "노면전차 길이는"


class ByLength:
    """A reranker that puts the longest passage first."""

    def __init__(self):
        self.calls = []

    def rerank(self, question, passages):
        self.calls.append((question, list(passages)))
        return sorted(passages, key=lambda passage: -len(passage.text))


@pytest.fixture
def store(tmp_path):
    """An index of 30 articles, each a bit longer than the one before."""
    store = Store(tmp_path / "index")
    for number in range(30):
        text = f"노면전차 {number}호선의 길이는 {number + 3}㎞이다." + " 공사를 한다." * number
        document = Document(f"{number}호선", text, "ko", f"{number}.md")
        put_document(store, document, BigramEmbedder())
    return store


def test_the_reranker_reads_the_best_and_its_order_is_kept(store):
    reranker = ByLength()
    plain = HybridRetriever(store, BigramEmbedder())
    retriever = HybridRetriever(store, BigramEmbedder(), reranker=reranker)
    retrieval = retriever.retrieve("노면전차 길이는?", language="ko")
    ((question, read),) = reranker.calls
    assert question == "노면전차 길이는?"
    expected = plain.retrieve("노면전차 길이는?", language="ko", top_k=RERANKED).passages
    assert [passage.chunk_id for passage in read] == [passage.chunk_id for passage in expected]
    best = sorted(read, key=lambda passage: -len(passage.text))[:6]
    assert [p.chunk_id for p in retrieval.passages] == [p.chunk_id for p in best]
    assert [p.rank for p in retrieval.passages] == [1, 2, 3, 4, 5, 6]
    assert best[0].chunk_id not in [passage.chunk_id for passage in read[:6]]


def test_sentences_matched_words_and_copies_follow_the_new_order(store):
    retriever = HybridRetriever(store, BigramEmbedder(), reranker=ByLength())
    retrieval = retriever.retrieve("노면전차 길이는?", language="ko")
    assert list(dict.fromkeys(hit.chunk_id for hit in retrieval.sentences)) == [
        passage.chunk_id for passage in retrieval.passages
    ]
    assert all(passage.matched[0] == "노면전차" for passage in retrieval.passages)


@pytest.mark.parametrize("top_k", [1, 6, RERANKED, 25])
def test_there_are_at_most_top_k_passages_however_many_it_reads(store, top_k):
    reranker = ByLength()
    retriever = HybridRetriever(store, BigramEmbedder(), reranker=reranker)
    assert len(retriever.retrieve(QUESTION, language="ko", top_k=top_k).passages) == top_k
    ((_, read),) = reranker.calls
    assert len(read) == max(top_k, RERANKED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a tiny cross-encoder of random numbers and a tokenizer of whole words."""
    return make_cross_encoder(tmp_path_factory.mktemp("작은 재순위 모델"))


def make_cross_encoder(folder, *, labels=1):
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = {word: number for number, word in enumerate([*special, *WORDS])}
    words = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    words.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = ("pad_token", "unk_token", "cls_token", "sep_token")
    PreTrainedTokenizerFast(
        tokenizer_object=words, model_max_length=64, **dict(zip(names, special, strict=True))
    ).save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=64, num_labels=labels, initializer_range=0.5,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def by_hand(folder, text):
    """Return what the model says of the question and a text, as plain transformers has it."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        pair = tokenizer(QUESTION, text, truncation=True, return_tensors="pt")
        return float(model(**pair).logits[0, 0])


def passages():
    """Return passages with falling scores, each chunk its own."""
    return [
        replace(passage_of(text), chunk_id=number, rank=number + 1, score=2.0 - number / 10)
        for number, text in enumerate(TEXTS)
    ]


@pytest.mark.real
def test_the_order_is_that_of_the_model_reading_question_title_and_text(folder):
    given = passages()
    found = CrossEncoderReranker(str(folder), device="cpu").rerank(QUESTION, given)
    said = {p.chunk_id: by_hand(folder, f"{p.document.title}\n{p.text}") for p in given}
    assert len({round(score, 3) for score in said.values()}) == len(given)
    expected = sorted(said, key=lambda chunk_id: -said[chunk_id])
    assert [passage.chunk_id for passage in found] == expected != [0, 1, 2, 3, 4]


@pytest.mark.real
def test_all_come_back_and_the_scores_are_handed_out_anew_best_first(folder):
    given = passages()
    found = CrossEncoderReranker(str(folder), device="cpu").rerank(QUESTION, given)
    assert [passage.score for passage in found] == [passage.score for passage in given]
    unscored = {passage.chunk_id: replace(passage, score=0.0) for passage in given}
    assert {p.chunk_id: replace(p, score=0.0) for p in found} == unscored


@pytest.mark.real
def test_nothing_one_and_what_is_longer_than_the_model_can_read(folder):
    reranker = CrossEncoderReranker(str(folder), device="cpu")
    assert reranker.rerank(QUESTION, []) == []
    one = passages()[:1]
    assert reranker.rerank(QUESTION, one) == one
    long = [passage_of("도서관 the boat " * 3000), passage_of("처음 보는 말 " * 500)]
    assert len(reranker.rerank("길이는 " * 5000, long)) == 2


@pytest.mark.real
def test_what_cannot_be_loaded_is_a_wrong_setting(folder, tmp_path):
    with pytest.raises(ConfigurationError, match=r"can't be loaded .*must be a hub name"):
        CrossEncoderReranker(str(tmp_path), device="cpu")
    with pytest.raises(ConfigurationError, match="can't be loaded"):
        CrossEncoderReranker(str(tmp_path / "없는 폴더"), device="cpu")


@pytest.mark.real
def test_damaged_weights_are_a_wrong_setting(tmp_path):
    make_cross_encoder(tmp_path)
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(ConfigurationError, match="can't be loaded"):
        CrossEncoderReranker(str(tmp_path), device="cpu")


@pytest.mark.real
def test_a_model_of_classes_is_no_reranker(tmp_path):
    make_cross_encoder(tmp_path, labels=3)
    with pytest.raises(ConfigurationError, match="gives 3 classes, not one score"):
        CrossEncoderReranker(str(tmp_path), device="cpu")
