"""The names of languages: for people to read, and as questions in eight languages say them."""

import re

# Korean and English name, then what else it is called (regular expressions).
_LANGUAGES = {
    "ko": (
        "한국어",
        "Korean",
        "국문|한글|韓国語|[韩韓][文语語]|coreano?|koreanisch|coréen|tiếng Hàn",
    ),
    "en": ("영어", "English", "영문|英[文语語]|inglés|englisch|anglais|tiếng Anh"),
    "ja": ("일본어", "Japanese", "일어|일문|日本?[文语語]|japonés|japanisch|japonais|tiếng Nhật"),
    "zh": ("중국어", "Chinese", "중문|中国?[文语語]|汉语|chino|chinesisch|chinois|tiếng Trung"),
    "es": ("스페인어", "Spanish", "西班牙[文语語]|スペイン語|español|spanisch|espagnol"),
    "de": ("독일어", "German", "독어|德[文语語]|ドイツ語|alemán|deutsch|allemand|tiếng Đức"),
    "fr": (
        "프랑스어",
        "French",
        "불어|法[文语語]|フランス語|francés|französisch|français|tiếng Pháp",
    ),
    "vi": ("베트남어", "Vietnamese", "越南[文语語]|ベトナム語|vietnamita|vietnamesisch|tiếng Việt"),
    "ru": ("러시아어", "Russian", "俄[文语語]|ロシア語|ruso|russisch|russe|tiếng Nga"),
    "it": ("이탈리아어", "Italian", "意大利[文语語]|イタリア語|italiano|italienisch|italien"),
    "pt": ("포르투갈어", "Portuguese", "葡萄牙[文语語]|ポルトガル語|portugués|portugiesisch"),
    "nl": ("네덜란드어", "Dutch", "荷兰[文语]|オランダ語|niederländisch|néerlandais"),
    "id": ("인도네시아어", "Indonesian", "印尼[文语語]|インドネシア語|indonesisch|indonésien"),
    "tr": ("튀르키예어", "Turkish", "터키어|土耳其[文语語]|トルコ語|turco|türkisch|turc"),
    "ro": ("루마니아어", "Romanian", "罗马尼亚[文语]|ルーマニア語|rumano|rumänisch|roumain"),
    "pl": ("폴란드어", "Polish", "波兰[文语]|ポーランド語|polaco|polnisch|polonais"),
    "cs": ("체코어", "Czech", "捷克[文语]|チェコ語|checo|tschechisch|tchèque"),
    "sv": ("스웨덴어", "Swedish", "瑞典[文语]|スウェーデン語|sueco|schwedisch|suédois"),
    "uk": ("우크라이나어", "Ukrainian", "乌克兰[文语]|ウクライナ語|ucraniano|ukrainisch"),
    "th": ("태국어", "Thai", "泰[文语語]|タイ語|tailandés|thailändisch|thaï|tiếng Thái"),
    "hi": ("힌디어", "Hindi", "印地[文语]|ヒンディー語"),
    "ar": ("아랍어", "Arabic", "阿拉伯[文语語]|アラビア語|árabe|arabisch|arabe"),
    "he": ("히브리어", "Hebrew", "希伯来[文语]|ヘブライ語|hebreo|hebräisch|hébreu"),
    "el": ("그리스어", "Greek", "希腊[文语]|ギリシャ語|griego|griechisch|grec"),
}
_GROUPS = "|".join(
    f"(?P<{code}>{korean}|{english}|{others})" for code, (korean, english, others) in
    _LANGUAGES.items()
)  # fmt: skip
# Inflected: englische Artikel, en inglés; "englischsprachig", "Korean-language".
_NAME = rf"(?<![a-zà-ỹ가-힣])(?:{_GROUPS})(?:(?:sprachig)?e[nrsm]?|[-\s]language|판)?(?![a-zà-ỹ])"
_NAMED = re.compile(_NAME, re.IGNORECASE)
_NAMED_LAST = re.compile(rf"{_NAME}$", re.IGNORECASE)
_LONGEST = 40


def language_called(code: str) -> tuple[str, str]:
    """Return the Korean and the English name of a language; its code where we know none."""
    korean, english, _ = _LANGUAGES.get(code, (code, code, ""))
    return korean, english


def is_language_code(text: str) -> bool:
    """Return whether a text is the code of a language that we know."""
    return text in _LANGUAGES


def language_ending_at(text: str, end: int) -> tuple[int, str]:
    """Return where a language's name that ends at `end` starts, and its code; else (-1, "")."""
    match = _NAMED_LAST.search(text, max(0, end - _LONGEST), end)
    return (match.start(), match.lastgroup or "") if match else (-1, "")


def language_starting_at(text: str, start: int) -> tuple[int, str]:
    """Return where a language's name that starts at `start` ends, and its code; else (-1, "")."""
    match = _NAMED.match(text, start)
    return (match.end(), match.lastgroup or "") if match else (-1, "")
