import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;

/** What the tests ask of the JDBC driver, one line for each row: the call, a tab, the columns. */
public class JdbcCalls {
  private interface Call {
    void run() throws Exception;
  }

  private static void line(String call, Object... values) {
    StringJoiner joined = new StringJoiner("|", call + "\t", "");
    for (Object value : values) joined.add(String.valueOf(value));
    System.out.println(joined);
  }

  private static void call(String name, Call body) {
    try {
      body.run();
    } catch (SQLException e) {
      line(name, "error", e.getSQLState(), e.getMessage().split("\n")[0]);
    } catch (Exception e) {
      line(name, "error", e);
    }
  }

  private static void rows(String name, ResultSet result, String... columns) throws SQLException {
    try (result) {
      while (result.next()) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) values[i] = result.getString(columns[i]);
        line(name, values);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      metadata(connection.getMetaData());
      call("prepared", () -> prepared(connection));
      call("described", () -> described(connection));
      call("arrays", () -> arrays(connection));
      call("cursor", () -> cursor(connection));
      call("timeout", () -> timeout(connection));
      call("cancel", () -> cancel(connection));
      call("error", () -> connection.createStatement().executeQuery("SELECT nothing FROM \"PullRequests\""));
      call("after", () -> rows("after", connection.createStatement().executeQuery("SELECT 1 AS one"), "one"));
      call("connection", () -> line("connection", connection.getSchema(), connection.isValid(5)));
    }
  }

  private static void metadata(DatabaseMetaData meta) {
    call("schemas", () -> rows("schemas", meta.getSchemas(), "TABLE_SCHEM"));
    call("tables", () -> rows("tables", meta.getTables(null, "beacon", "Pull%", new String[] {"TABLE"}),
        "TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE", "REMARKS"));
    call("columns", () -> rows("columns", meta.getColumns(null, "beacon", "PullRequests", "%"),
        "COLUMN_NAME", "DATA_TYPE", "TYPE_NAME", "COLUMN_SIZE", "NULLABLE", "ORDINAL_POSITION", "REMARKS"));
    call("primaryKeys", () -> rows("primaryKeys", meta.getPrimaryKeys(null, "AllRepositories", "PullRequests"),
        "COLUMN_NAME", "KEY_SEQ", "PK_NAME"));
    call("importedKeys", () -> rows("importedKeys", meta.getImportedKeys(null, "beacon", "PullRequestComments"),
        "PKTABLE_SCHEM", "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_SCHEM", "FKCOLUMN_NAME", "KEY_SEQ", "FK_NAME"));
    call("exportedKeys", () -> rows("exportedKeys", meta.getExportedKeys(null, "beacon", "PullRequestComments"),
        "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME"));
    call("indexInfo", () -> rows("indexInfo", meta.getIndexInfo(null, "AllRepositories", "PullRequests", true, false),
        "NON_UNIQUE", "INDEX_NAME", "ORDINAL_POSITION", "COLUMN_NAME"));
    call("typeInfo", () -> rows("typeInfo", meta.getTypeInfo(), "TYPE_NAME", "DATA_TYPE"));
    call("procedures", () -> rows("procedures", meta.getProcedures(null, "beacon", "%"), "PROCEDURE_NAME", "REMARKS"));
    call("procedureColumns", () -> rows("procedureColumns", meta.getProcedureColumns(null, "beacon", "StopPipeline", "%"),
        "COLUMN_NAME", "COLUMN_TYPE", "DATA_TYPE"));
    call("functions", () -> rows("functions", meta.getFunctions(null, "beacon", "%"), "FUNCTION_NAME"));
    call("bestRow", () -> rows("bestRow", meta.getBestRowIdentifier(null, "beacon", "PullRequests", 1, true), "COLUMN_NAME"));
    call("privileges", () -> rows("privileges", meta.getTablePrivileges(null, "beacon", "PullRequests"), "GRANTEE", "PRIVILEGE"));
    call("keywords", () -> line("keywords", meta.getSQLKeywords().contains("qualify"), meta.getMaxColumnNameLength()));
  }

  /** More than five times, since the driver then goes over to the binary format. */
  private static void prepared(Connection connection) throws SQLException {
    String sql = "SELECT ?::int AS i, ?::bigint AS l, ?::float8 AS d, ? AS t, ?::boolean AS b, ?::date AS day, "
        + "?::timestamp AS ts, ?::time AS tm, ?::numeric AS n, ?::smallint AS s, ?::real AS r";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int run = 0; run < 7; run++) {
        statement.setInt(1, -5);
        statement.setLong(2, 1L << 60);
        statement.setDouble(3, 1.5);
        statement.setString(4, "Grüße 'x'");
        statement.setBoolean(5, true);
        statement.setDate(6, Date.valueOf("2026-01-02"));
        statement.setTimestamp(7, Timestamp.valueOf("2026-01-02 03:04:05.123456"));
        statement.setTime(8, Time.valueOf("03:04:05"));
        statement.setBigDecimal(9, new BigDecimal("12.250"));
        statement.setShort(10, (short) 7);
        statement.setFloat(11, 0.25f);
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          line("prepared", result.getInt(1), result.getLong(2), result.getDouble(3), result.getString(4),
              result.getBoolean(5), result.getDate(6), result.getTimestamp(7), result.getTime(8),
              result.getBigDecimal(9), result.getShort(10), result.getFloat(11));
        }
      }
      int[] types = {Types.INTEGER, Types.BIGINT, Types.DOUBLE, Types.VARCHAR, Types.BOOLEAN, Types.DATE,
        Types.TIMESTAMP, Types.TIME, Types.NUMERIC, Types.SMALLINT, Types.REAL};
      for (int i = 0; i < types.length; i++) statement.setNull(i + 1, types[i]);
      rows("nulls", statement.executeQuery(), "i", "l", "d", "t", "b", "day", "ts", "tm", "n", "s", "r");
    }
  }

  /** Before it runs; the driver asks the catalog for what RowDescription does not say. */
  private static void described(Connection connection) throws SQLException {
    String sql = "SELECT \"Id\", \"Title\" AS t, \"Id\" + 1 AS n FROM beacon.\"PullRequests\" WHERE \"State\" = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData meta = statement.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        line("described", meta.getColumnLabel(i), meta.getColumnTypeName(i), meta.getPrecision(i), meta.isNullable(i),
            ((org.postgresql.PGResultSetMetaData) meta).getBaseSchemaName(i),
            ((org.postgresql.PGResultSetMetaData) meta).getBaseTableName(i),
            ((org.postgresql.PGResultSetMetaData) meta).getBaseColumnName(i));
      }
      ParameterMetaData parameters = statement.getParameterMetaData();
      line("described", parameters.getParameterCount(), parameters.getParameterTypeName(1));
    }
  }

  private static void arrays(Connection connection) throws SQLException {
    String sql = "SELECT conname, conkey, confkey, ARRAY(SELECT attname FROM pg_catalog.pg_attribute "
        + "WHERE attrelid = conrelid AND attnum = ANY(conkey)) AS names FROM pg_catalog.pg_constraint "
        + "WHERE contype = ANY(?) AND conrelid = '\"AllRepositories\".\"PullRequestTasks\"'::regclass ORDER BY conname";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int run = 0; run < 7; run++) {
        statement.setArray(1, connection.createArrayOf("text", new String[] {"p", "f"}));
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            Array foreign = result.getArray(3);
            line("arrays", run, result.getString(1), Arrays.toString((Object[]) result.getArray(2).getArray()),
                foreign == null ? null : Arrays.toString((Object[]) foreign.getArray()),
                Arrays.toString((Object[]) result.getArray(4).getArray()));
          }
        }
      }
    }
  }

  private static void cursor(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(20);
      int count = 0;
      try (ResultSet result = statement.executeQuery("SELECT \"Id\" FROM \"harbor-app\".\"PullRequests\"")) {
        while (count < 60 && result.next()) count++;
      }
      line("cursor", count);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static final String ENDLESS =
      "SELECT count(*) FROM generate_series(1, 400000) a(x), generate_series(1, 400000) b(y) WHERE x * y % 7 = 3";

  private static void timeout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.executeQuery(ENDLESS);
    }
  }

  private static void cancel(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      CountDownLatch begun = new CountDownLatch(1);
      Thread other = new Thread(() -> {
        try {
          begun.await();
          // The cancel may come before the statement does, and then meets nothing.
          while (!statement.isClosed()) {
            statement.cancel();
            Thread.sleep(50);
          }
        } catch (Exception e) {
          line("cancel", "other", e);
        }
      });
      other.start();
      begun.countDown();
      try {
        statement.executeQuery(ENDLESS);
      } finally {
        statement.close();
        other.join();
      }
    }
  }
}
