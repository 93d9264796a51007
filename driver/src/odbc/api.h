// The bodies of the ODBC functions. They may call each other, which the exported functions may not: on ELF an
// exported name resolves to the driver manager's function of the same name.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace drawbridge::odbc {

// handles.cpp
SQLRETURN allocateHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* out) noexcept;
SQLRETURN freeHandle(SQLSMALLINT kind, SQLHANDLE handle) noexcept;
SQLRETURN freeStatement(SQLHSTMT statement, SQLUSMALLINT option) noexcept;

// connect.cpp
SQLRETURN connectDsn(SQLHDBC, const SQLWCHAR* dsn, SQLSMALLINT dsnLength, const SQLWCHAR* user, SQLSMALLINT userLength,
                     const SQLWCHAR* password, SQLSMALLINT passwordLength) noexcept;
SQLRETURN connectString(SQLHDBC, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength, SQLUSMALLINT completion) noexcept;
SQLRETURN disconnect(SQLHDBC) noexcept;
SQLRETURN nativeSql(SQLHDBC, const SQLWCHAR* in, SQLINTEGER inLength, SQLWCHAR* out, SQLINTEGER room, SQLINTEGER* outLength) noexcept;

// transactions.cpp
SQLRETURN endTransaction(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) noexcept;

// browse-connect.cpp
SQLRETURN browseConnect(SQLHDBC, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength) noexcept;

// execute.cpp
SQLRETURN prepare(SQLHSTMT, const SQLWCHAR* sql, SQLINTEGER length) noexcept;
SQLRETURN execute(SQLHSTMT) noexcept;
SQLRETURN executeDirect(SQLHSTMT, const SQLWCHAR* sql, SQLINTEGER length) noexcept;
SQLRETURN rowCount(SQLHSTMT, SQLLEN* out) noexcept;
SQLRETURN moreResults(SQLHSTMT) noexcept;
SQLRETURN closeCursor(SQLHSTMT) noexcept;
SQLRETURN cancel(SQLHSTMT) noexcept;
SQLRETURN cancelHandle(SQLSMALLINT kind, SQLHANDLE handle) noexcept;

