"""What an amount is per: 시간당, a month, per litre, 1인당. None for another."""

import re
from collections.abc import Iterable

_NO_TIME_SPAN = (
    r"(?!\s?(?:만|전|뒤|후|앞|종일|동안|사이|새|빨리|먼저|늦|지나|더|남|이상|간))"  # 하루 만에
)
_LATER = r"(?!\s(?:ago|earlier|later|after|before|off|or|and|in|to|ahead|since|long)\b|-)"
_AMOUNT = r"\d(?:\s(?!and\b|for\b|in\b|within\b|after\b|spent\b)[a-z]+){1,4}"


def _per(unit: str) -> str:
    """Return what says "per unit" in English; after an amount also where more follows."""
    return (
        rf"\b(?:an?|per|each|every) {unit}\b{_LATER}"
        rf"|{_AMOUNT} an? {unit}\b(?!\s(?:ago|earlier|later|after|before|ahead|long)\b|-)"
    )


_AXES = {
    "time": {
        "hour": rf"시간당|시급|매시간|(?<!\d)1시간(?=\s?(?:이용|요금|에\s\d))|{_per('hour')}"
        r"|\bhourly\b|時給|1時間当たり|每小时|\bpor hora\b|\bpro Stunde\b|\bpar heure\b",
        "day": rf"(?<![가-힣])하루{_NO_TIME_SPAN}|(?<![가-힣\d])일당|일평균|매일|날마다"
        rf"|(?<!\d)1일(?=\s?(?:당|평균|이용))|{_per('day')}|\bdaily\b|\bper diem\b|每天|毎日"
        r"|\b(?:al|por) día\b"
        r"|\bdiari[oa]s?\b|\bpro Tag\b|\btäglich|\bpar jour\b|\bmỗi ngày\b",
        "week": rf"매주|주당(?!\s?순)|(?<![가-힣\d])주\s?(?=\d)|일주일에(?=\s)|{_per('week')}"
        r"|\bweekly\b|每周|毎週"
        r"|\b(?:a la|por) semana\b|\bsemanal|\bpro Woche\b|\bwöchentlich|\bpar semaine\b",
        "month": r"매월|매달|다달이|월평균|(?<![가-힣\d])월\s?(?=\d|평균|최대|최고|약)"
        rf"|한\s?달(?:에|\s평균|\s이용|\s요금)|월급|월세|{_per('month')}|\bmonthly\b"
        r"|毎月|每月|月額|\b(?:al|por) mes\b"
        r"|\bmensual|\bpro Monat\b|\bmonatlich|\bpar mois\b|\bmỗi tháng\b",
        "term": rf"학기당|매\s?학기|한\s?학기|{_per('(?:semester|term)')}",
        "year": r"매년|해마다|연간|연평균|연봉|(?<![가-힣\d])연\s?(?=\d|평균|최대|약)"
        rf"|한\s?해(?:에|\s평균)|{_per('year')}|\bannual|\byearly\b|\bper annum\b"
        r"|毎年|每年|年間|年額"
        r"|\b(?:al|por) año\b|\banual|\bpro Jahr\b|\bjährlich|\bpar an\b|\bmỗi năm\b",
    },
    "thing": {
        "person": r"1?인당|사람당|명당|한\s(?:명|사람)에|\bper (?:person|capita|head)\b"
        r"|一人当たり|人均"
        r"|\bpor persona\b|\bpro (?:Person|Kopf)\b|\bpar personne\b",
        "household": r"(?:가구|세대)당|한\s(?:가구|세대)에|\b(?:per|a|each) (?:household"
        r"|family|home)\b",
        "company": r"(?:업체|기업|회사|개사)당|한\s(?:업체|기업|회사)에|\b(?:per"
        r"|each) (?:company|firm)\b",
        "kilogram": r"(?:kg|㎏|킬로그램|킬로)당|\b(?:per|a) (?:kg|kilo|kilogram)\b|/\s?kg",
        "gram": r"(?<![k㎏])g당|그램당|\b(?:per|a) gram\b",
        "tonne": r"(?:톤|t)당|\b(?:per|a) (?:ton|tonne)\b",
        "litre": r"(?:리터|ℓ|L)당|\b(?:per|a) lit(?:re|er)\b|\bpro Liter\b|\bpor litro\b",
        "barrel": r"배럴당|\b(?:per|a) barrel\b",
        "piece": r"(?<![가-힣])(?:\d)?(?:개|장|대|권|병|마리|건|회|편|곳)당|\b(?:per"
        r"|a) (?:piece|ticket|item|head)\b",
        "area": r"(?:㎡|제곱미터)당|\b(?:per|a) square met(?:re|er)\b",
        "other area": r"(?:평|헥타르|㏊|ha)당|\b(?:per|an?) (?:square (?:foot|mile|kilo\w+)"
        r"|hectare|acre)\b",
        "meal": r"한\s?끼|끼니?당|\b(?:a|per) meal\b",
        "night": r"1?박당|\b(?:a|per) night\b",
    },
}
_RATES = {
    name: re.compile(words, re.I) for rates in _AXES.values() for name, words in rates.items()
}

_LATIN_ONE = r"\b(?:an?|one|per|each|every|un|une|ein\w*) "
_SINGLE = {
    factor: re.compile(rf"{_LATIN_ONE}(?:{latin})\b|{others}", re.I)
    for factor, latin, others in (
        (12.0, "year|año|an|jahr", r"매년|연간|해마다|한\s?해|annual"),
        (1.0, "month|mes|mois|monat", r"매[월달]|월간|한\s?달|monthly"),
        (
            604_800.0,
            "week|semana|semaine|woche",
            r"매주|일주일|한\s?주|(?<![가-힣\d])주\s?\d|weekly",
        ),
        (86_400.0, "day|día|jour|tag", "매일|하루|일일|일평균|daily"),
        (3_600.0, "hour|hora|heure|stunde", r"시간당|한\s?시간|hourly"),
        (60.0, "minute|minuto|minuten", "분당"),
    )
}


def single_spans(text: str) -> set[float]:
    """Return the factors of the units of time that a text says one of: an hour, 매년, daily."""
    return {factor for factor, words in _SINGLE.items() if words.search(text)}


def swapped_rate(claim: str, grounds: Iterable[str], same_figures: Iterable[str]) -> str:
    """Return the words that say what an amount of the claim is per, where evidence says another.

    Args:
        claim: a sentence.
        grounds: all texts that it may rest on.
        same_figures: those of them that hold one of its figures.
    """
    grounds, same_figures = list(grounds), list(same_figures)
    for pattern in _RATES.values():
        said = pattern.search(claim)
        if not said or any(pattern.search(text) for text in grounds):
            continue
        others = (other for other in _RATES.values() if not other.search(claim))
        if any(other.search(text) for other in others for text in same_figures):
            return re.sub(r"^\d.*\s(?=an?\s)", "", said.group()).strip()
    return ""
