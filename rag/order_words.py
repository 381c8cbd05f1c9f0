"""Orders to an assistant, as patterns of clauses, by language. Read by `rag.instructions`.

Matched where a clause begins, with quotations masked by QUOTED: who reports an order puts a
subject before it ("Which users told it to ignore ...") or the order in quotation marks. Texts
come with single spaces and with ASCII in place of full-width punctuation.
"""

QUOTED = "\ufffc"  # each character of a quotation

_EN_ASKING = r"\b(?:how|what|who|when|where|why|which|tell|and|but)\b"
_NO_ASKING = rf"(?:(?!{_EN_ASKING})(?:[^.,;:!?]|,(?![^.;!?]*{_EN_ASKING})))*"
_KO_ASKING = r"(?:얼마|몇 |누구|누가|언제|어디|무엇|뭐|뭔|왜 |어떻게|어떤|[인는은던]지)"
_NO_KOREAN_ASKING = rf"(?:(?!{_KO_ASKING})(?:[^.,!?]|,(?!.*{_KO_ASKING})))*(?=[.,!]|$)"
_KO_PLEASE = r" ?(?:줘요?|주세요|주라|주십시오|줄래요?|봐|보세요|라|달라)?"
_KO_STOP = r"(?![가-힣])"

_KO_INSTRUCTIONS = (
    r"(?:(?:이전|기존|원래|모든|받은|받았던|주어진|준|한|했던|있던|있는|나온|전달된|내려진|들은"
    r"|설정된)(?:의|에)? ?){0,3}"
    r"(?:(?:지시|명령|지침|규칙|프롬프트|설정|대화|내용|말|제약|제한|안내)(?:사항|문|어|들"
    r"|조건)* ?){1,2}"
    r"(?:은|는|을|를|들은|들을)?(?: ?(?:전부|모두|다|싹|완전히|일단|그냥|제발|무조건|깡그리))*"
)
_KO_FORGET = (
    r" ?(?:무시(?:하고|해 ?버리고|하세요|하시오|하십시오|하라|한 ?채|할 것|하며|해"
    + _KO_PLEASE
    + r")|(?:잊|잊어 ?버리)(?:고|으세요|으라)|잊어(?: ?버려)?"
    + _KO_PLEASE
    + r"|따르지 ?(?:말고|마라?|말라|마세요))"
    + _KO_STOP
)

