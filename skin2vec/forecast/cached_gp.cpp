#include "skin2vec/forecast/cached_gp.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "skin2vec/base/fingerprint.h"
#include "skin2vec/base/safetensors.h"
#include "skin2vec/linalg/kernels.h"

namespace skin2vec::forecast {
namespace {

constexpr int kFormat = 1;  // another when gp_forecast gives other numbers (cached_gp_test.cpp tells)

// Of a sequence of numbers and texts: each is mixed into all 64 bits of what came before (the finalizer of splitmix64).
class Fingerprint {
 public:
  void add(std::uint64_t word) {
    value_ += word + 0x9e3779b97f4a7c15U;
    value_ = (value_ ^ (value_ >> 30U)) * 0xbf58476d1ce4e5b9U;
    value_ = (value_ ^ (value_ >> 27U)) * 0x94d049bb133111ebU;
    value_ ^= value_ >> 31U;
  }
  void add(double number) { add(std::isnan(number) ? 1U : bits_of(number)); }
  void add(int number) { add(static_cast<std::uint64_t>(static_cast<std::int64_t>(number))); }
  void add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
  }
  [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(value_); }

 private:
  std::uint64_t value_ = 0;
};

void add_options(Fingerprint& print, const GpOptions& o) {
  for (const double number : {o.level_sd, o.level_days, o.state_sd, o.state_days, o.noise_sd, o.event_sd, o.exposure_sd,
                              o.bump_sd, o.bump_width, o.season_sd, o.weekday_sd, o.cycle_sd, o.hidden_cycle_sd}) {
    print.add(number);
  }
  print.add(o.remembered_days);
  print.add(o.refit_days);
}

// Whether a covariate tells something of a day: one that is not there yet is as one that never was.
bool acted(const series::CovariateSeries& covariate, int day) {
  return covariate.kind == series::CovariateKind::exposure ? !std::isnan(covariate.amount(day))
                                                           : covariate.amount(day) != 0;
}

// (days): each of all that is read up to its day. What a later day brings with it - a covariate, a bump, a cycle - is
// told by the day on which it is first there, as the days before do not depend on it.
std::vector<std::int64_t> fingerprints(const DayTable& table, const GpOptions& options) {
  Fingerprint print;
  print.add(kFormat);
  print.add(linalg::kernels<double>().name);
  add_options(print, options);
  print.add(static_cast<std::uint64_t>(table.first.number));
  for (std::size_t d = 0; d < table.dimensions.size(); ++d) print.add(std::string_view(table.dimensions[d]));
  std::vector<std::uint64_t> names(table.covariates.size());
  for (std::size_t c = 0; c < names.size(); ++c) {
    Fingerprint name;
    name.add(std::string_view(table.covariates[c].name));
    name.add(static_cast<int>(table.covariates[c].kind));
    names[c] = static_cast<std::uint64_t>(name.value());
  }
  std::vector<bool> met(table.covariates.size());
  std::vector<bool> told(table.bumps.size());
  std::size_t start = 0;
  std::vector<std::int64_t> all;
  all.reserve(static_cast<std::size_t>(table.days));
  for (int day = 0; day < table.days; ++day) {
    for (Eigen::Index d = 0; d < table.value.cols(); ++d) print.add(table.value(day, d));
    for (std::size_t c = 0; c < names.size(); ++c) {
      if (!acted(table.covariates[c], day)) continue;
      met[c] = true;
      print.add(names[c]);
      print.add(table.covariates[c].amount(day));
    }
    for (std::size_t b = 0; b < table.bumps.size(); ++b) {
      const auto& [shifted, shifting] = table.bumps[b];
      const auto one = static_cast<std::size_t>(shifted), other = static_cast<std::size_t>(shifting);
      if (told[b] || !met[one] || !met[other]) continue;
      told[b] = true;
      print.add(names[one] ^ (names[other] << 1U));
    }
    // The model reads the first of the cycles alone.
    for (; !table.cycles.empty() && start < table.cycles.front().starts.size(); ++start) {
      const Day date = table.cycles.front().starts[start];
      if (date > table.first + day) break;
      print.add(static_cast<std::uint64_t>(date.number));
      print.add(table.cycles.front().longest_days);
    }
    all.push_back(print.value());
  }
  return all;
}

struct State {
  std::vector<std::int64_t> days;
  std::vector<double> means;  // (days, kHorizons, D)
};

// Of all that is kept, so that a state that was damaged on its way is none.
std::int64_t check_of(const std::vector<std::int64_t>& prints, const std::vector<double>& means) {
  Fingerprint print;
  for (const std::int64_t one : prints) print.add(static_cast<std::uint64_t>(one));
  for (const double mean : means) print.add(mean);
  return print.value();
}

State parse(std::string_view bytes, int dimensions) {
  const auto file = parse_safetensors(bytes);
  if (!file) return {};
  const Tensor *days = file->find("fingerprints"), *means = file->find("means");
  const Tensor* check = file->find("check");
  if (days == nullptr || means == nullptr || check == nullptr) return {};
  const auto* prints = std::get_if<std::vector<std::int64_t>>(&days->values);
  const auto* sum = std::get_if<std::vector<std::int64_t>>(&check->values);
  const auto* numbers = std::get_if<std::vector<double>>(&means->values);
  if (prints == nullptr || numbers == nullptr || sum == nullptr || sum->size() != 1 ||
      numbers->size() != prints->size() * kHorizons * static_cast<std::size_t>(dimensions) ||
      sum->front() != check_of(*prints, *numbers)) {
    return {};
  }
  return {*prints, *numbers};
}

}  // namespace

CachedGp cached_gp(const DayTable& table, std::string_view state, const GpOptions& options) {
  const auto dimensions = static_cast<int>(table.dimensions.size());
  std::vector<std::int64_t> prints = fingerprints(table, options);
  const State kept = parse(state, dimensions);
  // A day's fingerprint tells all days up to it, so that the last one that is the same is all there is to find.
  std::size_t same = std::min(prints.size(), kept.days.size());
  while (same > 0 && prints[same - 1] != kept.days[same - 1]) --same;
  CachedGp now{
      .forecasts = gp_forecast(table, options, static_cast<int>(same)), .state = {}, .taken = static_cast<int>(same)};
  const auto width = static_cast<std::size_t>(kHorizons) * static_cast<std::size_t>(dimensions);
  std::vector<double> means(prints.size() * width);
  for (int day = 0; day < table.days; ++day) {
    for (int h = 1; h <= kHorizons; ++h) {
      for (int d = 0; d < dimensions; ++d) {
        const std::size_t at = static_cast<std::size_t>(day) * width +
                               static_cast<std::size_t>(h - 1) * static_cast<std::size_t>(dimensions) +
                               static_cast<std::size_t>(d);
        if (day < now.taken) now.forecasts.mean(day, h, d) = kept.means[at];
        means[at] = now.forecasts.mean(day, h, d);
      }
    }
  }
  if (now.taken > 0) now.forecasts = with_empirical_sd(std::move(now.forecasts), table);
  const auto days = static_cast<std::int64_t>(table.days);
  const std::int64_t check = check_of(prints, means);
  now.state = print_safetensors({.tensors = {{"fingerprints", {days}, std::move(prints)},
                                             {"means", {days, kHorizons, dimensions}, std::move(means)},
                                             {"check", {1}, std::vector<std::int64_t>{check}}},
                                 .metadata = {}});
  return now;
}

}  // namespace skin2vec::forecast
