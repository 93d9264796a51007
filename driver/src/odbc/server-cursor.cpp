#include "odbc/server-cursor.h"

#include <algorithm>
#include <charconv>

#include "odbc/server-state.h"
#include "wire/row-description.h"

namespace drawbridge::odbc {
namespace {

// How long the engine may take to confirm that it stopped; then the channel is given up.
constexpr std::chrono::seconds stopPatience(10);
// Messages that are read before a result that is left early gets cancelled: a short rest costs less than
// a cancel.
constexpr int shortRest = 256;

// Up to the end or the mark, which is taken away, too.
std::string takeUntil(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  std::string taken(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

// As the engine told before: `nullable` a letter for each column, `sources` a line with schema, table and column.
std::vector<Column> columnsOf(const wire::Message& message, SQLULEN longestText, const std::string& nullable, std::string_view sources) {
  std::vector<Column> columns;
  for (wire::Field& field : wire::readRowDescription(message.reader())) {
    const char letter = columns.size() < nullable.size() ? nullable[columns.size()] : '?';
    columns.push_back(makeColumn(std::move(field.name), field.typeOid, field.typeModifier, longestText));
    if (letter != '?') columns.back().nullable = letter == 'n' ? SQL_NO_NULLS : SQL_NULLABLE;
    const std::string line = takeUntil(sources, '\n');
    std::string_view names = line;
    ColumnSource& source = columns.back().source;
    for (std::string* name : {&source.schema, &source.table, &source.column}) *name = takeUntil(names, '\t');
  }
  return columns;
}

bool isQuestion(std::string_view tag) noexcept {
  return tag.substr(0, 7) == "SELECT " || tag == "SHOW" || tag == "EXPLAIN";
}

// The one function that changes a setting.
bool namesSetConfig(const std::string& sql) noexcept {
  constexpr std::string_view name = "set_config";
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  return std::search(sql.begin(), sql.end(), name.begin(), name.end(), same) != sql.end();
}

}  // namespace

ServerCursor::ServerCursor(ChannelPool& pool, CancelSlot& cancelSlot, NoticeSink notices)
    : pool_(pool), cancelSlot_(cancelSlot), notices_(std::move(notices)) {}

ServerCursor::~ServerCursor() {
  if (channel_ == nullptr) return;
  stop();
  release();
}

TimeLimit ServerCursor::limit() const noexcept { return TimeLimit{timeout_}.within(pool_.connectionTimeout); }

void ServerCursor::acquire(SQLULEN timeout) {
  timeout_ = timeout;
  const TimeLimit opening = limit().within(pool_.loginTimeout);
  try {
    channel_ = &pool_.acquire(opening.deadline());
  } catch (const transport::TransportTimeout&) {
    throw opening.passed("while a channel to the engine was being opened");
  }
  cancelSlot_.attach(*channel_);
}

void ServerCursor::send(const wire::Outbox& outbox) {
  const TimeLimit sending = limit();
  try {
    channel_->send(outbox, sending.deadline());
  } catch (const transport::TransportTimeout&) {
    throw sending.passed("while the statement was being sent");
  }
}

wire::Message ServerCursor::receive(const TimeLimit& waiting, const transport::Deadline& deadline) {
  if (!deadline) return channel_->next(std::nullopt);
  try {
    return channel_->next(deadline);
  } catch (const transport::TransportTimeout&) {
    timedOut(waiting);
  }
}

void ServerCursor::start(const Request& request) {
  acquire(request.timeout);
  run(request);
}

bool ServerCursor::startInTransaction(Request request) {
  channel_ = pool_.acquireInTransaction();
  if (channel_ == nullptr) return false;
  timeout_ = request.timeout;
  cancelSlot_.attach(*channel_);
  // A failed transaction takes no setting.
  request.maxRows = channel_->maxRows;
  run(request);
  return true;
}

void ServerCursor::run(const Request& request) {
  mayChangeSession_ = true;
  namesSetConfig_ = namesSetConfig(request.sql);
  wire::Outbox outbox;
  if (channel_->maxRows != request.maxRows) {
    outbox.parse("SET drawbridge.max_rows = " + std::to_string(request.maxRows), {}).bind({}).execute();
    settingsToConfirm_ = 1;
    maxRows_ = request.maxRows;
  }
  outbox.parse(request.sql, request.parameterOids).bind(request.values).describePortal().execute().sync();
  send(outbox);
  const TimeLimit waiting = limit();
  const transport::Deadline deadline = waiting.deadline();
  while (!finished_) {
    const wire::Message message = receive(waiting, deadline);
    if (take(message)) {
      waiting_ = message;
      return;
    }
  }
  release();
}

Description ServerCursor::describe(const Request& request) {
  acquire(request.timeout);
  send(wire::Outbox().parse(request.sql, request.parameterOids).describeStatement().sync());
  Description description;
  const TimeLimit waiting = limit();
  const transport::Deadline deadline = waiting.deadline();
  while (!finished_) {
    const wire::Message message = receive(waiting, deadline);
    // Parse and Describe end without a message of their own.
    ended_ = ended_ || message.type == 'T' || message.type == 'n';
    if (message.type == 't') {
      description.parameterOids = wire::readParameterDescription(message.reader());
    } else if (take(message)) {
      throw wire::ProtocolError("the engine sent rows that nobody asked for");
    }
  }
  if (columns_) description.columns = std::move(*columns_);
  release();
  return description;
}

bool ServerCursor::take(const wire::Message& message) {
  switch (message.type) {
    case 'D':
      if (!columns_) break;
      return true;
    case 'T':
      columns_ = columnsOf(message, pool_.longestText, channel_->parameter("drawbridge_nullable"), channel_->parameter("drawbridge_sources"));
      return false;
    case 'C': completed(message.reader()); return false;
    case 'N': notices_(wire::readReport(message.reader())); return false;
    case 'E': failed(message.reader());
    case 'I': ended_ = true; return false;
    case 'Z':
      // Otherwise part of a result would look like all of it.
      if (!ended_) break;
      finished_ = true;
      cancelSlot_.detach();
      return false;
    case '1':
    case '2':
    case '3':
    case 'n': return false;
    default: break;
  }
  channel_->abandon();
  throw wire::ProtocolError(std::string("the engine sent a message of the type '") + message.type + "' out of turn");
}

void ServerCursor::completed(wire::Reader reader) {
  if (settingsToConfirm_ > 0) {
    settingsToConfirm_--;
    channel_->maxRows = maxRows_;
    return;
  }
  ended_ = true;
  const std::string_view tag = reader.text();
  commandTag_ = tag;
  mayChangeSession_ = !isQuestion(tag) || namesSetConfig_;
  const bool write = tag.substr(0, 6) == "INSERT" || tag.substr(0, 6) == "UPDATE" || tag.substr(0, 6) == "DELETE";
  const std::size_t space = tag.rfind(' ');
  if (!write || space == std::string_view::npos) return;
  std::from_chars(tag.data() + space + 1, tag.data() + tag.size(), affected_);
}

void ServerCursor::failed(wire::Reader reader) {
  const wire::ServerReport report = wire::readReport(reader);
  drain(transport::after(stopPatience));
  release();
  throw serverFailure(report, Phase::running);
}

void ServerCursor::timedOut(const TimeLimit& limit) {
  try {
    cancelSlot_.cancel(transport::after(stopPatience));
    drain(transport::after(stopPatience));
  } catch (const std::exception&) {
    channel_->abandon();
  }
  release();
  throw limit.passed("and the statement was stopped");
}

// Reads up to ReadyForQuery and ignores what comes before it.
void ServerCursor::drain(const transport::Deadline& deadline) {
  channel_->buffer().keepNothing();
  try {
    while (channel_->next(deadline).type != 'Z') continue;
  } catch (const std::exception&) {
    channel_->abandon();
  }
  finished_ = true;
  cancelSlot_.detach();
}

void ServerCursor::stop() noexcept {
  if (finished_ || channel_->broken()) return;
  try {
    channel_->buffer().keepNothing();
    wire::Message message;
    for (int i = 0; i < shortRest && channel_->poll(message); i++) {
      if (message.type == 'Z') {
        finished_ = true;
        return;
      }
    }
    cancelSlot_.cancel(transport::after(stopPatience));
    drain(transport::after(stopPatience));
  } catch (const std::exception&) {
    channel_->abandon();
  }
}

void ServerCursor::release() noexcept {
  if (mayChangeSession_) pool_.sessionChanged = true;
  cancelSlot_.detach();
  waiting_.reset();
  channel_->buffer().keepNothing();
  if (!channel_->broken()) channel_->buffer().shrink();
  pool_.giveBack(*channel_);
  channel_ = nullptr;
}

void ServerCursor::beginRowset() {
  if (channel_ == nullptr) return;
  if (finished_) {
    release();
    return;
  }
  channel_->buffer().keepFrom(waiting_ ? waiting_->position : channel_->buffer().position());
}

bool ServerCursor::next(Row& row) {
  if (channel_ == nullptr) return false;
  const TimeLimit limited = limit();
  const transport::Deadline deadline = limited.deadline();
  while (!finished_) {
    const wire::Message message = waiting_ ? *waiting_ : receive(limited, deadline);
    waiting_.reset();
    if (!take(message)) continue;
    row = {message.position, message.body, message.size};
    return true;
  }
  return false;
}

bool ServerCursor::dropKeptBeyond(std::size_t bytes) {
  if (channel_ == nullptr || channel_->buffer().kept() <= bytes) return false;
  channel_->buffer().keepNothing();
  return true;
}

// An error belongs to the next fetch: the rows before it are whole.
void ServerCursor::settle() {
  wire::Message message;
  for (int taken = 0; channel_ != nullptr && !finished_ && !waiting_ && taken < shortRest; taken++) {
    try {
      if (!channel_->poll(message)) return;
    } catch (const std::exception&) {
      return;  // What is wrong with the connection will be so when the next row is read.
    }
    if (message.type == 'E' || take(message)) waiting_ = message;
  }
}

}  // namespace drawbridge::odbc
