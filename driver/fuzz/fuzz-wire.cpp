// A server that sends anything: from the greeting through results into an application's buffers. The sockets are
// replaced by memory; what a server can do to time and sockets, the tests of hostile servers try.
#include <cstring>
#include <fstream>

#include "input.h"
#include "odbc/api.h"
#include "temporary-folder.h"
#include "transport/transport.h"
#include "wide/utf.h"

using namespace drawbridge;

namespace {

std::string serverBytes;
bool firstConnection = true;

std::string int32(unsigned value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}

std::string message(char type, const std::string& body) { return type + int32(static_cast<unsigned>(body.size() + 4)) + body; }

const std::string greeting = message('R', int32(0)) + message('K', int32(7) + int32(9)) + message('Z', "I");

class MemoryTransport final : public transport::Transport {
 public:
  explicit MemoryTransport(std::string bytes) : bytes_(std::move(bytes)) {}
  // In pieces, so that messages are cut in every place.
  std::size_t read(void* into, std::size_t room, const transport::Deadline&) override {
    const std::size_t left = bytes_.size() - given_;
    std::size_t size = left < room ? left : room;
    if (size > 61) size = 61;
    std::memcpy(into, bytes_.data() + given_, size);
    given_ += size;
    return size;
  }
  void write(const void*, std::size_t, const transport::Deadline&) override {}
  bool readable() const noexcept override { return true; }

 private:
  std::string bytes_;
  std::size_t given_ = 0;
};

std::vector<SQLWCHAR> wideText(const std::string& text) {
  auto units = wide::toUtf16(text);
  units.push_back(0);
  return units;
}

const std::string& runFolder() {
  static const TemporaryFolder folder;
  static const bool written = (std::ofstream(folder.path() + "/endpoint.json") << R"({"protocol":1,"socket":"/memory"})", true);
  (void)written;
  return folder.path();
}

void read(SQLHANDLE statement, unsigned cTypeSeed) {
  constexpr SQLSMALLINT cTypes[] = {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY, SQL_C_DEFAULT, SQL_C_SBIGINT, SQL_C_TYPE_TIMESTAMP};
  SQLSMALLINT columns = 0;
  odbc::columnCount(statement, &columns);
  for (SQLUSMALLINT i = 1; i <= columns; i++) {
    SQLWCHAR name[8];
    odbc::describeColumn(statement, i, name, 8, nullptr, nullptr, nullptr, nullptr, nullptr);
  }
  char bound[3][16];
  SQLLEN lengths[3];
  odbc::setStatementAttribute(statement, SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(3), 0);
  odbc::bindColumn(statement, 1, cTypes[cTypeSeed % 3], bound, sizeof bound[0], lengths);
  for (int rows = 0; rows < 1000 && SQL_SUCCEEDED(odbc::fetch(statement)); rows++) {
    for (SQLUSMALLINT i = 1; i <= columns && i < 9; i++) {
      char piece[24];
      SQLLEN length = 0;
      for (int pieces = 0; pieces < 4; pieces++) {
        if (!SQL_SUCCEEDED(odbc::getData(statement, i, cTypes[(cTypeSeed + i) % 6], piece, sizeof piece, &length))) break;
      }
    }
  }
  for (SQLSMALLINT record = 1; record < 4; record++) {
    SQLWCHAR state[6], text[32];
    odbc::diagnosticRecord(SQL_HANDLE_STMT, statement, record, state, nullptr, text, 32, nullptr);
  }
}

}  // namespace

// In place of unix-socket.cpp, which holds nothing else: the linker takes the first definition that it meets.
std::unique_ptr<transport::Transport> drawbridge::transport::connectUnixSocket(const Address&, const Deadline&) {
  const bool first = firstConnection;
  firstConnection = false;
  return std::make_unique<MemoryTransport>(first ? serverBytes : std::string());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const unsigned mode = input.byte();
  serverBytes = (mode % 8 == 0 ? "" : greeting) + std::string(input.rest());
  firstConnection = true;
  SQLHANDLE environment = nullptr, connection = nullptr, statement = nullptr;
  odbc::allocateHandle(SQL_HANDLE_ENV, nullptr, &environment);
  odbc::allocateHandle(SQL_HANDLE_DBC, environment, &connection);
  const auto text = wideText("RunDir=" + runFolder());
  if (SQL_SUCCEEDED(odbc::connectString(connection, text.data(), SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT))) {
    odbc::allocateHandle(SQL_HANDLE_STMT, connection, &statement);
    const auto sql = wideText(mode % 2 == 0 ? "SELECT 1" : "SELECT 1; SELECT 2");
    if (mode % 3 == 0) odbc::prepare(statement, sql.data(), SQL_NTS);
    if (SQL_SUCCEEDED(mode % 3 == 0 ? odbc::execute(statement) : odbc::executeDirect(statement, sql.data(), SQL_NTS))) {
      read(statement, mode / 8);
      if (SQL_SUCCEEDED(odbc::moreResults(statement))) read(statement, mode / 16);
    }
    odbc::freeStatement(statement, SQL_CLOSE);
    odbc::disconnect(connection);
  }
  odbc::freeHandle(SQL_HANDLE_DBC, connection);
  odbc::freeHandle(SQL_HANDLE_ENV, environment);
  return 0;
}
