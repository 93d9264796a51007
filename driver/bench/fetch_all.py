"""Reads a whole result with pyodbc's fetchall and prints one line of JSON, as fetch.c does.

fetch_all.py CONNECTION-STRING SQL
"""

import json
import resource
import sys
import time

import pyodbc


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_kib():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


connection = pyodbc.connect(sys.argv[1], autocommit=True)
cursor = connection.cursor()
started, cpu_started = time.monotonic(), cpu_seconds()
cursor.execute(sys.argv[2])
first = cursor.fetchone()
first_row = time.monotonic()
rows = cursor.fetchall()
ended, cpu_ended = time.monotonic(), cpu_seconds()
print(
    json.dumps(
        {
            "rows": len(rows) + (first is not None),
            "bytes": 0,
            "seconds": ended - started,
            "clientCpuSeconds": cpu_ended - cpu_started,
            "firstRowMs": (first_row - started) * 1e3,
            "peakRssKiB": peak_kib(),
            "bufferKiB": 0,
        }
    )
)
