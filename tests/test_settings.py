from dataclasses import fields
from pathlib import Path

import pytest

from index.errors import ConfigurationError
from rag.cli import main
from rag.settings import FILE_NAME, Settings, load_settings


@pytest.fixture
def write(tmp_path):
    def write(text, encoding="utf-8"):
        (tmp_path / FILE_NAME).write_bytes(text.encode(encoding))
        return tmp_path

    return write


def test_without_any_setting_the_defaults_are_in_force(tmp_path):
    settings = load_settings({}, folder=tmp_path)
    assert settings == Settings(data=tmp_path / "xdg_data_home" / "geungeo")
    assert (settings.model, settings.embedder, settings.top_k) == ("default", "default", 6)
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


def test_the_index_lies_in_the_users_folder_where_no_other_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_DATA_HOME")
    expected = Path.home() / ".local" / "share" / "geungeo"
    assert load_settings({}, folder=tmp_path).data == expected


def test_a_flag_beats_a_variable_beats_the_file_beats_the_default(write, monkeypatch):
    folder = write("top_k = 3\nport = 3000\nhost = '0.0.0.0'\nmodel = '파일'")
    monkeypatch.setenv("GEUNGEO_TOP_K", "4")
    monkeypatch.setenv("GEUNGEO_PORT", "4000")
    settings = load_settings({"top_k": 5, "port": None, "question": "무관"}, folder=folder)
    assert settings.top_k == 5
    assert settings.port == 4000
    assert (settings.host, settings.model) == ("0.0.0.0", "파일")
    assert settings.max_answer_tokens == 128


def test_every_setting_has_a_variable(tmp_path, monkeypatch):
    for field in fields(Settings):
        monkeypatch.setenv(f"GEUNGEO_{field.name.upper()}", "9")
    settings = load_settings({}, folder=tmp_path)
    assert {str(getattr(settings, field.name)) for field in fields(Settings)} == {"9"}


def test_every_setting_but_the_key_is_a_flag(capsys):
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    shown = capsys.readouterr().out
    flags = {f"--{field.name.replace('_', '-')}" for field in fields(Settings)}
    # a key on the command line would be seen by every user of the machine
    assert {flag for flag in flags if flag not in shown} == {"--api-key"}


def test_no_reranker_and_no_list_of_names_is_used_unless_asked_for(tmp_path):
    settings = load_settings({}, folder=tmp_path)
    assert (settings.reranker, settings.names) == ("", "")
    settings = load_settings({"reranker": "o/모델", "names": "~/이름.txt"}, folder=tmp_path)
    assert (settings.reranker, settings.names) == ("o/모델", "~/이름.txt")


def test_the_file_of_the_current_folder_is_read(write, monkeypatch):
    monkeypatch.chdir(write("data = '색인 폴더'"))
    assert load_settings({}).data == Path("색인 폴더")


def test_a_home_folder_is_written_out(tmp_path):
    assert load_settings({"data": "~/색인"}, folder=tmp_path).data == Path.home() / "색인"


def test_unknown_settings_are_all_named_with_those_there_are(write):
    with pytest.raises(ConfigurationError, match=r"unknown settings modell, 색.*Known:.*top_k"):
        load_settings({}, folder=write("modell = 'x'\n'색' = 1\ntop_k = 3"))


@pytest.mark.parametrize("text", ["top_k = ", "[", "model = 'ko"])
def test_a_file_that_is_no_toml_is_refused_with_its_name(write, text):
    with pytest.raises(ConfigurationError, match=rf"{FILE_NAME}: not valid TOML"):
        load_settings({}, folder=write(text))


def test_a_file_in_another_encoding_is_refused(write):
    with pytest.raises(ConfigurationError, match="not valid TOML"):
        load_settings({}, folder=write("model = '모델'", "cp949"))


@pytest.mark.parametrize(
    ("name", "value", "limits"),
    [
        ("port", 0, "1 to 65535"),
        ("port", 65536, "1 to 65535"),
        ("port", "칠천", "1 to 65535"),
        ("top_k", -3, "1 to 50"),
        ("top_k", "3.5", "1 to 50"),
        ("max_answer_tokens", 7, "8 to 2048"),
    ],
)
def test_a_number_out_of_its_limits_is_refused_with_them(tmp_path, name, value, limits):
    with pytest.raises(ConfigurationError, match=f"{name}={value}: .* whole number from {limits}"):
        load_settings({name: value}, folder=tmp_path)


@pytest.mark.parametrize(("name", "value"), [("port", 1), ("port", "65535"), ("top_k", 50)])
def test_numbers_at_their_limits_are_taken(tmp_path, name, value):
    assert getattr(load_settings({name: value}, folder=tmp_path), name) == int(value)
