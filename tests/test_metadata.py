import pytest

from index.metadata import Metadata, read_metadata, unify_publisher


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("입력 2023.10.04 09:30", "2023-10-04T09:30"),
        ("기사승인 : 2023-10-04 17:33:27", "2023-10-04T17:33"),
        ("기사입력 : 2023년10월04일 9:30", "2023-10-04T09:30"),
        ("등록일 : 2024. 2. 9.", "2024-02-09"),
        ("Published: 2024/02/13", "2024-02-13"),
        ("公開：2023/5/11", "2023-05-11"),
        ("发布 2022-11-03 08:05", "2022-11-03T08:05"),
        ("Publicado: 2024-07-08", "2024-07-08"),
    ],
)
def test_the_day_of_publication_is_read_from_its_label(line, published):
    page = ["가람시, 다리 개통", "대회 기간 2001.02.03", line, "본문"]
    assert read_metadata(page).published == published


@pytest.mark.parametrize("line", ["입력 2023.13.44 09:30", "2023-02-30", "가람시는 다리를 놓았다"])
def test_an_impossible_date_is_none(line):
    assert read_metadata(["가람시, 다리 개통", line]).published == ""


def test_the_day_of_change_is_kept_apart():
    metadata = read_metadata(["수정 2023.10.05 11:05", "입력 2023.10.04 09:30"])
    assert metadata.published == "2023-10-04T09:30"
    assert metadata.modified == "2023-10-05T11:05"


def test_a_page_without_a_label_has_the_first_stamp_or_that_of_an_image_address():
    assert read_metadata(["가람일보", "2023.10.04 09:30", "본문"]).published == "2023-10-04T09:30"
    for address in ("https://img.example/news/20231004/a.jpg", "/news/202310/04/a.jpg"):
        assert read_metadata(["본문"], raw=f'<img src="{address}">').published == "2023-10-04"
    assert read_metadata(["본문"], raw='<img src="/news/99991344/a.jpg">').published == ""


@pytest.mark.parametrize(
    ("line", "reporter"),
    [
        ("한도담 기자 (dodam@garam-news.example)", "한도담"),
        ("[가람=가람뉴스] 한도담 기자 = 가람시가 다리를 놓았다.", "한도담"),
        ("한도담 선임기자", "한도담"),
        ("가람시청에서 기자회견이 열렸다.", ""),
        ("시청 기자실은 2층이다.", ""),
    ],
)
def test_the_reporter_is_the_name_before_the_title(line, reporter):
    assert read_metadata(["머리기사", line]).reporter == reporter


@pytest.mark.parametrize("name", ["연합뉴스", "연합 뉴스", "YNA", "yonhap"])
def test_an_outlet_has_one_name_for_all_its_spellings(name):
    assert unify_publisher(name) == "연합뉴스"


@pytest.mark.parametrize("name", ["가람일보", "Ellis Harbour Post", "みどり新報", ""])
def test_an_unknown_outlet_keeps_its_name(name):
    assert unify_publisher(f" {name} ") == name


@pytest.mark.parametrize(
    "line", ["(가람=뉴시스) 본문", "문의 desk@newsis.example", "www.newsis.example", "ⓒ 뉴시스"]
)
def test_the_publisher_is_known_by_dateline_address_or_copyright(line):
    assert read_metadata(["가람시, 다리 개통", line]).publisher == "뉴시스"


def test_a_page_that_says_nothing_of_itself_has_no_metadata():
    assert read_metadata(["雪が降った。", "Nothing else."]) == Metadata()
    assert read_metadata([]) == Metadata()


def test_afternoon_hours_and_cjk_dates_are_read():
    assert read_metadata(["기사입력 2024.05.01 오후 3:30"]).published == "2024-05-01T15:30"
    assert read_metadata(["2023年5月11日 発行"]).published == "2023-05-11"
