// A server that never stops to send: no call goes on beyond its deadline, and none that has no deadline waits for its end.
#include "direct-session.h"
#include "wire/channel.h"

using namespace script;
using direct::Session;

namespace {

// One client at a time: it is sent `first` when it has said something, and then `again` until it goes away.
class EndlessServer {
 public:
  EndlessServer(std::string first, const std::string& again) : first_(std::move(first)) {
    // Many at once, so that the client and not this thread is the slower one.
    while (again_.size() < 64 * 1024) again_ += again;
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    const std::string path = socketPath();
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&name), sizeof name) != 0 || listen(listener_, 8) != 0 || pipe(stop_) != 0) {
      throw std::runtime_error("the endless server cannot listen");
    }
    std::ofstream(folder_.path() + "/endpoint.json") << "{\"protocol\":1,\"socket\":\"" << path << "\"}";
    thread_ = std::thread([this] { serve(); });
  }
  ~EndlessServer() {
    close(stop_[1]);
    thread_.join();
    close(stop_[0]);
    close(listener_);
  }

  const std::string& runFolder() const { return folder_.path(); }
  std::string socketPath() const { return folder_.path() + "/s"; }

 private:
  void serve() {
    for (;;) {
      pollfd waiting[] = {{stop_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
      poll(waiting, 2, -1);
      if (waiting[0].revents != 0) return;
      const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      char said[4096];
      if (read(client, said, sizeof said) > 0 && ::send(client, first_.data(), first_.size(), MSG_NOSIGNAL) > 0) {
        while (::send(client, again_.data(), again_.size(), MSG_NOSIGNAL) > 0) continue;
      }
      close(client);
    }
  }

  TemporaryFolder folder_;
  std::string first_;
  std::string again_;
  int listener_ = -1;
  int stop_[2] = {-1, -1};
  std::thread thread_;
};

const std::string notice = message('N', "S" + text("WARNING") + "C" + text("01000") + "M" + text("again") + '\0');
const std::string setting = message('S', text("name") + text("value"));

}  // namespace

TEST("a startup without end runs into the login timeout") {
  for (const std::string& again : {notice, setting}) {
    const EndlessServer server(message('R', int32(0)), again);
    Session session;
    drawbridge::odbc::setConnectionAttribute(session.connection, SQL_ATTR_LOGIN_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0);
    CHECK_EQUAL(session.connect(server.runFolder()), SQL_ERROR);
    CHECK_EQUAL(session.connectionError().substr(0, 5), "HYT00");
  }
}

TEST("whether a connection is dead is told at once, however much comes unasked") {
  for (const std::string& again : {notice, setting}) {
    const EndlessServer server(greeting(), again);
    Session session;
    CHECK_EQUAL(session.connect(server.runFolder()), SQL_SUCCESS);
    SQLUINTEGER dead = 99;
    CHECK_EQUAL(drawbridge::odbc::connectionAttribute(session.connection, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr), SQL_SUCCESS);
    CHECK(dead == SQL_CD_TRUE || dead == SQL_CD_FALSE);
  }
}

TEST("a deadline that has passed ends the reading of a result, although more of it is there") {
  const EndlessServer server(greeting(), row("x"));
  drawbridge::wire::Startup startup;
  startup.address = drawbridge::transport::Address::unixSocket(server.socketPath());
  startup.parameters = {{"user", "somebody"}};
  const auto channel = drawbridge::wire::Channel::open(startup, std::nullopt);
  CHECK_EQUAL(channel->next(std::nullopt).type, 'D');
  bool passed = false;
  try {
    channel->next(drawbridge::transport::after(std::chrono::milliseconds(0)));
  } catch (const drawbridge::transport::TransportTimeout&) {
    passed = true;
  }
  CHECK(passed);
}
