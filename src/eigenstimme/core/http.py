"""The one way out: every outgoing request goes through ``client()``, which refuses private addresses.

The host is resolved here and the connection made to the very address that was checked, so that a name cannot
answer differently the second time (DNS rebinding).
"""

from __future__ import annotations

import functools
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore
import httpx
from django.conf import settings

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
USER_AGENT = "Eigenstimme/0.1"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(httpcore.ConnectError):
    """The host lies in a private network and is not listed in EIGENSTIMME_PRIVATE_HOSTS."""


def client() -> httpx.Client:
    """A client for one task: no redirects, no proxies from the environment, guarded addresses."""
    return httpx.Client(
        transport=_GuardedTransport(),
        timeout=TIMEOUT,
        trust_env=False,
        follow_redirects=False,
        headers={"User-Agent": USER_AGENT},
    )


class _GuardedTransport(httpx.HTTPTransport):
    def __init__(self) -> None:
        super().__init__(verify=_trust(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        # httpx offers no public way to hand in the network backend; a test holds this line to its purpose.
        self._pool._network_backend = _GuardedBackend(self._pool._network_backend)


@functools.cache
def _trust() -> ssl.SSLContext:
    """The certificates we trust; reading them anew for every client would cost more than a request."""
    return httpx.create_ssl_context(trust_env=False)


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError(
            f"{host} has no address."
        )
        for address in checked_addresses(host, port):
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


def require_public(host: str, port: int) -> None:
    """Raise ``PrivateAddress`` unless the whole internet can reach ``host``, ours or not."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if any(not _is_public(str(entry[4][0])) for entry in found):
        raise PrivateAddress(f"{host} is an address inside a private network.")


def checked_addresses(host: str, port: int) -> list[str]:
    """The addresses to try in turn. Raises ``PrivateAddress``, or ``httpcore.ConnectError`` for an unknown host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"The address {host} could not be found.") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not _is_ours(host, port) and any(not _is_public(address) for address in addresses):
        raise PrivateAddress(
            f"{host} is an address inside a private network. An operator can allow it with EIGENSTIMME_PRIVATE_HOSTS."
        )
    return list(dict.fromkeys(addresses))


def _is_ours(host: str, port: int) -> bool:
    """This installation itself (the practice channel), or a host the operator has listed."""
    own = urlsplit(settings.PUBLIC_URL)
    own_port = own.port or (443 if own.scheme == "https" else 80)
    return host in settings.PRIVATE_HOSTS or (host == own.hostname and port == own_port)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    meant = _ipv4_inside(ip) if isinstance(ip, ipaddress.IPv6Address) else ip
    return meant.is_global and not meant.is_multicast


def _ipv4_inside(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Where a packet to ``ip`` ends: mapped, 6to4 and NAT64 addresses (RFC 4291, 3056, 6052) carry an IPv4 one."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
