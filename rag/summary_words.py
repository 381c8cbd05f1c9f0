"""How summaries are asked for, in eight languages and a few words of others."""

import itertools
import re

from index.terms import morphemes

_ARTICLE_KO = r"(?:(?:뉴스|신문|언론)\s?)?(?:기사|뉴스|보도|소식|글|문서|자료)"
_TAIL_KO = (
    r"(?:\s*(?:[좀만을를도은는]|으로|간단히|간략히|간략하게|간단하게|짧게|한\s?번|먼저|해서|해|하여|하고|하(?:자)?면|[줘봐]요?"
    r"|주(?:세요|십시오|라|렴|시겠어요|시겠습니까|실래요|실\s?수\s?있\w{1,4})|줄래요?|줄\s?수\s?있\w{1,4}|다오|달라"
    r"|[봐보](?:세요|자)|부탁(?:해요?|합니다|드려요|드립니다|드릴게요)?|하세요|하시오|하라|해라|할래요?|합시다"
    r"|바람|바랍니다|바라요|요망|가능(?:해요?|한가요|할까요)?|할\s?수\s?있(?:나요|을까요|어요?|니)|될까요?|되나요"
    r"|알려|말해|보여|들려|정리|설명|적어|써|만들어|작성|뽑아|추려|요|싶(?:어요?|습니다)|원해요?|필요해요?))*"
)
_END = r"[\s.!?~…。！？^ㅎㅋ]*$"
_COUNT_KO = r"(?:\s*(?:\d|[한두세네]|다섯)\s?(?:줄|문장|가지|마디)(?:로|으로|만)?)?"
_WHAT_KO = (
    r"(?:무슨|어떤|뭔)\s?(?:내용|이야기|얘기|기사|글|뉴스|소식)"
    r"|(?:뭐|뭘|무엇)(?:에|을)?\s?(?:대한|관한|다룬|다루는)\s?(?:내용|기사|글|뉴스|거|것)"
    r"|(?:내용|주제|요지|요점|골자|줄거리)(?:이|은|는|가)?\s?(?:뭐|뭔|무엇|뭡)"
)
# What asks by itself, whatever else is named.
_REQUEST = re.compile(
    # Korean asks at the end: 요약해 줘, not 요약본은 언제 나오나.
    rf"(?:요약(?:본|문)?|간추려|축약|압축|(?:핵심|요점|골자|요지|줄거리)(?:\s?내용)?){_COUNT_KO}{_TAIL_KO}{_END}"
    rf"|{_ARTICLE_KO}들?(?:의|을|를)?\s?(?:내용(?:을)?)?\s?(?:짧게|간단히|간략히)?\s?정리{_TAIL_KO}{_END}"
    r"|(?:\d|[한두세네]|다섯)\s?(?:줄|문장|마디)(?:로|으로)\s?(?:간단히|짧게|핵심만)?\s?"
    rf"(?:정리|설명|알려|말해|줄여|추려|써|적어){_TAIL_KO}{_END}"
    # Japanese
    r"|要約(?:(?:を|も)?(?:し(?:て|ろ|なさい)|お願い|ください|下さい|頼|作|書いて|見せて|教えて|欲し|ほし)"
    rf"|{_END})"
    rf"|まとめて(?:ください|下さい|くれ|ほしい|欲しい|もらえ|いただ|教えて|{_END})"
    r"|(?:要点|ポイント|概要|要旨|あらまし)(?:だけ|のみ)?を?(?:簡潔に|短く)?"
    r"(?:教え|まとめて|説明して|示して|知りた|お願い)"
    # Chinese
    r"|(?:总结|總結|概括|归纳|歸納|概述|简述|簡述)"
    r"(?!报告|報告|会|會|大会|了|过|過|性|经验|經驗|书|的(?!话)|中|里)"
    rf"|(?:写|寫|给|給|做|生成|提供|要)(?:我|出|个|個|一|份|篇|段|简短的?|的)*(?:摘要|概要|总结|總結)|(?:摘要|概要|梗概|大意){_END}"
    # Vietnamese, German, and others at the start of the sentence
    r"|(?<!bản )\btóm (?:tắt|lược|gọn)\b(?!\s(?:này|đó|của|được))"
    r"|\bfass(?:e|t|en sie)?\b(?=.{1,200}\bzusammen\b)|\bzusammen(?:zu)?fassen\W*$"
    r"|\bvat\b(?=.{1,200}\bsamen\b)|^\W*(?:\w+\s){0,2}(?:riassumi|riassumere|resuma|resumo|ringkas(?:kan)?"
    r"|rangkum|özetle|özet|перескажи(?:те)?|суммируй(?:те)?|резюмируй(?:те)?|краткое содержание"
    r"|streść|podsumuj|samenvatting|لخص)\w{0,3}\b",
    re.IGNORECASE,
)
# What asks where no other question is asked and only such words come before it.
_VERB_OR_NOUN = re.compile(
    r"\b(?:summari[sz]e|sum (?:up|(?:it|this|that|these|them) up)|condense|recap"
    r"|resume(?=\s(?:el|la|los|las|este|esta|estos|estas|esto|en|por)\b|\W*$)|res[uú]me(?:me|lo|la|los|las)"
    r"|resum(?:ir(?:me|lo|la|los|las)?|a|an|en)|sintetiza(?:r|me)?"
    r"|résum(?:e|ez|er)(?:-(?:moi|nous|le|la|les))*"
    r"|(?P<noun>summary|summaries|gist|tl;?\s?dr|synopsis|abstract|overview|takeaways?|highlights"
    r"|(?:key|main)\s(?:points|ideas?|takeaways?|messages?|facts)"
    r"|resumen|s[ií]ntesis|puntos clave|puntos principales|ideas? principal(?:es)?"
    r"|zusammenfassung|kurzfassung|kernpunkte|wichtigsten punkte|kernaussagen?"
    r"|résumé|synthèse|points clés|grandes lignes"
    r"|(?:nội dung|ý|điểm) chính|bản tóm tắt))\b",
    re.IGNORECASE,
)
_BEFORE = frozenset(
    "please can could may might i i'd you u would will kindly just quickly briefly now ok okay "
    "hi hey hello so and then also like want need have get give me us show tell write provide "
    "produce make create generate do a an the short brief quick concise one two three four "
    "five six seven single sentence sentences line lines word words only with what what's is are "
    "in to let's let be bullet point points executive for there your help how "
    "por favor me puedes podrías podrias puede podría podria quiero quisiera necesito que dame haz "
    "hazme escribe escríbeme prepara un una el la los las breve corto en dos tres cuatro cinco "
    "frase frases líneas hacer hacerme dar darme puedas cuáles cuál son es ¿ "
    "bitte gib mir schreib schreibe erstelle mach mache eine einen die der kurze kurz ich möchte "
    "brauche hätte gern gerne was sind zwei drei vier fünf sätzen kannst könntest du sie geben "
    "s'il te vous plaît plait peux tu peux-tu pouvez pouvez-vous pourrais-tu pourriez-vous fais "
    "faites fais-moi faites-moi donne donnez donne-moi donnez-moi écris le les un une court bref "
    "brève moi nous je veux voudrais quels quelles sont de faire deux trois quatre cinq phrases "
    "hãy cho tôi vui lòng xin làm ơn nêu viết các những giúp biết".split()
)
_ABOUT = re.compile(
    rf"(?:{_WHAT_KO})(?:이야|야|이에요|예요|인가요?|인지|이지|입니까|인데|임|이냐|니까|죠|지|에요)?{_TAIL_KO}{_END}"
    r"|\bwhat(?:['’]s| is| are| does| do)\s(?:(?:this|that|the|these|those|it)\s)?(?:news\s)?"
    r"(?:articles?|story|stories|piece|text|news|document|page|report)?\s?(?:all\s)?"
    rf"(?:about|say|cover)(?:\sin\s[\w\s]{{1,20}})?{_END}"
    rf"|何について{_END}|(?:何について|何に関する|どんな|どういう|何の)(?:の)?(?:記事|内容|話|ニュース)"
    rf"(?:です|だ|なの|でしょう)?(?:か|の)?{_END}|何が書いて(?:あり|ある|い)"
    rf"|(?:讲|講|说|說|报道|報道|写|寫)(?:的是|了|的)?(?:些)?(?:什么|什麼)(?:内容|內容)?{_END}"
    rf"|(?:主要|核心)(?:内容|內容|观点)(?:是(?:什么|什麼)|有哪些)?{_END}"
    r"|\bde qué (?:trata|tratan|habla|hablan|va|van)\b|\b(?:worum|wovon)\s(?:geht|handel[tn])"
    r"|\bde quoi (?:parle(?:nt)?|traite(?:nt)?|s['’]agit)"
    r"|\b(?:nói|viết) về (?:cái )?(?:gì|điều gì|vấn đề gì)\b",
    re.IGNORECASE,
)
_OTHER_QUESTION = re.compile(
    r"^\W*(?:who|whom|whose|when|where|which|why|did|does|has|was|were|is|are"
    r"|how (?:many|much|long|old)|qui[eé]n\w*|cu[aá]ndo|d[oó]nde|cu[aá]nt[oa]s?|wer|wem|wann"
    r"|wo|warum|wie viele?|welche[rsn]?|qui|quand|où|combien|pourquoi|quel jour)\b"
    r"|(?:谁|誰|什么时候|什麼時候|何时|何時|为什么|為什麼|多少|在哪|哪(?:里|裡|年|天|位|家))"
    r"|\b(?:khi nào|bao giờ|bao nhiêu|ở đâu|vì sao|tại sao|do ai|là ai|ai đã)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    rf"(?:(?:이|그|저|해당|위|방금|아래|다음|여러|모든|최근)\s)?{_ARTICLE_KO}(?:\s?\d+\s?(?:개|건|편))?(?:들)?"
    r"(?:의|을|를|은|는|이|가|에서|만|에)?(?:\s?내용(?:을|이|은|만)?)?(?=\s|\W|$)"
    r"|(?<![가-힣])(?:이|그|저)(?:거|것|걸|건|게)(?:들)?(?:을|를|만|은|는|이)?(?=\s|$)"
    r"|(?<![가-힣])내용(?:을|이|은|만)?(?=\s|\W|$)"
    r"|(?:この|その|あの|上記の|次の|以下の)?(?:記事|ニュース|報道|文章|本文|内容)(?:の|を|は|が)?"
    r"|(?:这|這|该|該|本|上述|以上|所有|全部|些|几|幾|一|有关|有關)*(?:篇|条|條|则|則|个|個)?"
    r"(?:文章|报道|報道|报导|報導|新闻|新聞)(?:的)?(?:内容|內容)?"
    r"|\b(?:(?:the|this|that|these|those|all|of|any|my|what|el|la|los|las|este|esta|estos|estas|de|del"
    r"|todos|todas|den|die|der|das|dem|des|diese[mnrs]?|alle|im|in|l['’]|le|les|cet|cette|ces|du"
    r"|tous|các|những)\s?)*"
    r"(?:(?:news|newspaper|press)\s)?(?:articles?|news|stories|story|coverage|piece|text|document|page"
    r"|art[ií]culos?|noticias?|textos?|documentos?|artikeln?|artikels|nachrichten|meldungen|beiträge?"
    r"|articles?|actualités|textes?|quest[oi] articol[oi]|artigos?|стать[ию]"
    r"|bài (?:báo|viết)|tin tức|bản tin|văn bản|bài)\b(?:\s(?:này|đó|trên))?",
    re.IGNORECASE,
)
_ASKED_WITH = re.compile(
    r"(?:에|을|를)?\s?(?:대해서?|대한|관해서?|관한|관련(?:된|한|해서)?|다룬)(?=\s|$)"
    r"|(?<![가-힣])(?:간단히|간략히|간략하게|간단하게|짧게|쉽게|빠르게|좀|제발|전부|모두|전체|주요|방금|아까)(?=\s|$)|핵심\s*$"
    r"|(?:を|も)?(?:し|て|書い)*(?:て|ます|ください|下さい|お願い\w*|もらえ\w*|いただ\w*|ほしい|欲しい)+\W*$"
    r"|について|に関する|に関して|簡潔に|短く|关于|關於|有关|请|請|帮我|幫我|一下|麻烦|麻煩|给我|給我|把|将|將"
    r"|\d+\s?(?:자|글자|字)\s?(?:이내|내외|以内)?(?:로|으로|で)?"
    r"|\b(?:in|within|under)?\s?\d+\s(?:words|palabras|wörtern?|mots|từ)\b"
    r"|\b(?:please|por favor|bitte|s['’]il (?:te|vous) pla[iî]t|làm ơn|vui lòng"
    r"|briefly|brevemente|kurz|brièvement|ngắn gọn|for me|in (?:short|brief)"
    r"|say about|says about)\b|\b(?:zu)?sammen\W*$",
    re.IGNORECASE,
)
_EDGES = (
    _BEFORE - frozenset("one two three four five six seven points point line".split())
) | frozenset(
    "of about on for from covering regarding concerning this that these those it them all say "
    "de del sobre acerca von zu zum zur über aus den dem des im sur du d' à propos và về của trong "
    "el la los las un una lo mir uns para cho này bằng by mit dans trên read about cet là gì das "
    "der die".split()
)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "한 하나의 one a single una un ein einem einen eine une 一 một",
            "두 two dos zwei deux 二 两 兩 hai",
            "세 두세 three tres drei trois 三 ba",
            "네 서너 four cuatro vier quatre 四 bốn",
            "다섯 five cinco fünf cinq 五 năm",
            "여섯 six seis sechs six 六 sáu",
            "일곱 seven siete sieben sept 七 bảy",
        ),
        start=1,
    )
    for word in words.split()
}
_COUNT = re.compile(
    r"(?:\b(?:in|into|within|en|dans|mit|trong|bằng)\s|用|以)?(?:\b(?:just|only|about|at most)\s)?"
    r"(?:\d\s?[~–-]\s?)?(?:(?<!\w)|(?<=[\u3041-\u9fff]))(?<!第)"
    rf"(?P<n>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]?"
    r"(?:(?:줄|문장|마디|가지)(?:\s?이내)?(?:으로|로|만|의|짜리)?(?![가-힣])"
    r"|(?:short\s|brief\s|key\s|main\s|bullet\s|kurzen\s)?"
    r"(?:sentences?|lines?|bullets?|points?|frases?|oraciones|líneas|sätzen?|satz|zeilen"
    r"|phrases?|lignes|câu|dòng)\b"
    r"|(?:つの)?(?:文|行)(?:以内)?(?:で|に)|(?:句|行)(?:话|話)?(?:来|內|内)?)",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"\s?(?:\W*$|[,:;.]|(?:please|of|on|about|for|from|in|de|del|d['’]|du|des|sur|sobre|por|en|von|zu|zum|zur"
    r"|über|der|dieser|bitte|của|về|bài|các|này)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.,;:!?]\s|\b(?:please|you|and|y|und|et)\s(?=\S+$)", re.IGNORECASE)
