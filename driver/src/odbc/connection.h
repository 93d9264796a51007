// A connection handle: its attributes, its channels, its statements.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>

#include "odbc/channel-pool.h"
#include "odbc/environment.h"
#include "odbc/handle.h"
#include "odbc/statement-settings.h"

namespace drawbridge::odbc {

class Statement;
class Descriptor;

class Connection final : public Handle {
 public:
  static constexpr HandleKind handleKind = HandleKind::connection;
  explicit Connection(Environment& environmentHandle);
  ~Connection() override;

  bool connected() const noexcept { return channels != nullptr; }
  // Throws 08003.
  ChannelPool& pool();

  // Frees statements, descriptors and channels.
  void disconnect() noexcept;

  Statement* addStatement();
  void removeStatement(Statement* statement);
  Descriptor* addDescriptor();
  void removeDescriptor(Descriptor* descriptor);
  // Ends the results of all statements.
  void closeCursors() noexcept;

  Environment& environment;
  std::unique_ptr<ChannelPool> channels;
  std::string dataSource;
  std::string user;
  std::string serverVersion;
  // What SQLBrowseConnect has collected so far.
  std::string browsed;

  SQLUINTEGER loginTimeout = 30;
  SQLUINTEGER connectionTimeout = 0;
  // Read by the calls of statements, which do not take the connection's lock.
  std::atomic<SQLUINTEGER> autocommit{SQL_AUTOCOMMIT_ON};
  SQLUINTEGER accessMode = SQL_MODE_READ_WRITE;
  SQLUINTEGER metadataId = SQL_FALSE;
  SQLUINTEGER isolation = 0;
  SQLUINTEGER packetSize = 0;
  SQLUINTEGER odbcCursors = SQL_CUR_USE_DRIVER;
  // What new statements begin with.
  StatementAttributes statementDefaults;
  SQLPOINTER quietWindow = nullptr;
  // Whether SQLGetInfo was called; see info.cpp.
  bool infoAsked = false;
  std::string catalog = "Bitbucket";
  // Writes since the last commit that a rollback could not take back.
  std::atomic<std::size_t> writes{0};

 private:
  std::set<Statement*> statements_;
  std::set<Descriptor*> descriptors_;
};

}  // namespace drawbridge::odbc
