#include "skin2vec/change/alarms.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "skin2vec/base/require.h"
#include "skin2vec/change/online.h"
#include "skin2vec/change/threshold.h"
#include "skin2vec/stats/regress.h"

namespace skin2vec::change {

namespace {

constexpr int longest_between_refits = 120;
// An alarm by chance is often followed by another: the thresholds are for so much of the budget.
constexpr double unrepeated = 0.65;
constexpr int settle_days = 21, withdraw_days = 60, locate_days = 14;

// What is thought of the noise on some day; no values: not enough to think anything.
struct Belief {
  int values = 0;
  ScanOptions scan{};
};

// The noise of the days known, beside the alarms of them that stand or stood.
Belief believe(std::span<const double> known, const std::vector<Alarm>& alarms, Day first, double least_sd) {
  const int days = static_cast<int>(known.size());
  std::vector<Eigen::VectorXd> steps;
  for (const Alarm& alarm : alarms) {
    const int start = alarm.start - first, end = alarm.withdrawn_on ? *alarm.withdrawn_on - first : days;
    if (start < 3 || start > days - 3) continue;
    Eigen::VectorXd step = Eigen::VectorXd::Zero(days);
    for (int t = start; t < std::min(end, days); ++t) {
      const int rise = alarm.date() - alarm.start + 1;
      step(t) = alarm.kind == Kind::drift ? std::min(1.0, (t - start + 1.0) / rise) : 1;
    }
    steps.push_back(std::move(step));
  }
  Eigen::MatrixXd design = Eigen::MatrixXd::Ones(days, 1 + std::ssize(steps));
  for (std::size_t i = 0; i < steps.size(); ++i) design.col(static_cast<Eigen::Index>(i) + 1) = steps[i];
  stats::Regression fit = stats::regress(known, design);
  if (!fit.identifiable) fit = stats::regress(known, Eigen::MatrixXd::Ones(days, 1));
  const double level = fit.identifiable ? fit.coefficients(0) : 0, least = std::max(least_sd, 1e-9 * std::abs(level));
  if (!fit.identifiable || !(fit.variance > 0 || least > 0)) return {};
  return {fit.n, {fit.noise, std::max(fit.variance, least * least)}};
}

// The mean of the unmissing values of [from, to); NaN if there are fewer than `least`.
double mean_of(const std::vector<double>& values, int from, int to, int least) {
  double sum = 0;
  int n = 0;
  for (int t = std::max(from, 0); t < std::min<int>(to, static_cast<int>(values.size())); ++t) {
    if (!std::isnan(values[static_cast<std::size_t>(t)])) sum += values[static_cast<std::size_t>(t)], ++n;
  }
  return n < least ? NAN : sum / n;
}

// One diary, looked at day by day.
class Watch {
 public:
  Watch(const series::Series& lived, const AlarmOptions& options)
      : lived_(lived), options_(options), bout_(static_cast<std::size_t>(lived.days()), 0) {}

  std::vector<Alarm> all() && {
    for (int known = options_.first_day; known < lived_.days();) {
      const int until = std::min(lived_.days(), known + std::min(longest_between_refits, known / 3));
      const Belief belief = believe(std::span(lived_.values).first(static_cast<std::size_t>(known)), alarms_,
                                    lived_.first, options_.least_sd);
      if (belief.values < known_values.front()) {  // too few to tell anything: a diary of few readings
        known += 7;
        continue;
      }
      look(belief, known, until);
      known = until;
    }
    return std::move(alarms_);
  }

 private:
  // How much speaks for a change of one direction, as a share of what a rung asks for; above 1: it is reached.
  struct Evidence {
    double shift, slope;
    [[nodiscard]] double most() const { return std::max(shift, slope); }
  };
  [[nodiscard]] Evidence evidence(const Scan::Side& side, std::size_t rung) const {
    return {side.shift.z2 / limits_[rung].shift, side.slope.z2 / limits_[rung].slope};
  }

  [[nodiscard]] Scan scanned(int from, int to) const {
    Scan scan(belief_.scan);
    for (int t = from; t < to; ++t) {
      const auto i = static_cast<std::size_t>(t);
      (void)scan.add(bout_[i] ? NAN : lived_.values[i]);
    }
    return scan;
  }

  // The alarm that stands, if one does.
  Alarm* last() { return alarms_.empty() || alarms_.back().withdrawn_on ? nullptr : &alarms_.back(); }

  // Is the level of the days [from, t] back where it was before the last alarm, but for `part` of it?
  bool back(int from, int t, double part) {
    const Alarm* alarm = last();
    if (!alarm || lived_.first + t - alarm->date() > withdraw_days) return false;
    const int start = alarm->start - lived_.first;
    const double before = mean_of(lived_.values, start - 30, start, 7), now = mean_of(lived_.values, from, t + 1, 3);
    return (now - before) * alarm->size < part * alarm->size * alarm->size;
  }

