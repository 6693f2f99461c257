// All that one server answers: the API, the page, /healthz, /metrics, each with the headers a browser needs to be
// strict.
//
//   auto site = Site::start({.service = {.diary = "diary.db", .clock = clock}, .files = page_files()});
//   auto server = http::Server::start((*site)->server_options({}), [&](const auto& r) { return (*site)->answer(r); });
//   (*site)->count([&] { return server->counters(); });
//   while (running) (*site)->service().look();              // some times a second
//
// /ping says that the server answers, /healthz that the diary does. /metrics is told to this machine only (through a
// proxy: to whom the proxy says it is). Every other address that is no file of the page and not under /api/ is the page
// itself, which knows its own addresses. Safe to call from several threads.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>

#include "skin2vec/http/server.h"
#include "skin2vec/serve/embedded.h"
#include "skin2vec/serve/service.h"

namespace skin2vec::serve {

struct SiteOptions {
  ServiceOptions service;
  std::span<const EmbeddedFile> files;  // none: a line of text stands for the page
};

class Site {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Site>> start(SiteOptions options);  // as Service::start

  [[nodiscard]] http::Response answer(const http::Request& request);

  // Where the counters of /metrics come from, once there is a server.
  void count(std::function<http::Counters()> counters);

  // The same with the limits of bodies, the clock and the headers that belong to this site.
  [[nodiscard]] http::ServerOptions server_options(http::ServerOptions options);

  [[nodiscard]] Service& service() { return *service_; }

 private:
  Site(SiteOptions options, std::unique_ptr<Service> service);
  http::Response page(const http::Request& request) const;
  http::Response health();
  http::Response metrics(const http::Request& request);

  SiteOptions options_;
  std::unique_ptr<Service> service_;
  std::mutex guard_;
  std::function<http::Counters()> counters_;
};

// Whether an address, as text, is of this machine itself.
[[nodiscard]] bool is_loopback(std::string_view address);

}  // namespace skin2vec::serve
