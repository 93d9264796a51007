#include "odbc/connection.h"

#include "odbc/descriptor.h"
#include "odbc/odbc-error.h"
#include "odbc/statement.h"

namespace drawbridge::odbc {

Connection::Connection(Environment& environmentHandle) : Handle(handleKind), environment(environmentHandle) {}

Connection::~Connection() { disconnect(); }

ChannelPool& Connection::pool() {
  if (!channels) throw OdbcError("08003", "The connection is not open");
  return *channels;
}

void Connection::disconnect() noexcept {
  for (Statement* statement : statements_) {
    // Not while another thread's call uses it.
    {
      const std::lock_guard<std::mutex> unused(statement->mutex);
      statement->retire();
    }
    delete statement;
  }
  statements_.clear();
  for (Descriptor* descriptor : descriptors_) delete descriptor;
  descriptors_.clear();
  channels.reset();
  writes = 0;
}

Statement* Connection::addStatement() {
  auto statement = std::make_unique<Statement>(*this);
  statements_.insert(statement.get());
  return statement.release();
}

void Connection::removeStatement(Statement* statement) {
  if (statements_.erase(statement) > 0) delete statement;
}

void Connection::closeCursors() noexcept {
  for (Statement* statement : statements_) {
    const std::lock_guard<std::mutex> lock(statement->mutex);
    statement->closeCursor();
  }
}

Descriptor* Connection::addDescriptor() {
  auto descriptor = std::make_unique<Descriptor>(*this, DescriptorRole::free);
  descriptors_.insert(descriptor.get());
  return descriptor.release();
}

void Connection::removeDescriptor(Descriptor* descriptor) {
  for (Statement* statement : statements_) {
    const std::lock_guard<std::mutex> lock(statement->mutex);
    statement->forget(*descriptor);
  }
  if (descriptors_.erase(descriptor) > 0) delete descriptor;
}

}  // namespace drawbridge::odbc
