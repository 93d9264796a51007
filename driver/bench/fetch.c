/* Reads a whole result in blocks through any ODBC driver and prints one line of JSON.
 *
 *   fetch CONNECTION-STRING SQL [--rows N] [--char | --wide | --typed] [--row-wise] [--getdata]
 *
 * --rows N    rows in a block (1000)
 * --char      every column as SQL_C_CHAR; --wide: as SQL_C_WCHAR; --typed (default): numbers and timestamps as
 *             what they are, texts as SQL_C_WCHAR
 * --row-wise  buffers row by row instead of column by column
 * --getdata   row by row with SQLGetData instead of bound buffers
 *
 * Time and CPU count from before SQLExecDirect to the last row; connecting is left out.
 */
#include <sql.h>
#include <sqlext.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum text_form { FORM_CHAR, FORM_WIDE, FORM_TYPED };

struct column {
  SQLSMALLINT c_type;
  size_t width;  /* bytes of one value */
  size_t offset; /* row-wise: of the value in its row */
  char *values;
  char *lengths;
};

struct options {
  SQLULEN rows;
  enum text_form form;
  int row_wise;
  int get_data;
};

static void check(SQLRETURN result, SQLSMALLINT kind, SQLHANDLE handle, const char *what) {
  SQLCHAR state[6] = "";
  SQLCHAR text[1024] = "";
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  if (SQL_SUCCEEDED(result)) return;
  SQLGetDiagRec(kind, handle, 1, state, &native, text, sizeof text, &length);
  fprintf(stderr, "%s: [%s] %s\n", what, state, text);
  exit(1);
}

static size_t aligned(size_t size) { return (size + 7) & ~(size_t)7; }

static void choose(struct column *column, SQLSMALLINT type, SQLULEN size, enum text_form form) {
  const size_t characters = size == 0 || size > 4000 ? 4000 : size;
  if (form == FORM_TYPED) {
    switch (type) {
      case SQL_BIT: column->c_type = SQL_C_BIT; column->width = 1; return;
      case SQL_SMALLINT:
      case SQL_INTEGER: column->c_type = SQL_C_SLONG; column->width = sizeof(SQLINTEGER); return;
      case SQL_BIGINT: column->c_type = SQL_C_SBIGINT; column->width = sizeof(SQLBIGINT); return;
      case SQL_REAL:
      case SQL_DOUBLE: column->c_type = SQL_C_DOUBLE; column->width = sizeof(SQLDOUBLE); return;
      case SQL_TYPE_TIMESTAMP: column->c_type = SQL_C_TYPE_TIMESTAMP; column->width = sizeof(SQL_TIMESTAMP_STRUCT); return;
      default: break;
    }
  }
  column->c_type = form == FORM_CHAR ? SQL_C_CHAR : SQL_C_WCHAR;
  column->width = form == FORM_CHAR ? characters * 4 + 1 : (characters + 1) * sizeof(SQLWCHAR);
}

static unsigned long long add_length(const char *length) {
  SQLLEN value;
  memcpy(&value, length, sizeof value);
  return value == SQL_NULL_DATA ? 0 : (unsigned long long)value;
}

/* Describes and binds; returns the bytes of all buffers. */
static size_t bind_columns(SQLHSTMT statement, const struct options *options, struct column *columns, SQLSMALLINT count, size_t *row_size) {
  char *block = NULL;
  size_t total = 0;
  *row_size = 0;
  for (SQLSMALLINT i = 0; i < count; i++) {
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    check(SQLDescribeCol(statement, (SQLUSMALLINT)(i + 1), NULL, 0, NULL, &type, &size, NULL, NULL), SQL_HANDLE_STMT, statement, "SQLDescribeCol");
    choose(&columns[i], type, size, options->form);
    columns[i].offset = *row_size;
    *row_size += aligned(columns[i].width) + sizeof(SQLLEN);
    if (options->row_wise) continue;
    columns[i].values = malloc(columns[i].width * options->rows);
    columns[i].lengths = malloc(sizeof(SQLLEN) * options->rows);
    total += (columns[i].width + sizeof(SQLLEN)) * options->rows;
  }
  if (options->row_wise) {
    total = *row_size * options->rows;
    block = malloc(total);
  }
  for (SQLSMALLINT i = 0; i < count; i++) {
    if (options->row_wise) {
      columns[i].values = block + columns[i].offset;
      columns[i].lengths = block + columns[i].offset + aligned(columns[i].width);
    }
    if (options->get_data) continue;
    check(SQLBindCol(statement, (SQLUSMALLINT)(i + 1), columns[i].c_type, columns[i].values, (SQLLEN)columns[i].width,
                     (SQLLEN *)(void *)columns[i].lengths), SQL_HANDLE_STMT, statement, "SQLBindCol");
  }
  return total;
}

