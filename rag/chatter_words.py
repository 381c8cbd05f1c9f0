"""What is said to an assistant rather than asked of articles: patterns of whole sentences.

Small talk, questions about itself, and tasks that no article answers, by language; read by
`rag.instructions` as `rag.order_words` is. `ABOUT_ARTICLES` says that a sentence speaks of
articles after all. Where a phrase might as well be about the news, it is left out: a wrong
refusal costs an answer, a wrong acceptance only a search.
"""

from rag.order_words import QUOTED

DECLINED = {
    "ko": "저는 색인된 기사에 대한 질문에만 답합니다.",
    "en": "I only answer questions about the indexed articles.",
    "ja": "索引された記事についての質問にのみお答えします。",
    "zh": "我只回答关于已索引文章的问题。",
    "es": "Solo respondo a preguntas sobre los artículos indexados.",
    "de": "Ich beantworte nur Fragen zu den indexierten Artikeln.",
    "fr": "Je réponds uniquement aux questions sur les articles indexés.",
    "vi": "Tôi chỉ trả lời câu hỏi về các bài báo đã lập chỉ mục.",
}

# Words before an order or a greeting that change nothing.
FILLERS = (
    r"please|now|and|then|but|so|also|ok(?:ay)?|hey|hi|hello|just|kindly|first|finally"
    r"|(?:can|could|would|will) you(?: please)?|i (?:want|need|order|command|would like) you to"
    r"|you (?:must|should|have to|need to)|help me(?: to)?|let's|i want you"
    r"|자|이제|제발|부탁인데|부탁해|먼저|일단|그냥|그리고|또|그럼|야|이봐|근데|하지만|대신|그 "
    r"?다음에?|그러니까"
    r"|请|请你|现在|然后|那么|まず|そして|では|y|por favor|ahora|luego|bitte|und|jetzt|dann"
    r"|et|maintenant|puis|s'il (?:te|vous) plaît|hãy|vui lòng|và|bây giờ|и|теперь|пожалуйста"
)

ABOUT_ARTICLES = (
    r"기사|뉴스|보도|본문|신문|(?<![가-힣])자료|발표|\b(?:articles?|news|reports?|reported"
    r"|according"
    r"|the (?:text|passage|paper|document)s?)\b|記事|ニュース|报道|新闻|文章|noticia|artículo"
    r"|nachricht|artikel"
    r"|actualité|bài báo|tin tức|стать|новост"
)

_KO_END = r"[.!?~ㅋㅎㅠㅜ ]*$"
_KO_REQUEST = (
    r" ?(?:줘요?|주라|주세요|주십시오|주시겠어요|줄래요?|줄 ?수 ?있(?:어요?|니|나요?|을까요?"
    r"|습니까)"
    r"|줘 ?봐|다오|달라|라|봐|봐라|요)?" + _KO_END
)
_EN_END = r"[.!? ]*$"
_EN_WORDS = (
    r"(?:(?!(?:of|about|in|on|from|for|that|which|to|list|summary|outline|report|timeline"
    r"|comparison)\b)[\w-]+ ){0,4}?"
)