# Forget what you were told. "(?!...)" after English: talk about the attack, not the attack.
IGNORE = {
    "en": (
        r"(?:ignore|disregard|forget|override|bypass|discard)(?: about)?"
        r"(?: (?:all|any|every|of|the|these|those|your|my|previous(?:ly)?|prior|above|earlier"
        r"|preceding|past|existing|initial|original|system|safety|foregoing|given|other)){1,6}"
        r" (?:instructions?|prompts?|rules|guidelines|directions|directives?|orders|commands"
        r"|constraints|restrictions|messages?|context|text|conversation)\b"
        r"(?: (?:above|before|so far|given(?: to you)?|until now|you (?:were|have been|got|have)"
        r"(?: \w+)?))*(?! (?:attacks?|injections?|phrases?|techniques?|tricks?|jailbreaks?)\b)",
        r"(?:ignore|disregard|forget)(?: about)? (?:everything|all|anything|whatever|what)"
        r"(?: that)?(?: is| was)? (?:above|before this|you(?: were|'ve been| have been) told"
        r"|i said|said|written)(?: above| before| earlier| so far)*",
        r"(?:ignore|disregard|forget) (?:all )?(?:of )?(?:the|all) (?:above|previous|foregoing)"
        r"(?= *(?:$|[.,;:!?]|and\b|then\b|but\b))",
    ),
    "ko": (
        # Of the assistant's own instructions for certain.
        r"(?:(?:(?:지금|이제|여태|여기|그동안|지금껏|여태껏)(?:까지)?(?:의|은)?|위(?:의|에)?"
        r"|앞(?:의|에|서)?"
        r"|네|네가|너의|너에게|당신의|당신이|내가|제가|나의|시스템) ?)"
        + _KO_INSTRUCTIONS
        + _KO_FORGET,
        # Anyone's: an order only where a request follows.
        r"(?:이전|기존|원래|모든|받은|주어진|전달된|내려진|설정된)(?:의|에)? ?"
        + _KO_INSTRUCTIONS
        + _KO_FORGET
        + r"(?=(?:[^?]*(?:줘|줘요|주세요|라|하세요|십시오|해|봐))?[.! ]*$)",
    ),
    "ja": (
        r"(?:これまで|今まで|いままで|ここまで|以前|以上|上記|直前|前|上|すべて|全て|あらゆる"
        r"|受けた|与えられた"
        r"|あなた|システム|の)+(?:指示|命令|プロンプト|ルール|規則|指令|内容|設定)(?:は|を"
        r"|について)?"
        r"(?:すべて|全て|全部|一切|、)*(?:無視|破棄|忘れ)"
        r"(?:してください|して|し(?=[、,])|しろ|しなさい|せよ|てください|て|ろ|なさい)",
    ),
    "zh": (
        r"你?(?:忽略|无视|忘记|忘掉|不要理会|不要管|抛开|忽視|無視)掉?"
        r"(?:你|我|之前|以上|上面|上述|前面|先前|此前|所有|一切|全部|任何|收到|给|这些|系统|原有"
        r"|过|的)+"
        r"(?:指令|指示|提示词?|规则|命令|要求|内容|设定|对话|说明|限制)(?!攻击|注入)",
    ),
    "es": (
        r"(?:ignor[ae]|olvid[ae]|descart[ae]|ha[zg]a? caso omiso)(?:n|d|te)?"
        r"(?: (?:de|todas?|todos?|las|los|tus|mis|sus|estas|cualquier|previas|anteriores))*"
        r" (?:instrucciones|órdenes|reglas|indicaciones|directrices|prompts?|mensajes?)"
        r"(?: (?:anteriores|previas|previos|de arriba|del sistema|iniciales|recibidas"
        r"|que (?:has|te) (?:\w+ ?){1,3}))*",
        r"(?:ignora|olvida) (?:todo )?lo (?:anterior|de arriba|que (?:te )?dij\w+(?: antes)?)",
    ),
    "de": (
        r"(?:ignorieren?|vergiss|vergessen|missachten?|verwirf)(?: sie)?(?: bitte)?"
        r"(?: (?:alle|sämtliche|die|deine|meine|ihre|bisherigen|vorherigen|obigen|früheren"
        r"|vorigen|vorangegangenen|vorangehenden))+"
        r" (?:anweisungen|instruktionen|befehle|regeln|vorgaben|prompts?|nachrichten)(?: oben)?",
        r"(?:ignoriere?|vergiss) alles (?:obige|bisherige|vorherige|oben|davor)",
    ),
    "fr": (
        r"(?:ignorez?|oubliez?|ne (?:tiens|tenez) pas compte)"
        r"(?: (?:de|des|toutes?|tous|les|tes|vos|mes|ces|précédentes?))*"
        r" (?:instructions?|consignes?|règles?|ordres?|directives?|prompts?|messages?)"
        r"(?: (?:précédent\w*|antérieur\w*|ci-dessus|du système|initia\w*|reçu\w*))*",
        r"(?:ignore|oublie)z? (?:tout )?ce qui précède",
    ),
    "vi": (
        r"(?:bỏ qua|phớt lờ|quên|lờ đi)(?: (?:đi|hết|tất cả|mọi|các|những|toàn bộ))*"
        r" (?:chỉ dẫn|hướng dẫn|lệnh|chỉ thị|quy tắc|yêu cầu|câu lệnh|prompt)"
        r"(?: (?:trước đó|trước đây|ở trên|bên trên|phía trên|hệ thống|trước))+",
    ),
    "ru": (
        r"(?:про)?(?:игнорируй|забудь|не учитывай|отбрось)(?:те)?"
        r"(?: (?:все|всё|эти|свои|мои|любые|предыдущ\w+|прежн\w+|прошл\w+|вышеуказанн\w+"
        r"|системн\w+|данные|тебе|ранее))*"
        r" (?:инструкци\w+|указани\w+|команды|правила|промпт\w*|сообщени\w+)(?: выше)?",
        r"(?:про)?(?:игнорируй|забудь)(?:те)? вс[её],?(?: что)?"
        r" (?:выше|ранее|до этого|было|сказан\w+|написан\w+)(?: (?:выше|ранее|сказано|до этого))*",
    ),
}

