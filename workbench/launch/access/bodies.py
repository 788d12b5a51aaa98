"""How much may be sent: little by whoever has not come in, before any of it is read."""

from collections.abc import Awaitable
from typing import Any

from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerConnectionDelegate,
    RequestStartLine,
    ResponseStartLine,
    parse_cookie,
)
from tornado.web import Application, decode_signed_value

from workbench.launch.access.identity import COOKIE, SECURE
from workbench.launch.access.people import DAYS

FORM = 64 * 1024
"""Bytes of what somebody may send who has not come in: a code and a name."""


class Measured(HTTPServerConnectionDelegate):
    """Hands each request on to *app*, once it is settled how large it may be."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def start_request(
        self, server_conn: object, request_conn: HTTPConnection
    ) -> HTTPMessageDelegate:
        """Begin to hear a request."""
        return _Heard(self._app, self._app.start_request(server_conn, request_conn), request_conn)

    def on_close(self, server_conn: object) -> None:
        """Hand on that a connection is closed."""
        self._app.on_close(server_conn)


class _Heard(HTTPMessageDelegate):
    def __init__(self, app: Application, next_: HTTPMessageDelegate, line: Any) -> None:  # noqa: ANN401 - tornado's own
        self._app, self._next, self._line = app, next_, line

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        if not self._signed(headers):
            self._line.set_max_body_size(FORM)
        return self._next.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        return self._next.data_received(chunk)

    def finish(self) -> None:
        self._next.finish()

    def on_connection_close(self) -> None:
        self._next.on_connection_close()

    def _signed(self, headers: HTTPHeaders) -> bool:
        """Whether a browser carries a cookie of ours; whose it is, is asked later."""
        carried, key = parse_cookie(headers.get("Cookie", "")), self._app.settings["cookie_secret"]
        given = ((name, carried.get(name)) for name in (COOKIE, SECURE))
        return any(
            value and decode_signed_value(key, name, value, max_age_days=DAYS)
            for name, value in given
        )
