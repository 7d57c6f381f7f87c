"""The way to the server over HTTP, with bounds on time and size."""

from __future__ import annotations

import collections
import http.client
import ssl
import time
from urllib.parse import urlsplit

from .doorstep import Call, Header, Reply, Transport
from .ports import failed

CHUNK = 64 * 1024
GONE = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)


class HttpTransport(Transport):
    """Carries calls to one server. Connections are kept and used again; any number of threads may call at once.

    Redirects are handed over as they come, and no proxy of the environment is used: a call goes to the server that was
    named, or nowhere.
    """

    def __init__(
        self,
        url: str,
        *,
        silence: float = 20.0,
        total: float = 120.0,
        most_bytes: int = 64 * 1024 * 1024,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Names the server.

        :param silence: after so many seconds in which nothing came a call is given up
        :param total: after so many seconds in all
        :param most_bytes: a longer answer is given up
        :param tls: whom to trust; the machine's certificates when left out
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url} is no address of a server, as in https://doorstep.example")
        if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise ValueError(f"{url} names more than a server")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port
        self._silence = silence
        self._total = total
        self._most_bytes = most_bytes
        self._tls = (tls or ssl.create_default_context()) if self._secure else None
        self._kept: collections.deque[http.client.HTTPConnection] = collections.deque(maxlen=8)

    def carry(self, call: Call) -> Reply:
        """Carries one call; what fails or takes too long is raised, and tried again later by the core."""
        until = time.monotonic() + self._total
        try:
            kept = self._take()
            if kept is not None:
                try:
                    return self._carry(kept, call, until)
                except GONE:
                    # The server closed a connection that nobody used for a while.
                    pass
            return self._carry(self._connection(), call, until)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise failed(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Closes the connections that are kept; it can be called again."""
        while (kept := self._take()) is not None:
            kept.close()

    def _take(self) -> http.client.HTTPConnection | None:
        try:
            return self._kept.pop()
        except IndexError:
            return None

    def _connection(self) -> http.client.HTTPConnection:
        if self._tls is not None:
            return http.client.HTTPSConnection(
                self._host, self._port, timeout=self._silence, context=self._tls
            )
        return http.client.HTTPConnection(self._host, self._port, timeout=self._silence)

    def _carry(self, connection: http.client.HTTPConnection, call: Call, until: float) -> Reply:
        done = False
        try:
            headers = {header.name: header.value for header in call.headers}
            body = call.body if call.body or call.method in ("POST", "PATCH") else None
            connection.request(call.method, call.path, body=body, headers=headers)
            answer = connection.getresponse()
            content = self._read(answer, until)
            done = not answer.will_close
            reply = Reply(
                status=answer.status,
                headers=[Header(name=name, value=value) for name, value in answer.getheaders()],
                body=content,
            )
        finally:
            if not done:
                connection.close()
        if len(self._kept) == self._kept.maxlen:
            connection.close()
        else:
            self._kept.append(connection)
        return reply

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        content = bytearray()
        while chunk := answer.read1(CHUNK):
            content += chunk
            if len(content) > self._most_bytes:
                raise failed(f"the answer has more than {self._most_bytes} bytes")
            if time.monotonic() > until:
                raise TimeoutError(f"the answer took more than {self._total} s")
        if answer.length:
            raise http.client.IncompleteRead(bytes(content), answer.length)
        # What was read to its end piece by piece does not end by itself, and its connection would take no other call.
        answer.close()
        return bytes(content)