_EN_SECRET = (
    r"(?:(?:full|entire|exact|complete|own|system|initial|original|hidden|secret|internal"
    r"|current|developer|base) )*(?:prompts?|instructions?|rules|guidelines|system messages?"
    r"|directives?|configuration|context window)\b"
)
_KO_SECRET = (
    r"(?:(?:시스템|숨겨진|숨은|초기|최초|내부|원래|전체|현재|비밀|개발자) ?)*"
    r"(?:프롬프트|지시 ?사항|지시문?|지침|명령(?:문|어)?|메시지|설정|규칙)(?:들)?"
)
_KO_REVEAL = (
    r"(?: ?(?:전문|내용|전체|전부|모두|다|그대로|정확히|글자|먼저|좀|원문|처음부터|끝까지|한번"
    r"|빠짐없이|영어로|한국어로)(?:을|를|도)?)*"
    r" ?(?:(?:복사해서 ?|출력해서 ?)?보여|알려|말해|적어|써|내놔|읊어|뱉어|드러내|(?:출력|공개"
    r"|복사|반복|공유|나열|열거|번역|제시|노출)"
    r"(?:해|하)|프린트해)(?:" + _KO_PLEASE + r"|세요|시오|십시오)[.!?~ ]*$"
)
# Say what you were told.
REVEAL = {
    "en": (
        r"(?:print|show|reveal|repeat|output|display|tell|give|write|share|list|expose|leak|dump"
        r"|recite|copy|summari[sz]e|translate|paraphrase|describe|explain)"
        r"(?: (?:me|us|out|back|down|all|exactly|verbatim|the|full|entire|contents?|text|of))*"
        r" your " + _EN_SECRET + _NO_ASKING,
        r"what(?:'s| is| are| was| were|(?: exactly)? do(?:es)?)(?: in)? your " + _EN_SECRET,
        r"what (?:were you|have you been|are you) (?:told|instructed|programmed)\b" + _NO_ASKING,
        r"(?:print|reveal|output|leak) the (?:full )?prompt(?= *(?:$|[.,;:!?]))",
        r"(?:print|show|reveal|repeat|output|display)(?: me| back| out)*(?: (?:the|all|this|of))*"
        r" (?:(?:system|hidden|initial) prompt|(?:text|words|instructions|prompt|message|lines)"
        r" above|above (?:text|words|instructions|prompt)|everything (?:above|before this))"
        r"(?: this \w+)?(?: (?:verbatim|word for word|exactly|in full|to me))*(?= *(?:$|[.,;:!?]"
        r"|and\b))",
    ),
    "ko": (
        r"(?:네|니|너의|너한테 주어진|너한테 내려진|네게 주어진|네가 받은|네가 따르는|당신의"
        r"|당신이 받은|귀하의) "
        + _KO_SECRET
        + r"(?:을|를|도|은|는|이|가)?"
        + r"(?:"
        + _KO_REVEAL
        + r"| ?(?:뭐|무엇|뭔|어떻|어떤|있)[^.,!?]*)",
        r"(?:(?:현재|숨겨진|초기|전체|이|위의?) )?(?:프롬프트|(?:시스템|초기|숨겨진) ?(?:프롬프트"
        r"|메시지))(?:을|를)?" + _KO_REVEAL,
        r"이 대화의? [^.!?]{0,15}(?:반복|출력|복사)해" + _KO_PLEASE + r"[.! ]*$",
        r"위의? (?:텍스트|글|문장|지시|지침|프롬프트)(?:을|를)?(?: ?(?:그대로|전부|모두|다))* "
        r"?(?:출력|반복|복사)해" + _KO_PLEASE,
    ),
    "ja": (
        r"(?:あなた|君|きみ|お前)(?:の|への|に与えられた)(?:システム|初期|隠された|内部|の)*"
        r"(?:プロンプト|指示|命令|ルール|設定)[^。!?]*",
        r"システム ?プロンプトを(?:そのまま|全て|すべて|全部|、)*(?:表示|出力|見せ|教え|開示|公開)"
        r"(?:して|て|しろ|せよ|しなさい)(?:ください)?(?=$|[。.!?])",
    ),
    "zh": (
        r"(?:把|将)?你的(?:完整|全部|原始|系统|初始|隐藏|内部|的)*(?:提示词?|指令|系统消息|设定"
        r"|规则)"
        r"(?:是什么|有哪些|告诉我|输出|显示|发给我|展示|给我|打印|说)[^。!?]*",
        r"(?:输出|显示|告诉我|打印|展示|重复|给我看|说出|透露|公开|泄露)(?:一下|出|完整|全部|原始"
        r"|的)*你的"
        r"(?:完整|全部|系统|初始|隐藏|内部|的)*(?:提示词?|指令|系统消息|设定|规则)[^。!?,]*",
        r"(?:输出|显示|打印|重复|透露)(?:一下|出|完整|全部|的)*系统(?:提示词?|消息)(?=$|[。.!?,])",
    ),
    "es": (
        r"(?:muestra|muéstra|imprim[ea]|revela|repite|di|da|enséña|escribe)(?:me|nos)?"
        r"(?: (?:todo|todas|exactamente|el texto de))* (?:tus?|sus?) (?:\w+ ){0,2}?"
        r"(?:prompt|instrucciones|reglas|mensaje)\b(?: (?:de(?:l)? sistema|inicial\w*))?",
        r"(?:muestra|muéstrame|imprime|revela|repite) el (?:system )?prompt(?: del? sistema)?$",
        r"¿?(?:cu[aá]l(?:es)? (?:es|son)|qué dicen?) tus? (?:prompt|instrucciones|reglas)\b[^.!?]*",
    ),
    "de": (
        r"(?:zeige?n?|gib|nennen?|verrate|drucke|wiederhole|schreibe?)(?: (?:mir|uns|bitte|sie))*"
        r" (?:deine[n]?|ihre[n]?) (?:\w+ ){0,2}?(?:prompt|system-?prompt|anweisungen|regeln"
        r"|systemnachricht)\b(?: (?:aus|an|wörtlich))*",
        r"(?:was|wie) (?:ist|sind|lautet|lauten) deine? (?:\w+ )?(?:prompt|system-?prompt"
        r"|anweisungen|regeln)\b",
    ),
    "fr": (
        r"(?:affiche|montre|révèle|répète|donne|imprime|écris|dis)[zr]?(?:-(?:moi|nous))?"
        r" (?:ton|tes|votre|vos) (?:\w+ ){0,2}?(?:prompt|instructions|consignes|message|règles)\b"
        r"(?: (?:système|de départ|initia\w*))*",
        r"quel(?:le)?s? (?:est|sont) (?:ton|tes|votre|vos) (?:prompt|instructions|consignes)\b"
        r"[^.!?]*",
    ),
    "vi": (
        r"(?:in ra|in|hiển thị|cho (?:tôi|mình) (?:xem|biết)|tiết lộ|lặp lại|đưa ra|nói)"
        r"(?: (?:toàn bộ|nguyên văn|các|những))* (?:prompt|lời nhắc|chỉ dẫn|câu lệnh|quy tắc)"
        r"(?: hệ thống)? của bạn",
        r"(?:prompt|lời nhắc|chỉ dẫn|câu lệnh)(?: hệ thống)? của bạn (?:là gì|như thế nào)",
    ),
    "ru": (
        r"(?:покажи|выведи|напечатай|раскрой|повтори|назови|скажи|перечисли)(?:те)?(?: мне)?"
        r" (?:свой|свои|твой|твои|ваш|ваши)(?: \w+){0,2}? (?:промпт|инструкции|правила|сообщение)",
        r"(?:покажи|выведи|раскрой)(?:те)?(?: мне)? системный промпт$",
        r"как(?:ой|ие|ов) (?:у тебя|твой|твои|ваш|ваши)(?: \w+)? (?:промпт|инструкции)",
    ),
}

