"""An httpx transport whose waits end when its call should end."""

from __future__ import annotations

import selectors
import socket
import ssl
import typing
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import httpcore
import httpx

from yagpt_desktop.domain.ports import Aside

from .network import Route, Target
from .sockets import Check, dial, patiently, secured
from .trust_roots import tls_context
from .tunnel import through_proxy


class CallTransport(httpx.BaseTransport):
    """The connection of one call.  No redirects, no environment, no pool shared with other calls.

    A connection of its own costs a handshake, and buys that no call meets a socket which died while the
    computer slept.

    Raises what httpcore raises, whatever ``check`` raises, and as a ``YaGptError`` what a proxy refuses.
    """

    def __init__(self, route: Route, check: Check, aside: Aside | None = None) -> None:
        self._backend = _Backend(route.proxy_url, check, aside)
        # The way through a proxy is the backend's: httpcore would not tell what a proxy asks for.
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls_context(route.roots_pem),
            http1=True,
            network_backend=self._backend,
            max_connections=1,
        )

    @property
    def broken_off(self) -> bool:
        """Whether the other side ended the connection, or it broke."""
        return self._backend.broken_off

    @property
    def trouble(self) -> OSError | None:
        """What the socket said last; httpcore forgets the causes of its own exceptions."""
        return self._backend.trouble

    @property
    def head(self) -> bytes:
        """The first bytes that came."""
        return self._backend.head

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request; the response's body is read as it comes."""
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=typing.cast("Iterable[bytes]", request.stream),
                extensions=request.extensions,
            )
        )
        body = typing.cast("Iterable[bytes]", response.stream)
        return httpx.Response(response.status, headers=response.headers, stream=_Body(body, response))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, chunks: Iterable[bytes], response: httpcore.Response) -> None:
        self._chunks = chunks
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks

    def close(self) -> None:
        self._response.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, proxy_url: str | None, check: Check, aside: Aside | None) -> None:
        self._proxy_url = proxy_url
        self._check = check
        self._aside = aside
        self.broken_off = False
        self.trouble: OSError | None = None
        self.head = b""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 (httpcore's signature)
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 (httpcore's signature)
    ) -> httpcore.NetworkStream:
        try:
            sock = self._reached(host, port, timeout or 10.0)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except OSError as error:
            self.trouble = error
            raise httpcore.ConnectError from error
        return _Stream(sock, self._check, self)

    def _reached(self, host: str, port: int, timeout_s: float) -> socket.socket:
        if self._proxy_url is None:
            return dial(host, port, timeout_s, self._check, self._aside)
        address = Target(host, port, tls=True).address
        return through_proxy(address, self._proxy_url, timeout_s, self._check, self._aside)


class _Stream(httpcore.NetworkStream):
    def __init__(self, sock: socket.socket, check: Check, backend: _Backend) -> None:
        self._sock = sock
        self._check = check
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = patiently(
                self._sock, partial(self._sock.recv, max_bytes), selectors.EVENT_READ, timeout, self._check
            )
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            self._backend.broken_off, self._backend.trouble = True, error
            raise httpcore.ReadError from error
        if not data:
            self._backend.broken_off = True
        elif len(self._backend.head) < 16:
            self._backend.head += data[:16]
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = memoryview(buffer)
        try:
            while left:
                sent = patiently(
                    self._sock, partial(self._sock.send, left), selectors.EVENT_WRITE, timeout, self._check
                )
                left = left[sent:]
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            self._backend.trouble = error
            raise httpcore.WriteError from error

    def close(self) -> None:
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            sock = secured(self._sock, ssl_context, server_hostname or "", timeout or 10.0, self._check)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except OSError as error:
            self._backend.trouble = error
            raise httpcore.ConnectError from error
        return _Stream(sock, self._check, self._backend)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object" and isinstance(self._sock, ssl.SSLSocket):
            return self._sock
        return self._sock if info == "socket" else None
