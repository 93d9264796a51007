#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "check.h"
#include "conn/connection-string.h"
#include "conn/endpoint.h"
#include "conn/json.h"
#include "conn/named-server.h"
#include "temporary-folder.h"

using namespace drawbridge;
using conn::ConnectionString;

TEST("keywords match without regard to case and spaces, the first one wins") {
  const auto string = ConnectionString::parse("Driver={Some Driver};run dir=/a;RUNDIR=/b;;Max Rows=10");
  CHECK_EQUAL(string.value("RunDir").value(), "/a");
  CHECK_EQUAL(string.value("maxrows").value(), "10");
  CHECK(!string.value("DSN"));
}

TEST("values in braces keep semicolons, equal signs and doubled braces") {
  const auto string = ConnectionString::parse("A={x;y=z};B={}};C=1};C=2;D=a=b");
  CHECK_EQUAL(string.value("A").value(), "x;y=z");
  CHECK_EQUAL(string.value("B").value(), "};C=1");
  CHECK_EQUAL(string.value("C").value(), "2");
  CHECK_EQUAL(string.value("D").value(), "a=b");
}

TEST("what goes to the engine keeps its braces and its order, without the driver") {
  const auto string = ConnectionString::parse("DSN=Garden; Driver = {D} ;Schema={a;b};MaxRows=5;");
  CHECK_EQUAL(string.textWithout({"Driver"}), "DSN=Garden;Schema={a;b};MaxRows=5");
}

TEST("values that are added get braces where they need them") {
  ConnectionString string;
  string.add("PWD", "se}cret;x");
  CHECK_EQUAL(string.textWithout({}), "PWD={se}}cret;x}");
  CHECK_EQUAL(ConnectionString::parse(string.textWithout({})).value("PWD").value(), "se}cret;x");
}

TEST("broken connection strings are read as far as they go") {
  for (const char* text : {"", ";", "=", "=x", "A", "A={", "A={x", "A={x}y;B=1", "{", "A=}};B={"}) ConnectionString::parse(text);
  CHECK_EQUAL(ConnectionString::parse("A={x").value("A").value(), "{x");
}

TEST("flat JSON gives texts and words, lists and what lies deep are stepped over") {
  const auto members = conn::readFlatJson(R"({"a":"x\"\u00e9\ud83c\udf31\n","b":12,"c":null,"d":{"e":["]","}"]},"f":true})");
  CHECK(members.has_value());
  CHECK_EQUAL(members->at("a"), "x\"é🌱\n");
  CHECK_EQUAL(members->at("b"), "12");
  CHECK_EQUAL(members->at("c"), "null");
  CHECK_EQUAL(members->at("f"), "true");
  CHECK_EQUAL(members->count("d"), 0u);
  CHECK_EQUAL(members->count("d.e"), 0u);
  const auto nested = conn::readFlatJson(R"({"tcp":{"host":"h","port":1,"deep":{"a":1}},"empty":{}})");
  CHECK_EQUAL(nested->at("tcp.host"), "h");
  CHECK_EQUAL(nested->at("tcp.port"), "1");
  CHECK_EQUAL(nested->size(), 2u);
}

TEST("what is no JSON object is refused") {
  for (const char* text : {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":\"x", "{\"a\":\"\\", "{\"a\":\"\\u12", "{\"a\":{", "{\"a\":1", "{\"a\" 1}"}) {
    CHECK(!conn::readFlatJson(text).has_value());
  }
}

TEST("a named run folder is decisive, otherwise the user's and the service's are tried") {
  ::setenv("DRAWBRIDGE_DATA_DIR", "/data", 1);
  ::unsetenv("DRAWBRIDGE_RUN_DIR");
  CHECK_EQUAL(conn::runFolders("/s", "/d").at(0).path, "/s");
  CHECK_EQUAL(conn::runFolders("", "/d").at(0).path, "/d");
  const auto searched = conn::runFolders("", "");
  CHECK_EQUAL(searched.size(), 2u);
  CHECK_EQUAL(searched[0].path, "/data/run");
  CHECK_EQUAL(searched[1].path, "/run/drawbridge");
  ::setenv("DRAWBRIDGE_RUN_DIR", "/named", 1);
  CHECK_EQUAL(conn::runFolders("", "").size(), 1u);
  ::unsetenv("DRAWBRIDGE_RUN_DIR");
  ::unsetenv("DRAWBRIDGE_DATA_DIR");
}

TEST("endpoint.json that is missing, broken or of another version is told apart") {
  const TemporaryFolder folder;
  const auto write = [&](const char* text) { std::ofstream(folder.path() + "/endpoint.json") << text; };
  CHECK(!conn::readEndpoint(folder.path()).exists);
  write("{\"protocol\":1,");
  CHECK(conn::readEndpoint(folder.path()).problem.find("not valid JSON") != std::string::npos);
  write(R"({"protocol":2,"socket":"/s"})");
  CHECK(conn::readEndpoint(folder.path()).problem.find("version '2'") != std::string::npos);
  write(R"({"protocol":1,"socket":null})");
  CHECK(!conn::readEndpoint(folder.path()).problem.empty());
  write(R"({"protocol":1,"socket":"/s","password":"p","tcp":{"host":"h","port":1}})");
  const conn::Endpoint read = conn::readEndpoint(folder.path()).endpoint;
  CHECK_EQUAL(read.addresses.size(), 2u);
  CHECK_EQUAL(read.addresses[0].text(), "/s");
  CHECK_EQUAL(read.addresses[1].text(), "h:1");
  CHECK_EQUAL(read.password, "p");
  write(R"({"protocol":1,"socket":null,"tcp":{"host":"::1","port":5433}})");
  CHECK_EQUAL(conn::readEndpoint(folder.path()).endpoint.addresses.at(0).text(), "[::1]:5433");
}

TEST("Server and Port name an engine on this computer; other servers are left to the engine") {
  const auto server = [](const char* text) {
    const auto found = conn::namedServer(ConnectionString::parse(text));
    return found ? found->text() : std::string("none");
  };
  CHECK_EQUAL(server("Server=LocalHost;Port=5433"), "127.0.0.1:5433");
  CHECK_EQUAL(server("server=127.0.0.2;port=1"), "127.0.0.2:1");
  CHECK_EQUAL(server("Server={[::1]};Port=65535"), "[::1]:65535");
  for (const char* text : {"Server=localhost", "Port=5433", "Server=localhost;Port=0", "Server=localhost;Port=65536", "Server=localhost;Port=5433x",
                           "Server=bitbucket.org;Port=5433", "Server=127.0.0.1.example.org;Port=5433", "Server=;Port="}) {
    CHECK_EQUAL(server(text), "none");
  }
}
