"""The only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from evidence.errors import UsageError

EUTILS_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run takes from outside, read once.

    `queries_dir` holds what people wrote; `data_dir` what is fetched and
    published; `cache_dir` what all runs of a user share. `api_key` and
    `notify_urls` are secrets: they are kept out of `repr`, and nothing may
    write them anywhere.
    """

    queries_dir: Path
    data_dir: Path
    ncbi_email: str | None = None
    ncbi_api_key: str | None = field(default=None, repr=False)
    eutils_url: str = EUTILS_URL
    cache_dir: Path | None = None
    notify_urls: tuple[str, ...] = field(default=(), repr=False)
    notify_when: str = "news"
    ping_url: str | None = field(default=None, repr=False)
    keep_publications: int = 30
    cron: str = "17 3 * * *"
    time_zone: str = "UTC"
    runner: str = "thread"
    off_peak: str = "scheduled"

    def waits_for_off_peak(self, *, is_scheduled: bool) -> bool:
        """Whether a big first load waits for NCBI's off-peak hours where nobody says otherwise."""
        return self.off_peak == "always" or (is_scheduled and self.off_peak == "scheduled")

    def at(self, data_dir: Path | None, queries_dir: Path | None) -> Settings:
        """The same settings with folders a command line named."""
        return replace(
            self,
            data_dir=data_dir or self.data_dir,
            queries_dir=queries_dir or self.queries_dir,
        )


def settings_from(env: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment (`env` stands in for it in tests).

    Raises UsageError for a number that is none and for a word that is none of those allowed.
    """
    env = os.environ if env is None else env
    runner = _one_of(env, "EVIDENCE_RUNNER", RUNNERS, "thread")
    return Settings(
        queries_dir=_queries_dir(env),
        data_dir=Path(env.get("EVIDENCE_DATA_DIR") or ".evidence"),
        ncbi_email=env.get("NCBI_EMAIL") or None,
        ncbi_api_key=env.get("NCBI_API_KEY") or None,
        cache_dir=_cache_dir(env),
        eutils_url=env.get("NCBI_EUTILS_URL") or EUTILS_URL,
        notify_urls=tuple((env.get("EVIDENCE_NOTIFY") or "").split()),
        notify_when=_one_of(env, "EVIDENCE_NOTIFY_WHEN", NOTIFY_WHEN, "news"),
        ping_url=env.get("EVIDENCE_PING_URL") or None,
        keep_publications=_whole_number(env, "EVIDENCE_KEEP_PUBLICATIONS", 30),
        cron=env.get("EVIDENCE_CRON") or "17 3 * * *",
        time_zone=env.get("EVIDENCE_TIME_ZONE") or "UTC",
        runner=runner,
        off_peak=_one_of(env, "EVIDENCE_OFF_PEAK", OFF_PEAK, "scheduled"),
    )


RUNNERS = ("serial", "thread", "process", "dask")
NOTIFY_WHEN = ("news", "always")
OFF_PEAK = ("scheduled", "always", "never")


def _one_of(env: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = env.get(name) or default
    if value not in allowed:
        raise UsageError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
    return value


def _queries_dir(env: Mapping[str, str]) -> Path:
    """The named folder, else ./queries, else the read-only copy in the package."""
    named = env.get("EVIDENCE_QUERIES_DIR")
    if named:
        return Path(named)
    here = Path("queries")
    if (here / "topics").is_dir():
        return here
    packaged = Path(__file__).parent / "_queries"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "queries"


def _cache_dir(env: Mapping[str, str]) -> Path | None:
    """Where all runs of this user on this machine meet, whatever their data folder."""
    named, home = env.get("XDG_CACHE_HOME"), env.get("HOME")
    if named:
        return Path(named) / "evidence"
    return Path(home) / ".cache" / "evidence" if home else None


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not text.isdigit() or int(text) < 1:
        raise UsageError(f"{name} is {text!r}; it must be a whole number from 1 on")
    return int(text)
