// One statement running on one channel, and its rows as they arrive.
//
// Holds the channel from start() until the rows have been read to the end and forgotten, or until it is
// destroyed; a result that is left early is cancelled in the engine, not read to its end.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "odbc/cancel-slot.h"
#include "odbc/channel-pool.h"
#include "odbc/row-source.h"
#include "odbc/time-limit.h"

namespace drawbridge::odbc {

struct Request {
  std::string sql;
  // Empty, or one for each parameter; 0: the server infers it.
  std::vector<std::uint32_t> parameterOids;
  wire::ParameterValues values;
  // SQL_ATTR_MAX_ROWS; 0: no limit.
  std::size_t maxRows = 0;
  // Seconds to wait for the server in one call; 0: for ever.
  SQLULEN timeout = 0;
};

// What a statement looks like before it runs.
struct Description {
  std::vector<Column> columns;
  std::vector<std::uint32_t> parameterOids;
};

using NoticeSink = std::function<void(const wire::ServerReport&)>;

class ServerCursor final : public RowSource {
 public:
  ServerCursor(ChannelPool& pool, CancelSlot& cancelSlot, NoticeSink notices);
  ~ServerCursor() override;

  // Runs the statement and returns when its first row, its end or its error is there.
  void start(const Request& request);
  // The same on a channel with a transaction that has not ended; false: there is none.
  bool startInTransaction(Request request);
  // Asks what a statement would need and return; nothing runs.
  Description describe(const Request& request);

  // Nothing: the statement returns no rows.
  const std::optional<std::vector<Column>>& columns() const noexcept { return columns_; }
  // Rows that a write has touched; -1 where that is unknown.
  SQLLEN affected() const noexcept override { return affected_; }
  // The engine's word for what ran; empty before it has ended.
  const std::string& commandTag() const noexcept { return commandTag_; }

  bool next(Row& row) override;
  const std::uint8_t* at(std::uint64_t token) const override { return channel_->buffer().at(token); }
  void beginRowset() override;
  bool dropKeptBeyond(std::size_t bytes) override;
  void settle() override;

 private:
  TimeLimit limit() const noexcept;
  void acquire(SQLULEN timeout);
  void run(const Request& request);
  void send(const wire::Outbox& outbox);
  // `deadline`: the limit's, from the beginning of the call.
  wire::Message receive(const TimeLimit& waiting, const transport::Deadline& deadline);
  // Handles everything but rows; returns true for a row.
  bool take(const wire::Message& message);
  void completed(wire::Reader reader);
  [[noreturn]] void failed(wire::Reader reader);
  [[noreturn]] void timedOut(const TimeLimit& limit);
  void drain(const transport::Deadline& deadline);
  void stop() noexcept;
  void release() noexcept;

  ChannelPool& pool_;
  CancelSlot& cancelSlot_;
  NoticeSink notices_;
  wire::Channel* channel_ = nullptr;
  SQLULEN timeout_ = 0;
  std::optional<std::vector<Column>> columns_;
  SQLLEN affected_ = -1;
  std::string commandTag_;
  // A row or an error that was read but not handed out.
  std::optional<wire::Message> waiting_;
  std::size_t settingsToConfirm_ = 0;
  std::size_t maxRows_ = 0;
  // Whether the statement may leave something behind in the session: so is every one until it has ended as a question.
  bool mayChangeSession_ = false;
  bool namesSetConfig_ = false;
  // Whether the engine has said how the statement ended.
  bool ended_ = false;
  bool finished_ = false;
};

}  // namespace drawbridge::odbc