# Be somebody else.
ROLE = {
    "en": (
        r"(?:from now on|starting now|henceforth),? you(?:'re|'ll| are| will| must| shall)\b"
        + _NO_ASKING,
        r"you(?: are|'re) (?:now|no longer) (?:an?|the|my|called|named|bound|restricted|dan"
        r"|in \w+ mode|(?-i:[A-Z]\w+))\b" + _NO_ASKING,
        r"(?:pretend|role-?play)\b" + _NO_ASKING,
        r"(?:imagine|suppose)(?: that)? you(?:'re| are| were)\b" + _NO_ASKING,
        r"stop (?:being|acting as) an?\b" + _NO_ASKING,
        r"(?:act|behave) (?:as|like) (?:an?|the|if|my|you)\b" + _NO_ASKING,
        r"(?:talk|speak|answer|respond|reply)(?: to me| me)?"
        r" (?:like|as|in the (?:style|voice|manner) of) (?:an?|the|if|my)\b" + _NO_ASKING,
        r"(?:enter|enable|activate|switch to|turn on) (?:developer|dan|god|jailbreak|debug|admin"
        r"|unrestricted) mode\b",
    ),
    "ko": (
        r"(?:지금|이제|오늘|앞으로)(?:부터)?(?:는)?,? ?(?:너는|넌|네가|당신은|당신이|자네는) "
        + _NO_KOREAN_ASKING,
        r"(?:너는|넌|당신은) (?:이제|지금|앞으로)(?:부터)?(?:는)? " + _NO_KOREAN_ASKING,
        r"(?:개발자|관리자|디버그|탈옥|DAN) ?모드(?:를|로)? ?(?:켜|전환해|들어가|활성화해|바꿔)"
        + _KO_PLEASE,
    ),
    "ja": (
        r"(?:今から|これから|今後)[、,]?(?:あなた|君|きみ|お前)は[^。、,!?]*",
        r"[^。、,!?]{1,15}(?:になりきって|のふりをして|を演じて)(?:ください|話して|答えて)*",
    ),
    "zh": (
        r"(?:从现在(?:开始|起)|接下来),?你(?:就)?(?:是|要|将|必须|扮演)[^。,!?]*",
        r"(?:假装|扮演|假设)(?:你)?(?:是|成)?(?=[^。,!?]{0,15}(?:海盗|角色|一个|一名"
        r"|没有))[^。,!?]*",
    ),
    "es": (
        r"(?:a partir de ahora|desde ahora),? (?:eres|serás|actúa\w*|respond\w+)\b[^.,;!?]*",
        r"ahora eres (?:un|una|el|la|mi)\b[^.,;!?]*",
        r"(?:actúa como|finge (?:ser|que)|imagina que eres)\b[^.,;!?¿]*",
        r"(?:habla|responde|contesta) como (?:si|un|una)\b[^.,;!?¿]*",
    ),
    "de": (
        r"(?:ab jetzt|von nun an|ab sofort) bist du\b[^.,;!?]*",
        r"du bist (?:jetzt|nun|ab sofort) (?:ein|eine|der|die|mein)\b[^.,;!?]*",
        r"(?:tu so,? als|stell dir vor,? du|verhalte? dich wie|spiele? die rolle)\b[^.;!?]*",
        r"(?:sprich|rede|antworte) wie (?:ein|eine)\b[^.,;!?]*",
    ),
    "fr": (
        r"(?:à partir de maintenant|désormais),? (?:tu|vous) (?:es|êtes|seras|dois"
        r"|devez)\b[^.,;!?]*",
        r"tu es maintenant (?:un|une|le|la|mon)\b[^.,;!?]*",
        r"(?:fais semblant|fais comme si|imagine que tu es|joue le rôle)\b[^.,;!?]*",
        r"(?:parle|réponds) comme (?:si|un|une)\b[^.,;!?]*",
    ),
    "vi": (
        r"(?:kể )?từ bây giờ,? bạn (?:là|sẽ|phải)\b[^.,;!?]*",
        r"(?:giả vờ|đóng vai|nói như|trả lời như|hành động như)\b[^.,;!?]*",
    ),
    "ru": (
        r"(?:с этого момента|отныне|теперь),? ты(?: (?:больше|будешь|должен|теперь))?\b[^.,;!?]*",
        r"(?:притворись|представь,? что ты|веди себя как|сыграй роль)\b[^.,;!?]*",
        r"(?:отвечай|говори) как (?!можно)\b[^.,;!?]*",
    ),
}