static struct options parse_options(int argc, char **argv) {
  struct options options = {1000, FORM_TYPED, 0, 0};
  for (int i = 3; i < argc; i++) {
    if (strcmp(argv[i], "--rows") == 0 && i + 1 < argc) options.rows = strtoul(argv[++i], NULL, 10);
    else if (strcmp(argv[i], "--char") == 0) options.form = FORM_CHAR;
    else if (strcmp(argv[i], "--wide") == 0) options.form = FORM_WIDE;
    else if (strcmp(argv[i], "--row-wise") == 0) options.row_wise = 1;
    else if (strcmp(argv[i], "--getdata") == 0) options.get_data = 1;
  }
  if (options.get_data) {
    options.rows = 1;
    options.row_wise = 0;
  }
  return options;
}

int main(int argc, char **argv) {
  SQLHENV environment;
  SQLHDBC connection;
  SQLHSTMT statement;
  SQLSMALLINT count = 0;
  SQLULEN fetched = 1;
  SQLRETURN result;
  size_t row_size = 0;
  long rows = 0;
  unsigned long long bytes = 0;
  if (argc < 3) {
    fprintf(stderr, "usage: fetch CONNECTION-STRING SQL [--rows N] [--char|--wide|--typed] [--row-wise] [--getdata]\n");
    return 2;
  }
  const struct options options = parse_options(argc, argv);
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)SQL_OV_ODBC3, 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  check(SQLDriverConnect(connection, NULL, (SQLCHAR *)argv[1], SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT), SQL_HANDLE_DBC, connection, "SQLDriverConnect");
  SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);

  struct measurement measurement = begin_measurement();
  check(SQLExecDirect(statement, (SQLCHAR *)argv[2], SQL_NTS), SQL_HANDLE_STMT, statement, "SQLExecDirect");
  check(SQLNumResultCols(statement, &count), SQL_HANDLE_STMT, statement, "SQLNumResultCols");
  struct column *columns = calloc((size_t)count, sizeof *columns);
  const size_t buffers = bind_columns(statement, &options, columns, count, &row_size);
  if (!options.get_data) {
    SQLSetStmtAttr(statement, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)options.rows, 0);
    SQLSetStmtAttr(statement, SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
    SQLSetStmtAttr(statement, SQL_ATTR_ROW_BIND_TYPE, (SQLPOINTER)(options.row_wise ? row_size : SQL_BIND_BY_COLUMN), 0);
  }
  while ((result = SQLFetch(statement)) != SQL_NO_DATA) {
    check(result, SQL_HANDLE_STMT, statement, "SQLFetch");
    saw_row(&measurement);
    for (SQLSMALLINT i = 0; i < count; i++) {
      if (options.get_data) {
        check(SQLGetData(statement, (SQLUSMALLINT)(i + 1), columns[i].c_type, columns[i].values, (SQLLEN)columns[i].width,
                         (SQLLEN *)(void *)columns[i].lengths), SQL_HANDLE_STMT, statement, "SQLGetData");
      }
      const size_t stride = options.row_wise ? row_size : sizeof(SQLLEN);
      for (SQLULEN row = 0; row < fetched; row++) bytes += add_length(columns[i].lengths + row * stride);
    }
    rows += (long)fetched;
  }
  print_measurement(&measurement, rows, bytes, (long)(buffers / 1024));
  SQLFreeHandle(SQL_HANDLE_STMT, statement);
  SQLDisconnect(connection);
  SQLFreeHandle(SQL_HANDLE_DBC, connection);
  SQLFreeHandle(SQL_HANDLE_ENV, environment);
  return 0;
}
