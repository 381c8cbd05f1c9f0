import pytest

from index.publishers import known_publisher, publisher_of_address, unify_publisher


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("NEWSTREE", "뉴스트리"),
        ("뉴스트리", "뉴스트리"),
        ("news pim", "뉴스핌"),
        ("newspim.com", "뉴스핌"),
        ("https://www.newspim.com/news/view/1", "뉴스핌"),
        ("연합 뉴스", "연합뉴스"),
        ("YNA", "연합뉴스"),
        ("聯合ニュース", "연합뉴스"),
        ("㈜뉴스핌", "뉴스핌"),
        ("(주) 뉴스핌", "뉴스핌"),
        ("Copyright ⓒ 뉴스1. All rights reserved. 무단 전재 및 재배포 금지.", "뉴스1"),
        ("한국정책방송원", "KTV 국민방송"),
        ("KTV국민방송", "KTV 국민방송"),
        ("the korea herald", "The Korea Herald"),
        ("新华网", "新华社"),
    ],
)
def test_an_outlet_has_one_name_for_all_its_spellings(spelling, name):
    assert unify_publisher(spelling) == name


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("(주)가람일보", "가람일보"),
        ("© 2024 Garam Daily. All rights reserved.", "Garam Daily"),
        ("Garam Daily Co., Ltd.", "Garam Daily"),
        ("株式会社みどり新報", "みどり新報"),
        ("저작권자 ⓒ 가람일보, 무단 전재 및 재배포 금지", "가람일보"),
    ],
)
def test_an_unknown_outlet_loses_its_company_and_its_claim(spelling, name):
    assert unify_publisher(spelling) == name


@pytest.mark.parametrize(
    "name", ["가람일보", "Ellis Harbour Post", "みどり新報", "가람뉴스 2024", ""]
)
def test_an_unknown_outlet_keeps_its_name(name):
    assert unify_publisher(f" {name} ") == name


def test_unifying_twice_changes_nothing():
    for name in ("㈜뉴스핌", "Copyright © 2024 Garam Daily Inc.", "el faro, s.a."):
        once = unify_publisher(name)
        assert unify_publisher(once) == once


def test_an_address_tells_the_outlet_by_its_domain_and_not_by_a_part_of_a_word():
    assert publisher_of_address("desk@newsis.com") == "뉴시스"
    assert publisher_of_address("news.kbs.co.kr") == "KBS"
    assert publisher_of_address("biz.chosun.com") == "조선비즈"
    assert publisher_of_address("www.korea.kr") == "대한민국 정책브리핑"
    assert publisher_of_address("korea-travel.example") == ""
    assert publisher_of_address("mk.example") == ""
    assert publisher_of_address("no address") == ""


def test_only_known_outlets_are_known():
    assert known_publisher("NEWSIS") == "뉴시스"
    assert known_publisher("가람일보") == ""
