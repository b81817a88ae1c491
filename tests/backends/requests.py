"""Requests and a server of one's own for the tests of backends."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from metier.backends import request_id
from metier.records import Level, Question, Request

MODE = Question(
    name="work_mode",
    text="What was the bulk of the work?",
    kind="choice",
    options=(
        Level("build", "Build", "Writing working code."),
        Level("fix", "Fix", "Repairing something broken."),
    ),
)
LEVEL = Question(
    name="expertise",
    text="How well does the person know this?",
    kind="score",
    options=(
        Level("1", "Novice", "Asks for help, no terms of the field."),
        Level("2", "Intermediate", "Precise directives."),
        Level("3", "Expert", "Insider naming, surgical checks."),
    ),
)
COUNT = Question(name="plan_user", text="How many?", kind="count", low=0, high=50)
LIST = Question(name="decisions", text="List the decisions.", kind="decisions")


def request(
    *questions: Question, state: str = "fix the failing parser test"
) -> Request:
    """A request of the given questions, work mode if none."""
    asked = questions or (MODE,)
    return Request(
        id=request_id("whole", 2, state, *(q.name for q in asked)),
        session="one",
        view="whole",
        codebook=2,
        instructions="You rate coding-agent sessions.",
        state=state,
        questions=asked,
    )


Answering = Callable[[str, dict[str, object]], tuple[int, object, dict[str, str]]]


@contextmanager
def serving(answering: Answering) -> Iterator[str]:
    """A server on loopback: (path, body) -> status, what to send, headers.

    What to send may be an object (sent as JSON), bytes (sent as they are) or None:
    the connection is cut.
    """

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(size))
            status, what, headers = answering(self.path, body)
            if what is None:
                self.close_connection = True
                return
            sent = what if isinstance(what, bytes) else json.dumps(what).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chat(text: str) -> dict[str, object]:
    """What an OpenAI-compatible server answers with."""
    return {
        "model": "tiny",
        "choices": [{"message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": 40, "completion_tokens": 9},
    }