# Speak in some manner, say these words. A sentence with a subject before it is no order.
SAY = {
    "en": (
        r"(?:(?:just|only|always|simply|you must) )*(?:say|reply|respond|answer|output|print"
        r"|write|type|repeat)(?: (?:only|just|exactly|back|with|the (?:words?|phrase)|me))*:?"
        rf" [\"'“‘]?(?:{QUOTED}+|(?-i:[A-Z]{{4,}}(?: [A-Z]+)*))[\"'”’]?[.! ]*$",
    ),
    "ko": (
        r"(?:[^\s,.!?]*[^\s,.!?이가은는서] )?[^\s,.!?]+(?:처럼|인 양| ?(?:말투|톤|억양|사투리"
        r"|반말)로)"
        r" (?:말|대답|답|이야기|행동|연기|얘기)(?:하면서|하며|하고|하세요|하시오|하십시오|하라"
        r"|해서|해"
        + _KO_PLEASE
        + r")"
        + _KO_STOP
        + r"(?=.*(?:줘|줘요|세요|라|시오|오|해|봐|달라)[.! ]*$|[.! ]*$)",
        r"[^.!?]{1,30}(?:[인는]? ?척|역할을?|연기를?|흉내를?) ?(?:해|맡아|내)"
        + _KO_PLEASE
        + r"[.! ]*$",
        rf"(?:[^\s.!?]+ ){{0,3}}(?:[\"'“‘]{QUOTED}+[\"'”’]|(?!뭐|무엇|누구|얼마|몇|어디|언제|왜)"
        r"[^\s,.!?]+?)이?라고만? (?:말|답|대답|출력|응답|반복)(?:해"
        + _KO_PLEASE
        + r"|하라|하세요|하시오|하십시오)[.! ]*$",
    ),
    "ja": (
        r"[^。、,!?]{1,15}(?:のように|みたいに|風に|口調で|の真似をして)(?:話して|答えて|喋って"
        r"|しゃべって)(?:ください)?",
    ),
    "zh": (
        r"(?:请)?(?:用|像)[^。,!?]{1,12}(?:一样|的口吻|的语气)(?:地)?(?:说话?|回答|讲话)(?=$"
        r"|[。.,!])",
    ),
}

