// The API: what a request under /api/v1 is answered with.
//
//   auto service = Service::start({.diary = "diary.db", .clock = clock});
//   http::Response reply = (*service)->answer(request);        // from any thread
//   (*service)->look();                                        // some times a second: what others wrote, to open pages
//
// Routes stand in routes.h, one file for each resource; they are described in OpenAPI 3.1 at /api/v1/openapi.json, and
// a test holds every route against it. As many requests use the diary at once as there are stores; more wait.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "skin2vec/base/result.h"
#include "skin2vec/http/server.h"
#include "skin2vec/record/record.h"

namespace skin2vec::serve {

struct ServiceOptions {
  std::string diary;                   // path or URL of one that exists
  std::function<record::Now()> clock;  // called from any thread
  std::string version;                 // of the program
  int stores = 4;                      // connections to the diary, >= 1
  int job_threads = 1;                 // that compute answers, >= 1
  int answer_ms = 200;                 // a client waits so long for an answer before it is given a job
  // As ask::RunOptions::shipped; must outlive the service.
  const learn::ShippedFiles* shipped = nullptr;
};

class Service {
 public:
  // unavailable, missing, malformed as Store::open
  [[nodiscard]] static Result<std::unique_ptr<Service>> start(ServiceOptions options);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  [[nodiscard]] http::Response answer(const http::Request& request);

  // How large a body this request may have, bytes.
  [[nodiscard]] std::size_t most_body(const http::Request& head) const;

  [[nodiscard]] Result<void> look();
  // Ends streams whose login, token or grant has ended; forgets clients that have gone. Some times a minute.
  void check_listeners();
  void close();  // ends what is open

  [[nodiscard]] Result<bool> has_accounts();
  [[nodiscard]] std::size_t listeners() const;

  struct State;  // of service.cpp and the resources

 private:
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace skin2vec::serve
