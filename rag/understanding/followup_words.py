"""The words of a question that aren't its subject, by language: asking, pointing, small words.

Closed classes only (interrogatives, pronouns and demonstratives, articles, prepositions,
conjunctions, auxiliaries, words of talking), so that everything else is content.
"""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns of one language; each matches whole words where words are spaced."""

    asking: re.Pattern[str]
    pointing: re.Pattern[str]
    small: re.Pattern[str]
    before_rejected: re.Pattern[str]
    after_rejected: re.Pattern[str]


# Longer forms first inside an entry; "_" stands for a space.
_ASKING = {
    "en": "how_(?:much|many|long|often|far|big|old|large|high) what(?!_about) when where why"
    " whom whose who which how(?!_about)",
    "es": "cu[aá]nt[oa]s? cu[aá]ndo d[oó]nde por_qu[eé] qui[eé]n(?:es)? qu[eé] cu[aá]l(?:es)?"
    " c[oó]mo",
    "pt": "quant[oa]s? quando onde por_?qu[eê] quem que qual quais como",
    "fr": "combien_de combien quand où pourquoi qui que quoi quel(?:le)?s? comment est-ce qu",
    "it": "quant[oaie] quando dove perch[eé] chi che cosa qual[ei]? come",
    "de": "wie_?viele? wie_lange wann wo(?:her|hin|mit|für|zu|ran|rauf)? warum wieso weshalb"
    " wer wen wem wessen was welche[rsnm]? wie",
    "nl": "hoeveel wanneer waar(?:om|voor|mee)? wie wat welke? hoe",
    "sv": "hur_(?:mycket|många|länge) när var(?:för|t|ifrån)? vem vilk(?:en|et|a) vad hur",
    "pl": "ile kiedy gdzie dlaczego czemu kto kogo co czego jak(?:i|a|ie|ich)? któr\\w+ czy",
    "cs": "kolik kdy kde proč kdo koho co čeho jak(?:ý|á|é)? kter\\w+",
    "ro": "cât[ăe]? câți când unde de_ce cine cui ce care cum",
    "tr": "kaç ne_kadar ne_zaman nere\\w+ neden niçin niye kim\\w* hangi\\w* nasıl ne m[iıuü]\\w*",
    "vi": "bao_nhiêu mấy khi_nào bao_giờ ở_đâu đâu tại_sao vì_sao sao ai cái_gì gì nào"
    " thế_nào không",
    "id": "berapa kapan (?:di|ke|dari)?_?mana mengapa kenapa siapa apa(?:kah)? bagaimana",
    "ru": "сколько когда где куда почему зачем кто кого кому что чего"
    " как(?:ой|ая|ое|ие|их|ую)? как",
    "uk": "скільки коли де куди чому навіщо хто кого кому що чого як(?:ий|а|е|і|их|у)? як чи",
    "el": "πόσ\\w+ πότε πού γιατί ποι\\w+ τι πώς",
    "ar": "كم متى أين لماذا من_الذي من ماذا ما أي كيف هل",
    "he": "כמה מתי איפה היכן למה מדוע מי מה איזה איזו אילו איך האם",
    "hi": "कितन\\w+ कब कहाँ कहां क्यों कौन किस\\w* क्या कैस\\w+",
    "th": "เท่าไหร่ เท่าไร กี่ เมื่อไหร่ เมื่อไร เมื่อใด ที่ไหน ที่ใด ไหน ทำไม เพราะอะไร ใคร"
    " อะไร ใด อย่างไร ยังไง ไหม หรือไม่ หรือเปล่า",
    "zh": "多少 多久 多长 多大 几 什么时候 什么 何时 何地 哪里 哪儿 哪些 哪个 哪一 哪家 哪"
    " 为什么 为何 谁 怎么样 怎么 怎样 如何 是否",
    "ja": "いつ どこ どちら どれ どの どんな どう なぜ なんで どうして"
    " 何[人件社年月日台個枚か時]? だれ 誰 いくつ いくら 何",
}
_POINTING = {
    "en": "its it they them their theirs this that these those he she him his her there then"
    " the_(?:latter|former) the_(?:other|same|first|second|last)_ones?",
    "es": "es[aeo]s? est[aeo]s? aquell?[oa]s? ell[oa]s? él ella su(?:s|yo|ya)? all[íi] ah[íi]"
    " entonces lo (?:el|la|los|las)_(?:mism|otr)[oa]s?",
    "pt": "el[ae]s? ess[ae]s? est[ae]s? isso isto aquil?[oae]s? del[ae]s? d?nel[ae]s? seus?"
    " suas? ali lá então",
    "fr": "il elle ils elles cela ça ce cet cette ces celui celle ceux celles leurs? lui son"
    " sa ses y alors",
    "it": "egli ella ess[oaie] lui lei loro quest[oaie] quell[oaie] quel quei su[oa]i? suoi"
    " sue lì là allora ne ci",
    "de": "er sie ihm ihn ihr(?:e[rsnm]?)? ihnen sein(?:e[rsnm]?)? dies(?:e[rsnm]?)?"
    " jene[rsnm]? dessen deren dort damals da(?:für|mit|von|zu|bei|ran|rauf|durch)",
    "nl": "hij zij ze het hem haar hun dit dat deze die daar toen er",
    "sv": "han hon den det de dem dess deras hans hennes detta denna dessa där då",
    "pl": "on ona ono oni one jego jej ich im nim nimi t(?:en|a|o|e|ego|ej|ym|ych|amten) tam wtedy",
    "cs": "on ona ono oni jeho její jejich t(?:en|a|o|oho|om|ím|ěch|ento|ato|oto) tam tehdy",
    "ro": "el ea ei ele lui lor acest\\w* acel\\w* acela aceea său sa săi sale acolo atunci",
    "tr": "o onu? onun onlar\\w* bu bunu? bunun bunlar\\w* şu orada oraya orası o_zaman",
    "vi": "nó họ đó này kia ấy ông_ấy bà_ấy anh_ấy cô_ấy khi_đó lúc_đó",
    "id": "itu ini dia ia mereka tersebut beliau di_sana saat_itu",
    "ru": "он она оно они его её ее их ему ей им ней нём нем них"
    " эт(?:от|а|о|и|ого|ой|ом|им|их|у) т(?:от|а|о|е|ого|ой|ом|ех) там тогда",
    "uk": "він вона воно вони його її їх йому їй ним ній них ц(?:ей|я|е|і|ього|ієї|ьому|их|ю)"
    " там тоді",
    "el": "αυτ\\w+ εκείν\\w+ του της τους εκεί τότε",
    "ar": "هو هي هم هذا هذه ذلك تلك هؤلاء هناك عندها منه منها فيه فيها له لها",
    "he": "הוא היא הם הן זה זאת זו אלה אלו ההוא ההיא שם אז שלו שלה שלהם",
    "hi": "यह ये वह वे वो इस\\w* उस\\w* इन\\w* उन\\w* वहाँ वहां तब",
    "th": "มัน เขา เธอ พวกเขา นั้น นี้ นั่น นี่ ดังกล่าว ที่นั่น ตอนนั้น",
    "zh": "这个 那个 这些 那些 这里 那里 这次 那次 这样 那样 当时 其中 这 那 它们 它 他们"
    " 她们 (?<!其)他 她 该",
    "ja": "それら それ その そこ そちら そのとき これら これ この ここ こちら あれ あの 彼ら"
    " 彼女 彼 当時 同社 同氏",
}
_SMALL = {
    "en": "year years what_about how_about a an the of in on at to for from by with about as"
    " into than per during until since before after over under between among and or but"
    " so also too more else other any some all each every no not yes is are was were be"
    " been being am do does did done has have had will would shall should can could may"
    " might must i you we me my your our us please tell know say said says ok okay well"
    " now just only even still already up out if whether i'm what's s exactly again mean"
    " meant sorry actually instead rather thanks thing things",
    "es": "año años el la los las un una unos unas de del en a al para por con sin sobre"
    " entre desde hasta hacia y e o u pero si no sí es son fue fueron era eran será"
    " serán ser está están estaba ha han había hay se me te nos que como más muy también"
    " ya solo cada todo toda todos todas otro otra dime oye entonces perdón digo quiero"
    " decir saber sino",
    "pt": "ano anos o a os as um uma uns umas de do da dos das em no na nos nas a ao à aos às"
    " para por pelo pela com sem sobre entre desde até e ou mas se não sim é são foi"
    " foram era será ser está estão há tem têm se mais muito também já só cada todo toda"
    " todos todas diga quero dizer",
    "fr": "année an le la les l un une des du de d à au aux en dans sur pour par avec sans"
    " entre depuis jusque et ou mais si ne n pas non oui est sont était étaient fut sera"
    " seront être a ont avait avaient se s me te nous vous je tu on que plus très aussi"
    " déjà chaque tout toute tous toutes t c j",
    "it": "anno anni il lo la i gli le un uno una di del dello della dei degli delle a al"
    " allo alla ai in nel nella nei da dal dalla su sul sulla per con senza tra fra e ed"
    " o ma se non sì è sono era erano fu sarà ha hanno aveva si mi ti più molto anche"
    " già solo ogni tutto tutta tutti tutte",
    "de": "jahr jahre der die das den dem des ein eine einen einem einer eines von vom in im"
    " an am auf aus bei mit nach zu zum zur für über unter um seit bis vor und oder aber"
    " denn nicht nein ja ist sind war waren wird werden wurde wurden sein hat haben"
    " hatte hatten kann können soll sollen muss will es man sich ich du wir auch noch"
    " schon nur sehr mehr jede jeder alle sag mal bitte sondern gibt gab",
    "nl": "jaar de het een van in op aan te voor met uit bij naar door over om en of maar"
    " niet nee ja is zijn was waren wordt worden werd werden heeft hebben had hadden kan"
    " kunnen zal zullen ook nog al alleen meer elke alle",
    "sv": "år år en ett av i på till för med från om vid och eller men inte nej ja är var"
    " blir blev blivit har hade kan ska skulle att som också bara mer alla varje",
    "pl": "rok roku w we na z ze do od po o u za przez dla przy i a oraz lub ale nie tak jest"
    " są był była było były będzie będą się też także tylko już bardziej",
    "cs": "rok roce roku v ve na z ze do od po o u za pro při s se a i nebo ale ne ano je"
    " jsou byl byla bylo byly bude budou si také jen už více",
    "ro": "anul an un o unei unui al a ai ale de din în la pe cu pentru prin și sau dar nu da"
    " este sunt a fost au avea va vor se mai și să că",
    "tr": "yıl yılı yılında peki ve veya ama de da ile için bir olan olarak mi değil evet"
    " hayır peki var yok oldu olacak daha",
    "vi": "năm của và hoặc nhưng là có được bị đã sẽ đang ở tại trong trên cho với từ đến vào"
    " về thì mà các những một cũng còn vậy thế",
    "id": "yang dan atau tetapi di ke dari pada untuk dengan oleh adalah ada tidak bukan ya"
    " akan telah sudah juga lagi lalu",
    "ru": "год году года годах в во на с со из от до по о об у за при для через и а или но не"
    " нет да есть был была было были будет будут же ли ещё еще также только уже",
    "uk": "рік року роках в у на з із зі від до по про за при для через і й та а або але не"
    " ні так є був була було були буде будуть ж ще також лише вже",
    "el": "ο η το οι τα τον την των στο στη στην στον στα σε από με για και ή αλλά δεν όχι"
    " ναι είναι ήταν θα να έχει είχε",
    "ar": "في على إلى عن مع و أو لكن لا نعم كان كانت يكون تكون قد تم التي الذي",
    "he": "של את על אל עם ב ל מ ו או אבל לא כן היה הייתה היו יהיה גם",
    "hi": "का की के को में पर से ने और या लेकिन नहीं हाँ है हैं था थी थे होगा होगी हुआ हुई हुए भी तक लिए तो",
    "th": "ของ คือ เป็น และ แล้ว ล่ะ ครับ คะ ค่ะ",
    "zh": "请问 告诉我 吗 呢 那么 然后 以及 的 了 在 是 和 与 被 由 有(?=多少|几|哪|什么|谁)"
    " 吧 呀 啊 也 都",
    "ja": "[\u3041-\u309f]+",
}
# Right before what is not meant: "not 2023".
_BEFORE_REJECTED = {
    "en": r"(?:^|[,;.]|no|mean|meant|but)\s*(?:not|instead of|rather than)\s+"
    r"(?:in\s+|the\s+|about\s+)*",
    "es": r"(?:^|[,;.]|no)\s*(?:no|en vez de|en lugar de)\s+(?:en\s+|el\s+|la\s+|de\s+)*",
    "fr": r"(?:^|[,;.]|non)\s*(?:pas|au lieu de)\s+(?:en\s+|le\s+|la\s+|de\s+)*",
    "de": r"(?:^|[,;.]|nein)\s*(?:nicht|statt)\s+(?:im?\s+|der\s+|die\s+|das\s+|den\s+)*",
    "pt": r"(?:^|[,;.]|não)\s*(?:não|em vez de)\s+(?:em\s+|o\s+|a\s+|de\s+)*",
    "it": r"(?:^|[,;.]|no)\s*(?:non|invece di)\s+(?:nel\s+|il\s+|la\s+|di\s+)*",
    "zh": r"不是|不要",
}
# Right after it: "2023년 말고".
_AFTER_REJECTED = {
    "ko": r"(?:[이가은는])?\s{0,2}(?:말고|아니고|아니라)(?![가-힣])",
    "ja": r"(?:じゃなく|ではなく|でなく)て?",
}

SPACELESS = frozenset(("zh", "ja", "th"))
CASES = frozenset(  # what marks a name's part in the sentence, over languages
    "in on at to for from by with of en para por con de à pour par avec au für von mit nach bei zu"
    " per da di em com no na в на для от с に で へ と から より".split()
)
_MARK = r"[\w\u0300-\u036f\u0900-\u0963\u0e31-\u0e4e]"  # \w lacks the vowel signs of Hindi and Thai

# What a follow-up begins with, over languages; it says nothing about the subject.
CONNECTING = re.compile(
    r"[¿¡\s]*((?:그럼|그러면|그래서|그리고|그런데|근데|아니|아 참|참|and|but|so|ok|okay|well|no|y"
    r"|pero|e|mas|et|mais|und|aber|ma|och|men|en|а|и|но)(?=[\s,])[\s,]*"
    r"|(?:では|じゃあ?|それでは|那么)[、，\s]*)(?=.*\w)",
    re.IGNORECASE,
)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language, an empty one for a language without lists."""
    asking, pointing, small = (
        _words(table.get(language, ""), whole=language not in SPACELESS)
        for table in (_ASKING, _POINTING, _SMALL)
    )
    before, after = (
        re.compile(table.get(language, r"(?!)"), re.IGNORECASE)
        for table in (_BEFORE_REJECTED, _AFTER_REJECTED)
    )
    return Lexicon(asking, pointing, small, before, after)


def _words(listed: str, *, whole: bool) -> re.Pattern[str]:
    if not listed:
        return re.compile(r"(?!)")
    either = "|".join(entry.replace("_", r"\s") for entry in listed.split())
    return re.compile(
        rf"(?<!{_MARK})(?:{either})(?!{_MARK})" if whole else f"(?:{either})", re.IGNORECASE
    )
