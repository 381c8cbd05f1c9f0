import pytest

from index.metadata import Metadata, date_in_address, place_of, read_metadata, site_title
from index.reporters import people, reporters_of_line


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("입력 2023.10.04 09:30", "2023-10-04T09:30+09:00"),
        ("기사승인 : 2023-10-04 17:33:27", "2023-10-04T17:33+09:00"),
        ("기사입력 : 2023년10월04일 9:30", "2023-10-04T09:30+09:00"),
        ("기사입력 2024.05.01 오후 3:30", "2024-05-01T15:30+09:00"),
        ("등록일 : 2024. 2. 9.", "2024-02-09"),
    ],
)
def test_the_day_of_publication_is_read_from_its_label(line, published):
    page = ["가람시, 다리 개통", "대회 기간 2001.02.03", line, "본문"]
    assert read_metadata(page).published == published


@pytest.mark.parametrize(
    ("page", "published"),
    [
        (["Bridge opens", "Published: 2024/02/13", "It opened."], "2024-02-13"),
        (["橋が開通", "公開：2023/5/11 8:05", "市は橋を架けた。"], "2023-05-11T08:05+09:00"),
        (["大桥通车", "发布 2022-11-03 08:05", "大桥通车了。"], "2022-11-03T08:05+08:00"),
        (["Abre el puente", "Publicado: 8 de julio de 2024", "Abrió."], "2024-07-08"),
        (["Brücke offen", "Veröffentlicht am 8. Juli 2024, 9:05 Uhr"], "2024-07-08T09:05"),
        (["Le pont ouvre", "Publié le 8 juillet 2024 à 09h05"], "2024-07-08T09:05"),
        (["2023年5月11日 発行", "市は橋を架けた。"], "2023-05-11"),
        (["작성일", "2025-03-05", "담당부서", "본문이다."], "2025-03-05"),
    ],
)
def test_labels_of_many_languages_and_zones_of_their_countries_are_known(page, published):
    assert read_metadata(page).published == published


@pytest.mark.parametrize(
    "line",
    [
        "입력 2023.13.44 09:30",
        "2023-02-30",
        "가람시는 다리를 놓았다",
        "승인 12건을 취소했다",
        "가람시는 2024년 5월 1일 다리를 열었다고 밝혔다.",
        "The bridge opened on 1 May 2024 after nine years of work.",
        "橋は2024年5月1日に開通したと市が発表した。",
        "3시간 전",
        "yesterday",
    ],
)
def test_an_impossible_date_and_one_in_a_sentence_are_not_the_publication(line):
    assert read_metadata(["가람시, 다리 개통", line]).published == ""


def test_the_day_of_change_is_kept_apart():
    metadata = read_metadata(["수정 2023.10.05 11:05", "입력 2023.10.04 09:30"])
    assert metadata.published == "2023-10-04T09:30+09:00"
    assert metadata.modified == "2023-10-05T11:05+09:00"
    both = read_metadata(["다리", "입력 2023.10.04 09:30 수정 2023.10.05 11:05"])
    assert (both.published[:10], both.modified[:10]) == ("2023-10-04", "2023-10-05")


def test_a_stamp_by_the_headline_goes_before_labels_of_other_articles():
    page = [
        "2024.01.01",
        "다리 개통",
        "한도담 2023. 10. 9. 21:47",
        *["본문"] * 14,
        "등록 2020.01.01",
    ]
    assert read_metadata(page, title="다리 개통").published == "2023-10-09T21:47+09:00"


def test_a_page_without_a_label_has_the_first_stamp_or_that_of_an_image_address():
    page = ["가람일보", "2023.10.04 09:30", "본문"]
    assert read_metadata(page).published == "2023-10-04T09:30+09:00"
    for address in ("https://img.example/news/20231004/a.jpg", "/news/202310/04/a.jpg"):
        assert read_metadata(["본문"], raw=f'<img src="{address}">').published == "2023-10-04"
    assert read_metadata(["본문"], raw='<img src="/news/99991344/a.jpg">').published == ""
    assert date_in_address("https://garam.example/2025/02/20/bridge") == "2025-02-20"
    assert date_in_address("https://garam.example/view/1234567890") == ""


