#include "transport/transport.h"

#if !defined(_WIN32)

namespace drawbridge::transport {

std::unique_ptr<Transport> connectNamedPipe(const Address&, const Deadline&) {
  throw TransportError("there are named pipes on Windows only");
}

}  // namespace drawbridge::transport

#else
#include <windows.h>

#include <algorithm>

#include "transport/windows-error.h"
#include "wide/utf.h"

namespace drawbridge::transport {
namespace {

constexpr std::size_t largestPiece = 1u << 20;

[[noreturn]] void failed(DWORD error) { throw TransportError(windowsErrorText(error)); }

DWORD milliseconds(const Deadline& deadline) {
  const int left = remaining(deadline);
  return left < 0 ? INFINITE : static_cast<DWORD>(left);
}

// The other side has closed.
bool isEnd(DWORD error) noexcept { return error == ERROR_BROKEN_PIPE || error == ERROR_PIPE_NOT_CONNECTED || error == ERROR_HANDLE_EOF; }

class Event {
 public:
  Event() : handle_(CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
    if (handle_ == nullptr) failed(GetLastError());
  }
  ~Event() { CloseHandle(handle_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  HANDLE get() const noexcept { return handle_; }

 private:
  HANDLE handle_;
};

class NamedPipe final : public Transport {
 public:
  explicit NamedPipe(HANDLE pipe) : pipe_(pipe) {}
  ~NamedPipe() override { CloseHandle(pipe_); }

  std::size_t read(void* into, std::size_t room, const Deadline& deadline) override {
    OVERLAPPED operation{};
    operation.hEvent = reading_.get();
    if (!ReadFile(pipe_, into, static_cast<DWORD>(std::min(room, largestPiece)), nullptr, &operation)) {
      const DWORD error = GetLastError();
      if (isEnd(error)) return 0;
      if (error != ERROR_IO_PENDING) failed(error);
    }
    return finish(operation, deadline);
  }

  void write(const void* bytes, std::size_t size, const Deadline& deadline) override {
    const auto* p = static_cast<const char*>(bytes);
    while (size > 0) {
      OVERLAPPED operation{};
      operation.hEvent = writing_.get();
      if (!WriteFile(pipe_, p, static_cast<DWORD>(std::min(size, largestPiece)), nullptr, &operation)) {
        const DWORD error = GetLastError();
        if (error != ERROR_IO_PENDING) failed(error);
      }
      const std::size_t sent = finish(operation, deadline);
      if (sent == 0) failed(ERROR_BROKEN_PIPE);
      p += sent;
      size -= sent;
    }
  }

  bool readable() const noexcept override {
    DWORD there = 0;
    return !PeekNamedPipe(pipe_, nullptr, 0, nullptr, &there, nullptr) || there > 0;
  }

 private:
  // Bytes that were moved. An operation that is late is taken back before its buffer goes; it may have ended meanwhile.
  std::size_t finish(OVERLAPPED& operation, const Deadline& deadline) {
    const bool late = WaitForSingleObject(operation.hEvent, milliseconds(deadline)) != WAIT_OBJECT_0;
    if (late) CancelIoEx(pipe_, &operation);
    DWORD moved = 0;
    if (GetOverlappedResult(pipe_, &operation, &moved, TRUE)) return moved;
    const DWORD error = GetLastError();
    if (isEnd(error)) return 0;
    if (error == ERROR_OPERATION_ABORTED && late) throw TransportTimeout();
    failed(error);
  }

  HANDLE pipe_;
  Event reading_;
  Event writing_;
};

}  // namespace

std::unique_ptr<Transport> connectNamedPipe(const Address& address, const Deadline& deadline) {
  auto name = wide::toUtf16(address.place);
  name.push_back(0);
  for (;;) {
    // Whoever listens learns who we are, but may not act in our name.
    const HANDLE pipe = CreateFileW(name.data(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr);
    if (pipe != INVALID_HANDLE_VALUE) return std::make_unique<NamedPipe>(pipe);
    const DWORD error = GetLastError();
    if (error != ERROR_PIPE_BUSY) failed(error);
    // All its instances are taken; the engine makes another one in a moment.
    const DWORD left = milliseconds(deadline);
    if (left == 0) throw TransportTimeout();
    WaitNamedPipeW(name.data(), std::min<DWORD>(left, 50));
  }
}

}  // namespace drawbridge::transport
#endif
