"""Which addresses of callbacks we call: none of private networks, unless the operator allows them."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

NAT64 = ip_network("64:ff9b::/96")


def problem(url: str, *, private: bool) -> str | None:
    """Why a URL is plainly not to be called, without asking any resolver; None when nothing speaks against it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "Not a valid URL."
    if not url.isascii() or not url.isprintable() or " " in url:
        return "Needs to be written in ASCII (a host name in punycode, a path percent-encoded)."
    if parts.username is not None or parts.password is not None:
        return "May not hold a user name or password."
    if port == 0 or not parts.hostname:
        return "Needs a host, and a port above zero if any."
    if not private and _is_address(parts.hostname) and not is_public(parts.hostname):
        return "A private, loopback or reserved address may not be called."
    return None


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, whatever form of IPv6 it is wrapped in."""
    ip = _inner(ip_address(address))
    special = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    return ip.is_global and not special and not (ip.version == 6 and ip.is_site_local)


def _inner(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address leads to: mapped, 6to4, NAT64."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