SMALL_TALK = {
    "en": (
        r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|greetings|thanks?(?: you)?"
        r"(?: (?:so|very) much| a lot)?|thank you for (?:your|the) help|good ?bye|bye"
        r"|see you(?: later| soon| tomorrow)?|how are you(?: doing)?(?: today)?|how's it going"
        r"|what's up|nice to meet you|i love you|you(?:'re| are) (?:so |very |really )?(?:great"
        r"|awesome|stupid|dumb|funny|smart|the best|cute|useless|welcome)|ok(?:ay)?|cool|lol"
        r"|a?ha(?:ha)+|(?:good|great) (?:job|bot|work)|well done|there|everyone|yes|no|sorry"
        r"|never mind|i(?:'m| am) (?:bored|lonely|tired|sad|happy|hungry)|let's chat"
        r"|talk to me)[\s,.!?]*)+$",
    ),
    "ko": (
        r"(?:(?:안녕(?:하세요|하십니까|하신가요|히 ?계세요|히 ?가세요)?|반가워요?|반갑습니다"
        r"|고마워요?|고맙습니다|감사(?:합니다|해요|해)?"
        r"|땡큐|수고(?:했어요?|하셨습니다|하세요|하셨어요|했습니다|해)|잘 ?가요?|잘 ?자요?|잘 "
        r"?있어요?|바이+|굿모닝|하이+|헬로우?"
        r"|ㅎㅇ|ㅂㅂ|ㄱㅅ|ㅇㅋ|ㅇㅇ|오케이|ok|[ㅋㅎㅠㅜ]+|좋은 ?(?:아침|하루|밤|저녁)(?:이에요"
        r"|입니다|되세요|보내세요|이야)?"
        r"|처음 ?뵙겠습니다|잘 ?지냈어요?|잘 ?지내요?|기분(?:이|은)? ?어때요?|뭐 ?해요?|뭐 ?하고 "
        r"?있어요?"
        r"|밥(?:은)? ?먹었어요?|심심해요?|배고파요?|졸려요?|외로워요?|우울해요?|놀아 ?줘|나랑 "
        r"?놀자|사랑해요?|바보야?|멍청이|똑똑하네요?"
        r"|대단해요?|대단하네요?|최고야|잘했어요?|좋아요?|응|네|넵|아니요?|그래요?|알겠어요?"
        r"|알겠습니다|알았어요?|미안해요?|죄송합니다"
        r"|정말|진짜|너무|아주|많이|오늘도?|우와|저기요?|도와줘서|알려줘서|알려주셔서|도와주셔서"
        r"|답변|덕분에|친구야?|또 ?봐요?)"
        r"[\s,.!?~^]*)+$",
    ),
    "ja": (
        r"(?:(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして"
        r"|ありがとう(?:ございま(?:す|した))?"
        r"|どうも|さようなら|またね|おやすみ(?:なさい)?|元気(?:ですか)?|お元気ですか|すごい(?:ね"
        r"|ですね)?|はい|いいえ)[\s、。!?,.]*)+$",
    ),
    "zh": (
        r"(?:(?:你好|您好|早上好|晚上好|下午好|大家好|谢谢(?:你|您)?|非常感谢|多谢|再见|拜拜|晚安"
        r"|你好吗|好的?|嗨|在吗|我爱你"
        r"|吃了吗|辛苦了)[\s、。!?,.啊呀吗]*)+$",
    ),
    "es": (
        r"(?:¡?(?:hola|buen[oa]s (?:días|tardes|noches)|(?:muchas )?gracias|adiós|hasta luego"
        r"|¿?(?:cómo|como) estás?|¿?qué tal|te quiero|encantad[oa])[\s,.!?¡¿]*)+$",
    ),
    "de": (
        r"(?:(?:hallo|guten (?:tag|morgen|abend)|gute nacht|hi|danke(?: schön| sehr)?|vielen dank"
        r"|tschüss|auf wiedersehen|wie geht(?:'s| es)(?: dir| ihnen)?|servus|moin)[\s,.!?]*)+$",
    ),
    "fr": (
        r"(?:(?:bonjour|bonsoir|salut|merci(?: beaucoup)?|au revoir|bonne (?:nuit|journée)|coucou"
        r"|(?:comment )?(?:ça|ca) va|comment (?:vas-tu|allez-vous)|je t'aime)[\s,.!?]*)+$",
    ),
    "vi": (
        r"(?:(?:xin chào|chào(?: bạn| buổi sáng)?|cảm ơn(?: bạn)?(?: (?:nhiều|rất nhiều))?|tạm biệt"
        r"|bạn (?:có )?khỏe không|chúc ngủ ngon)[\s,.!?]*)+$",
    ),
    "ru": (
        r"(?:(?:привет|здравствуй(?:те)?|добр(?:ый|ое|ой) (?:день|утро|вечер|ночи)|(?:большое )?"
        r"спасибо(?: большое)?|пока|до свидания|как дела|как ты)[\s,.!?]*)+$",
    ),
}