_LOOSE_END = re.compile(r"(?<=[\u3041-\u9fff])[のをはがに的]+$")
_HANGUL_END = re.compile(r"[\uac00-\ud7af]$")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s|\n")
_SHORT = 6  # words of a note: "GPU news summary"


def is_request(question: str, language: str) -> bool:
    """Return whether a summary is asked for, not only the word said.

    Args:
        question: as typed.
        language: ISO 639-1 code of the question.
    """
    question = question.strip()
    if language != "ko" and _OTHER_QUESTION.search(question):
        return False
    if any(_REQUEST.search(part) for part in _SENTENCE_END.split(question)):
        return True
    if any(_asks_with(question, match) for match in _VERB_OR_NOUN.finditer(question)):
        return True
    return bool(_ABOUT.search(question)) and not topic_of(question)


def _asks_with(question: str, word: re.Match[str]) -> bool:
    """Return whether nothing but words of asking lead to a word in its clause."""
    if word["noun"] and not _NOUN_AFTER.match(question, word.end()):
        return False
    clauses = _CLAUSE.split(question[: word.end()])
    before = clauses[-1][: -len(word.group())].replace("-", " ").split()
    if all(w.casefold().strip(".,!?¿¡") in _BEFORE or w.isdigit() for w in before):
        return True
    note = word["noun"] and not question[word.end() :].strip(" .!") and len(before) <= _SHORT
    return bool(note) and before[-1].casefold() not in ("the", "a", "an", "el", "la", "le", "die")


def sentences_named(question: str) -> int:
    """Return how many sentences a question names, 0 for none: 세 줄로, in two sentences."""
    for match in _COUNT.finditer(question):
        named = match["n"].casefold()
        return int(named) if named.isdigit() else _NUMBERS[named]
    return 0


def topic_of(question: str) -> str:
    """Return what a summary is to be about, without the words that ask for it."""
    rest = question
    for words in (_ABOUT, _COUNT, _REQUEST, _VERB_OR_NOUN, _ARTICLE, _ASKED_WITH):
        rest = words.sub(" ", rest)
    kept = rest.strip(" \t.,:;!?~…。、，！？：¿¡\"'“”‘’()").split()
    for place in (0, -1):
        while kept and kept[place].casefold().strip(".,!?") in _EDGES:
            kept.pop(place)
    topic = _LOOSE_END.sub("", " ".join(kept))
    if not _HANGUL_END.search(topic):
        return topic
    particles = itertools.takewhile(lambda m: m.tag[0] == "J", reversed(morphemes(topic)))
    return topic[: min((m.start for m in particles), default=len(topic))].rstrip()
