import json

from index.documents import Span
from rag.answers import Answer, Citation, Timings, passage_to_json
from tests.evidence_of import evidence_of, passage_of
from tests.json_keys import ANSWER_KEYS, CITATION_KEYS, PASSAGE_KEYS, TIMING_KEYS


def answer_of(text="“橋は420メートルだ。” [1]", **fields):
    evidence = evidence_of("橋は420メートルだ。", title="橋", published="2024-05-20T10:30")
    values = {
        "question": "橋の長さは？",
        "text": text,
        "language": "ja",
        "abstained": False,
        "citations": (Citation(1, evidence, Span(0, 13), supported=True),),
        "passages": (passage_of("橋は420メートルだ。", dense=0.91234567, lexical=0.5),),
        "timings": Timings(0.123456, 1.0, 2.0, 300, 20),
    }
    return Answer(**{**values, **fields})


def test_an_answer_has_the_keys_that_the_readme_promises():
    record = answer_of().to_json(id_="q-1")
    assert list(record) == ANSWER_KEYS
    assert list(record["citations"][0]) == CITATION_KEYS
    assert list(record["passages"][0]) == PASSAGE_KEYS
    assert list(record["timings"]) == TIMING_KEYS


def test_an_answer_survives_json():
    answer = answer_of()
    record = json.loads(json.dumps(answer.to_json(id_="q-1"), ensure_ascii=False))
    assert record == answer.to_json(id_="q-1")
    assert (record["id"], record["answer"]) == ("q-1", answer.text)
    assert record["timings"]["retrieve_s"] == 0.1235


def test_a_citation_leads_to_its_words_in_article_and_answer():
    answer = answer_of()
    (record,) = answer.to_json()["citations"]
    document = answer.citations[0].evidence.document
    assert document.text[record["start"] : record["end"]] == record["quote"]
    assert answer.text[record["answer_start"] : record["answer_end"]] == f"“{record['quote']}”"
    assert (record["document_id"], record["published"]) == (document.id, "2024-05-20T10:30")
    assert record["supported"] is True


def test_a_question_that_was_searched_as_it_is_says_so():
    assert answer_of().to_json()["searched"] == "橋の長さは？"
    assert (
        answer_of(searched="다리는? 橋の長さは？").to_json()["searched"] == "다리는? 橋の長さは？"
    )


def test_a_passage_says_what_its_score_is_made_of():
    record = passage_to_json(passage_of("ตลาดเปิดแล้ว", dense=0.91234567, lexical=0.5))
    assert (record["score"], record["dense"], record["lexical"]) == (1.0623, 0.9123, 0.5)
    assert (record["text"], record["start"], record["end"]) == ("ตลาดเปิดแล้ว", 0, 12)
