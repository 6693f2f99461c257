#include "skin2vec/serve/site.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "skin2vec/base/text.h"
#include "skin2vec/http/compress.h"
#include "skin2vec/http/metrics.h"
#include "skin2vec/http/problem.h"

namespace skin2vec::serve {

namespace {

// Nothing from elsewhere, nothing inline, nobody's frame. A chart may draw itself into an image (blob:, data:).
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src "
    "'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'";

const EmbeddedFile* found_file(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const EmbeddedFile& file, std::string_view name) { return file.path < name; });
  return found != files.end() && found->path == path ? &*found : nullptr;
}

http::Response text(int status, std::string_view body) {
  return {.status = status, .headers = {{"content-type", "text/plain; charset=utf-8"}}, .body = std::string(body)};
}

}  // namespace

Site::Site(SiteOptions options, std::unique_ptr<Service> service)
    : options_(std::move(options)), service_(std::move(service)) {}

Result<std::unique_ptr<Site>> Site::start(SiteOptions options) {
  auto service = Service::start(options.service);
  if (!service) return tl::unexpected(service.error());
  return std::unique_ptr<Site>(new Site(std::move(options), *std::move(service)));
}

http::Response Site::answer(const http::Request& request) {
  if (request.path.starts_with("/api/")) {
    return service_->answer(request);
  }
  if (request.method != "GET" && request.method != "HEAD") {
    http::Response refused = http::problem(405, request.path + " takes GET");
    refused.headers.push_back({"allow", "GET, HEAD"});
    return refused;
  }
  if (request.path == "/ping") return text(200, "pong\n");
  if (request.path == "/healthz") return health();
  if (request.path == "/metrics") return metrics(request);
  return page(request);
}

void Site::count(std::function<http::Counters()> counters) {
  const std::lock_guard lock(guard_);
  counters_ = std::move(counters);
}

http::ServerOptions Site::server_options(http::ServerOptions options) {
  options.body_limit = [service = service_.get()](const http::Request& head) { return service->most_body(head); };
  options.now = [clock = options_.service.clock] { return clock().at; };
  options.always = {{"content-security-policy", std::string(data_policy)},
                    {"x-content-type-options", "nosniff"},
                    {"x-frame-options", "DENY"},
                    {"referrer-policy", "no-referrer"},
                    {"cross-origin-opener-policy", "same-origin"},
                    {"cross-origin-resource-policy", "same-origin"},
                    {"permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
                    {"cache-control", "no-store"}};
  if (!options.certificate.empty()) options.always.push_back({"strict-transport-security", "max-age=31536000"});
  return options;
}

http::Response Site::page(const http::Request& request) const {
  const auto& files = options_.files;
  if (files.empty()) {
    return text(200,
                "This build of Skin2Vec has no page (./dev build makes one that has). The API is under /api/v1.\n");
  }
  const EmbeddedFile* file = found_file(files, request.path);
  if (!file) {
    // What looks like a file is one that is not there; the rest are addresses inside the page.
    const std::string_view last = std::string_view(request.path).substr(request.path.rfind('/') + 1);
    if (last.find('.') != std::string_view::npos) return http::problem(404, "there is no " + in_quotes(request.path));
    file = found_file(files, "/index.html");
  }
  if (!file) return http::problem(404, "the page has no index.html");
  const bool hashed = file->path.starts_with("/assets/");  // a name for each content
  http::Response reply{.headers = {{"content-type", std::string(file->type)},
                                   {"content-security-policy", std::string(page_policy)},
                                   {"etag", std::string(file->tag)},
                                   {"vary", "Accept-Encoding"},
                                   {"cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache"}}};
  if (request.header("if-none-match") == file->tag) {
    reply.status = 304;
    return reply;
  }
  if (http::takes_gzip(request)) {
    reply.headers.push_back({"content-encoding", "gzip"});
    reply.body = file->gzipped;
  } else {
    reply.body = file->body;
  }
  return reply;
}

http::Response Site::health() {
  const auto answers = service_->has_accounts();
  if (!answers) return http::problem(503, "the diary does not answer");
  return text(200, "ok\n");
}

http::Response Site::metrics(const http::Request& request) {
  if (!is_loopback(request.remote)) return http::problem(403, "the counters are told to this machine only");
  std::function<http::Counters()> counters;
  {
    const std::lock_guard lock(guard_);
    counters = counters_;
  }
  if (!counters) return http::problem(503, "nothing is counted yet");
  return {.headers = {{"content-type", std::string(http::metrics_type)}}, .body = http::metrics_text(counters())};
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

}  // namespace skin2vec::serve