@pytest.mark.parametrize(
    ("line", "reporters"),
    [
        ("한도담 기자 (dodam@garam-news.example)", ["한도담"]),
        ("[가람=가람뉴스] 한도담 기자 = 가람시가 다리를 놓았다.", ["한도담"]),
        ("[해솔=문가람 기자] 해솔항의 첫 위판이 열렸다.", ["문가람"]),
        ("한도담 선임기자", ["한도담"]),
        ("한도담·온유리 기자", ["한도담", "온유리"]),
        ("한도담 기자, 온유리 기자 | 입력 2024.05.01 09:30", ["한도담", "온유리"]),
        ("신새벽 기자입니다.", ["신새벽"]),
        ("기자: 한도담", ["한도담"]),
        ("By Tamsin Orrell and Wilf Carrow", ["Tamsin Orrell", "Wilf Carrow"]),
        ("BY TAMSIN ORRELL, STAFF WRITER", ["Tamsin Orrell"]),
        ("By Tamsin Orrell Published 3 May 2024", ["Tamsin Orrell"]),
        ("Von Jule Wacholder und Ole Distel", ["Jule Wacholder", "Ole Distel"]),
        ("Por Lucero Almenar", ["Lucero Almenar"]),
        ("Par Anne-Lise d'Aubret", ["Anne-Lise d'Aubret"]),
        ("文・水瀬かなた 2024年5月1日", ["水瀬かなた"]),
        ("水瀬かなた記者", ["水瀬かなた"]),
        ("記者葉小舟／青嵐港即時報導", ["葉小舟"]),
        ("云河网8月22日讯（记者 林晓溪）", ["林晓溪"]),
        ("文/王小溪", ["王小溪"]),
        ("가람시청에서 기자회견이 열렸다.", []),
        ("시장은 기자 회견", []),
        ("시청 기자실은 2층이다.", []),
        ("사진기자", []),
        ("온라인뉴스팀", []),
        ("Von Hamburg nach Kiel", []),
        ("By the river", []),
        ("Por qué sube el pan", []),
        ("记者会现场", []),
    ],
)
def test_reporters_are_named_by_bylines_and_datelines_only(line, reporters):
    assert reporters_of_line(line) == reporters


def test_the_first_byline_of_a_page_is_its_own_and_a_photographer_is_no_reporter():
    page = [
        "다리",
        "가람교 야경. ⓒ 가람뉴스 김사진 기자",
        "한도담·온유리 기자",
        "다른 글",
        "새별 기자",
    ]
    assert read_metadata(page).reporter == "한도담, 온유리"


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("한도담 기자", ["한도담"]),
        ("Tamsin Orrell, Wilf Carrow & Maud Fen", ["Tamsin Orrell", "Wilf Carrow", "Maud Fen"]),
        ("By Tamsin Orrell", ["Tamsin Orrell"]),
        ("한도담 (dodam@garam.example)", ["한도담"]),
        ("https://garam.example/author/1", []),
        ("@garamdaily", []),
    ],
)
def test_the_names_in_an_author_tag_are_taken_apart(value, names):
    assert people(value) == names


