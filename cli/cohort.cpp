#include "cli/cohort.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "cli/loaded.h"
#include "skin2vec/ask/cause_answers.h"
#include "skin2vec/base/parallel.h"
#include "skin2vec/words/words.h"

namespace skin2vec::cli {

namespace {

// One person, as `effects --person` would have it. None: no reading, or none of the site.
struct One {
  std::optional<Error> error;
  std::optional<Day> from;
  std::optional<Day> to;
  lag::Member member;
};

One fitted(const Common& common, const std::string& person, const std::optional<std::string>& site) {
  One one;
  Common asked = common;
  asked.person = person;
  const auto loaded = load(asked, {.kinds = {}});
  if (!loaded) {
    one.error = loaded.error();
    return one;
  }
  if (!loaded->today || !ask::check_site(*loaded, site)) return one;
  one.from = loaded->from;
  one.to = loaded->today;
  const auto covariates = insight::causes_of(loaded->entries, loaded->profile, site);
  one.member = {person,
                insight::find_effects(covariates, {.threads = 1, .permutation = {}}),
                {covariates.outcomes, covariates.grid, covariates.design}};
  return one;
}

}  // namespace

Result<Cohort> load_cohort(const Common& common, const std::optional<std::string>& site) {
  const auto words = language(common);
  if (!words) return tl::unexpected(words.error());
  auto store = open_diary(common, false);
  if (!store) return tl::unexpected(store.error());
  auto profile = load_profile(common, &*store);
  if (!profile) return tl::unexpected(profile.error());
  const auto people = store->people();
  if (!people) return tl::unexpected(people.error());
  Cohort cohort{std::move(*profile), *words, 0, std::nullopt, std::nullopt, {}};
  std::vector<One> each(people->size());
  {
    Progress progress("people", std::ssize(*people));
    std::mutex guard;
    std::int64_t done = 0;
    parallel_for(each.size(), common.threads, [&](std::size_t i) {
      each[i] = fitted(common, (*people)[i].person, site);
      const std::lock_guard lock(guard);
      progress.show(++done);
    });
  }
  std::vector<lag::Member> members;
  members.reserve(each.size());
  for (One& one : each) {
    if (one.error) return tl::unexpected(*one.error);
    if (!one.to) continue;
    cohort.from = std::min(cohort.from.value_or(*one.from), *one.from);
    cohort.to = std::max(cohort.to.value_or(*one.to), *one.to);
    members.push_back(std::move(one.member));
  }
  cohort.people = static_cast<int>(members.size());
  cohort.effects = lag::cohort(members, {.threads = common.threads});
  return cohort;
}

std::string cohort_text(const Cohort& cohort, const std::string& person, const diary::Profile& profile,
                        words::Language language) {
  using namespace words::literals;
  std::vector<const lag::CohortEffect*> told;
  std::ptrdiff_t examined = 0;
  for (const lag::CohortEffect& effect : cohort.effects) {
    examined += effect.verdict != lag::EffectVerdict::too_little_data ? 1 : 0;
    if (effect.verdict == lag::EffectVerdict::found || effect.verdict == lag::EffectVerdict::confounded) {
      told.push_back(&effect);
    }
  }
  std::stable_sort(told.begin(), told.end(), [](auto* a, auto* b) { return a->q < b->q; });
  std::string text;
  for (const lag::CohortEffect* effect : told) {
    std::string line = insight::sentence(*effect, profile, language);
    for (const lag::CohortPerson& one : effect->people) {
      if (one.person != person) continue;
      line = words::say<"effects.cohort.person">(
          language, "sentence"_a = line, "person"_a = person,
          "alone"_a = insight::numeral(one.total, one.total_ci.low, one.total_ci.high, language),
          "helped"_a = insight::numeral(one.shrunken, one.shrunken_ci.low, one.shrunken_ci.high, language));
    }
    text += "  " + line + "\n";
  }
  return text +
         words::say<"effects.cohort.examined">(language, "people"_a = cohort.people, "examined"_a = examined,
                                               "told"_a = told.size()) +
         "\n";
}

int tell_cohort(const Cohort& cohort, const Common& common) {
  if (common.json) {
    ask::Answer answer = ask::head({cohort.profile.name, "", cohort.from, cohort.to});
    ask::add_effects(answer, {}, cohort.profile, cohort.language);
    ask::add_cohort(answer, cohort.effects, cohort.people, cohort.profile, cohort.language);
    print(answer);
    return 0;
  }
  fmt::print("{}", cohort_text(cohort, "", cohort.profile, cohort.language));
  return 0;
}

}  // namespace skin2vec::cli
