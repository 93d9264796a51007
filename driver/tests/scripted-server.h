// A server that answers with prepared bytes, right or wrong, on a socket in a run folder of its own.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "temporary-folder.h"

namespace script {

inline std::string int16(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value)}; }
inline std::string int32(unsigned value) { return int16(value >> 16) + int16(value & 0xFFFF); }
inline std::string text(const std::string& value) { return value + '\0'; }
inline std::string message(char type, const std::string& body) {
  return type + int32(static_cast<unsigned>(body.size() + 4)) + body;
}
inline std::string ready() { return message('Z', "I"); }
inline std::string greeting() {
  return message('R', int32(0)) + message('S', text("drawbridge_session") + text("key")) + message('K', int32(7) + int32(9)) + ready();
}
inline std::string parsed() { return message('1', "") + message('2', ""); }
inline std::string column(const std::string& name, unsigned oid) {
  return text(name) + int32(0) + int16(0) + int32(oid) + int16(0xFFFF) + int32(0xFFFFFFFF) + int16(0);
}
inline std::string oneColumn(unsigned oid = 1043) { return message('T', int16(1) + column("c", oid)); }
inline std::string row(const std::string& cell) { return message('D', int16(1) + int32(static_cast<unsigned>(cell.size())) + cell); }
inline std::string complete(const std::string& tag) { return message('C', text(tag)); }
inline std::string error(const std::string& state, const std::string& sentence, const std::string& hint = "") {
  return message('E', "S" + text("ERROR") + "C" + text(state) + "M" + text(sentence) + (hint.empty() ? "" : "H" + text(hint)) + '\0');
}

}  // namespace script

class ScriptedServer {
 public:
  // The first answer follows the startup message, each further one a Sync. After the last the server is silent,
  // or closes when `closes` is set. `onCancel` is sent to the first connection when a cancel arrives.
  explicit ScriptedServer(std::vector<std::string> answers, bool closes = false, std::string onCancel = "")
      : answers_(std::move(answers)), closes_(closes), onCancel_(std::move(onCancel)) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const std::string path = folder_.path() + "/s";
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0 || listen(listener_, 8) != 0 || pipe(stop_) != 0) {
      throw std::runtime_error("the scripted server cannot listen");
    }
    std::ofstream(folder_.path() + "/endpoint.json") << "{\"protocol\":1,\"socket\":\"" << path << "\"}";
    thread_ = std::thread([this] { serve(); });
  }

  ~ScriptedServer() {
    close(stop_[1]);
    thread_.join();
    close(stop_[0]);
    close(listener_);
    for (auto& [fd, client] : clients_) close(fd);
  }

  const std::string& runFolder() const { return folder_.path(); }
  std::string socketPath() const { return folder_.path() + "/s"; }
  int cancels() const { return cancels_; }
  // All bytes that clients have sent so far.
  std::string received() const {
    const std::lock_guard<std::mutex> lock(receivedMutex_);
    return received_;
  }

 private:
  struct Client {
    std::string received;
    bool started = false;
    std::size_t answered = 0;
  };

  void serve() {
    for (;;) {
      std::vector<pollfd> waiting = {{stop_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
      for (const auto& [fd, client] : clients_) waiting.push_back({fd, POLLIN, 0});
      poll(waiting.data(), waiting.size(), -1);
      if (waiting[0].revents != 0) return;
      if (waiting[1].revents != 0) clients_[accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)];
      for (std::size_t i = 2; i < waiting.size(); i++) {
        if (waiting[i].revents != 0 && !receive(waiting[i].fd)) {
          close(waiting[i].fd);
          clients_.erase(waiting[i].fd);
        }
      }
    }
  }

  static unsigned lengthAt(const std::string& bytes, std::size_t at) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  }

  bool receive(int fd) {
    char chunk[4096];
    const ssize_t got = read(fd, chunk, sizeof chunk);
    if (got <= 0) return false;
    {
      const std::lock_guard<std::mutex> lock(receivedMutex_);
      received_.append(chunk, static_cast<std::size_t>(got));
    }
    Client& client = clients_[fd];
    client.received.append(chunk, static_cast<std::size_t>(got));
    for (;;) {
      const std::size_t head = client.started ? 1 : 0;
      if (client.received.size() < head + 4) return true;
      const std::size_t size = head + lengthAt(client.received, head);
      if (client.received.size() < size) return true;
      const char type = client.started ? client.received[0] : '\0';
      const bool cancel = !client.started && size == 16;
      client.received.erase(0, size);
      client.started = true;
      if (cancel) {
        cancels_++;
        if (first_) send(*first_, onCancel_);
        return false;
      }
      if (type == 'X') return false;
      if (type != '\0' && type != 'S') continue;
      if (!first_) first_ = fd;
      if (client.answered < answers_.size()) send(fd, answers_[client.answered++]);
      if (client.answered == answers_.size() && closes_) return false;
    }
  }

  static void send(int fd, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t n = ::send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<std::size_t>(n);
    }
  }

  TemporaryFolder folder_;
  std::vector<std::string> answers_;
  bool closes_;
  std::string onCancel_;
  int listener_ = -1;
  int stop_[2] = {-1, -1};
  std::map<int, Client> clients_;
  std::optional<int> first_;
  std::atomic<int> cancels_{0};
  mutable std::mutex receivedMutex_;
  std::string received_;
  std::thread thread_;
};
