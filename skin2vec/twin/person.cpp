#include "skin2vec/twin/person.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "skin2vec/base/day.h"
#include "skin2vec/twin/covariates.h"

namespace skin2vec::twin {

namespace {

double spread(const std::vector<double>& values) {
  double mean = 0;
  for (const double v : values) mean += v / std::max(1.0, static_cast<double>(values.size()));
  double square = 0;
  for (const double v : values) square += (v - mean) * (v - mean) / std::max(1.0, static_cast<double>(values.size()));
  return std::sqrt(square);
}

template <typename T>
void shuffle(std::vector<T>& items, Random& random) {
  for (auto i = std::ssize(items) - 1; i > 0; --i) std::swap(items[i], items[random.integer(0, i)]);
}

// What an event does, where it does something: the dimension and the sign. Short sleep lowers hydration, brightness and
// elasticity (six nights of 4 h hit elasticity most; science.md); the rest are plausible, not measured.
struct Link {
  int dimension;
  double sign;
};
const std::map<std::string, std::vector<Link>>& links() {
  static const std::map<std::string, std::vector<Link>> table{
      {"late_night", {{moisture, -1}, {radiance, -1}, {elasticity, -1}, {sensitivity, 1}}},
      {"stress", {{sensitivity, 1}, {oil, 1}, {radiance, -1}}},
      {"spicy_food", {{oil, 1}, {sensitivity, 1}}},
      {"dairy", {{oil, 1}, {radiance, -1}}},
      {"alcohol", {{moisture, -1}, {sensitivity, 1}, {elasticity, -1}}},
      {"exercise", {{radiance, 1}, {oil, 1}, {elasticity, 1}}},
      {"sunscreen", {{sensitivity, -1}, {oil, 1}}}};
  return table;
}

Usage usage_of(const std::string& name, CovariateRole role, const Variant& variant, Random& random) {
  Usage usage;
  usage.quiet = usage.busy = random.uniform(0.12, 0.30);
  const bool phases = random.chance(0.4);
  const double stay = random.uniform(15, 40);
  if (name == "alcohol" || name == "late_night") usage.weekend = random.uniform(1.2, 2.0);
  if (phases || role == CovariateRole::habit || variant.event_runs) {
    usage.quiet = random.uniform(0.04, 0.12);
    usage.busy = random.uniform(0.45, 0.70);
    usage.leave_quiet = usage.leave_busy = 1 / stay;
  }
  if (variant.event_runs && role != CovariateRole::habit) usage.leave_quiet = 0.6 / stay, usage.leave_busy = 2 / stay;
  return usage;
}

KernelShape event_shape(const Variant& variant, Random& random) {
  KernelShape shape;
  const bool delayed = random.chance(0.4);
  shape.onset = delayed ? 0 : static_cast<int>(random.integer(0, 2));
  const double days = delayed ? random.uniform(2.5, 5.0) : random.uniform(1.0, 3.0);
  shape.size = std::exp(random.uniform(std::log(0.80), std::log(1.75)));
  shape.days = days;
  shape.shape = delayed ? Shape::delayed : Shape::exponential;
  if (variant.plateau_kernels) shape.shape = Shape::plateau, shape.days = std::round(1.5 + days);
  if (variant.biphasic) shape.shape = Shape::biphasic, shape.days = delayed ? days / 2 : days;
  return shape;
}

void add_effect(Truth& truth, const std::string& covariate, CovariateKind kind, int dimension,
                const KernelShape& shape) {
  truth.effects.push_back({covariate, kind, dimension, shape, kernel_of(shape)});
}

// Eight events: late_night and three others are real, one is a hidden habit, one a decoy that goes with a real
// covariate, two plain decoys.
void draw_events(Truth& truth, const PersonOptions& options, Random random) {
  std::vector<std::string> others{"stress", "spicy_food", "dairy", "alcohol", "exercise", "sunscreen"};
  shuffle(others, random);
  const std::vector<std::string> names{"late_night", others[0], others[1], others[2],
                                       "sugar",      others[3], others[4], others[5]};
  constexpr std::array roles{CovariateRole::real,  CovariateRole::real,  CovariateRole::real,
                             CovariateRole::real,  CovariateRole::habit, CovariateRole::confounded,
                             CovariateRole::decoy, CovariateRole::decoy};
  const std::string partner = random.chance(0.5) ? names[0] : names[1];
  for (std::size_t i = 0; i < names.size(); ++i) {
    Random own = random.fork(i);
    Covariate covariate{names[i], CovariateKind::event, roles[i], usage_of(names[i], roles[i], options.variant, own),
                        ""};
    if (roles[i] == CovariateRole::confounded) covariate.partner = partner;
    Random effect = random.fork(100 + i);
    if (roles[i] == CovariateRole::real) {
      std::vector<Link> reached = links().at(names[i]);
      if (i > 0) shuffle(reached, effect);  // late_night always reaches moisture and radiance first
      const auto count = std::min<std::ptrdiff_t>(std::ssize(reached), effect.integer(i == 0 ? 2 : 1, 3));
      for (std::ptrdiff_t k = 0; k < count; ++k) {
        KernelShape shape = event_shape(options.variant, effect);
        shape.size *= reached[k].sign;
        add_effect(truth, names[i], CovariateKind::event, reached[k].dimension, shape);
      }
    }
    if (roles[i] == CovariateRole::habit) {
      // Nothing for 3 to 5 days, then a little every day: 20 to 30 days of load.
      KernelShape shape{Shape::accumulated, static_cast<int>(effect.integer(3, 5)),
                        static_cast<double>(effect.integer(20, 30)), 0};
      const bool dull = effect.chance(0.5);
      shape.size = effect.uniform(1.5, 2.4) * options.habit_strength * (dull ? -1 : 1);
      add_effect(truth, names[i], CovariateKind::event, dull ? radiance : oil, shape);
    }
    truth.covariates.push_back(std::move(covariate));
  }
}

// PM2.5 acts on sensitivity with a peak near day 6 (acne visits +1.7 % per 10 ug/m3 over lags 0-7, peak near day 6;
// eczema within 4 days), and in some people on moisture sooner. Temperature and UV do nothing: decoys.
void draw_exposures(Truth& truth, const Weather& weather, Random random) {
  for (const std::string_view name : exposure_names) {
    const bool real = name == "humidity" || name == "pm25";
    truth.covariates.push_back(
        {std::string(name), CovariateKind::exposure, real ? CovariateRole::real : CovariateRole::decoy, {}, ""});
  }
  truth.pm25_reference = median(weather.value[pm25]);
  truth.humidity_median = median(weather.value[humidity]);
  const double steps = std::max(0.5, spread(weather.value[pm25]) / 10);
  add_effect(truth, "pm25", CovariateKind::exposure, sensitivity,
             {Shape::delayed, 0, random.uniform(4.5, 6.5), random.uniform(0.25, 0.55) / steps});
  const bool dries = random.chance(0.5);
  const KernelShape drying{Shape::exponential, 1, random.uniform(1.5, 3.0), -random.uniform(0.15, 0.35) / steps};
  if (dries) add_effect(truth, "pm25", CovariateKind::exposure, moisture, drying);
}

void draw_bell(Truth& truth, const Weather& weather, const Variant& variant, Random random) {
  const double reach = std::max(4.0, spread(weather.value[humidity]));
  Bell& bell = truth.bell;
  bell.optimum = truth.humidity_median + random.uniform(-0.6, 0.6) * reach;
  bell.width_below = bell.width_above = reach * random.uniform(0.7, 1.15);
  bell.shift_per_100 = random.uniform(5, 14) * (random.chance(0.3) ? -1 : 1);
  bell.height[moisture] = random.uniform(0.5, 1.0);
  bell.height[radiance] = random.uniform(0.35, 0.75);
  if (variant.asymmetric_bell) bell.width_above *= 1.4, bell.width_below *= 0.7;
  if (variant.no_shift) bell.shift_per_100 = 0;
}

// The barrier is weakest on days 22-26 of the cycle, driest on 1-6; lipids are highest on 16-20 (science.md).
void draw_monthly(Truth& truth, int days, const PersonOptions& options, Random random) {
  truth.has_cycle = random.chance(0.6);
  Monthly& monthly = truth.monthly;
  monthly.period_days = random.uniform(25.5, 32.5);
  monthly.length_sd = random.uniform(0.4, 1.3);
  monthly.logged = random.chance(options.log_starts);
  constexpr std::array<double, n_dimensions> peak{0.63, 0.61, 0, 0.45, 0.86};
  for (const int d : {oil, moisture, radiance, sensitivity}) {
    monthly.peak_phase[d] = peak[d] + random.uniform(-0.06, 0.06);
    const bool there = random.chance(d == sensitivity ? 1.0 : d == radiance ? 0.3 : 0.7);
    const double amplitude = random.uniform(0.14, 0.30);
    monthly.amplitude[d] = there ? amplitude : 0;
  }
  Day start = truth.first - static_cast<int>(random.uniform(0, monthly.period_days));
  const Day last = truth.first + days + n_horizons;
  monthly.starts.push_back(start);
  while (start <= last) {
    const double length = monthly.period_days + monthly.length_sd * random.normal();
    start = start + std::clamp(static_cast<int>(std::lround(length)), 21, 40);
    monthly.starts.push_back(start);
  }
}

void draw_seasonal(Truth& truth, Random random) {
  for (int d = 0; d < n_dimensions; ++d) {
    const bool there = random.chance(0.5);
    const double amplitude = random.uniform(0.1, 0.3);
    truth.seasonal.amplitude[d] = there ? amplitude : 0;
    // Moist and oily in summer, sensitive in winter, give or take a month.
    const double crest = d == sensitivity ? 15 : d == elasticity || d == radiance ? random.uniform(0, 365) : 200;
    truth.seasonal.peak_day[d] = std::fmod(crest + random.uniform(-30, 30) + kYearDays, kYearDays);
  }
}

// Two dimensions change for good in most people, one slowly and one at once, never the same; one has a passing bout.
void draw_changes(Truth& truth, int days, Random random) {
  std::vector<int> order{oil, moisture, elasticity, radiance, sensitivity};
  shuffle(order, random);
  constexpr std::array kinds{ChangeKind::drift, ChangeKind::shift, ChangeKind::passing};
  constexpr std::array<double, 3> share{0.65, 0.65, 0.5};
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    const bool there = random.chance(share[k]);
    Change change{kinds[k], order[k], truth.first + static_cast<int>(random.uniform(0.2, 0.75) * days), {}, 0};
    const double sign = random.chance(0.5) ? -1 : 1;
    if (change.kind == ChangeKind::drift) {
      change.end = change.start + static_cast<int>(random.uniform(70, 160));
      change.size = sign * random.uniform(0.6, 1.1);
    } else if (change.kind == ChangeKind::shift) {
      change.end = change.start;
      change.size = sign * random.uniform(0.45, 1.0);
    } else {
      change.end = change.start + static_cast<int>(random.uniform(4, 10));
      change.size = sign * random.uniform(0.5, 0.9);
    }
    if (there && days >= 90) truth.changes.push_back(change);
  }
}

// A third of 20 moisturisers showed a lasting rise, so that two of them are often no different (science.md). A cream is
// taken up more slowly and left on longer before the reading after it: a ratio of mean gains is biased by that.
void draw_products(Truth& truth, const Variant& variant, int days, Random random) {
  const double lotion_gain = random.uniform(0.8, 1.3);
  const bool same = random.chance(0.35);
  const double ratio = same ? 1.0 : std::exp(random.uniform(0.15, 0.5) * (random.chance(0.7) ? 1 : -1));
  truth.products = {{"cream", lotion_gain * ratio, random.uniform(14, 24), 10, 90},
                    {"lotion", lotion_gain, random.uniform(7, 13), 4, 45}};
  if (variant.uneven_minutes) {
    truth.products[0].shortest_minutes = 30, truth.products[0].longest_minutes = 90;
    truth.products[1].shortest_minutes = 8, truth.products[1].longest_minutes = 20;
  }
  // What stays on the days after: up to 24 h (science.md).
  add_effect(truth, "cream", CovariateKind::product, moisture,
             {Shape::exponential, 0, 0.8, 0.25 * lotion_gain * ratio});
  add_effect(truth, "lotion", CovariateKind::product, moisture, {Shape::exponential, 0, 0.4, 0.15 * lotion_gain});
  truth.covariates.push_back({"cream", CovariateKind::product, CovariateRole::real, {.quiet = 0.3, .busy = 0.3}, ""});
  truth.covariates.push_back({"lotion", CovariateKind::product, CovariateRole::real, {.quiet = 0.3, .busy = 0.3}, ""});
  truth.covariates.push_back({"soothing_mask", CovariateKind::product, CovariateRole::reverse, {}, ""});
  Routine routine{"retinol", random.chance(0.5) ? radiance : elasticity, {}, {}, 0, random.uniform(8, 20)};
  routine.from = truth.first + static_cast<int>(random.uniform(0.1, 0.4) * days);
  const Day until = routine.from + static_cast<int>(random.uniform(0.25, 0.45) * days);
  if (random.chance(0.7)) routine.until = until;
  const double size = random.uniform(0.3, 0.7);
  routine.size = random.chance(0.35) ? 0 : size;
  if (days >= 30) truth.routines.push_back(routine);
}

void draw_noise(Truth& truth, const Variant& variant, Random random) {
  for (int d = 0; d < n_dimensions; ++d) {
    truth.base[d] = random.uniform(2.1, 3.0);
    truth.slot_offset[d] = random.normal() * 0.25 + (d == oil ? 0.4 : d == moisture ? -0.3 : 0);
    truth.noise.phi[d] = random.uniform(0.76, 0.89);
    truth.noise.state_sd[d] = random.uniform(0.22, 0.32);
    truth.noise.reading_sd[d] = random.uniform(0.14, 0.24);
  }
  if (variant.heavy_tailed) truth.noise.state_degrees = 4, truth.noise.reading_degrees = 3;
}

void flatten(Truth& truth) {
  truth.effects.clear();
  truth.changes.clear();
  truth.bell.height = {};
  for (Covariate& covariate : truth.covariates) {
    if (covariate.role == CovariateRole::real || covariate.role == CovariateRole::habit)
      covariate.role = CovariateRole::decoy;
  }
  for (Routine& routine : truth.routines) routine.size = 0;
  for (Product& product : truth.products) product.gain = 0;
}

}  // namespace

Truth draw_person(std::string name, Day first, const Weather& weather, const PersonOptions& options,
                  const Random& random) {
  const Variant& variant = options.variant;
  const int days = static_cast<int>(weather.value[0].size());
  Truth truth;
  truth.person = std::move(name);
  truth.first = first;
  truth.days = days;
  truth.variant = variant;
  draw_noise(truth, variant, random.fork(1));
  draw_events(truth, options, random.fork(2));
  draw_exposures(truth, weather, random.fork(3));
  draw_bell(truth, weather, variant, random.fork(4));
  draw_monthly(truth, days, options, random.fork(5));
  draw_seasonal(truth, random.fork(6));
  draw_changes(truth, days, random.fork(7));
  draw_products(truth, variant, days, random.fork(8));
  if (variant.flat) flatten(truth);
  if (variant.flat || variant.null_rhythm) {
    truth.has_cycle = false;
    truth.seasonal.amplitude = {};
  }
  if (variant.null_rhythm) truth.slot_offset = {};
  if (!truth.has_cycle) truth.monthly = Monthly{};
  return truth;
}

}  // namespace skin2vec::twin
