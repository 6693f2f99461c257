// Who listens to whom, and what they are told: a reading that somebody wrote appears on open pages.
//
//   Live live;
//   live.listen("ann", request, stream);
//   live.tell({{17, "ann", "log"}});         // to all that listen to ann; what touched everyone's air, to all
//
// What is told is that something changed, and the number of the writing: {"person", "version", "what"}; what it is, is
// asked for. Events carry the writing's number as id, so that who comes back with Last-Event-ID is told what was
// missed. Safe to call from several threads.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "skin2vec/http/events.h"
#include "skin2vec/http/server.h"
#include "skin2vec/store/store.h"

namespace skin2vec::serve {

class ChangeFeed {
 public:
  // asked    what it was asked with: who that is may lose what it was granted
  void listen(const std::string& person, const http::Request& asked, const std::shared_ptr<http::EventStream>& stream);
  void tell(std::span<const store::Touched> touched);
  // Ends what may no longer be heard, and forgets who has gone. `may` is called without a lock.
  void check(const std::function<bool(const std::string& person, const http::Request& asked)>& may);
  void close();  // ends all streams; later ones are ended at once
  [[nodiscard]] std::size_t listeners();

 private:
  struct Listener {
    http::Request asked;
    std::shared_ptr<http::EventStream> stream;
  };

  std::mutex guard_;
  bool closed_ = false;
  std::multimap<std::string, Listener> listeners_;
};

// As an event: {"person": "ann", "version": 17, "what": "log"}.
void push(http::EventStream& stream, const store::Touched& touched);

}  // namespace skin2vec::serve
