// One person's record out of the diary, and what a question finds in it.
//
//   const auto reply = answer(*ask::find_question("effects"), store, {.person = "ann", .now = now}, {}, {});
//   reply->json();                                            // what --json prints and the API gives
//   const Result<ask::Record> record = load(store, {.person = "ann", .now = now}, {.kinds = {}});
//
// What the command line and the API share. The clock comes from the caller.
#pragma once

#include <optional>
#include <string>

#include "skin2vec/ask/questions.h"
#include "skin2vec/base/result.h"
#include "skin2vec/base/time.h"
#include "skin2vec/store/store.h"
#include "skin2vec/words/language.h"

namespace skin2vec::record {

// The clock, and the offset of the machine's or the person's zone: naive times are read in it.
struct Now {
  Instant at;
  std::int16_t offset_min = 0;
};

struct Request {
  std::string person;  // as choose_person() gives it
  Now now;
  std::optional<diary::Profile> profile = {};  // none: the one kept with the diary, else skin
  std::optional<Day> from = {}, to = {};       // both included; none: open
  words::Language language = words::Language::en;
};

// unavailable, malformed as the store; a person without readings gives a record without dates and entries.
[[nodiscard]] Result<ask::Record> load(store::Store& store, const Request& request, const ask::Needs& needs);

struct Reply {
  ask::Record record;
  ask::Found found;
  [[nodiscard]] ask::Answer json() const { return ask::to_json(record, found); }
};

// Loads what the question needs, and asks it. As load() and ask::answer().
// kept   where a forecast finds and leaves its state; nullptr: with this store
[[nodiscard]] Result<Reply> answer(const ask::Question& question, store::Store& store, const Request& request,
                                   const ask::Options& options, const ask::RunOptions& run, ask::Kept* kept = nullptr);

// What is kept with the diary for a person ("": for everybody).
class StoreKept final : public ask::Kept {
 public:
  // The store must outlive it. now: of what is put.
  StoreKept(store::Store& store, std::string person, Instant now)
      : store_(store), person_(std::move(person)), now_(now) {}
  [[nodiscard]] Result<std::optional<std::string>> get(std::string_view name) const override;
  void put(std::string_view name, std::string_view bytes) override;

 private:
  store::Store& store_;
  std::string person_;
  Instant now_;
};

// The profile kept with the diary, else skin.
[[nodiscard]] Result<diary::Profile> kept_profile(store::Store& store);

// The person meant: the one named, who must be in the diary, else the only one. missing if there is nobody, with the
// nearest name; malformed if there are several.
// place    of the diary, for the words of a refusal
[[nodiscard]] Result<std::string> choose_person(store::Store& store, const std::string& name, const std::string& place);

// The snoozes of a person as the store keeps them: "moisture:2026-03-08:warn;oil:..."; without a level, of any. Those
// that were over before `today` are left out.
[[nodiscard]] insight::Snoozes parse_snoozes(const std::string& text, Day today);
[[nodiscard]] std::string to_text(const insight::Snoozes& snoozes);

}  // namespace skin2vec::record
