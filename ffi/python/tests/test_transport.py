"""The way over HTTP: kept connections, bounds on time and size, and answers that break off."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import unittest
from collections.abc import Callable, Iterator

from doorstep_phone import Call, Header, HttpTransport, PortError

GET = Call(method="GET", path="/v1/time", headers=[Header(name="Accept", value="*/*")], body=b"")
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: a\r\n\r\nok"


@contextlib.contextmanager
def talking(talk: Callable[[socket.socket, int], None]) -> Iterator[str]:
    """A server that does with the nth connection what the test says, until that returns."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        number = 0
        with contextlib.suppress(OSError):
            while True:
                peer, _ = listener.accept()
                with peer, contextlib.suppress(OSError):
                    talk(peer, number)
                number += 1

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def answers(*all: bytes) -> Callable[[socket.socket, int], None]:
    """Answers each request of a connection in turn, then closes it."""

    def talk(peer: socket.socket, _: int) -> None:
        for answer in all:
            if not peer.recv(65_536):
                return
            peer.sendall(answer)

    return talk


class Way(unittest.TestCase):
    """One call at a time."""

    def carries(self, url: str, **bounds: float) -> HttpTransport:
        """A transport that is closed with the test."""
        way = HttpTransport(url, **bounds)  # type: ignore[arg-type]
        self.addCleanup(way.close)
        return way

    def fails(self, talk: Callable[[socket.socket, int], None], **bounds: float) -> str:
        """Demands that a call fails; returns why."""
        with talking(talk) as url, self.assertRaises(PortError.Failed) as caught:
            way = self.carries(url, **bounds)
            way.carry(GET)
        return str(caught.exception)

    def test_a_connection_is_used_again_and_made_anew_when_it_was_closed(self) -> None:
        connections = []

        def talk(peer: socket.socket, number: int) -> None:
            connections.append(number)
            answers(FINE, FINE)(peer, number)

        with talking(talk) as url:
            way = self.carries(url)
            for _ in range(5):
                reply = way.carry(GET)
                self.assertEqual((reply.status, reply.body), (200, b"ok"))
            way.close()
        self.assertEqual(connections, [0, 1, 2])

    def test_what_comes_is_handed_over_as_it_came(self) -> None:
        moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
        with talking(answers(moved, chunks)) as url:
            way = self.carries(url)
            reply = way.carry(GET)
            self.assertEqual((reply.status, reply.headers[0].name), (302, "Location"))
            self.assertEqual(way.carry(GET).body, b"abc")
            way.close()

    def test_nobody_there(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with self.assertRaises(PortError.Failed):
            HttpTransport(f"http://127.0.0.1:{port}").carry(GET)

    def test_answers_that_break_off_or_are_none(self) -> None:
        self.assertIn("IncompleteRead", self.fails(answers(FINE[:-1])))
        self.assertIn("IncompleteRead", self.fails(answers(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nab")))
        self.assertIn("BadStatusLine", self.fails(answers(b"SSH-2.0-server\r\n\r\n")))
        self.assertIn("RemoteDisconnected", self.fails(answers(b"")))

    def test_silence_and_a_trickle_are_given_up(self) -> None:
        begun = time.monotonic()

        def silent(peer: socket.socket, _: int) -> None:
            while peer.recv(65_536):
                pass

        def trickles(peer: socket.socket, _: int) -> None:
            peer.recv(65_536)
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            while True:
                peer.sendall(b".")
                time.sleep(0.02)

        self.assertIn("timed out", self.fails(silent, silence=0.2))
        self.assertIn("more than 0.3 s", self.fails(trickles, silence=0.2, total=0.3))
        self.assertLess(time.monotonic() - begun, 5)

    def test_too_much_is_given_up(self) -> None:
        many = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"." * 100_000
        self.assertIn("more than 1000 bytes", self.fails(answers(many), most_bytes=1_000))

    def test_a_header_cannot_smuggle_another(self) -> None:
        call = Call(method="GET", path="/", headers=[Header(name="A", value="b\r\nC: d")], body=b"")
        with talking(answers(FINE)) as url, self.assertRaises(PortError.Failed):
            self.carries(url).carry(call)

    def test_addresses_that_are_none(self) -> None:
        for url in ("doorstep.example", "ftp://doorstep.example", "https://", "http://a/path", "http://a:x"):
            with self.assertRaises(ValueError):
                HttpTransport(url)