// parameters.cpp
SQLRETURN bindParameter(SQLHSTMT, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT cType, SQLSMALLINT sqlType,
                        SQLULEN size, SQLSMALLINT digits, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept;
SQLRETURN parameterCount(SQLHSTMT, SQLSMALLINT* out) noexcept;
SQLRETURN describeParameter(SQLHSTMT, SQLUSMALLINT number, SQLSMALLINT* sqlType, SQLULEN* size, SQLSMALLINT* digits,
                            SQLSMALLINT* nullable) noexcept;
SQLRETURN parameterData(SQLHSTMT, SQLPOINTER* value) noexcept;
SQLRETURN putData(SQLHSTMT, SQLPOINTER data, SQLLEN length) noexcept;

// prompt.cpp
SQLRETURN connectAsking(SQLHDBC, SQLHWND window, const SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out, SQLSMALLINT room,
                        SQLSMALLINT* outLength, SQLUSMALLINT completion) noexcept;

// fetch.cpp
SQLRETURN bindColumn(SQLHSTMT, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept;
SQLRETURN fetch(SQLHSTMT) noexcept;
SQLRETURN fetchScroll(SQLHSTMT, SQLSMALLINT orientation, SQLLEN offset) noexcept;
SQLRETURN extendedFetch(SQLHSTMT, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rowCount, SQLUSMALLINT* status) noexcept;
SQLRETURN setPosition(SQLHSTMT, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lock) noexcept;

// get-data.cpp
SQLRETURN getData(SQLHSTMT, SQLUSMALLINT number, SQLSMALLINT cType, SQLPOINTER value, SQLLEN room, SQLLEN* length) noexcept;

// describe.cpp
SQLRETURN columnCount(SQLHSTMT, SQLSMALLINT* out) noexcept;
SQLRETURN describeColumn(SQLHSTMT, SQLUSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                         SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* digits, SQLSMALLINT* nullable) noexcept;
SQLRETURN columnAttribute(SQLHSTMT, SQLUSMALLINT number, SQLUSMALLINT field, SQLPOINTER text, SQLSMALLINT room,
                          SQLSMALLINT* length, SQLLEN* number_) noexcept;

// cursor-name.cpp
SQLRETURN cursorName(SQLHSTMT, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* length) noexcept;
SQLRETURN setCursorName(SQLHSTMT, const SQLWCHAR* name, SQLSMALLINT length) noexcept;

// attributes of the three kinds
SQLRETURN environmentAttribute(SQLHENV, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept;
SQLRETURN setEnvironmentAttribute(SQLHENV, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) noexcept;
SQLRETURN connectionAttribute(SQLHDBC, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept;
SQLRETURN setConnectionAttribute(SQLHDBC, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) noexcept;
SQLRETURN statementAttribute(SQLHSTMT, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept;
SQLRETURN setStatementAttribute(SQLHSTMT, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) noexcept;

// diagnostics.cpp
SQLRETURN diagnosticRecord(SQLSMALLINT kind, SQLHANDLE, SQLSMALLINT number, SQLWCHAR* state, SQLINTEGER* native,
                           SQLWCHAR* message, SQLSMALLINT room, SQLSMALLINT* length) noexcept;
SQLRETURN diagnosticField(SQLSMALLINT kind, SQLHANDLE, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                          SQLSMALLINT room, SQLSMALLINT* length) noexcept;

// info.cpp, functions.cpp
SQLRETURN info(SQLHDBC, SQLUSMALLINT type, SQLPOINTER value, SQLSMALLINT room, SQLSMALLINT* length) noexcept;
SQLRETURN functions(SQLHDBC, SQLUSMALLINT function, SQLUSMALLINT* supported) noexcept;

// descriptor-fields.cpp
SQLRETURN descriptorField(SQLHDESC, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER room, SQLINTEGER* length) noexcept;
SQLRETURN setDescriptorField(SQLHDESC, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value, SQLINTEGER length) noexcept;
// descriptor-records.cpp
SQLRETURN descriptorRecord(SQLHDESC, SQLSMALLINT number, SQLWCHAR* name, SQLSMALLINT room, SQLSMALLINT* nameLength,
                           SQLSMALLINT* type, SQLSMALLINT* subtype, SQLLEN* length, SQLSMALLINT* precision,
                           SQLSMALLINT* scale, SQLSMALLINT* nullable) noexcept;
SQLRETURN setDescriptorRecord(SQLHDESC, SQLSMALLINT number, SQLSMALLINT type, SQLSMALLINT subtype, SQLLEN length,
                              SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data, SQLLEN* octetLength,
                              SQLLEN* indicator) noexcept;
SQLRETURN copyDescriptor(SQLHDESC source, SQLHDESC target) noexcept;

// type-info.cpp and the catalog-*.cpp. A name is a text with its length, as the application gave it.
struct NameArgument {
  const SQLWCHAR* text;
  SQLSMALLINT length;
};
SQLRETURN typeInfo(SQLHSTMT, SQLSMALLINT type) noexcept;
SQLRETURN tables(SQLHSTMT, NameArgument catalog, NameArgument schema, NameArgument table, NameArgument types) noexcept;
SQLRETURN columns(SQLHSTMT, NameArgument catalog, NameArgument schema, NameArgument table, NameArgument column) noexcept;
SQLRETURN primaryKeys(SQLHSTMT, NameArgument catalog, NameArgument schema, NameArgument table) noexcept;
struct TableArgument {
  NameArgument catalog;
  NameArgument schema;
  NameArgument table;
};
SQLRETURN foreignKeys(SQLHSTMT, const TableArgument& parent, const TableArgument& child) noexcept;
SQLRETURN statistics(SQLHSTMT, const TableArgument& table, SQLUSMALLINT unique, SQLUSMALLINT accuracy) noexcept;
SQLRETURN specialColumns(SQLHSTMT, SQLUSMALLINT kind, const TableArgument& table, SQLUSMALLINT scope, SQLUSMALLINT nullable) noexcept;
SQLRETURN procedures(SQLHSTMT, NameArgument catalog, NameArgument schema, NameArgument procedure) noexcept;
SQLRETURN procedureColumns(SQLHSTMT, NameArgument catalog, NameArgument schema, NameArgument procedure, NameArgument column) noexcept;
SQLRETURN tablePrivileges(SQLHSTMT, const TableArgument& table) noexcept;
SQLRETURN columnPrivileges(SQLHSTMT, const TableArgument& table, NameArgument column) noexcept;

// unsupported.cpp
SQLRETURN bulkOperations(SQLHSTMT, SQLSMALLINT operation) noexcept;

}  // namespace drawbridge::odbc
