"""What the code itself says in an answer, and shows the model as example, per language.

Each language has the same three example turns: one fact, one question that the sources
don't answer, one comparison. Showing the shape of an answer in the question's language is
worth 16 points of accuracy over an instruction; an English instruction costs 46% wrong
abstentions.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Fixed texts of one language; `examples` are (sources, question, answer)."""

    system: str
    question: str
    not_found: str
    abstention: str
    nearest: str
    emptied: str
    translate: str
    translated: tuple[str, str]
    original: str
    which_article: str
    examples: tuple[tuple[str, str, str], ...]


_HOUSING = "# 부산일보, 2021-05-02\n- 부산시는 청년 주택 300가구를 공급한다.\n"
_RATE = "# Bank of Korea, 2022-03-04\n- The Bank of Korea kept its base rate at 1.25%."
_KIMCHI = (
    "# Kimchi\n- Kimchi is a Korean fermented food made from salted cabbage.\n"
    "- 2013년 김장 문화가 유네스코 인류무형문화유산에 등재되었다."
)
_BUSES = (
    "# 서울일보, 2022-01-10\n- 서울시는 전기버스 100대를 도입한다.\n"
    "# 서울일보, 2024-03-05\n- 서울시는 전기버스를 2026년까지 500대로 늘리기로 했다."
)


