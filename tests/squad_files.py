"""Small question sets in SQuAD format: the same three articles in Korean, English and German."""

import json

ARTICLES = {
    "ko": [
        ("가람교", ["가람교는 1998년에 놓였다. 길이는 420m다.", "다리를 고치는 데 38억원이 든다."]),
        ("나루 도서관", ["나루 도서관의 장서는 8만 권이다."]),
        ("솔재 전망대", ["솔재 전망대는 겨울에 문을 닫는다."]),
    ],
    "en": [
        ("Garam Bridge", ["The bridge was built in 1998. It is 420 m long.",
                          "Its repair costs 3.8 billion won."]),
        ("Naru Library", ["The library of Naru holds 80,000 books."]),
        ("Soljae Lookout", ["The lookout on Soljae closes in winter."]),
    ],
    "de": [
        ("Garam-Brücke", ["Die Brücke wurde 1998 gebaut. Sie ist 420 m lang.",
                          "Die Reparatur der Brücke kostet 3,8 Milliarden Won."]),
        ("Bibliothek von Naru", ["Die Bibliothek von Naru besitzt 80.000 Bücher."]),
        ("Aussichtsturm Soljae", ["Der Turm auf dem Soljae ist im Winter geschlossen."]),
    ],
}  # fmt: skip


def paragraph(text, *, questions=True):
    """Return a paragraph whose one question is its beginning, its answer the first letters."""
    qas = [{"question": f"{text[:12]}?", "answers": [{"text": text[:4], "answer_start": 0}]}]
    return {"context": text, "qas": qas if questions else []}


def squad_file(folder, language, *, questions=True, name="set"):
    """Write the articles of a language; return the file."""
    data = [
        {"title": title, "paragraphs": [paragraph(text, questions=questions) for text in texts]}
        for title, texts in ARTICLES[language]
    ]
    path = folder / f"{name}.{language}.json"
    path.write_text(json.dumps({"version": "1.1", "data": data}), encoding="utf-8")
    return path


def foreign_file(folder, records):
    """Write questions about paragraphs, as (text, paragraph); return the file."""
    lines = [{"question": text, "xquad_paragraph_index": place} for text, place in records]
    path = folder / "foreign.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path
