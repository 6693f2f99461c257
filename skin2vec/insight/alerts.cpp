#include "skin2vec/insight/alerts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "skin2vec/base/require.h"

namespace skin2vec::insight {

namespace {

constexpr int memory_baselines = 3;  // sd and phi come from so many baselines before the window

struct Moments {
  double mean = NAN;
  double sd = NAN;
  double phi = 0;
  int n = 0;
};

// Mean, sample sd and lag-1 correlation of the days [from, to) that have a value.
Moments moments(const std::vector<double>& values, int from, int to) {
  Moments result;
  double sum = 0;
  for (int t = std::max(from, 0); t < to; ++t) {
    if (std::isnan(values[t])) continue;
    sum += values[t];
    ++result.n;
  }
  if (result.n == 0) return result;
  result.mean = sum / result.n;
  double squares = 0;
  double products = 0;
  int pairs = 0;
  for (int t = std::max(from, 0); t < to; ++t) {
    if (std::isnan(values[t])) continue;
    const double deviation = values[t] - result.mean;
    squares += deviation * deviation;
    if (t + 1 < to && !std::isnan(values[t + 1])) {
      products += deviation * (values[t + 1] - result.mean);
      ++pairs;
    }
  }
  if (result.n >= 2) result.sd = std::sqrt(squares / (result.n - 1));
  if (pairs >= 10 && squares > 0) result.phi = std::clamp(products / pairs / (squares / result.n), 0.0, 0.8);
  return result;
}

struct Strain {
  double size = NAN;  // standard errors on the bad side
  Moments window;
  Moments baseline;
  double sd = NAN;
};

Strain strain_on(int today, const diary::Dimension& dimension, const std::vector<double>& values,
                 const AlertOptions& options) {
  Strain strain;
  const int split = today + 1 - options.window_days;
  strain.window = moments(values, split, today + 1);
  strain.baseline = moments(values, split - options.baseline_days, split);
  if (strain.window.n < options.min_window || strain.baseline.n < options.min_baseline) return strain;
  const Moments memory = moments(values, split - memory_baselines * options.baseline_days, split);
  strain.sd = std::max(memory.sd, (dimension.high - dimension.low) / 50);
  const double inflation = std::sqrt((1 + memory.phi) / (1 - memory.phi));
  const double error = strain.sd * inflation * std::sqrt(1.0 / strain.window.n + 1.0 / strain.baseline.n);
  const double difference = strain.window.mean - strain.baseline.mean;
  const double signed_difference = dimension.better == diary::Better::high  ? -difference
                                   : dimension.better == diary::Better::low ? difference
                                                                            : std::abs(difference);
  strain.size = signed_difference / error;
  return strain;
}

}  // namespace

AlertOptions alert_options(const diary::Profile& profile) {
  AlertOptions options;
  options.window_days = profile.reference.window_days;
  options.baseline_days = profile.reference.baseline_days;
  if (profile.slots.every_days > 1) {
    options.min_window = std::max(2, options.window_days / (2 * profile.slots.every_days));
    options.min_baseline = std::max(5, options.baseline_days / (2 * profile.slots.every_days));
  } else {
    options.min_window = std::min(options.min_window, options.window_days);
    options.min_baseline = std::min(options.min_baseline, options.baseline_days);
  }
  return options;
}

std::vector<Alert> alerts(const diary::Dimension& dimension, const series::Series& daily, const AlertOptions& options) {
  require(0 < options.watch && options.watch < options.warn && options.warn < options.act,
          "alerts: limits must increase from 0, got {}, {}, {}", options.watch, options.warn, options.act);
  require(options.window_days >= 1 && options.baseline_days >= 1 && options.days_running >= 1,
          "alerts: days must be at least 1, got {}, {}, {}", options.window_days, options.baseline_days,
          options.days_running);
  std::vector<Alert> found;
  bool standing = false;
  int above = 0;     // days running at or above watch, while none stands
  int below = 0;     // days running below half of it, while one stands
  double least = 0;  // the smallest strain of the days running
  std::vector<double> running;
  for (int t = 0; t < daily.days(); ++t) {
    const Strain strain = strain_on(t, dimension, daily.values, options);
    if (std::isnan(strain.size)) continue;
    running.push_back(strain.size);
    if (static_cast<int>(running.size()) > options.days_running) running.erase(running.begin());
    const bool full = static_cast<int>(running.size()) == options.days_running;
    least = full ? *std::min_element(running.begin(), running.end()) : 0;
    const Level level = least >= options.act ? Level::act : least >= options.warn ? Level::warn : Level::watch;
    if (!standing) {
      above = strain.size >= options.watch ? above + 1 : 0;
      if (above < options.days_running) continue;
      found.push_back({dimension.name, level, daily.first + (t - above + 1), std::nullopt, options.window_days,
                       options.baseline_days, strain.size, strain.window.mean, strain.baseline.mean, strain.sd});
      standing = true;
      below = 0;
      continue;
    }
    Alert& alert = found.back();
    alert.level = std::max(alert.level, level);
    alert.strain = strain.size;
    alert.window_mean = strain.window.mean;
    below = strain.size < options.watch / 2 ? below + 1 : 0;
    if (below < options.days_running) continue;
    alert.ended = daily.first + t;
    standing = false;
    above = 0;
  }
  return found;
}

std::string level_name(Level level) {
  return level == Level::act ? "act" : level == Level::warn ? "warn" : "watch";
}

std::string reason(const Alert& alert, const diary::Dimension& dimension, Language language) {
  const bool rose = alert.window_mean > alert.baseline_mean;
  if (language == Language::zh) {
    return fmt::format("{}自 {} 起{}于您自己的基线：{} 天均值 {:.2f}，此前 {} 天为 {:.2f}（标准差 {:.2f}）",
                       dimension.label.zh, to_text(alert.since), rose ? "高" : "低", alert.window_days,
                       alert.window_mean, alert.baseline_days, alert.baseline_mean, alert.baseline_sd);
  }
  return fmt::format(
      "{} has been {} your own baseline since {}: {}-day mean {:.2f}, the {} days before it {:.2f} (sd {:.2f})",
      dimension.label.en, rose ? "above" : "below", to_text(alert.since), alert.window_days, alert.window_mean,
      alert.baseline_days, alert.baseline_mean, alert.baseline_sd);
}

}  // namespace skin2vec::insight