  void withdraw(int t) {
    last()->withdrawn_on = lived_.first + t;
    std::fill(bout_.begin() + (alarms_.back().start - lived_.first), bout_.begin() + t + 1, 1);
    begin_ = begun_.back();
    begun_.pop_back();
  }

  // The days [known, until), with a noise known from the days before.
  void look(const Belief& belief, int known, int until) {
    belief_ = belief;
    limits_.clear();
    for (const double rate : options_.false_alarms_per_year) {
      limits_.push_back(threshold(belief.values, rate * unrepeated / 2));
    }
    Scan scan = scanned(begin_, known);
    // Sees the standing alarm's change from before its start; none stands: needed by nobody.
    const auto witness_of = [&](int to) {
      return last() ? std::optional(scanned(begun_.back(), to)) : std::optional<Scan>();
    };
    std::optional<Scan> witness = witness_of(known);
    for (int t = known; t < until; ++t) {
      const double today = lived_.values[static_cast<std::size_t>(t)];
      const Scan::Step step = scan.add(today);
      if (witness) climb(witness->add(today), t);
      const bool passing = last() && lived_.first + t - last()->date() >= settle_days && back(t - 13, t, 1.0 / 3);
      if (passing) {
        withdraw(t);
      } else if (!raise(step, t)) {
        continue;
      }
      scan = scanned(begin_, t + 1);
      witness = witness_of(t + 1);
    }
  }

  // The rungs that the standing alarm's change reaches today.
  void climb(const Scan::Step& seen, int t) {
    Alarm& alarm = *last();
    const Scan::Side& side = alarm.size > 0 ? seen.up : seen.down;
    const Scan::Best& best = alarm.kind == Kind::shift ? side.shift : side.slope;
    const Day today = lived_.first + t;
    if (today - alarm.date() <= locate_days && best.z2 > 0) alarm.since = std::min(today - best.days_ago, alarm.date());
    while (alarm.reached.size() < limits_.size() && evidence(side, alarm.reached.size()).most() > 1) {
      alarm.reached.push_back(today);
    }
  }

  // Does today's evidence change what is thought?
  bool raise(const Scan::Step& step, int t) {
    const Evidence up = evidence(step.up, 0), down = evidence(step.down, 0);
    const Scan::Side& side = up.most() >= down.most() ? step.up : step.down;
    const Evidence most = up.most() >= down.most() ? up : down;
    if (most.most() <= 1) return false;
    const Kind kind = most.shift >= most.slope ? Kind::shift : Kind::drift;
    const int start = t - (kind == Kind::shift ? side.shift : side.slope).days_ago;
    const double before = mean_of(lived_.values, start - 30, start, 7);
    const double now = mean_of(lived_.values, std::max(start, t - 6), t + 1, 1);
    const double size = kind == Kind::shift ? side.shift.size : now - before;
    if (last() && size * last()->size < 0 && back(start, t, 1.0 / 2)) {
      withdraw(t);  // the change back is the end of it, not another
    } else if (last() && size * last()->size > 0 && lived_.first + start <= last()->date()) {
      begin_ = start;  // the same change, better seen: no other alarm
    } else {
      alarms_.push_back({{lived_.first + t}, kind, lived_.first + start, lived_.first + start, size, {}});
      begun_.push_back(begin_);
      begin_ = start;
    }
    return true;
  }

  const series::Series& lived_;
  const AlarmOptions& options_;
  std::vector<Alarm> alarms_;
  int begin_ = 0;              // of the scan: the day the last standing change is thought to have begun
  std::vector<int> begun_{0};  // the same before each standing alarm, to go back to
  std::vector<char> bout_;     // days of alarms that were withdrawn: not scanned again
  Belief belief_;
  std::vector<Threshold> limits_;  // of each rung
};

}  // namespace

std::vector<Alarm> replay(const series::Series& lived, const AlarmOptions& options) {
  const auto& rates = options.false_alarms_per_year;
  require(!rates.empty(), "replay: a rate of false alarms expected, got none");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    require(rates[i] > 0 && (i == 0 || rates[i] < rates[i - 1]),
            "replay: false_alarms_per_year must be > 0 and fall, got {}", rates[i]);
  }
  require(options.first_day >= 30, "replay: first_day must be >= 30, got {}", options.first_day);
  require(options.least_sd >= 0, "replay: least_sd must be >= 0, got {}", options.least_sd);
  return Watch(lived, options).all();
}

}  // namespace skin2vec::change
