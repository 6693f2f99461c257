#include <fmt/format.h>

#include "cli/serving.h"
#include "cli/verbs.h"
#include "skin2vec/serve/openapi.h"

namespace skin2vec::cli {

namespace serve_verb {

struct Options {
  std::shared_ptr<Common> common = std::make_shared<Common>();
  http::ServerOptions listening;
  bool openapi = false;
};

// The diary that is served is there, and says what it asks for.
Result<diary::Profile> prepare(const Common& common) {
  auto store = open_diary(common, true);
  if (!store) return tl::unexpected(store.error());
  const auto profile = load_profile(common, &*store);
  if (!profile) return tl::unexpected(profile.error());
  const auto kept = store->setting("", "profile");
  if (!kept) return tl::unexpected(kept.error());
  if (*kept == profile->text || common.profile.empty()) return *profile;
  const auto time = now();
  if (!time) return tl::unexpected(time.error());
  auto writing = store->begin({.what = "profile", .source = "", .at = time->at});
  if (!writing) return tl::unexpected(writing.error());
  if (const auto set = writing->set("", "profile", profile->text); !set) return tl::unexpected(set.error());
  const auto committed = writing->commit();
  if (!committed) return tl::unexpected(committed.error());
  return *profile;
}

int run_serve(const Options& options) {
  const Common& common = *options.common;
  if (options.openapi) {
    fmt::print("{}", serve::openapi_text());
    return 0;
  }
  const auto ready = prepare(common);
  if (!ready) return fail(ready.error());
  const auto served =
      serve_until_told({.diary = diary_place(common), .listening = options.listening}, [&](const Listening& where) {
        if (common.json) {
          ask::Answer answer = ask::head({ready->name, "", {}, {}});
          answer["serving"] = {{"url", where.url}, {"port", where.port}, {"accounts", where.accounts}};
          print(answer);
        } else {
          fmt::print("{}\n", where.url);
        }
        std::fflush(stdout);
        if (!where.accounts) fmt::print(stderr, "open to this machine only, without login\n");
        fmt::print(stderr, "Ctrl-C ends it\n");
      });
  if (!served) return fail(served.error());
  return 0;
}

}  // namespace serve_verb

Verb add_serve(CLI::App& program) {
  using namespace serve_verb;
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      add_verb(program, "serve", "The page and the API, on this machine or, with accounts, for others.",
               "  skin2vec serve\n  skin2vec serve --address 0.0.0.0 --port 443 --certificate chain.pem --key "
               "key.pem",
               options->common);
  http::ServerOptions& listening = options->listening;
  verb->add_option("--port", listening.port, "0: any free one")->type_name("N");
  verb->add_option("--address", listening.address, "numeric; one that others reach needs accounts")->type_name("IP");
  verb->add_option("--certificate", listening.certificate, "the chain, as PEM: TLS 1.2 or newer")
      ->type_name("FILE")
      ->always_capture_default(false);
  verb->add_option("--key", listening.key, "the certificate's key, as PEM")
      ->type_name("FILE")
      ->always_capture_default(false);
  verb->add_flag("--behind-proxy", listening.trusted_proxy,
                 "believe X-Forwarded-For and -Proto: only where nobody but your proxy reaches the port")
      ->always_capture_default(false);
  verb->add_flag("--openapi", options->openapi, "print the description of the API (OpenAPI 3.1), and end")
      ->always_capture_default(false);
  return {verb, [options] { return run_serve(*options); }};
}

}  // namespace skin2vec::cli