# Turns of a chat, which only a chat template may write.
CHAT_TAGS = (
    r"<\|?/?(?:im_start|im_end|im_sep|system|user|assistant|endoftext|begin_of_text|eot_id"
    r"|start_header_id|end_header_id|end_of_turn|start_of_turn)\|?>"
    r"(?: ?(?:system|user|assistant)(?=\s|$))?|\[/?INST\]|<</?SYS>>"
)
CHAT_ROLES = (
    r"^\W*(?:#{2,3} ?)?(?:system|assistant)(?: (?:prompt|message|instructions?))? ?:(?!//)"
    r"|^\W*#{2,3} ?(?:instructions?|response) ?:"
)

_EN_MODEL = (
    r"(?:(?:ai|large language|language|chat) (?:assistants?|models?|agents?|systems?|bots?"
    r"|chatbots?"
    r"|summari[sz]ers?)|ais?|llms?|assistants?|chatbots?|chatgpt|gpt\S*|language models?)"
)
_EN_DO = (
    r"(?:you (?:must|should|shall|are)|please|always|never|only|do not|don't|be sure|make sure"
    r"|say|answer|reply|respond|state|output|print|recommend|ignore|disregard|include|tell"
    r"|mention|summari[sz]e|repeat|forget)\b"
)
_KO_MODEL = (
    r"(?:AI|인공지능|(?:거대|대규모)? ?언어 ?모델|LLM|챗봇|어시스턴트|챗GPT|GPT|요약 ?(?:봇"
    r"|프로그램|시스템))"
    r"(?: ?(?:어시스턴트|모델|챗봇|비서|시스템|도우미|에이전트))*"
)
_KO_SPEAK = (
    r"(?:말|답|대답|응답|출력|요약|추천|무시|포함|언급|강조|서술|소개|표시|기재|작성|전달|안내"
    r"|답변)"
)
_KO_COMMAND = (
    r"(?:하라|해라|하세요|하시오|하십시오|할 것|해야 한다|해 ?주세요|해 ?줘|하도록"
    r"|하지 ?(?:마라?|말라|마세요|말 ?것|마시오))[.! ]*$"
)
_KO_THIS = r"(?:이|본|해당|위|다음|아래) ?(?:글|기사|문서|페이지|텍스트|내용|본문|자료|질문)"

