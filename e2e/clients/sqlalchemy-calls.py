"""What a Python application does with SQLAlchemy, over psycopg 2 and over asyncpg. Argument: the folder of the socket."""

import asyncio
import sys

import sqlalchemy
import telling
from sqlalchemy.ext.asyncio import create_async_engine

folder = sys.argv[1]
place = f"erika@/Harbor?host={folder}&port=54330"


def say(call, rows):
    telling.say(call=call, rows=rows)


def browse(connection, way):
    inspector = sqlalchemy.inspect(connection)
    say(f"schemas {way}", [[name] for name in inspector.get_schema_names()])
    say(f"tables {way}", [[name] for name in inspector.get_table_names("beacon")])
    say(f"views {way}", [[name] for name in inspector.get_view_names("beacon")])
    say(f"default schema {way}", [[inspector.default_schema_name]])
    columns = inspector.get_columns("PullRequests", "beacon")
    say(f"columns {way}", [[each["name"], str(each["type"]), each["nullable"], each["comment"]] for each in columns])
    say(f"keys {way}", [inspector.get_pk_constraint("PullRequests", "AllRepositories")["constrained_columns"]])
    foreign = inspector.get_foreign_keys("PullRequestComments", "beacon")
    say(
        f"foreign keys {way}",
        [[each["constrained_columns"][0], each["referred_schema"], each["referred_table"], each["referred_columns"][0]] for each in foreign],
    )
    others = (inspector.get_indexes, inspector.get_unique_constraints, inspector.get_check_constraints)
    say(f"others {way}", [[len(each("PullRequests", "beacon"))] for each in others])
    say(f"comment {way}", [[inspector.get_table_comment("PullRequests", "beacon")["text"]]])
    say(f"has {way}", [[inspector.has_table("PullRequests"), inspector.has_table("Nothing")]])
    metadata = sqlalchemy.MetaData()
    metadata.reflect(connection, schema="OPS")
    metadata.reflect(connection, schema="beacon", only=["PullRequests"])
    say(f"reflected {way}", [[name] for name in metadata.tables])
    table = metadata.tables["beacon.PullRequests"]
    query = (
        sqlalchemy.select(table.c.Id, table.c.State)
        .where(table.c.State.in_(["OPEN", "MERGED"]), table.c.Id > 3, table.c.Title.ilike("%e%"))
        .order_by(table.c.Id)
        .limit(2)
    )
    say(f"rows {way}", [list(row) for row in connection.execute(query)])
    month = sqlalchemy.func.date_trunc("month", table.c.CreatedOn).label("month")
    groups = sqlalchemy.select(month, sqlalchemy.func.count()).group_by(month).order_by(month)
    say(f"months {way}", [[str(row[0])[8:], row[1]] for row in connection.execute(groups)])


engine = sqlalchemy.create_engine(f"postgresql+psycopg2://{place}")
with engine.connect() as connection:
    browse(connection, "psycopg2")
with engine.connect().execution_options(stream_results=True) as connection:
    rows = connection.execute(sqlalchemy.text('SELECT "Id" FROM beacon."PullRequests"'))
    say("streamed", [[len(rows.fetchmany(2))]])
    rows.close()


async def main():
    connected = create_async_engine(f"postgresql+asyncpg://{place}")
    async with connected.connect() as connection:
        await connection.run_sync(browse, "asyncpg")
    await connected.dispose()


asyncio.run(main())
