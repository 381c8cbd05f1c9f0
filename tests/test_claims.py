import json
from collections import Counter

import pytest

from evaluation import claims
from evaluation.claims import (
    FILE,
    HALVES,
    MUTATIONS,
    Claim,
    Outcome,
    evidence_of,
    figures,
    judge,
    read_claims,
)
from evaluation.metrics import Share
from index.language import detect_language
from rag.answers import Question, Verdict

PASSED, STOPPED = Verdict(), Verdict(kind="figure", words="9조")


@pytest.fixture(scope="module")
def all_claims():
    return read_claims()


def claim_of(id_, *, mutation="", pair="", language="ko", evidence_language="ko"):
    evidence = evidence_of("두루시는 나무를 심었다.", language=evidence_language)
    question = Question("무엇을 했나요?", language, "무엇을 했나요?")
    return Claim(id_, "두루시는 나무를 심었습니다.", (evidence,), question, mutation, pair)


OUTCOMES = (
    Outcome(claim_of("cl-001-01"), PASSED),
    Outcome(claim_of("cl-001-02", mutation="number", pair="cl-001-01"), STOPPED),
    Outcome(claim_of("cl-001-03", mutation="name", pair="cl-001-01"), PASSED),
    Outcome(claim_of("cl-001-04", language="en"), STOPPED),
    Outcome(claim_of("cl-001-05", mutation="name", pair="cl-001-04", language="en"), STOPPED),
    Outcome(claim_of("cl-002-01", language="ja", evidence_language="ja"), PASSED),
)


def test_caught_and_false_alarms_count_changed_and_true_claims():
    named = figures(OUTCOMES)
    assert named["caught"] == Share(2, 3)
    assert named["false_alarms"] == Share(1, 3)


def test_a_pair_is_told_apart_only_where_its_true_claim_passes():
    assert figures(OUTCOMES)["told_apart"] == Share(1, 3)


def test_groups_are_kinds_languages_and_crossings():
    named = figures(OUTCOMES)
    assert named["caught_by_mutation"] == {"name": Share(1, 2), "number": Share(1, 1)}
    assert named["caught_by_language"] == {"en": Share(1, 1), "ko": Share(1, 2)}
    assert named["caught_by_direction"] == {
        "cross-language": Share(1, 1),
        "same language": Share(1, 2),
    }
    assert named["false_alarms_by_language"] == {
        "en": Share(1, 1),
        "ko": Share(0, 1),
        "other": Share(0, 1),
    }


def test_an_outcome_is_right_where_changed_is_stopped_and_true_let_through():
    assert [outcome.is_right for outcome in OUTCOMES] == [True, True, False, False, True, True]


@pytest.mark.parametrize(("verdict", "share"), [(PASSED, 0.0), (STOPPED, 1.0)])
def test_a_guard_that_says_one_thing_to_all_tells_nothing_apart(all_claims, verdict, share):
    named = figures(judge(all_claims, lambda *_: verdict))
    assert named["caught"].value == named["false_alarms"].value == share
    assert named["told_apart"].value == 0.0


def test_a_guard_gets_the_claim_its_evidence_and_its_question(all_claims):
    claim = all_claims[0]
    (outcome,) = judge([claim], lambda *given: Verdict("given", repr(given)))
    assert outcome.verdict.words == repr((claim.text, claim.evidence, claim.question))


def test_evidence_is_the_whole_of_its_article():
    evidence = evidence_of(
        "나무를 심었다.", title="숲", date="2024-03-05", publisher="가람일보", language="ko"
    )
    document = evidence.document
    assert evidence.text == document.text == "나무를 심었다."
    assert (document.title, document.date, document.publisher) == ("숲", "2024-03-05", "가람일보")


def test_ids_are_unique_and_no_claim_is_there_twice(all_claims):
    assert len({c.id for c in all_claims}) == len(all_claims)
    assert len({(c.item, c.text) for c in all_claims}) == len(all_claims)


def test_the_set_is_large_enough(all_claims):
    kinds = Counter(claim.mutation for claim in all_claims)
    assert set(kinds) == {"", *MUTATIONS}
    assert kinds[""] >= 260
    assert all(kinds[mutation] >= 80 for mutation in MUTATIONS)
    assert sum(c.is_cross_language for c in all_claims) / len(all_claims) >= 0.2


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_each_half_has_every_kind_in_both_languages(half, language):
    kinds = Counter(c.mutation for c in read_claims(half=half) if c.language == language)
    assert all(kinds[mutation] >= 30 for mutation in ("", *MUTATIONS))


def test_a_changed_claim_differs_from_the_true_one_it_came_from(all_claims):
    by_id = {claim.id: claim for claim in all_claims}
    for claim in all_claims:
        if not claim.mutation:
            assert not claim.pair
            continue
        true = by_id[claim.pair]
        assert not true.mutation
        assert true.text != claim.text
        assert (true.evidence, true.question) == (claim.evidence, claim.question)


def test_the_halves_share_no_evidence():
    odd, even = ({e.text for c in read_claims(half=h) for e in c.evidence} for h in HALVES)
    assert odd
    assert even
    assert not odd & even


def test_claims_and_questions_are_in_their_language(all_claims):
    for claim in all_claims:
        for text in (claim.text, claim.question.text):
            assert detect_language(text, default=claim.language) == claim.language, claim.id


def test_a_line_without_a_field_is_refused(tmp_path):
    record = json.loads(FILE.read_text(encoding="utf-8").splitlines()[0])
    del record["mutation"]
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(KeyError, match="mutation"):
        read_claims(path)


@pytest.fixture
def kept(monkeypatch):
    """Run the command on the hand-made outcomes; give the halves whose figures it keeps."""
    halves = []
    monkeypatch.setattr(claims, "judge", lambda _: list(OUTCOMES))
    monkeypatch.setattr(claims, "keep", lambda *_, half, **__: halves.append(half))
    return halves


def test_only_the_even_half_is_kept(kept, capsys):
    for half in ("odd", "all"):
        claims.main(["--half", half])
    assert kept == []
    claims.main([])
    assert kept == ["even"]
    assert "2/3" in capsys.readouterr().out


def test_json_and_what_went_wrong_are_printed_on_request(kept, capsys):
    claims.main(["--half", "odd", "--json"])
    assert json.loads(capsys.readouterr().out)["caught"]["hits"] == 2
    claims.main(["--half", "odd", "--wrong"])
    printed = capsys.readouterr().out
    assert "cl-001-03 [ko] name not seen" in printed
    assert "cl-001-04 [en] stopped: figure 9조" in printed
    assert "cl-001-02" not in printed
