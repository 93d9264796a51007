// The named pipe as a transport, against a pipe of our own.
#include <windows.h>

#include <string>
#include <thread>

#include "check.h"
#include "transport/transport.h"

using namespace drawbridge::transport;

namespace {

std::string ownName() { return "\\\\.\\pipe\\drawbridge-test-" + std::to_string(GetCurrentProcessId()); }

Deadline soon() { return after(std::chrono::seconds(20)); }

// The server's end, with a small buffer, so that long messages have to wait.
class PipeServer {
 public:
  PipeServer()
      : handle_(CreateNamedPipeA(ownName().c_str(), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE | PIPE_WAIT, 1, 4096, 4096, 0, nullptr)) {
    CHECK(handle_ != INVALID_HANDLE_VALUE);
  }
  ~PipeServer() { close(); }
  void accept() { CHECK(ConnectNamedPipe(handle_, nullptr) || GetLastError() == ERROR_PIPE_CONNECTED); }
  std::string read(std::size_t size) {
    std::string text(size, '\0');
    for (std::size_t at = 0; at < size;) {
      DWORD got = 0;
      CHECK(ReadFile(handle_, text.data() + at, static_cast<DWORD>(size - at), &got, nullptr));
      at += got;
    }
    return text;
  }
  void write(const std::string& text) {
    DWORD sent = 0;
    CHECK(WriteFile(handle_, text.data(), static_cast<DWORD>(text.size()), &sent, nullptr));
  }
  void close() {
    if (handle_ != INVALID_HANDLE_VALUE) CloseHandle(handle_);
    handle_ = INVALID_HANDLE_VALUE;
  }

 private:
  HANDLE handle_;
};

std::string readAll(Transport& from, std::size_t size) {
  std::string text;
  char piece[1000];
  while (text.size() < size) {
    const std::size_t got = from.read(piece, sizeof piece, soon());
    if (got == 0) break;
    text.append(piece, got);
  }
  return text;
}

}  // namespace

TEST("bytes go both ways through a named pipe, more than fit into its buffer") {
  PipeServer server;
  const std::string sent(300'000, 's');
  const std::string answer(300'000, 'a');
  std::string received;
  std::thread other([&] {
    server.accept();
    received = server.read(sent.size());
    server.write(answer);
  });
  const auto pipe = connect(Address::namedPipe(ownName()), soon());
  pipe->write(sent.data(), sent.size(), soon());
  const std::string got = readAll(*pipe, answer.size());
  other.join();
  CHECK(received == sent);
  CHECK(got == answer);
}

TEST("a read ends at its deadline, and the pipe goes on") {
  PipeServer server;
  const auto pipe = connect(Address::namedPipe(ownName()), soon());
  server.accept();
  char piece[8];
  CHECK(!pipe->readable());
  bool late = false;
  try {
    pipe->read(piece, sizeof piece, after(std::chrono::milliseconds(0)));
  } catch (const TransportTimeout&) {
    late = true;
  }
  CHECK(late);
  server.write("later");
  CHECK_EQUAL(readAll(*pipe, 5), "later");
}

TEST("the other side's end is the end of the stream") {
  PipeServer server;
  const auto pipe = connect(Address::namedPipe(ownName()), soon());
  server.accept();
  server.close();
  char piece[8];
  CHECK(pipe->readable());
  CHECK_EQUAL(pipe->read(piece, sizeof piece, soon()), 0u);
}

TEST("where no pipe is, the system's words are told; where all are taken, the deadline counts") {
  std::string text;
  try {
    connect(Address::namedPipe(ownName() + "-none"), soon());
  } catch (const TransportError& e) {
    text = e.what();
  }
  CHECK(!text.empty());
  PipeServer server;
  const auto first = connect(Address::namedPipe(ownName()), soon());
  bool late = false;
  try {
    connect(Address::namedPipe(ownName()), after(std::chrono::milliseconds(1)));
  } catch (const TransportTimeout&) {
    late = true;
  }
  CHECK(late);
}
