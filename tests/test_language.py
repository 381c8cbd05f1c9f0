import pytest

from index.language import detect_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "가람시는 도서관을 몇 곳 더 짓나요?"),
        ("ko", "AI GPU H100 cluster는 몇 대?"),
        ("ko", "2024년 大韓民國 정책은?"),
        ("en", "How long is the first tram line in Garam City?"),
        ("en", "What did the board of 가람시 say about the new ferries this year?"),
        ("ja", "青葉山の観測所はいつ開設されましたか"),
        ("ja", "AI戦略について教えて"),
        ("ja", "気象観測所建設費用総額は幾らか"),
        ("zh", "湿地公园将扩建至多少公顷？"),
        ("zh", "濕地公園的AI系統花了多少錢？"),
        ("es", "¿Cuánta agua produce la planta desalinizadora de Puerto Claro?"),
        ("de", "Wie viele Fahrgäste fährt jedes der neuen Boote über die Förde?"),
        ("fr", "Combien d'habitants la nouvelle usine alimente-t-elle chaque jour ?"),
        ("vi", "Công viên đất ngập nước rộng bao nhiêu héc ta?"),
        ("ru", "Сколько стоит новый мост через реку?"),
        ("th", "ตลาดริมน้ำมีร้านค้ากี่ร้าน"),
        ("hi", "नया पुल कितना लंबा है?"),
        ("ar", "كم تبلغ تكلفة الجسر الجديد؟"),
        ("he", "כמה עולה הגשר החדש?"),
        ("el", "Πόσο κοστίζει η νέα γέφυρα;"),
    ],
)
def test_the_language_of_a_question_is_recognised(language, text):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "  ", "2024-05-01?", "🚲 100%"])
def test_text_without_letters_has_the_default_language(text):
    assert detect_language(text) == "ko"
    assert detect_language(text, default="th") == "th"


def test_only_the_beginning_of_a_long_text_is_looked_at():
    assert detect_language("가람시는 다리를 놓았다. " * 400 + "the bridge is open " * 4000) == "ko"
