"""The client of an OpenAI-compatible server, against a small server on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from index.errors import GenerationError
from rag.answers import Message, Prompt
from rag.generator import Usage
from rag.openai_generator import OpenAIGenerator

pytestmark = pytest.mark.loopback

PROMPT = Prompt((Message("system", "답하라"), Message("user", "길이는?")), ())
PIECES = ["노선 ", "길이는 ", "8.4㎞", "입니다. ", "湿地公园", "ตลาด", "🚲"]


def event(**fields):
    return f"data: {json.dumps(fields, ensure_ascii=False)}\n\n".encode()


def reply_of(pieces):
    yield event(choices=[{"delta": {"role": "assistant", "content": None}}])
    for piece in pieces:
        yield event(choices=[{"delta": {"content": piece}}])
    yield event(choices=[], usage={"prompt_tokens": 321, "completion_tokens": len(pieces)})
    yield b": a comment\n\ndata: [DONE]\n\n"


class Server:
    """An OpenAI-compatible server that sends `body` in chunks of `size` bytes."""

    def __init__(self):
        self.status = 200
        self.size = 1 << 20
        self.body = list(reply_of(PIECES))
        self.endless = False
        self.models = {"data": [{"id": "첫 모델"}, {"id": "둘째"}]}
        self.requests = []
        self.hung_up = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.requests.append((self.path, None, self.headers))
                self.send_response(outer.status)
                self.end_headers()
                self.wfile.write(json.dumps(outer.models).encode())

            def do_POST(self):
                length = int(self.headers["Content-Length"])
                outer.requests.append(
                    (self.path, json.loads(self.rfile.read(length)), self.headers)
                )
                self.send_response(outer.status)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                try:
                    outer.send(self.wfile)
                except OSError:
                    outer.hung_up.set()

            def log_message(self, *words):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"

    def send(self, out):
        data = b"".join(self.body)
        for start in range(0, len(data), self.size):
            out.write(data[start : start + self.size])
            out.flush()
        left = 100_000  # a client that never hangs up must not hang the test
        while self.endless and (left := left - 1):
            out.write(event(choices=[{"delta": {"content": "그리고 "}}]))

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def server():
    server = Server()
    yield server
    server.close()


@pytest.fixture
def generator(server):
    generator = OpenAIGenerator(
        f"{server.address}/", model="모델", api_key="비밀-key".encode().hex()
    )
    yield generator
    generator._client.close()


def ask(generator, **options):
    return list(generator.stream(PROMPT, **{"max_tokens": 99, "usage": Usage(), **options}))


def test_the_pieces_of_a_reply_come_as_they_are_sent(generator):
    assert ask(generator) == PIECES


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_letter_that_is_cut_in_the_middle_of_its_bytes_stays_whole(server, generator, size):
    server.size = size
    assert ask(generator) == PIECES


def test_tokens_are_counted_by_the_server(generator):
    usage = Usage()
    ask(generator, usage=usage)
    assert (usage.prompt_tokens, usage.answer_tokens) == (321, len(PIECES))


def test_a_server_that_does_not_count_leaves_the_tokens_at_zero(server, generator):
    server.body = [event(choices=[{"delta": {"content": "네."}}]), b"data: [DONE]\n\n"]
    usage = Usage()
    assert ask(generator, usage=usage) == ["네."]
    assert usage == Usage()


def test_the_turns_the_limit_and_the_key_are_sent(server, generator):
    ask(generator, max_tokens=17)
    ((path, body, headers),) = server.requests
    assert path == "/v1/chat/completions"
    assert body["model"] == generator.name == "모델"
    assert body["messages"] == [
        {"role": "system", "content": "답하라"},
        {"role": "user", "content": "길이는?"},
    ]
    assert (body["max_tokens"], body["temperature"], body["stream"]) == (17, 0, True)
    assert headers["Authorization"] == f"Bearer {'비밀-key'.encode().hex()}"


def test_without_a_name_the_first_model_of_the_server_is_used(server):
    generator = OpenAIGenerator(server.address)
    assert generator.name == "첫 모델"
    generator._client.close()
    assert server.requests[0][0] == "/v1/models"
    assert "Authorization" not in server.requests[0][2]


def test_a_server_that_lists_no_models_is_named(server):
    server.models = {"data": []}
    with pytest.raises(GenerationError, match=f"{server.address}: the model server"):
        OpenAIGenerator(server.address)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_error_of_the_server_is_told_with_its_words(server, generator, status):
    server.status, server.body = status, ["모델이 없습니다".encode()]
    with pytest.raises(GenerationError, match=f"HTTP {status}: 모델이 없습니다") as caught:
        ask(generator)
    assert server.address in caught.value.ko


def test_an_answer_that_is_no_json_is_an_error(server, generator):
    server.body = [b"data: {not json\n\n"]
    with pytest.raises(GenerationError, match="Check that it runs"):
        ask(generator)


def test_a_server_that_is_not_there_is_an_error(server):
    generator = OpenAIGenerator(server.address, model="모델")
    server.close()
    with pytest.raises(GenerationError, match=r"doesn't answer .*Check that it runs"):
        ask(generator)
    with pytest.raises(GenerationError, match="doesn't answer"):
        OpenAIGenerator(server.address)
    generator._client.close()


def test_closing_the_stream_hangs_up(server, generator):
    server.endless = True
    pieces = generator.stream(PROMPT, max_tokens=99, usage=Usage())
    assert next(pieces) == PIECES[0]
    pieces.close()
    assert server.hung_up.wait(5)
    server.endless = False
    assert ask(generator) == PIECES
