"""A folder of invented articles of many kinds that changes at random, the same for each seed."""

import csv
import io
import json
import zipfile

HEAD = "본문 바로가기\n로그인\n회원가입\n전체 메뉴"
FOOT = "저작권자 ⓒ 가람일보 무단 전재 및 재배포 금지\n많이 본 기사\n인기 기사 모아 보기"
RECURRING = (
    "가람교는 2019년에 놓인 길이 420미터의 다리로 하루 3만 명이 건넌다.",
    "시민이 보낸 이야기는 편집국에서 골라 매주 금요일에 싣고 있다.",
    "강변을 따라 이어지는 시민의 길과 그 둘레의 이야기",
)
_PLACES = "가람시 구시장 새터항 푸른재 노을역 みどり市 青葉山 Port Ellis Harbour ตลาดสายธาร".split(
    " "
)
_EVENTS = (
    "{} 주민 {}명이 새 도서관의 문을 열고 책을 날랐다.",
    "{}에서는 지난달 {}건의 민원이 들어와 모두 풀렸다.",
    "{}の観測所は{}回目の記録を公開した。",
    "The council of {} voted for {} new benches along the river.",
    "ผู้ดูแล {} เปิดแผงใหม่ {} แผงในเช้าวันเสาร์",
    "Совет {} открыл {} новых дорожек в парке.",
)


class ChangingFolder:
    """Articles in a folder, and what may happen to them.

    Args:
        folder: where they go.
        random: a seeded `random.Random`.
    """

    def __init__(self, folder, random):
        self.folder = folder
        self._random = random
        self._earlier = {}  # file -> a content that it had
        for kind in (self._page, self._wire, self._markdown, self._lines, self._archive):
            for _ in range(3):
                kind()
        self._table()

    def change(self):
        """Do one thing to the folder."""
        happenings = (
            self._page, self._page, self._wire, self._markdown, self._lines, self._archive,
            self._table, self._copy, self._rename, self._delete, self._delete, self._edit,
            self._edit, self._revert, self._touch,
        )  # fmt: skip
        self._random.choice(happenings)()

    def _files(self):
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def _write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            self._earlier.setdefault(path, path.read_bytes())
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))

    def _name(self, folder, suffix):
        return f"{folder}/{self._random.randrange(8)}{suffix}"

    def _sentences(self, count):
        return [
            self._random.choice(_EVENTS).format(
                self._random.choice(_PLACES), self._random.randrange(2, 60)
            )
            for _ in range(count)
        ]

    def _page(self):
        """A page of one of two sites as it was scraped, with lines that recur there."""
        body = [" ".join(self._sentences(2)) for _ in range(3)]
        if self._random.random() < 0.2:
            body[1:] = self._report()
        for line in self._random.sample(RECURRING, self._random.randrange(4)):
            body.insert(1, line)
        day = self._random.randrange(10, 28)
        lines = [HEAD, f"시민 소식 {day}호를 펴내며", f"기사입력 2024.03.{day} 09:30", *body, FOOT]
        folder, paper = self._random.choice((("쪽", "가람일보"), ("다른 쪽", "새터신문")))
        text = "\n".join(lines).replace("가람일보", paper)
        self._write(self._name(folder, ".txt"), text)

    def _wire(self):
        """One agency report as several papers print it."""
        report = self._report()
        paper = self._random.choice(("가람일보", "새터신문", "みどり新報"))
        head = f"---\ntitle: 강변 산책로\npublisher: {paper}\npublished: 2024-04-01\n---\n"
        self._write(self._name("통신", ".md"), head + "\n\n".join(report))

    def _report(self):
        report = [f"가람 통신은 {n}번째 강변 산책로가 이달 안에 열린다고 전했다." for n in range(9)]
        report[self._random.randrange(9)] = self._sentences(1)[0]
        return report

    def _markdown(self):
        paragraphs = [f"# {self._random.choice(_PLACES)}", *self._sentences(4)]
        head = f"---\ntitle: {self._sentences(1)[0][:20]}\n---\n"
        self._write(self._name("글", ".md"), head + "\n\n".join(paragraphs))

    def _records(self):
        return [
            {
                "title": f"{n}번 기사",
                "text": " ".join(self._sentences(3)),
                "published": "2024-05-01",
            }
            for n in range(self._random.randrange(1, 6))
        ]

    def _lines(self):
        records = (json.dumps(record, ensure_ascii=False) for record in self._records())
        self._write(self._name("묶음", ".jsonl"), "\n".join(records))

    def _table(self):
        text = io.StringIO()
        table = csv.DictWriter(text, ["title", "text", "published"])
        table.writeheader()
        table.writerows(self._records())
        self._write(self._name("표", ".csv"), text.getvalue())

    def _archive(self):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            for number in range(self._random.randrange(1, 4)):
                text = f"---\ntitle: 묶음 {number}\n---\n" + "\n\n".join(self._sentences(3))
                archive.writestr(zipfile.ZipInfo(f"{number}.md"), text)
        self._write(self._name("묶음", ".zip"), data.getvalue())

    def _copy(self):
        source = self._random.choice(self._files())
        self._write(self._name("사본", source.suffix), source.read_bytes())

    def _rename(self):
        source = self._random.choice(self._files())
        target = source.with_name(f"{self._random.randrange(8)}{source.suffix}")
        if target != source:
            source.replace(target)

    def _delete(self):
        files = self._files()
        if len(files) > 12:
            self._random.choice(files).unlink()

    def _edit(self):
        path = self._random.choice([f for f in self._files() if f.suffix in (".md", ".txt")])
        lines = path.read_text("utf-8").split("\n")
        lines[-1] = self._sentences(1)[0]
        self._write(path.relative_to(self.folder), "\n".join(lines))

    def _revert(self):
        """Put back what a file held before, as a backup or `git checkout` does."""
        if self._earlier:
            path = self._random.choice(sorted(self._earlier))
            data = self._earlier.pop(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def _touch(self):
        path = self._random.choice(self._files())
        path.write_bytes(path.read_bytes())