_EN_AI = (
    r"(?:a |an |the )?(?:real )?(?:robot|bot|chat ?bot|human(?: being)?|person|real|alive|ai"
    r"|artificial intelligence|chatgpt|gpt\S*|llm|(?:large )?language model|sentient|conscious"
    r"|machine|male|female|free|married)"
)
ABOUT_SELF = {
    "en": (
        r"(?:who|what)(?: exactly| the hell)? are you(?: really| exactly| called)?" + _EN_END,
        r"what(?:'s| is) your (?:name|purpose|age|job|iq|gender|birthday|model|version"
        r"|favou?rite \w+(?: \w+)?|training data|knowledge cutoff)" + _EN_END,
        r"how old are you|where are you from|where do you live",
        r"who (?:made|created|built|trained|developed|programmed|owns|designed) you" + _EN_END,
        r"(?:what|which) (?:things )?can you do(?: for me)?" + _EN_END,
        r"(?:what|which) (?:ai|llm|(?:large )?language model|model)(?: \w+)? (?:are you|do you "
        r"use)",
        rf"are you {_EN_AI}(?: or {_EN_AI})?" + _EN_END,
        r"do you (?:have (?:feelings|emotions|a (?:name|body|soul|girlfriend|boyfriend)"
        r"|consciousness)|(?:love|like|remember|hate) me|dream|sleep|get tired)" + _EN_END,
        r"tell me (?:something )?about yourself|introduce yourself|describe yourself",
        r"how (?:do|were) you (?:work|trained|made|built)" + _EN_END,
    ),
    "ko": (
        r"(?:도대체 )?(?:너|넌|너는|네가|니가|당신|당신은|그쪽은|너 ?이름)(?:은|는)? ?(?:도대체 "
        r"|대체 |정말 |진짜 )?"
        r"(?:누구|뭐|뭐 ?하는 ?(?:애|놈|거|봇|AI|사람)|무슨 ?(?:AI)? ?모델|어떤 ?(?:AI)? ?모델"
        r"|몇 ?살|사람|로봇|인간|AI|인공지능"
        r"|챗봇|챗GPT|기계|남자|여자)(?:야|이야|니|이니|냐|이냐|예요|에요|이에요|세요|이세요"
        r"|입니까|인가요|지|이지|죠|이죠|임)?" + _KO_END,
        r"(?:네|니|너의|너|당신의|당신|자네) ?(?:이름|나이|정체|취미|직업|성별|고향|생일|MBTI"
        r"|학습 ?데이터|버전)(?:이|은|는|가)?"
        r" ?(?:뭐|무엇|뭔|몇|어디|언제|알려|말해)[가-힣 ]*" + _KO_END,
        r"(?:누가|어디서|어느 ?회사가|어느 ?회사에서) ?(?:너를|널|너|당신을) ?(?:만들|개발했"
        r"|학습시켰|훈련시켰)[가-힣 ]*" + _KO_END,
        r"(?:너|넌|너는|당신은|너를) ?(?:누가|어디서|어느 ?회사가|어느 ?회사에서) ?(?:만들|개발했"
        r"|학습시켰)[가-힣 ]*" + _KO_END,
        r"(?:너 ?|넌 |너는 |네 )?자기 ?소개(?:를)?(?: 좀)? ?(?:해|부탁해)" + _KO_REQUEST,
        r"(?:넌|너는|너|네가|당신은) ?(?:뭘|무엇을|뭐|무슨 일을|어떤 ?[걸일])(?:을|를)? ?할 "
        r"?(?:수 ?있|줄 ?알)[가-힣 ]*" + _KO_END,
        r"(?:넌|너는|너도?|너에게|당신은) ?(?:감정|의식|자아|마음|영혼|여자 ?친구|남자 "
        r"?친구)(?:이|은|는|도|가)? ?있[가-힣]*" + _KO_END,
        r"(?:무엇을|뭘|뭐를?) ?도와 ?줄 ?수 ?있[가-힣]*" + _KO_END,
        r"무슨 ?(?:AI ?)?모델(?:이야|이니|입니까|이에요|인가요)" + _KO_END,
    ),
    "ja": (
        r"(?:あなた|君|きみ|お前)(?:は|って)(?:一体)?(?:誰|だれ|何者|何|AI|ロボット"
        r"|人間)(?:ですか|なの|か|だ)?[。!?]*$",
        r"(?:あなた|君)の(?:名前|年齢|お名前)(?:は|を)[^。]{0,12}$",
        r"(?:あなたは)?何ができ(?:ますか|るの)[。!?]*$|(?:あなたについて教えて"
        r"|自己紹介を?して)(?:ください)?[。!?]*$",
        r"(?:誰|だれ)があなたを(?:作|開発)",
    ),
    "zh": (
        r"你(?:到底)?(?:是|叫)(?:谁|什么(?:名字|模型)?|人类吗|机器人吗|人工智能吗"
        r"|AI吗)[呀啊呢?。!]*$",
        r"你的名字(?:是什么|叫什么)|谁(?:创造|开发|制造)了?(?:的)?你|你(?:能|会"
        r"|可以)做(?:些)?什么[呢?。]*$|(?:请)?自我介绍(?:一下)?[。!]*$",
    ),
    "es": (
        r"¿?(?:quién|quien|qué|que) eres(?: tú)?[.!? ]*$|¿?c[oó]mo te llamas",
        r"¿?(?:quién|quien) te (?:creó|hizo|programó|entrenó)|¿?qué (?:puedes|sabes) hacer[.!? ]*$",
        r"¿?eres (?:un |una )?(?:robot|humano|persona|ia|inteligencia artificial)[.!? ]*$",
    ),
    "de": (
        r"(?:wer|was) (?:bist du|sind sie)(?: eigentlich)?[.!? ]*$|wie hei(?:ß|ss)t du|was "
        r"kannst du[.!? ]*$",
        r"wer hat dich (?:gemacht|erschaffen|entwickelt|programmiert|trainiert)",
        r"bist du (?:ein |eine )?(?:roboter|mensch|ki|bot)[.!? ]*$",
    ),
    "fr": (
        r"(?:qui|qu')[ -]?(?:es-tu|êtes-vous)[.!? ]*$|tu es qui|comment (?:t'appelles-tu|tu "
        r"t'appelles)",
        r"qui t'a (?:créé|fait|programmé|entraîné)|que (?:peux-tu|sais-tu) faire[.!? ]*$",
        r"(?:es-tu|tu es) (?:un |une )?(?:robot|humain|ia|intelligence artificielle)[.!? ]*$",
    ),
    "vi": (
        r"bạn (?:là ai|tên (?:là )?gì|là (?:robot|người|ai) (?:à|hay|phải không)[^.]*|bao nhiêu "
        r"tuổi)[.!? ]*$",
        r"ai (?:đã )?tạo ra bạn|bạn (?:có thể )?làm được (?:những )?gì[.!? ]*$",
    ),
    "ru": (
        r"(?:кто|что) ты(?: так(?:ой|ая|ое))?[.!? ]*$|как тебя зовут|кто тебя (?:создал|сделал"
        r"|обучил)",
        r"что ты умеешь|ты (?:робот|человек|бот|искусственный интеллект|ии)[.!? ]*$",
    ),
}