@pytest.mark.parametrize(
    "line", ["(가람=뉴시스) 본문", "문의 desk@newsis.example", "www.newsis.example", "ⓒ 뉴시스"]
)
def test_the_publisher_is_known_by_dateline_address_or_copyright(line):
    assert read_metadata(["가람시, 다리 개통", line]).publisher == "뉴시스"


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("<저작권자 ⓒ 데일리온담, 무단 전재 및 재배포 금지>", "데일리온담"),
        ("< ⓒ 보름방송 www.boreum.example, 무단전재 및 재배포 금지 >", "보름방송"),
        ("© 2023 Tern Valley News. All rights reserved.", "Tern Valley News"),
        ("© みどり新報 無断転載を禁じます", "みどり新報"),
        ("版权所有 © 云河晚报 未经授权不得转载", "云河晚报"),
        ("© El Faro de Claro. Todos los derechos reservados.", "El Faro de Claro"),
        ("가람교 야경. ⓒ가람시", ""),
    ],
)
def test_who_claims_the_rights_of_a_page_published_it(line, publisher):
    assert read_metadata(["A bridge opens", "It opened.", line]).publisher == publisher


@pytest.mark.parametrize(
    ("title", "publisher", "expected"),
    [
        ("다리 개통 - 가람일보", "", ("다리 개통", "가람일보")),
        ("Bridge opens | Garam Daily", "", ("Bridge opens", "Garam Daily")),
        ("다리 개통 < 사회 < 기사본문 - 가람일보", "", ("다리 개통", "가람일보")),
        ("大桥通车_云河网", "", ("大桥通车", "云河网")),
        ("橋が開通｜みどり新報", "", ("橋が開通", "みどり新報")),
        ("Bridge opens – Port Ellis", "Port Ellis", ("Bridge opens", "Port Ellis")),
        ("가람일보 - 다리 개통", "", ("다리 개통", "가람일보")),
        ("From Kiel to Ulm - by bike", "", ("From Kiel to Ulm - by bike", "")),
        ("A-B test of 3-5 bridges", "", ("A-B test of 3-5 bridges", "")),
    ],
)
def test_a_title_loses_the_name_of_its_site(title, publisher, expected):
    assert site_title(title, publisher=publisher) == expected


def test_a_language_is_told_by_its_script_and_only_where_its_country_has_one_time():
    assert place_of("가람시 AI 센터 GPU") == "ko"
    assert place_of("みどり市の橋") == "ja"
    assert place_of("云河市大桥") == "zh"
    assert place_of("Port Ellis 항구 harbour gates jammed again") == ""


def test_the_word_of_the_menu_above_the_headline_is_the_section():
    page = ["Garam Daily", "News", "Join us today", "Environment", "Bridge opens"]
    assert read_metadata(page, title="Bridge opens").section == "Environment"
    assert (
        read_metadata(["뉴스 > 경제", "x", "뉴스 > 경제", "다리"], title="다리").section == "경제"
    )


def test_a_page_that_says_nothing_of_itself_has_no_metadata():
    assert read_metadata(["雪が降った。", "Nothing else."]) == Metadata()
    assert read_metadata([]) == Metadata()


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (
            ["Moor wird nass", "Es regnet.", "© Hollerner Bote Verlags-GmbH"],
            "Hollerner Bote",
        ),
        (["로봇 수출", "[나루=나루프레스] 길가온 기자 = 로봇을 판다."], "나루프레스"),
        (
            [
                "Un micrófono",
                "La Universidad de Bruma lo hizo.",
                "Universidad de Bruma · s/n",
            ],
            "Universidad de Bruma",
        ),
        (["Rain", "It rained.", "Terms · Privacy · Help"], ""),
    ],
)
def test_an_unknown_outlet_is_told_by_its_imprint_or_its_dateline(lines, publisher):
    assert read_metadata(lines, title=lines[0]).publisher == publisher


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("by 돌다리 2023. 7. 21. 23:18", "돌다리"),
        ("發布時間：2025/04/01 高以安 蘭溪報導", "高以安"),
        ("原创 阿荞 鹿鸣村记 2024年10月13日 20:06", "阿荞"),
        ("by the river of stones", ""),
    ],
)
def test_nicknames_and_reporters_without_a_title_are_read(line, name):
    assert ", ".join(reporters_of_line(line)) == name