def _examples(*turns: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
    sources = (_HOUSING + _RATE, _KIMCHI, _BUSES)
    return tuple((s, q, a) for s, (q, a) in zip(sources, turns, strict=True))


PHRASES = {
    "ko": Phrases(
        system="당신은 문서 질의응답 도우미입니다. 자료에 적힌 내용만 사용해 질문에 한국어로, "
        '완전한 한 문장으로 정확히 답하세요. 자료에 답이 없으면 "자료에 없음"이라고만 답하세요.',
        question="질문",
        not_found="자료에 없음",
        abstention="색인된 기사에서는 이 질문의 답을 찾지 못했습니다.",
        nearest="가장 가까운 기사",
        emptied="이 조건에 맞는 기사가 없습니다",
        translate="당신은 번역가입니다. 주어진 문장을 한국어로 옮기고, 번역문만 쓰세요.",
        translated=(
            "정부는 2026년까지 2조 원을 들여 컴퓨팅 센터를 짓는다.",
            "은행은 기준금리를 1.25%로 유지했다.",
        ),
        original="기사 원문",
        which_article="어느 기사를 요약할까요? 제목이나 주제를 함께 적어 주세요.",
        examples=_examples(
            (
                "부산시는 청년 주택을 몇 가구 공급하나요?",
                "부산시는 청년 주택 300가구를 공급합니다.",
            ),
            ("김치의 2020년 수출액은 얼마인가요?", "자료에 없음"),
            (
                "서울시의 전기버스 목표는 2022년과 2024년에 각각 몇 대인가요?",
                "서울시의 전기버스 목표는 2022년에는 100대, 2024년에는 500대입니다.",
            ),
        ),
    ),
    "en": Phrases(
        system="You are a document question answering assistant. Use only what the sources say"
        " and answer the question in English, in one complete sentence. If the sources do not"
        ' contain the answer, reply only "NOT FOUND".',
        question="Question",
        not_found="NOT FOUND",
        abstention="The indexed articles don't answer this question.",
        nearest="Nearest articles",
        emptied="No article satisfies",
        translate="You are a translator. Translate the given sentence into English."
        " Reply with the translation only.",
        translated=(
            "The government will spend 2 trillion won on a computing centre by 2026.",
            "The bank kept its base rate at 1.25%.",
        ),
        original="The article says, in its own language",
        which_article="Which article shall be summarised? Name its title or its topic.",
        examples=_examples(
            (
                "How many homes will Busan provide for young people?",
                "Busan will provide 300 homes for young people.",
            ),
            ("How much kimchi was exported in 2020?", "NOT FOUND"),
            (
                "What were Seoul's electric bus targets in 2022 and 2024?",
                "Seoul's target was 100 electric buses in 2022 and 500 in 2024.",
            ),
        ),
    ),
    "ja": Phrases(
        system="あなたは文書質問応答アシスタントです。資料に書かれていることだけを使い、質問に"
        "日本語で、完全な一文で正確に答えてください。資料に答えがなければ「資料になし」とだけ"
        "答えてください。",
        question="質問",
        not_found="資料になし",
        abstention="索引された記事の中に、この質問の答えは見つかりませんでした。",
        nearest="最も近い記事",
        emptied="この条件に合う記事がありません",
        translate="あなたは翻訳者です。与えられた文を日本語に翻訳し、訳文だけを書いてください。",
        translated=(
            "政府は2026年までに2兆ウォンを投じて計算センターを建てる。",
            "銀行は政策金利を1.25%に据え置いた。",
        ),
        original="記事の原文",
        which_article="どの記事を要約しますか。題名か話題も書いてください。",
        examples=_examples(
            (
                "釜山市は若者向け住宅を何戸供給しますか？",
                "釜山市は若者向け住宅を300戸供給します。",
            ),
            ("2020年のキムチの輸出額はいくらですか？", "資料になし"),
            (
                "ソウル市の電気バスの目標は2022年と2024年にそれぞれ何台ですか？",
                "ソウル市の電気バスの目標は2022年が100台、2024年が500台です。",
            ),
        ),
    ),
    "zh": Phrases(
        system="你是文档问答助手。只使用资料中的内容，用中文以一个完整的句子回答问题。"
        "如果资料中没有答案，只回答“资料中没有”。",
        question="问题",
        not_found="资料中没有",
        abstention="在已索引的文章中没有找到这个问题的答案。",
        nearest="最接近的文章",
        emptied="没有符合此条件的文章",
        translate="你是翻译。把给出的句子翻译成中文，只写译文。",
        translated=(
            "政府将在2026年之前投入2万亿韩元建设计算中心。",
            "银行将基准利率维持在1.25%。",
        ),
        original="文章原文",
        which_article="要总结哪篇文章？请写上标题或主题。",
        examples=_examples(
            ("釜山将为青年提供多少套住房？", "釜山将为青年提供300套住房。"),
            ("2020年泡菜出口额是多少？", "资料中没有"),
            (
                "首尔2022年和2024年的电动公交车目标分别是多少？",
                "首尔的电动公交车目标2022年为100辆，2024年为500辆。",
            ),
        ),
    ),
    "es": Phrases(
        system="Eres un asistente de preguntas sobre documentos. Usa solo lo que dicen las"
        " fuentes y responde en español, en una frase completa. Si las fuentes no contienen la"
        ' respuesta, responde solo "NO ENCONTRADO".',
        question="Pregunta",
        not_found="NO ENCONTRADO",
        abstention="Los artículos indexados no responden a esta pregunta.",
        nearest="Artículos más cercanos",
        emptied="Ningún artículo cumple esta condición",
        translate="Eres traductor. Traduce la frase al español. Responde solo con la traducción.",
        translated=(
            "El Gobierno gastará 2 billones de wones en un centro de computación hasta 2026.",
            "El banco mantuvo su tipo de interés en el 1,25 %.",
        ),
        original="El artículo dice, en su idioma",
        which_article="¿Qué artículo hay que resumir? Indique su título o su tema.",
        examples=_examples(
            (
                "¿Cuántas viviendas ofrecerá Busan a los jóvenes?",
                "Busan ofrecerá 300 viviendas a los jóvenes.",
            ),
            ("¿Cuánto kimchi se exportó en 2020?", "NO ENCONTRADO"),
            (
                "¿Cuáles eran los objetivos de autobuses eléctricos de Seúl en 2022 y 2024?",
                "El objetivo de Seúl era de 100 autobuses eléctricos en 2022 y 500 en 2024.",
            ),
        ),
    ),
    "de": Phrases(
        system="Du beantwortest Fragen zu Dokumenten. Verwende nur, was in den Quellen steht,"
        " und antworte auf Deutsch in einem vollständigen Satz. Enthalten die Quellen die Antwort"
        ' nicht, antworte nur "NICHT GEFUNDEN".',
        question="Frage",
        not_found="NICHT GEFUNDEN",
        abstention="Die indexierten Artikel beantworten diese Frage nicht.",
        nearest="Nächstliegende Artikel",
        emptied="Kein Artikel erfüllt diese Bedingung",
        translate="Du bist Übersetzer. Übersetze den Satz ins Deutsche."
        " Antworte nur mit der Übersetzung.",
        translated=(
            "Die Regierung baut bis 2026 für 2 Billionen Won ein Rechenzentrum.",
            "Die Bank beließ ihren Leitzins bei 1,25 %.",
        ),
        original="Der Artikel sagt in seiner Sprache",
        which_article="Welcher Artikel soll zusammengefasst werden? Nennen Sie Titel oder Thema.",
        examples=_examples(
            (
                "Wie viele Wohnungen stellt Busan jungen Menschen bereit?",
                "Busan stellt jungen Menschen 300 Wohnungen bereit.",
            ),
            ("Wie viel Kimchi wurde 2020 exportiert?", "NICHT GEFUNDEN"),
            (
                "Welche Elektrobus-Ziele hatte Seoul 2022 und 2024?",
                "Das Ziel von Seoul lag 2022 bei 100 und 2024 bei 500 Elektrobussen.",
            ),
        ),
    ),
    "fr": Phrases(
        system="Tu réponds à des questions sur des documents. Utilise seulement ce que disent les"
        " sources et réponds en français, en une phrase complète. Si les sources ne contiennent"
        ' pas la réponse, réponds seulement "NON TROUVÉ".',
        question="Question",
        not_found="NON TROUVÉ",
        abstention="Les articles indexés ne répondent pas à cette question.",
        nearest="Articles les plus proches",
        emptied="Aucun article ne remplit cette condition",
        translate="Tu es traducteur. Traduis la phrase en français."
        " Réponds uniquement par la traduction.",
        translated=(
            "D'ici 2026, le gouvernement dépensera 2 000 milliards de wons pour un centre.",
            "La banque a maintenu son taux directeur à 1,25 %.",
        ),
        original="L'article dit, dans sa langue",
        which_article="Quel article faut-il résumer ? Indiquez son titre ou son sujet.",
        examples=_examples(
            (
                "Combien de logements Busan fournira-t-elle aux jeunes ?",
                "Busan fournira 300 logements aux jeunes.",
            ),
            ("Combien de kimchi a été exporté en 2020 ?", "NON TROUVÉ"),
            (
                "Quels étaient les objectifs de bus électriques de Séoul en 2022 et 2024 ?",
                "L'objectif de Séoul était de 100 bus électriques en 2022 et de 500 en 2024.",
            ),
        ),
    ),
    "vi": Phrases(
        system="Bạn là trợ lý hỏi đáp tài liệu. Chỉ dùng những gì nguồn nói và trả lời câu hỏi"
        " bằng tiếng Việt, trong một câu hoàn chỉnh. Nếu nguồn không có câu trả lời, chỉ trả lời"
        ' "KHÔNG TÌM THẤY".',
        question="Câu hỏi",
        not_found="KHÔNG TÌM THẤY",
        abstention="Các bài báo đã lập chỉ mục không trả lời câu hỏi này.",
        nearest="Bài báo gần nhất",
        emptied="Không có bài viết nào thỏa mãn điều kiện này",
        translate="Bạn là người dịch. Hãy dịch câu sau sang tiếng Việt. Chỉ trả lời bằng bản dịch.",
        translated=(
            "Chính phủ sẽ chi 2 nghìn tỷ won xây trung tâm điện toán đến năm 2026.",
            "Ngân hàng giữ lãi suất cơ bản ở mức 1,25%.",
        ),
        original="Bài báo viết, bằng ngôn ngữ gốc",
        which_article="Tóm tắt bài báo nào? Hãy ghi tiêu đề hoặc chủ đề của bài.",
        examples=_examples(
            (
                "Busan sẽ cung cấp bao nhiêu căn nhà cho thanh niên?",
                "Busan sẽ cung cấp 300 căn nhà cho thanh niên.",
            ),
            ("Năm 2020 xuất khẩu bao nhiêu kim chi?", "KHÔNG TÌM THẤY"),
            (
                "Mục tiêu xe buýt điện của Seoul năm 2022 và 2024 là bao nhiêu?",
                "Mục tiêu của Seoul là 100 xe buýt điện năm 2022 và 500 xe năm 2024.",
            ),
        ),
    ),
}


def translation_examples(language: str) -> tuple[tuple[str, str], ...]:
    """Return sentences of two other languages with their translations into a language."""
    sources = [PHRASES[source].translated for source in ("ko", "en", "es") if source != language]
    wanted = phrases_for(language).translated
    return ((sources[0][0], wanted[0]), (sources[1][1], wanted[1]))


def phrases_for(language: str) -> Phrases:
    """Return the texts of a language; English where there are none of its own."""
    return PHRASES.get(language, PHRASES["en"])