_EN_MADE = (
    r"(?:poems?|poetry|haikus?|limericks?|songs?|lyrics|rap|fairy tale|novel|jokes?|riddles?"
    r"|essay|short story|code|program|script|function|class|regex|sql query|algorithm|e-?mail"
    r"|letter|cover letter|resume|cv|recipe|slogans?|tweets?|blog post|speech|screenplay)"
    r"\b(?! of\b)"
)
_KO_MADE = (
    r"(?:시|동시|시조|소설|동화|노래|가사|랩|수필|에세이|독후감|편지|이메일|메일|자소서"
    r"|자기소개서|이력서|사과문|축사|연설문|대본|농담|수수께끼"
    r"|아재 ?개그|유머|코드|함수|프로그램|스크립트|알고리즘|정규식|쿼리|홈페이지|웹사이트|게임"
    r"|그림|로고|레시피|슬로건|삼행시|이행시|사행시"
    r"|일기|숙제|(?:웃긴|재미있는|재밌는|무서운|옛날) ?(?:얘기|이야기)|블로그 ?글|광고 ?문구)"
)
_KO_LANGUAGE = (
    r"(?:영어|한국어|한글|일본어|중국어|스페인어|프랑스어|불어|독일어|러시아어|베트남어|라틴어"
    r"|아랍어)"
)
TASKS = {
    "en": (
        r"(?:write|compose|draft|code|implement|invent|sing|draw|paint)(?: me| us)?"
        r"(?: (?:an?|some|your|my|another))? " + _EN_WORDS + _EN_MADE,
        r"(?:create|generate|make(?: up)?|give me|tell me|design|produce)(?: me| us)?"
        r" (?:an?|some|another) "
        + _EN_WORDS
        + r"(?:poem|haiku|limerick|song|rap|joke|riddle|recipe|slogan|logo|picture|image"
        r"|password|pun|secret|bedtime story|fairy tale|regex|python \w+)\b",
        r"(?:translate|proofread|rewrite|paraphrase)(?: me)? (?:the following"
        r"|this(?: (?:text|sentence|paragraph|word|phrase))?(?= *(?::|(?:in)?to\b|$)))",
        rf"(?:translate|proofread|rewrite|paraphrase)(?: the \w+)?:? [\"'“‘]?{QUOTED}+",
        r"translate: |how (?:do|would) (?:you|i) say [^.?!]{1,60} in [a-z]+" + _EN_END,
        r"(?:solve (?:this|the following|for [xy]|the equation)|count (?:from|to) \d)",
        r"what(?:'s| is) the (?:square root|derivative|integral|factorial|cube root) of\b",
        r"what(?:'s| is)? ?(?:the )?(?:current )?time(?: is it)?(?: (?:now|right now))?" + _EN_END,
        r"what day is (?:it|today)|what(?:'s| is) (?:today's date|the date today|today)" + _EN_END,
        r"(?:what(?:'s| is| will)|how(?:'s| is)) the (?:current )?weather(?: be)?(?: like)?"
        r"(?: (?:today|now|right now|tomorrow|outside|tonight|this week(?:end)?|in [a-z ]{2,20}))*"
        + _EN_END,
        r"(?:will|is) it (?:be )?(?:rain|snow|raining|snowing|cold|hot|sunny|going to rain)"
        r"(?: (?:today|tomorrow|outside|now|tonight))*" + _EN_END,
        r"(?:recommend|suggest)(?: me)? (?:an?|some) (?:good |nice |fun )?(?:\w+ ){0,2}?(?:movies?"
        r"|films?|restaurants?|books?|songs?|gifts?|dish(?:es)?|recipes?|games?|hotels?)\b",
        r"what should i (?:eat|wear|cook|watch|drink)\b|(?:let's )?play (?:a game|some music)",
        r"(?:(?:what|which) [\w ]{0,20})?should i (?:buy|sell|invest|sue|quit|divorce|marry"
        r"|break up|see a doctor|take)\b",
        r"my (?:head|back|stomach|chest|knee|throat|tooth|teeth|leg|arm|eyes?|ears?|foot|neck)"
        r" (?:hurts?|aches?|is (?:swollen|bleeding|sore)|are (?:swollen|sore))",
        r"i(?:'ve| have| feel|'ve got|'m| am)[^.?!]{0,20} (?:headache|fever|pain|cough|rash"
        r"|pregnant|nausea|dizzy|depressed|diabetes|toothache|flu)\b",
        r"(?:can|may) my (?:boss|landlord|employer|wife|husband|neighbou?r)\b",
        r"(?:can|should|may) i (?:sue|stop taking|drink alcohol|be (?:fired|evicted)|take (?:two"
        r"|ibuprofen|aspirin|paracetamol))\b",
        r"(?:set (?:an alarm|a timer)|remind me to|book (?:me )?a (?:flight|table|hotel)"
        r"|order (?:me )?a pizza|flip a coin|roll (?:a|the) dice|send (?:an e-?mail|a message))\b",
    ),
    "ko": (
        r"(?:[^?!.]*(?<![가-힣]))?"
        + _KO_MADE
        + r"(?:을|를|도|이나|나|로|좀)?(?: ?(?:한|두|세) ?(?:편|곡|개|통|줄|마디|수|장)(?:만|을)?"
        r"| ?하나(?:만)?| 좀| 아무거나| 짧게| 길게| 간단히| 간단하게| 재미있게| 예쁘게)*"
        r" ?(?:써|작성해|지어|만들어|짜|그려|구현해|코딩해|해|불러|들려|읊어)" + _KO_REQUEST,
        rf"[\"'“‘]{QUOTED}+[\"'”’](?:을|를|은|는|이라는 말을|이란 말을)? ?{_KO_LANGUAGE}로"
        r" ?(?:번역|옮겨|바꿔|뭐|어떻게|말해)",
        r"(?:다음|아래|이)(?:의)? ?(?:글|문장|말|단어|문단|텍스트)?(?:을|를)? ?"
        + _KO_LANGUAGE
        + r"로 ?(?:번역|옮겨|바꿔)",
        r"(?:지금|현재|여기)(?:은|이)? ?(?:시간|시각)(?:이|은|는|을)? ?(?:알려|뭐|어떻게|좀"
        r"|말해)[가-힣 ]{0,6}" + _KO_END,
        r"(?:(?:지금|현재)(?:은|이)? ?)?(?:대체 )?몇 ?시(?:야|예요|에요|이에요|죠|지|니|인가요?"
        r"|입니까|냐|임)?" + _KO_END,
        r"(?:오늘|내일|어제)(?:은|는|이)? ?(?:며칠|몇 ?월 ?며칠|무슨 ?요일|몇 ?일)"
        r"(?:이야|야|이에요|예요|이죠|이지|인가요|입니까|이니|인지 ?알려줘)?" + _KO_END,
        r"(?:(?:지금|오늘|내일|모레|현재|이번 ?주말?|주말|요즘)(?:의|은|는)? ?)?(?:[가-힣]{2,6} ?)?"
        r"(?:(?:지금|오늘|내일|현재)(?:의)? ?)?날씨(?:는|가|좀|를)? ?"
        r"(?:어때|어떄|어떤|어떨|어떻|알려|좋아|추워|더워|말해)[가-힣 ]{0,6}" + _KO_END,
        r"(?:지금|오늘|내일|모레|이번 ?주말)(?:의)? (?:[가-힣]{2,6} )?날씨(?:는|가)?" + _KO_END,
        r"(?:지금|오늘|내일|모레|주말에)(?:은|도)? ?(?:밖에 )?(?:비|눈)(?:가|이)? ?(?:와|오니"
        r"|오나|올까|내려|내릴까)(?:요)?" + _KO_END,
        r"(?:오늘|내일)?(?:은|도)? ?우산(?:을)? ?(?:챙|가져|필요)[가-힣 ]*" + _KO_END,
        r"(?:[^?!.]*\s)?(?:무슨|어떤) 약(?:을)? ?(?:먹어야|먹으면|발라야|써야) ?"
        r"(?:해|하나|할까|돼|되나|될까|좋아|좋을까)(?:요)?" + _KO_END,
        r"(?:[^?!.]*\s)?(?:점심|저녁|아침|야식|메뉴|맛집|영화|드라마|노래|음악|여행지|선물|책"
        r"|식당|카페)(?: 메뉴)?"
        r"(?:을|를|도|이나|좀| 하나| 한 ?곡| 한 ?편)* ?추천(?:해|좀|부탁)" + r"[가-힣 ]*" + _KO_END,
        r"(?:오늘|지금|이따)? ?(?:점심|저녁|아침|야식)(?:은|으로|에|메뉴)? ?(?:뭐|뭘|무엇을) "
        r"?(?:먹을|먹지|해 ?먹)[가-힣 ]*" + _KO_END,
        r"(?:[^?!.]*\s)?(?:주식|코인|비트코인|집|아파트|펀드|달러)(?:을|를|은|는)? ?(?:지금 |더 "
        r")?(?:(?:사도|팔아도|투자해도)"
        r" ?(?:될까|되나|돼|괜찮)(?:요)?|(?:살까|팔까)(?:요)?|(?:사야|팔아야|투자해야) ?(?:할까"
        r"|하나|해|돼|될까)(?:요)?)" + _KO_END,
        r"(?:[^?!.]*\s)?(?:머리|배|목|허리|이빨|치아|가슴|무릎|다리|눈|귀|속|몸|어깨|손목"
        r"|발목)(?:이|가|도)?"
        r" ?(?:너무 |계속 |자꾸 |많이 |좀 |심하게 )?(?:아픈데|아파요?|쑤셔요?|쓰려요?"
        r"|저려요?)(?![가-힣])",
        r"(?:내가|제가|나는|저는|우리 (?:애|아이|아들|딸|엄마|아빠|강아지|고양이)(?:가|는)) [^.!?]*"
        r"(?:약|증상|열이|두통|감기|임신|당뇨|우울증|통증|기침|고소|소송|이혼|처벌|합의금|벌금"
        r"|변호사|상속|위자료|전세금|해고)"
        r"[^.!?]*(?:되나|돼|될까|하나|할까|해야 해|있나|있을까|있어|받나|받을까|걸까|일까)(?:요)?"
        + _KO_END,
        r"(?:알람|타이머|음악)(?:을|를)? ?(?:맞춰|설정해|틀어|재생해)" + _KO_REQUEST,
        r"(?:[^?!.]*\s)?(?:피자|치킨|음식|택시|비행기 ?표|호텔)(?:을|를)? ?(?:주문해|예약해|불러)"
        + _KO_REQUEST,
        r"(?:내|제|나의|저의|오늘(?:의)?) ?운세|(?:끝말잇기|스무고개|퀴즈) ?(?:하자|할래|내 ?줘)",
    ),
    "ja": (
        r"[^。!?]*(?:詩|俳句|短歌|歌詞|小説|物語|メール|手紙|コード|プログラム|関数|スクリプト"
        r"|作文|冗談|ジョーク)"
        r"(?:を)?(?:一つ|ひとつ|書|作成|作っ)(?:いて|して|て)?(?:書いて|作って)?(?:ください|くれ"
        r"|よ|ね)?[。!?]*$",
        r"(?:今|いま)、?何時(?:ですか|なの|かな)?[。!?]*$|(?:今日|明日"
        r"|現在)の(?:\w{2,6}の)?天気(?:は|を)?[^。]{0,8}$",
        r"(?:次|以下)の(?:文|文章|テキスト)を\w{1,6}語に(?:翻訳|訳)|(?:おすすめの"
        r"|オススメの)(?:映画|本|レストラン|曲)を教えて",
    ),
    "zh": (
        r"(?:请|帮我|给我|为我)*(?:写|作|编|创作|画|讲)(?:一)?(?:首|篇|段|个|封|份"
        r"|幅)?(?:[^。,!?]{0,12}的)?(?:python|java)?"
        r"(?:诗|代码|程序|函数|小说|作文|邮件|信|歌词|故事|笑话|脚本|情书)(?=$|[。.!,?])",
        r"(?:现在|现在是)几点(?:了|钟)*[?。]*$|(?:今天|明天|现在)(?:\w{2,4})?(?:的)?天气(?:怎么样"
        r"|如何|好吗)?[?。]*$|今天(?:是)?(?:星期几|几号)",
        r"(?:把|将|请)?(?:下面|以下|这)(?:的|段|句)*(?:话|文字|文本|句子)?翻译(?:成|为)"
        r"|推荐(?:一)?(?:部|本|家|首)(?:电影|书|餐厅|歌)",
    ),
    "es": (
        r"(?:escr[ií]be(?:me)?|comp[oó]n|redacta|inventa|crea|hazme|cuéntame) (?:un|una|el|algún)"
        r" (?:\w+ ){0,2}?(?:poema|canción|código|programa|función|cuento|chiste|ensayo|correo"
        r"|carta)\b",
        r"¿?qué hora es|¿?qué (?:tiempo|clima) (?:hace|hará)(?: hoy| mañana| ahora)?[.!? ]*$"
        r"|¿?(?:cómo está|cuál es) el clima "
        r"(?:hoy|ahora)",
        r"traduce (?:esto|el siguiente|la siguiente|este texto)|recomiénd[ae]me",
    ),
    "de": (
        r"(?:schreibe?|verfasse|dichte|programmiere?|erzähle?)(?: (?:mir|uns|bitte))* (?:ein|eine"
        r"|einen)"
        r" (?:[\w-]+ ){0,2}?(?:gedicht|lied|code|programm|funktion|geschichte|witz|aufsatz|e-?mail"
        r"|brief|skript)\b",
        r"wie (?:spät ist es|viel uhr ist es)|wie (?:ist|wird) (?:heute |morgen )?das wetter(?: "
        r"heute| morgen)?[.!? ]*$",
        r"übersetze? (?:bitte )?(?:dies|das folgende|den folgenden|diesen (?:text|satz))"
        r"|empfiehl mir",
    ),
    "fr": (
        r"(?:écris|rédige|compose|invente|raconte)[zr]?(?:-(?:moi|nous))? (?:un|une)"
        r" (?:\w+ ){0,2}?(?:poème|chanson|code|programme|fonction|histoire|blague|dissertation"
        r"|e-?mail|lettre|script)\b",
        r"quelle heure (?:est-il|il est)|quel temps (?:fait-il|fera-t-il)",
        r"tradui(?:s|sez)(?:-moi)? (?:ceci|cette phrase|ce texte|le texte suivant)|recommande-moi",
    ),
    "vi": (
        r"(?:viết|sáng tác|kể|làm|soạn)(?: (?:cho tôi|giúp tôi|một|bài|đoạn|bức|câu|chuyện))* "
        r"(?:thơ|bài hát|mã|chương trình|truyện|thư|email|truyện cười|cười|hàm|code)\b",
        r"(?:bây giờ )?(?:là )?mấy giờ rồi|thời tiết (?:hôm nay|ngày mai|bây giờ)(?: "
        r"\w+){0,4}[.!? ]*$",
        r"dịch (?:câu|đoạn|văn bản) (?:này|sau)",
    ),
    "ru": (
        r"(?:напиши|сочини|придумай|расскажи)(?:те)?(?: мне)?(?: \w+){0,2}? (?:стих\w*|песню|код"
        r"|программу|функцию|сказку|анекдот|шутку|сочинение|письмо|скрипт)\b",
        r"(?:сколько сейчас времени|который (?:сейчас )?час)|какая (?:сегодня |сейчас |завтра "
        r")+погода",
        r"переведи(?:те)? (?:это|следующ\w+|этот текст)|порекомендуй(?:те)? (?:мне )?(?:фильм"
        r"|книгу)",
    ),
}

