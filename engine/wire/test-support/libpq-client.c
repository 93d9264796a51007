/*
 * For tests: a client in C over libpq. Arguments: a connection string, what to do, a statement.
 *
 *   rows    reads row by row (single row mode) with the parameter "7", prints each first value, then the end
 *   cancel  reads one row, cancels, reads on; prints the rows it got only if there was no error
 *   stall   the same, but does not read anything until the cancel request has been answered
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

static int read_on(PGconn *connection, int print) {
  int rows = 0;
  PGresult *result;
  while ((result = PQgetResult(connection)) != NULL) {
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_SINGLE_TUPLE) {
      rows += 1;
      if (print) printf("%s\n", PQgetisnull(result, 0, 0) ? "NULL" : PQgetvalue(result, 0, 0));
    } else if (status == PGRES_TUPLES_OK) {
      printf("end %s\n", PQcmdStatus(result));
    } else {
      printf("error %s\n", PQresultErrorField(result, PG_DIAG_SQLSTATE));
    }
    PQclear(result);
  }
  return rows;
}

static int cancel(PGconn *connection) {
  char error[256];
  PGcancel *request = PQgetCancel(connection);
  int done = PQcancel(request, error, sizeof error);
  PQfreeCancel(request);
  if (!done) fprintf(stderr, "cancel: %s\n", error);
  return done;
}

int main(int count, char **arguments) {
  if (count != 4) return 2;
  PGconn *connection = PQconnectdb(arguments[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    fprintf(stderr, "%s", PQerrorMessage(connection));
    return 1;
  }
  const char *values[] = {"7"};
  int sent = strcmp(arguments[2], "rows") == 0
                 ? PQsendQueryParams(connection, arguments[3], 1, NULL, values, NULL, NULL, 0)
                 : PQsendQuery(connection, arguments[3]);
  if (!sent || !PQsetSingleRowMode(connection)) return 1;
  if (strcmp(arguments[2], "rows") == 0) {
    printf("rows %d\n", read_on(connection, 1));
  } else {
    if (strcmp(arguments[2], "cancel") == 0) PQclear(PQgetResult(connection));
    if (!cancel(connection)) return 1;
    read_on(connection, 0);
  }
  PGresult *after = PQexec(connection, "numbers");
  printf("after %s\n", PQcmdStatus(after));
  PQclear(after);
  PQfinish(connection);
  return 0;
}
