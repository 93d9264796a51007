"""Writes through pyodbc and the built driver, as an application does: autocommit off, parameters, RETURNING."""
import json
import sys

import pyodbc

wish = json.load(sys.stdin)
told = []
connection = pyodbc.connect(wish["connect"])
cursor = connection.cursor()
for step in wish["steps"]:
    try:
        if step.get("end") is not None:
            getattr(connection, step["end"])()
            told.append({"end": step["end"]})
            continue
        if step.get("procedures") is not None:
            found = [[row[1], row[2], row[3], row[7]] for row in cursor.procedures(schema=step["procedures"])]
            columns = cursor.procedureColumns(schema=step["procedures"], procedure="ApprovePullRequest")
            told.append({"procedures": found, "columns": [[row[3], row[4], row[6]] for row in columns]})
            continue
        if step.get("many") is not None:
            cursor.fast_executemany = step["fast"]
            cursor.executemany(step["sql"], step["many"])
            told.append({"count": cursor.rowcount})
            continue
        cursor.execute(step["sql"], *step.get("parameters", []))
        rows = [list(row) for row in cursor.fetchall()] if cursor.description else None
        told.append({"count": cursor.rowcount, "rows": rows})
    except pyodbc.Error as error:
        told.append({"state": error.args[0], "message": error.args[1]})
print(json.dumps(told, default=str))