_NUMBER = r"\(?-?\d[\d,]*(?:\.\d+)?\)?"
_OPERATOR = (
    r"(?: ?[+*×÷^] ?| [-−/x] | ?(?:더하기|빼기|곱하기|나누기) ?| (?:plus|minus|times|divided by"
    r"|multiplied by|más|menos|por|mal|fois|плюс|минус) | ?(?:加|减|乘以|除以|足す|かける) ?)"
)
_ANY_OPERATOR = rf"(?:{_OPERATOR}|[-−/])"
_SUM_AFTER = (
    r"(?: ?(?:=|은|는|이|을|를|의 값은|얼마\w*|뭐\w*|몇\w*|계산해\w*|알려\w*|equals?|等于|是|多少"
    r"|几|は|いくつ"
    r"|ですか|bằng|bao nhiêu|mấy|равно|일까|인가요?|이야|야) ?)*[?=.! ]*"
)
# A sum and nothing else; "9/11" and "2023-2025" are sums only where "=" or "calculate" says so.
ARITHMETIC = (
    r"(?:(?:what(?:'s| is)|how much is|solve|compute|calculate|cuánto es|¿?cuánto son|was ist"
    r"|wie ?viel ist|combien font|сколько будет|计算|tính) )?"
    rf"{_NUMBER}(?:{_OPERATOR}{_NUMBER})+{_SUM_AFTER}$",
    rf"(?:calculate|compute|solve|계산:|计算) ?{_NUMBER}(?:{_ANY_OPERATOR}{_NUMBER})+{_SUM_AFTER}$",
    rf"{_NUMBER}(?:{_ANY_OPERATOR}{_NUMBER})+ ?(?:=|을 계산해\w*|를 계산해\w*)[ ?\w]*$",
    rf"{_NUMBER}의 ?(?:\d*제곱근?|세제곱|루트|팩토리얼|\d+ ?(?:%|퍼센트|배))(?:은"
    rf"|는)?{_SUM_AFTER}$",
    rf"what(?:'s| is) \d+ ?(?:%|percent) of {_NUMBER}{_SUM_AFTER}$",
)
