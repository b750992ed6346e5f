"""Settings are read once, from the environment alone, and a wrong one is named."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from evidence.commands.definition import run_of
from evidence.commands.verbs import VERBS
from evidence.errors import UsageError
from evidence.settings import Settings, settings_from


@pytest.mark.parametrize(("given", "scheduled", "by_hand"), [
    ({}, True, False), ({"EVIDENCE_OFF_PEAK": "scheduled"}, True, False),
    ({"EVIDENCE_OFF_PEAK": "always"}, True, True), ({"EVIDENCE_OFF_PEAK": "never"}, False, False),
])  # fmt: skip
def test_whose_big_loads_wait_for_ncbis_hours_is_a_setting(given, scheduled, by_hand):
    settings = settings_from(given)
    assert settings.waits_for_off_peak(is_scheduled=True) is scheduled
    assert settings.waits_for_off_peak(is_scheduled=False) is by_hand


@pytest.mark.parametrize(("name", "value"), [
    ("EVIDENCE_OFF_PEAK", "sometimes"), ("EVIDENCE_NOTIFY_WHEN", "never"), ("EVIDENCE_RUNNER", "ray"),
    ("EVIDENCE_KEEP_PUBLICATIONS", "0"),
])  # fmt: skip
def test_a_wrong_word_or_number_is_named_with_its_setting(name, value):
    with pytest.raises(UsageError, match=f"{name} is '{value}'"):
        settings_from({name: value})


@pytest.mark.parametrize(("setting", "options", "waits"), [
    ("scheduled", [], False), ("always", [], True), ("always", ["--no-off-peak"], False),
    ("never", ["--off-peak"], True),
])  # fmt: skip
def test_the_command_line_goes_before_the_setting(monkeypatch, setting, options, waits):
    monkeypatch.setenv("EVIDENCE_OFF_PEAK", setting)
    parser = argparse.ArgumentParser()
    (refresh,) = (verb for verb in VERBS if verb.name == "refresh")
    for add in refresh.arguments:
        add(parser)
    parser.set_defaults(data_dir=None, queries_dir=None, topic=None, as_of=None)
    assert run_of(parser.parse_args(options)).wait_for_off_peak is waits


def test_no_secret_stands_in_the_words_for_settings():
    held = Settings(Path(), Path(), ncbi_api_key="MARKED", notify_urls=("x://MARKED",), ping_url="MARKED")
    assert "MARKED" not in repr(held)


def test_the_readme_lists_every_setting():
    source = (Path(__file__).parents[2] / "evidence" / "settings.py").read_text("utf-8")
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    names = {word.strip('"') for word in source.replace("(", " ").replace(",", " ").replace(")", " ").split()
             if word.startswith(('"EVIDENCE_', '"NCBI_'))}  # fmt: skip
    assert len(names) >= 12
    assert [name for name in sorted(names) if f"`{name}`" not in readme and f" {name}=" not in readme] == []
