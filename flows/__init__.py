"""Prefect flows: they wrap `evidence.pipeline` by call, and add retries and artifacts.

Prefect reads its own settings from the environment when it is first imported, so
the quiet defaults are set here, before that; what an operator has set stands.
"""

import os

_DEFAULTS = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # A command tells its own progress; Prefect's remarks and tracebacks go to its server alone.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_CLI_WRAP_LINES": "false",
    # Runs older than its 90 days leave Prefect's database, which else grows with every night; their
    # reports stay in the publications.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
}
for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)
