"""No test reaches beyond this machine; shared data and browsers are optional."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
SHARED = CHECKOUT.parent / "shared"
_LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}
_connect, _connect_ex = socket.socket.connect, socket.socket.connect_ex


def _guarded(real):
    def connect(self, address, *rest):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOOPBACK:
            raise RuntimeError(f"a test reached for the network: {address}")
        return real(self, address, *rest)

    return connect


socket.socket.connect = _guarded(_connect)
socket.socket.connect_ex = _guarded(_connect_ex)


def pytest_collection_modifyitems(items):
    """Skip, and say so, what needs the shared data where it is absent."""
    if SHARED.is_dir():
        return
    skip = pytest.mark.skip(reason="the shared data folder is not beside the checkout")
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder beside the checkout."""
    return SHARED


@pytest.fixture
def queries_dir() -> Path:
    """The project's own queries."""
    return CHECKOUT / "queries"
