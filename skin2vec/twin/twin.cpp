#include "skin2vec/twin/twin.h"

#include <fmt/format.h>

#include "skin2vec/base/parallel.h"
#include "skin2vec/base/require.h"
#include "skin2vec/twin/oracle.h"
#include "skin2vec/twin/person.h"
#include "skin2vec/twin/scenario.h"
#include "skin2vec/twin/skin.h"

namespace skin2vec::twin {

namespace {

// The streams of one person; a new one gets a new number, so that the others stay as they are.
enum Stream : std::uint64_t {
  weather_stream = 1,
  person_stream,
  covariate_stream,
  state_stream,
  mask_stream,
  reading_stream,
  record_stream
};

VirtualPerson draw(const TwinOptions& options, std::size_t k) {
  const Random random = Random(options.seed).fork(k);
  VirtualPerson person;
  person.name = fmt::format("p{:03}", k + 1);
  const Weather weather = options.weather
                              ? weather_from(*options.weather, options.first_day, options.days)
                              : synthetic_weather(options.first_day, options.days, random.fork(weather_stream));
  const PersonOptions drawn{options.variant, options.log_starts, options.habit_strength};
  Truth& truth = person.truth;
  truth = draw_person(person.name, options.first_day, weather, drawn, random.fork(person_stream));
  truth.real_weather = options.weather.has_value();
  truth.missing.rate = options.missing_rate;

  Covariates& covariates = person.covariates;
  covariates = draw_covariates(truth, weather, random.fork(covariate_stream));
  truth.noise_free = noise_free(truth, covariates);
  truth.state = add_noise(truth, random.fork(state_stream));
  truth.expected = expected_scores(truth);
  use_after_bad_days(truth, covariates, random.fork(mask_stream));

  person.entries = readings(truth, covariates, options.rounding, random.fork(reading_stream));
  const RecordOptions how{options.rounding, options.surroundings};
  for (auto& entry : record(truth, covariates, weather, how, random.fork(record_stream))) {
    person.entries.push_back(std::move(entry));
  }

  if (options.oracle == OracleOrigins::none) return person;
  const int every = options.oracle == OracleOrigins::daily ? 1 : 7;
  for (int origin = (options.days - 1) % every; origin < options.days && options.days > 0; origin += every) {
    truth.oracle.push_back(oracle_forecast(truth, covariates, weather, origin));  // the last is from the last day
  }
  truth.scenarios = scenario_paths(truth, covariates);
  return person;
}

void check(const TwinOptions& options) {
  require(options.people >= 0, "simulate: people must be >= 0, got {}", options.people);
  require(options.days >= 0, "simulate: days must be >= 0, got {}", options.days);
  require(options.threads >= 0, "simulate: threads must be >= 0, got {}", options.threads);
  require(options.missing_rate >= 0 && options.missing_rate <= 0.9,
          "simulate: missing_rate must be in [0, 0.9], got {}", options.missing_rate);
  require(options.log_starts >= 0 && options.log_starts <= 1, "simulate: log_starts must be in [0, 1], got {}",
          options.log_starts);
  require(options.habit_strength >= 0, "simulate: habit_strength must be >= 0, got {}", options.habit_strength);
  if (options.weather) (void)weather_from(*options.weather, options.first_day, options.days);  // refuses before threads
}

}  // namespace

std::vector<VirtualPerson> simulate(const TwinOptions& options) {
  check(options);
  std::vector<VirtualPerson> people(static_cast<std::size_t>(options.people));
  parallel_for(people.size(), options.threads, [&](std::size_t k) { people[k] = draw(options, k); });
  return people;
}

VirtualPerson simulate_person(const TwinOptions& options, int index) {
  require(index >= 0, "simulate_person: index must be >= 0, got {}", index);
  check(options);
  return draw(options, static_cast<std::size_t>(index));
}

}  // namespace skin2vec::twin
