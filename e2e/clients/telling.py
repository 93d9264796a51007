"""How the Python programs beside this tell what they did, and wait at a moment: see e2e/support/client-program.ts."""

import datetime
import json
import sys


def say(**line):
    print(json.dumps(line, default=str), flush=True)


def at(moment):
    say(at=moment)
    sys.stdin.readline()


def cell(value):
    """As ODBC's text. JSON's numbers would be rounded by their reader."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime) and value.microsecond:
        return str(value).rstrip("0")
    return str(int(value)) if isinstance(value, bool) else str(value)
