"""Which addresses a bot's call may reach. The check is made where the connection is made, on what was resolved."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Collection, Iterable
from typing import Any

import httpcore

NAT64 = ipaddress.ip_network("64:ff9b::/96")
CONNECT_SECONDS = 3.0


class Forbidden(Exception):
    """The host has an address that is not public, and the operator has not allowed it."""


def is_public(text: str) -> bool:
    """Whether an address, as getaddrinfo spells it, is one of the open internet."""
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves once, refuses a host with any address that is not public, connects to the address it checked."""

    def __init__(self, allowed_hosts: Collection[str]) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allowed = frozenset(host.lower() for host in allowed_hosts)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        limit = min(CONNECT_SECONDS, timeout or CONNECT_SECONDS)
        address = await self._resolve(host, port, limit)
        return await self._inner.connect_tcp(address, port, limit, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise Forbidden("a bot's call never goes to a local socket")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _resolve(self, host: str, port: int, limit: float) -> str:
        try:
            loop = asyncio.get_running_loop()
            found = await asyncio.wait_for(loop.getaddrinfo(host, port, type=socket.SOCK_STREAM), limit)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("the name was not resolved in time") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("the name cannot be resolved") from error
        addresses = [str(one[4][0]) for one in found]
        if not addresses:
            raise httpcore.ConnectError("the name has no address")
        if host.lower() not in self._allowed and not all(is_public(one) for one in addresses):
            raise Forbidden(host)
        return addresses[0]
