from rag.understanding.comparison import sides_of


def test_a_name_is_never_cut_in_two():
    question = "최가람 대행이랑 배경훈 장관이 2025년에 둘 다 내세운 목표, 뭐라고 했더라"
    words = {word for side in sides_of(question, language="ko") for word in side.question.split()}
    assert not any(word.endswith("훈") and word not in question for word in words)
