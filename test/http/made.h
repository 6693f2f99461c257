// A server whose handler does what a test needs: /ping, /echo, /told, /size, /throw, /inject, /slow, /big, /events.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "skin2vec/http/server.h"
#include "test/http/client.h"

namespace skin2vec::http {

struct Made {
  explicit Made(ServerOptions options = {}) {
    options.port = 0;
    auto started = Server::start(std::move(options), [this](const Request& request) { return handle(request); });
    if (!started) throw std::runtime_error(started.error().message);
    server = std::make_unique<Server>(*std::move(started));
  }

  Response handle(const Request& request) {
    if (request.path == "/ping") return {.headers = {{"content-type", "text/plain"}}, .body = "pong"};
    if (request.path == "/echo") return {.status = 201, .body = request.body};
    if (request.path == "/size") return {.body = std::to_string(request.body.size())};
    if (request.path == "/throw") throw std::runtime_error("a secret of the diary");
    if (request.path == "/inject") return {.headers = {{"location", "/a\r\nset-cookie: a=b"}}};
    if (request.path == "/nothing") return {.status = 204};
    if (request.path == "/bye") return {.headers = {{"connection", "close"}}, .body = "bye"};
    if (request.path == "/big") return {.body = std::string(std::size_t{8} << 20, 'x')};
    if (request.path == "/slow") {
      std::this_thread::sleep_for(std::chrono::milliseconds(600));
      return {.status = 201, .body = "done"};
    }
    if (request.path == "/events") {
      auto events = std::make_shared<EventStream>();
      events->push("hello", request.header("last-event-id").value_or("none"), "1");
      const std::lock_guard lock(guard);
      streams.push_back(events);
      return {.events = events};
    }
    if (request.path == "/told") {
      std::string told = request.method + " " + request.path + "?" + request.query + " from " + request.remote +
                         (request.secure ? " secure" : " open");
      return {.body = told};
    }
    return {.status = 404, .body = request.path};
  }

  [[nodiscard]] Client client() const { return Client(server->port()); }
  [[nodiscard]] std::uint16_t port() const { return server->port(); }

  // The streams that were asked for so far.
  std::vector<std::shared_ptr<EventStream>> asked() {
    const std::lock_guard lock(guard);
    return streams;
  }

  std::mutex guard;
  std::vector<std::shared_ptr<EventStream>> streams;
  std::unique_ptr<Server> server;  // last: it ends before what its handler uses
};

}  // namespace skin2vec::http
