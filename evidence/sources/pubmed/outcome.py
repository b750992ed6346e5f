"""How a request failed, and the one clear line people read about it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import SourceError
from evidence.sources.http import host_of
from evidence.sources.pubmed.access import EutilsAccess

_SETTING_WORDS = ("HTML page", "redirect", "no such service")


class ExpiredSearchError(SourceError):
    """The history server no longer knows a search."""


class DamagedAnswerError(SourceError):
    """XML came that is not whole, each time it was asked for."""


@dataclass(frozen=True, slots=True)
class Failed:
    """One try that failed; `retry_after` in seconds, as the service asked."""

    reason: str
    is_transient: bool = True
    is_expired: bool = False
    is_limit: bool = False
    is_damaged: bool = False
    retry_after: float | None = None
    was_reached: bool = True


def failure_line(access: EutilsAccess, name: str, failed: Failed, attempts: int) -> str:
    """What happened when utility `name` was asked, and the mend; no secrets."""
    tries = f" ({attempts} tries)" if attempts > 1 else ""
    host = host_of(access.base_url)
    if not failed.was_reached:
        said = f"PubMed cannot be reached at {host}: {failed.reason}{tries}"
        return without_secrets(access, f"{said}. Mend: check the network and NCBI_EUTILS_URL")
    said = f"PubMed answered {name} with {failed.reason}{tries} at {host}"
    return without_secrets(access, f"{said}. Mend: {_mend(failed)}")


def without_secrets(access: EutilsAccess, text: str) -> str:
    """A text with key and address of the user struck out, should a service have echoed them."""
    for secret in (access.api_key, access.email):
        text = text.replace(secret, "…") if secret else text
    return text


def _mend(failed: Failed) -> str:
    if "API key" in failed.reason:
        return "check NCBI_API_KEY, or unset it to go on with 3 requests a second"
    if any(words in failed.reason for words in _SETTING_WORDS):
        return "check NCBI_EUTILS_URL, and whether a proxy asks for a login"
    if failed.retry_after:
        return f"run again after {failed.retry_after:.0f} s, as the service asks"
    return "run again later"
