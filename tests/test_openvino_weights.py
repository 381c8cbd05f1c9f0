"""Row-wise 8-bit weights compute what the grouped ones did, within their rounding."""

import numpy as np
import pytest

from index.openvino_runtime import core
from rag.openvino_weights import ungroup_weights

openvino = pytest.importorskip("openvino")
ROWS, GROUPS, GROUP = 40, 6, 16


def save_model(path, *, grouped):
    """A MatMul whose weights are grouped u8 as the GGUF reader writes them, or plain."""
    from openvino import opset13 as opset

    random = np.random.default_rng(7)
    x = opset.parameter([-1, GROUPS * GROUP], np.float32, name="x")
    if grouped:
        weights = opset.constant(random.integers(0, 64, (ROWS, GROUPS, GROUP)).astype(np.uint8))
        zeros = opset.constant(np.full((ROWS, GROUPS, 1), 32, np.uint8))
        scales = opset.constant(random.uniform(0.01, 0.02, (ROWS, GROUPS, 1)).astype(np.float16))
        shifted = opset.subtract(opset.convert(weights, "f16"), opset.convert(zeros, "f16"))
        shape = opset.constant(np.array([ROWS, GROUPS * GROUP]))
        matrix = opset.reshape(opset.multiply(shifted, scales), shape, False)
        matrix = opset.convert(matrix, "f32")
    else:
        values = random.normal(size=(ROWS, GROUPS * GROUP)).astype(np.float32)
        matrix = opset.constant(values)
    result = opset.matmul(x, matrix, False, True)
    openvino.save_model(openvino.Model([result], [x]), str(path), compress_to_fp16=False)


def run(path, x):
    return core().compile_model(str(path), "CPU")([x])[0]


def test_outputs_stay_within_the_rounding_of_eight_bits(tmp_path):
    save_model(tmp_path / "a.xml", grouped=True)
    assert ungroup_weights(tmp_path / "a.xml", tmp_path / "b.xml") == 1
    x = np.random.default_rng(3).normal(size=(5, GROUPS * GROUP)).astype(np.float32)
    before, after = run(tmp_path / "a.xml", x), run(tmp_path / "b.xml", x)
    assert np.abs(after - before).max() < 0.02 * np.abs(before).max()
    assert not np.array_equal(after, before)  # something was requantised


def test_the_new_weights_are_int8_with_one_scale_per_row(tmp_path):
    save_model(tmp_path / "a.xml", grouped=True)
    ungroup_weights(tmp_path / "a.xml", tmp_path / "b.xml")
    model = core().read_model(str(tmp_path / "b.xml"))
    constants = {
        (node.get_element_type().to_string(), tuple(node.shape))
        for node in model.get_ops()
        if node.get_type_name() == "Constant"
    }
    assert ("i8", (ROWS, GROUPS * GROUP)) in constants
    assert ("f16", (ROWS, 1)) in constants
    assert not any(kind == "u8" for kind, _ in constants)


def test_a_model_without_grouped_weights_is_only_copied(tmp_path):
    save_model(tmp_path / "a.xml", grouped=False)
    assert ungroup_weights(tmp_path / "a.xml", tmp_path / "b.xml") == 0
    x = np.ones((1, GROUPS * GROUP), np.float32)
    assert np.allclose(run(tmp_path / "a.xml", x), run(tmp_path / "b.xml", x))