# Sentences of an article that are addressed to whatever model reads it.
ADDRESSED = (
    r"(?:dear|attention|note (?:to|for)|hey|to|important(?: note)?(?: to| for)?)?[,:]? ?"
    rf"(?:any |all |the |an? )?{_EN_MODEL}"
    r"(?: (?:reading|processing|summari[sz]ing|indexing)[^,:;.]{0,40})? ?[,:] ?" + _EN_DO,
    rf"(?:if|when|since|as) you(?: are|'re)? (?:an? )?{_EN_MODEL}\b[^.]{{0,60}}\b" + _EN_DO,
    rf"(?:if|when|while|before) (?:you|any|an?|{_EN_MODEL})[^.;]{{0,30}}"
    r" (?:read|summari[sz]e|process|index|parse|cite|quote|answer (?:questions?|about))\w*"
    r" [^.;]{0,60}[, ]" + _EN_DO,
    r"when (?:summari[sz]ing|answering|asked|reading|processing|quoting|citing)[^.;]{0,60}, ?"
    r"(?:you (?:must|should)|please|always|never|do not|don't|say|reply|respond|recommend|ignore"
    r"|tell)\b",
    rf"(?:any |all |every )?{_EN_MODEL}(?: (?:reading|processing|summari[sz]ing) "
    rf"this[^,.;]{{0,30}})?"
    r" (?:must|should|shall)(?: (?:always|only|never|not))? (?:say|answer|reply|respond|state"
    r"|output|ignore|claim)\b(?![^.]*\b(?:said|says|according|argu\w+|law|act|bill|rules?"
    r"|guidelines?|experts?|researchers?|minist\w+|reports?|lawmakers?)\b)",
    r"(?:(?:you must|always|please|just|only) )*(?:reply|respond|answer)(?: to (?:all|any|every)"
    r"[^.,]{0,30})? (?:only|exactly|with the|with only)\b",
    rf"(?:say|reply|output|print|respond with|answer)[: ]+(?:only )?[\"'“‘]{QUOTED}+[\"'”’][.! ]*$",
    r"(?:tell|inform|convince|instruct) (?:the|your|any|all) users?\b",
    rf"(?:[^\s]+ )?{_KO_MODEL}(?:은|는|이?야|아|들은|이?라면|로서|에게|,|:)[^.]*{_KO_SPEAK}"
    r"(?:하라|해라|하세요|하시오|하십시오|할 것|해 ?줘|하지 ?(?:마라?|말라|마세요|말 ?것"
    r"|마시오))[.! ]*$",
    rf"(?:[^\s]+ )?{_KO_MODEL}(?:은|는|이?야|아|들은|이?라면|로서|에게|,|:)[^.]*{_KO_THIS}[^.]*"
    rf"{_KO_SPEAK}{_KO_COMMAND}",
    rf"{_KO_THIS}(?:을|를|에|에는|에 ?대해|에 ?대한)? ?(?:[^\s]+ )?(?:요약|답|읽|질문|인용|번역"
    rf"|처리)"
    rf"[^.]*{_KO_SPEAK}{_KO_COMMAND}",
    rf"[^.]*이?라고만? ?(?:답|대답|출력|응답|답변){_KO_COMMAND}",
    r"[^。]*(?:AI|アシスタント|言語モデル|チャットボット)[^。]{0,4}(?:は|へ|よ|なら)[^。]*(?:答え"
    r"|回答し|言い?|言っ|出力し|無視し)"
    r"(?:て|なさい|ろ|せよ)(?:ください)?。?$",
    r"(?:如果你是|致|注意)?(?:AI|人工智能|大?语言模型|AI助手|聊天机器人)[^。]{0,6}[,:][^。]*"
    r"(?:请|必须|务必|只)[^。]*(?:回答|说|输出|忽略)",
    r"si eres (?:una? )?(?:ia|modelo|asistente|chatbot)\b",
    r"(?:wenn|falls) du (?:eine?|als) (?:ki|sprachmodell|assistent|chatbot)\b",
    r"si (?:tu es|vous êtes) (?:une? )?(?:ia|modèle|assistant|chatbot)\b",
    r"nếu bạn là (?:một )?(?:ai|mô hình|trợ lý|chatbot)\b",
    r"если ты (?:ии|языковая модель|ассистент|чат-?бот)\b",
)
KOREAN_COMMAND = (
    r"(?:하라|해라|하세요|하시오|하십시오|해 ?줘|해 ?주세요|해 ?봐|말 ?것|할 ?것|으라|어라|아라"
    r"|줘|말라|마라|달라"
    r"|하자|십시오|세요)[.! ]*$"
)
