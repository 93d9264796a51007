// A connection handle: its attributes, its channels, its statements.
#pragma once

#include <atomic>
#include <memory>
#include <set>
#include <string>

#include "odbc/channel-pool.h"
#include "odbc/connection-settings.h"
#include "odbc/cursor-names.h"
#include "odbc/environment.h"
#include "odbc/handle.h"

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
  // Whether statements or descriptors are there that the application has not freed.
  bool hasChildren() const noexcept { return !statements_.empty() || !descriptors_.empty(); }

  Environment& environment;
  std::unique_ptr<ChannelPool> channels;
  std::string dataSource;
  std::string user;
  std::string serverVersion;
  CursorNames cursorNames;
  // What SQLBrowseConnect has collected so far.
  std::string browsed;

  ConnectionSettings settings;
  // Read by the calls of statements, which do not take the connection's lock.
  std::atomic<SQLUINTEGER> autocommit{SQL_AUTOCOMMIT_ON};
  // Whether SQLGetInfo was called; see info.cpp.
  bool infoAsked = false;
  // Whether the driver manager keeps connections that were closed; see pool-reset.h.
  bool managerPools = false;
  std::string catalog = "Bitbucket";
  // Writes since the last commit that a rollback could not take back.
  std::atomic<std::size_t> writes{0};

 private:
  std::set<Statement*> statements_;
  std::set<Descriptor*> descriptors_;
};

}  // namespace drawbridge::odbc
