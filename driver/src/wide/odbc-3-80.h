// What the ODBC headers of MinGW and iODBC lack of ODBC 3.8, with Microsoft's values, or have in another form. The build
// includes it first.
#pragma once

// Visible, as in entry/odbc-headers.h: what is included once more there is not read again.
#pragma GCC visibility push(default)
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
extern "C" SQLRETURN SQL_API SQLCancelHandle(SQLSMALLINT kind, SQLHANDLE handle);
#pragma GCC visibility pop

// iODBC's are macros, of two words each.
#ifdef SQLULEN
#undef SQLULEN
#undef SQLLEN
#undef SQLSETPOSIROW
typedef long SQLLEN;
typedef unsigned long SQLULEN;
typedef unsigned short SQLSETPOSIROW;
#endif

#ifndef SQL_OV_ODBC3_80
#define SQL_OV_ODBC3_80 380UL
#endif
#ifndef SQL_API_SQLCANCELHANDLE
#define SQL_API_SQLCANCELHANDLE 1550
#endif
#ifndef SQL_PARAM_OUTPUT_STREAM
#define SQL_PARAM_INPUT_OUTPUT_STREAM 8
#define SQL_PARAM_OUTPUT_STREAM 16
#endif
#ifndef SQL_ATTR_RESET_CONNECTION
#define SQL_ATTR_RESET_CONNECTION 116
#endif
#ifndef SQL_ASYNC_DBC_FUNCTIONS
#define SQL_ASYNC_DBC_FUNCTIONS 10023
#define SQL_ASYNC_DBC_NOT_CAPABLE 0x00000000L
#endif
#ifndef SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE
#define SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE 117
#define SQL_ASYNC_DBC_ENABLE_OFF 0UL
#endif
#ifndef SQL_DRIVER_AWARE_POOLING_SUPPORTED
#define SQL_DRIVER_AWARE_POOLING_SUPPORTED 10024
#define SQL_DRIVER_AWARE_POOLING_NOT_CAPABLE 0x00000000L
#endif
#ifndef SQL_ASYNC_NOTIFICATION
#define SQL_ASYNC_NOTIFICATION 10025
#define SQL_ASYNC_NOTIFICATION_NOT_CAPABLE 0x00000000L
#endif
#ifndef SQL_CONVERT_GUID
#define SQL_CONVERT_GUID 173
#define SQL_CVT_GUID 0x01000000L
#endif
