"""How likely a character is in the texts of each encoding: which decoding reads like a language.

A model is a few tiers of characters with the share of a text that falls on each; frequent
characters were put down from knowledge of the languages, the rest comes from the code charts.
The measure is the log-likelihood of the same bytes under each decoding, so that one character
of two bytes and two characters of one byte compare fairly.
"""

import math
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

_ASCII = -3.0  # log-likelihood of a letter or blank of English or of markup
_UNKNOWN = -18.0  # of a character that no text of the language has
_DAMAGE = -30.0  # of a byte that can't be decoded: worse than any character
_BREAK = -6.0  # of two letters that hardly ever follow each other
_QUOTES = "“”‘’…·–—«»„‚€§°©№«»"
_CJK_MARKS = "　、。，．・：；？！“”‘’（）【】《》〈〉「」『』…—～·％＝＋－／△▲▼■□●○◆→※"

_KO_1 = (
    "이다는에의을가하고를지로은한도있사기에서자대정시인들일어부보나그리해수장전원상과했제만주으것며신안여"
    "경국구라관동유아공무성적세금면화업고년월통오간중소계발방산재당"
)
_KO_2 = (
    "선게위생연력우개조용내까민물마교비운미회차각저두모데스드할될된됐진작러던현실등분양결문영치생니서건설"
    "외최후물양합행입평불입출트때터려준북남백호달열천감약학점권집말체손복새점히추습강번름립와워속술위배반"
    "본류파노박목목투심포법격태품단초반명청총당임규근래살직종않없같또바람편피해응식증예처키타크션울러른석"
    "난병찰카높낮료책험토르베변급표날알레버먼역환존식형향확황효휴흥희련령론률림망매맡맞못밝받벌범별봉빠"
)
_HANS_1 = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种"
    "面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本"
    "去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总"
)
_HANS_2 = (
    "次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做"
    "必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权"
    "收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信"
    "马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连"
    "足球赛游客园校湿护村销量渔歉暴雨博物馆夜停丰"
    "断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存"
    "候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
)
_HANT_1 = (
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種"
    "面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本"
    "去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比"
    "或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總"
)
_HANT_2 = (
    "次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做"
    "必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權"
    "收證改清己美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完類八離華名確才科張信"
    "馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容兒須際商非驗連"
    "足球賽遊客園校濕護村銷量漁歉暴雨博物館夜停豐"
    "斷深難近礦千週委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存"
    "候毛親快效斯院查江型眼王按格養易置派層片始卻專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴臺灣"
)
_HIRAGANA = "".join(map(chr, range(0x3041, 0x3094)))
_KATAKANA = "".join(map(chr, range(0x30A1, 0x30F7))) + "ー"
_KANJI = (
    "日一国人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川"
    "千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目"
    "通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台"
    "広住真有口少町料工建空急止送切転研究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌悪図週室歩"
    "風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢市政治県議民連対部合選内"
    "株式場続伸値価格額円億兆億国際戦勝進首相党選挙委員長官庁省署警察事件容疑逮捕裁判被害災震台島道府県区町村港橋線路車両運転停止開始終了午前年度"
    "定回関決性成要政全現実化経済変増加税調査果表期約相談法律権利費支援予算設備計画進続可能性結"
)
_CYRILLIC = ("оеаинтсрвлкмдпуя", "ыьгзбчйхжшюцщэфъёії", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")


_LATIN_OTHERS = "ÄÖÜÉÈÀÇÑÓÍÁÊåøæãõìòûœÅØÆÚ¿¡"
_GREEK_CAPITALS = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌ"
_EVERY_HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
_HALF_WIDTH = "".join(map(chr, range(0xFF61, 0xFFA0)))


@dataclass(frozen=True)
class Model:
    """The characters of one language and its encodings.

    Args:
        encodings: of this language, as Python names them, likelier first.
        tiers: share of the text and the characters it falls on; a character counts in the
            first tier that has it.
        prior: log-likelihood of meeting the language at all, next to Korean.
        alphabet: "" for a script without capitals; "latin" where words mix ASCII and other
            letters, "other" where they don't.
    """

    encodings: tuple[str, ...]
    tiers: tuple[tuple[float, str], ...]
    prior: float = -4.0
    alphabet: str = ""

    @cached_property
    def _weights(self) -> dict[str, float]:
        weights = dict.fromkeys(string.printable, _ASCII) | {"\ufffd": _DAMAGE}
        for share, characters in self.tiers:
            new = {character for character in characters if character not in weights}
            weights |= dict.fromkeys(new, math.log(share / max(1, len(new))))
        return weights

    def score(self, text: str) -> float:
        """Return the log-likelihood of a decoded text."""
        weights = self._weights
        total = self.prior + sum(weights.get(character, _UNKNOWN) for character in text)
        pairs = ((a, b) for a, b in pairwise(text) if a > "\x7f" or b > "\x7f")
        return total + sum(self._break(a, b) for a, b in pairs if a.isalpha() and b.isalpha())

    def _break(self, a: str, b: str) -> float:
        """Return what two letters that hardly ever follow each other cost."""
        if not self.alphabet:
            return _BREAK / 3 if b.isascii() and b.islower() else 0.0
        mixed = a.isascii() or b.isascii()
        return (
            _BREAK if (a.islower() and b.isupper()) or mixed != (self.alphabet == "latin") else 0.0
        )


def _chart(encoding: str, leads: Iterable[int]) -> str:
    """Return the characters of some rows of a double-byte code chart."""
    rows = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return "".join(row.decode(encoding, "ignore") for row in rows if row[1] != 0x7F)


@cache
def models() -> tuple[Model, ...]:
    """Return the models, Korean first: it wins where two decodings are as likely."""
    marks = (0.01, _QUOTES)
    return (
        Model(
            ("cp949",),
            (
                *((0.5, _KO_1), (0.3, _KO_2), (0.12, _chart("euc_kr", range(0xB0, 0xC9)))),
                *((0.05, _CJK_MARKS + _QUOTES), (0.002, _chart("euc_kr", range(0xA1, 0xAD)))),
                *((0.005, _chart("euc_kr", range(0xCA, 0xFE))), (0.0005, _EVERY_HANGUL)),
            ),
            prior=0.0,
        ),
        Model(
            ("cp932", "euc_jp", "euc_jis_2004"),
            (
                *((0.4, _HIRAGANA), (0.13, _KATAKANA), (0.22, _KANJI), (0.08, _CJK_MARKS)),
                *((0.12, _chart("cp932", range(0x88, 0x98))), (0.001, _HALF_WIDTH)),
                *(
                    (0.004, _chart("cp932", range(0x98, 0xEB))),
                    (0.002, _chart("cp932", range(0x81, 0x88))),
                ),
            ),
        ),
        Model(
            ("gb18030",),
            (
                *((0.45, _HANS_1), (0.2, _HANS_2), (0.2, _chart("gb2312", range(0xB0, 0xD8)))),
                *((0.08, _CJK_MARKS + _QUOTES), (0.01, _chart("gb2312", range(0xD8, 0xF8)))),
                *(
                    (0.002, _chart("gb2312", range(0xA1, 0xAA))),
                    (0.0005, _chart("gbk", range(0x81, 0xFF))),
                ),
            ),
        ),
        Model(
            ("cp950", "big5hkscs"),
            (
                *((0.45, _HANT_1), (0.2, _HANT_2), (0.2, _chart("cp950", range(0xA4, 0xC7)))),
                *((0.08, _CJK_MARKS), (0.01, _chart("cp950", range(0xC9, 0xFA)))),
                *(
                    (0.002, _chart("cp950", range(0xA1, 0xA4))),
                    (0.002, _chart("big5hkscs", range(0x87, 0xFF))),
                ),
            ),
        ),
        Model(
            ("cp1251", "koi8_r", "cp866", "iso8859_5"),
            ((0.55, _CYRILLIC[0]), (0.25, _CYRILLIC[1]), (0.03, _CYRILLIC[2]), marks),
            alphabet="other",
        ),
        Model(
            ("cp1252",),
            ((0.004, "€£"), (0.02, "äöüßéèàçñóíáêôâîúùëï"), (0.005, _LATIN_OTHERS), marks),
            prior=-3.5,  # quotation marks are at the same places in Cyrillic and Greek
            alphabet="latin",
        ),
        Model(
            ("cp1250",),
            ((0.04, "ąęóśłżźćńáíéřšžýčěůťďňöüőű"), (0.005, "ĄĘÓŚŁŻŹĆŃÁÍÉŘŠŽÝČĚÖÜŐŰ"), marks),
            prior=-7.0,
            alphabet="latin",
        ),
        Model(
            ("cp1254",),
            ((0.06, "ıişğüöçâî"), (0.005, "İŞĞÜÖÇ"), marks),
            prior=-7.0,
            alphabet="latin",
        ),
        Model(
            ("cp1253",),
            ((0.75, "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ"), (0.04, _GREEK_CAPITALS), marks),
            prior=-7.0,
            alphabet="other",
        ),
        Model(
            ("cp1255",),
            ((0.8, "אבגדהוזחטיךכלםמןנסעףפץצקרשת"), marks),
            prior=-10.0,
            alphabet="other",
        ),
        Model(
            ("cp1256",),
            ((0.8, "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"), (0.02, "،؛؟"), marks),
            prior=-10.0,
            alphabet="other",
        ),
    )
