#include "skin2vec/insight/sentences.h"

#include <fmt/format.h>

#include <cmath>

#include "skin2vec/base/require.h"
#include "skin2vec/words/words.h"

namespace skin2vec::insight {

const std::string& spoken(const diary::Label& label, words::Language language) {
  return language == words::Language::zh ? label.zh : label.en;
}

std::string spoken(const std::string& name, const diary::Profile& profile, words::Language language) {
  const diary::EventKind* event = diary::find_event(profile, name);
  const diary::Exposure* exposure = diary::find_exposure(profile, name);
  const diary::Dimension* dimension = diary::find_dimension(profile, name);
  const diary::Label* label = event       ? &event->label
                              : exposure  ? &exposure->label
                              : dimension ? &dimension->label
                                          : nullptr;
  return label ? spoken(*label, language) : name;
}

std::string numeral(double value, double low, double high, words::Language language) {
  if (!std::isfinite(value) || !std::isfinite(low) || !std::isfinite(high)) return words::numeral(value);
  return language == words::Language::zh
             ? fmt::format("{}（{} 至 {}）", words::numeral(value), words::numeral(low), words::numeral(high))
             : fmt::format("{} ({} to {})", words::numeral(value), words::numeral(low), words::numeral(high));
}

namespace {

// What an effect is told for: "per weight 1", "a use", "per 10 ug/m3".
std::string unit_of(series::CovariateKind kind, const std::string& covariate, const diary::Profile& profile, bool zh) {
  if (const diary::Exposure* exposure = diary::find_exposure(profile, covariate)) {
    return zh ? fmt::format("每 {} {}", exposure->unit_step, exposure->unit)
              : fmt::format("per {} {}", exposure->unit_step, exposure->unit);
  }
  if (kind == series::CovariateKind::product) return zh ? "每次" : "a use";
  return zh ? "权重 1" : "per weight 1";
}

// The sizes of effects in words: "+0.41 (0.20 to 0.62)", of a count "1.51 times as many (1.22 to 1.86)".
class Sizes {
 public:
  Sizes(diary::OutcomeScale scale, bool zh) : count_(scale == diary::OutcomeScale::count), zh_(zh) {}
  [[nodiscard]] std::string change(double value) const {
    if (!count_) return fmt::format("{:+.2f}", value);
    return words::numeral(std::exp(value)) + (zh_ ? " 倍" : " times as many");
  }
  [[nodiscard]] std::string end(double value) const {  // of an interval
    return count_ ? words::numeral(std::exp(value)) : fmt::format("{:.2f}", value);
  }
  [[nodiscard]] std::string spread(double sd) const {  // of people
    const std::string by = count_ ? words::numeral(std::exp(sd)) : fmt::format("±{:.2f}", sd);
    if (zh_) return "相差 " + by + (count_ ? " 倍" : "");
    return (count_ ? "by a factor of " : "by ") + by;
  }

 private:
  bool count_, zh_;
};

}  // namespace

std::string sentence(const lag::CohortEffect& effect, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const std::string covariate = spoken(effect.covariate, profile, language);
  const std::string outcome = spoken(effect.dimension, profile, language);
  if (effect.verdict == lag::EffectVerdict::confounded) {
    return zh ? fmt::format("{} 人中{}与{}一同变化，但在{}之前{}已有差别：它可能是结果而非原因", effect.n_people,
                            covariate, outcome, covariate, outcome)
              : fmt::format("In {} people {} and {} go together, but {} differs before {} too: it may follow, not lead",
                            effect.n_people, covariate, outcome, outcome, covariate);
  }
  const std::string unit = unit_of(effect.kind, effect.covariate, profile, zh), q = words::chance("q", effect.q);
  const bool lower = effect.mean < 0;
  const Sizes sizes(effect.scale, zh);
  const std::string mean = sizes.change(effect.mean), low = sizes.end(effect.mean_ci.low),
                    high = sizes.end(effect.mean_ci.high);
  if (effect.source == lag::CohortSource::one_fit) {
    return zh ? fmt::format("{} 人合并拟合，{}之后{}较{}：{}共 {}（{} 至 {}），第 {} 天最明显；{}", effect.n_people,
                            covariate, outcome, lower ? "低" : "高", unit, mean, low, high, effect.peak_day, q)
              : fmt::format("In one fit of {} people, after {}, {} was {}: {} in all {} ({} to {}), most on day {}; {}",
                            effect.n_people, covariate, outcome, lower ? "lower" : "higher", mean, unit, low, high,
                            effect.peak_day, q);
  }
  const std::string differ = sizes.spread(effect.tau);
  return zh ? fmt::format("{} 人中，{}之后{}较{}：平均{}共 {}（{} 至 {}），人与人{}；{}", effect.n_people, covariate,
                          outcome, lower ? "低" : "高", unit, mean, low, high, differ, q)
            : fmt::format("In {} people, after {}, {} was {}: {} in all {} on average ({} to {}), people differ {}; {}",
                          effect.n_people, covariate, outcome, lower ? "lower" : "higher", mean, unit, low, high,
                          differ, q);
}

std::string sentence(const lag::Effect& effect, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const std::string covariate = spoken(effect.covariate, profile, language);
  const std::string outcome = spoken(effect.dimension, profile, language);
  if (effect.verdict == lag::EffectVerdict::confounded) {
    return zh ? fmt::format("{}与{}一同变化，但在{}之前{}已有差别：它可能是结果而非原因", covariate, outcome, covariate,
                            outcome)
              : fmt::format("{} and {} go together, but {} differs before {} too: it may follow, not lead", covariate,
                            outcome, outcome, covariate);
  }
  const diary::Exposure* exposure = diary::find_exposure(profile, effect.covariate);
  const std::string unit = unit_of(effect.kind, effect.covariate, profile, zh);
  const double peak = effect.kernel[static_cast<std::size_t>(effect.peak_day)];
  const bool open = effect.total_ci.low <= 0 && 0 <= effect.total_ci.high;  // the sum may be of either sign
  const bool lower = (open ? peak : effect.total) < 0;
  const std::string q = words::chance("q", effect.q);
  std::string n;
  if (!exposure) {
    n = zh ? fmt::format("，{} 天中有 {} 天", effect.n_days, effect.n_exposed)
           : fmt::format(", {} days of {}", effect.n_exposed, effect.n_days);
  }
  const std::string after = effect.peak_day == 1 ? "1 day after" : fmt::format("{} days after", effect.peak_day);
  const std::string when = effect.peak_day == 0 ? "On the day of" : after;
  const std::string most = effect.peak_day == 0 ? "on the same day" : after + " it";
  const Sizes sizes(effect.scale, zh);
  const std::string low = sizes.end(effect.total_ci.low), high = sizes.end(effect.total_ci.high);
  if (zh) {
    return open ? fmt::format("{}之后第 {} 天，{}{}：{} {}；总和尚不确定（{} 至 {}）；{}{}", covariate, effect.peak_day,
                              outcome, lower ? "较低" : "较高", unit, sizes.change(peak), low, high, q, n)
                : fmt::format("{}之后，{}{}：{}共 {}（{} 至 {}），第 {} 天最强；{}{}", covariate, outcome,
                              lower ? "较低" : "较高", unit, sizes.change(effect.total), low, high, effect.peak_day, q,
                              n);
  }
  return open ? fmt::format("{} {}, {} was {}: {} {}; the sum is open ({} to {}); {}{}", when, covariate, outcome,
                            lower ? "lower" : "higher", sizes.change(peak), unit, low, high, q, n)
              : fmt::format("After {}, {} was {}: {} in all {} ({} to {}), most {}; {}{}", covariate, outcome,
                            lower ? "lower" : "higher", sizes.change(effect.total), unit, low, high, most, q, n);
}

std::string sentence(const dose::Dose& dose, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const diary::Exposure* exposure = diary::find_exposure(profile, dose.exposure);
  const std::string what = spoken(dose.dimension, profile, language), of = spoken(dose.exposure, profile, language);
  const std::string unit = exposure && !exposure->unit.empty() ? " " + exposure->unit : "";
  switch (dose.shape) {
    case dose::DoseShape::bell: {
      const bool trough = dose.height < 0;
      std::string text =
          zh ? fmt::format("{}在{} {:.1f}{} 时{}（{:.1f} 至 {:.1f}）", what, of, dose.optimum, unit,
                           trough ? "最低" : "最高", dose.optimum_ci.low, dose.optimum_ci.high)
             : fmt::format("{} was {} at {} {:.1f}{} ({:.1f} to {:.1f})", what, trough ? "lowest" : "highest", of,
                           dose.optimum, unit, dose.optimum_ci.low, dose.optimum_ci.high);
      if (!dose.shift.by.empty() && dose.shift.p < 0.05) {
        const std::string by = spoken(dose.shift.by, profile, language);
        text += zh ? fmt::format("；{}每高 100，此处移动 {:+.1f}{}", by, dose.shift.per_100, unit)
                   : fmt::format("; with {} 100 higher it lies {:+.1f}{} away", by, dose.shift.per_100, unit);
      }
      return text;
    }
    case dose::DoseShape::rising:
    case dose::DoseShape::falling: {
      const bool up = dose.shape == dose::DoseShape::rising;
      return zh ? fmt::format("{}越高，{}越{}", of, what, up ? "高" : "低")
                : fmt::format("{} was {} on days of more {}", what, up ? "higher" : "lower", of);
    }
    case dose::DoseShape::flat:
      return zh ? fmt::format("未见{}随{}变化", what, of)
                : fmt::format("{} was not seen to go with {} of the day", what, of);
    case dose::DoseShape::unidentified:
      break;
  }
  return zh ? fmt::format("{}与{}的关系无法判断：{}变化太小或数据太少", what, of, of)
            : fmt::format("{} and {}: cannot be told, it varies too little or there is too little data", what, of);
}

std::string sentence(const dose::Seasons& seasons, const diary::Profile& profile, words::Language language) {
  static constexpr const char* names[2][dose::n_seasons] = {{"winter", "spring", "summer", "autumn"},
                                                            {"冬", "春", "夏", "秋"}};
  if (seasons.verdict != dose::SeasonsVerdict::differ) return "";
  const bool zh = language == words::Language::zh;
  const diary::Exposure* exposure = diary::find_exposure(profile, seasons.exposure);
  const std::string step =
      exposure ? fmt::format("{}{}{}", exposure->unit_step, exposure->unit.empty() ? "" : " ", exposure->unit) : "1";
  std::string parts;
  for (std::size_t s = 0; s < dose::n_seasons; ++s) {
    const dose::SeasonPart& part = seasons.parts[s];
    if (std::isnan(part.total)) continue;
    if (!parts.empty()) parts += zh ? "，" : ", ";
    parts += zh ? fmt::format("{}{:+.2f}（{:.2f} 至 {:.2f}）", names[1][s], part.total, part.ci.low, part.ci.high)
                : fmt::format("{} {:+.2f} ({:.2f} to {:.2f})", names[0][s], part.total, part.ci.low, part.ci.high);
  }
  const std::string what = spoken(seasons.dimension, profile, language),
                    of = spoken(seasons.exposure, profile, language);
  return zh ? fmt::format("{}每高 {}，其后 22 天{}的变化因季节而异：{}；{}", of, step, what, parts,
                          words::chance("q", seasons.q))
            : fmt::format("{} in the 22 days after {} more {} differs by season: {}; {}", what, step, of, parts,
                          words::chance("q", seasons.q));
}

std::string sentence(const FoundChange& found, const diary::Profile& profile, words::Language language) {
  const change::Change& c = found.change;
  const std::string what = spoken(found.dimension, profile, language);
  const bool zh = language == words::Language::zh, up = c.size > 0;
  const std::string size = fmt::format("{:+.2f} ({:.2f} to {:.2f})", c.size, c.size_low, c.size_high);
  std::string text;
  switch (c.kind) {
    case change::Kind::shift:
      text = zh ? fmt::format("{}自 {} 起{}了 {:+.2f}（{:.2f} 至 {:.2f}）", what, to_text(c.start),
                              up ? "升高" : "降低", c.size, c.size_low, c.size_high)
                : fmt::format("{} has been {} since {}: {}", what, up ? "higher" : "lower", to_text(c.start), size);
      break;
    case change::Kind::drift:
      text = zh ? fmt::format("{}在 {} 至 {} 间缓慢{}：{:+.2f}（{:.2f} 至 {:.2f}）", what, to_text(c.start),
                              to_text(c.end), up ? "升高" : "降低", c.size, c.size_low, c.size_high)
                : fmt::format("{} went slowly {} from {} to {}: {}", what, up ? "up" : "down", to_text(c.start),
                              to_text(c.end), size);
      break;
    case change::Kind::passing:
      text = zh ? fmt::format("{}在 {} 至 {} 间暂时{}：{:+.2f}（{:.2f} 至 {:.2f}）", what, to_text(c.start),
                              to_text(c.end), up ? "偏高" : "偏低", c.size, c.size_low, c.size_high)
                : fmt::format("{} was {} for a while, {} to {}: {}", what, up ? "higher" : "lower", to_text(c.start),
                              to_text(c.end), size);
      break;
  }
  text += zh ? fmt::format("；把握 {:.0f} %", 100 * c.confidence)
             : fmt::format("; {:.0f} % sure of the kind", 100 * c.confidence);
  if (found.detected_on) {
    text += zh ? fmt::format("；{} 即可得知", to_text(*found.detected_on))
               : fmt::format("; it would have been told on {}", to_text(*found.detected_on));
  }
  return text;
}

std::string sentence(const RaisedAlarm& raised, const diary::Profile& profile, words::Language language) {
  const change::Alarm& a = raised.alarm;
  const std::string what = spoken(raised.dimension, profile, language);
  const bool zh = language == words::Language::zh, up = a.size > 0, drift = a.kind == change::Kind::drift;
  std::string text = zh ? fmt::format("{}：{}似自 {} 起{}{}", to_text(a.date()), what, to_text(a.start),
                                      drift ? "缓慢" : "突然", up ? "升高" : "降低")
                        : fmt::format("{}: {} seemed to have gone {} {} {}", to_text(a.date()), what,
                                      up ? "up" : "down", drift ? "slowly since" : "at once on", to_text(a.start));
  if (a.withdrawn_on) {
    text += zh ? fmt::format("；{} 撤回", to_text(*a.withdrawn_on))
               : fmt::format("; withdrawn on {}", to_text(*a.withdrawn_on));
  }
  return text;
}

std::string sentence(const lag::Habit& habit, const diary::Profile& profile, words::Language language) {
  const std::string covariate = spoken(habit.covariate, profile, language);
  const std::string outcome = spoken(habit.dimension, profile, language);
  if (language == words::Language::zh) {
    return fmt::format("{}的累积与{}{}相伴：连续 {} 天后共 {:+.2f}，其中 10 天之后 {:+.2f}（{:.2f} 至 {:.2f}）；{}",
                       covariate, outcome, habit.accumulated < 0 ? "较低" : "较高", habit.horizon_days,
                       habit.accumulated, habit.hidden, habit.ci.low, habit.ci.high, words::chance("q", habit.q));
  }
  return fmt::format(
      "A load of {} went with {} {}: {:+.2f} after {} days of daily use, {:+.2f} of it beyond 10 days ({:.2f} to "
      "{:.2f}); {}",
      covariate, habit.accumulated < 0 ? "lower" : "higher", outcome, habit.accumulated, habit.horizon_days,
      habit.hidden, habit.ci.low, habit.ci.high, words::chance("q", habit.q));
}

std::string sentence(const trial::Comparison& comparison, words::Language language) {
  using Verdict = trial::ComparisonVerdict;
  const bool zh = language == words::Language::zh;
  const trial::Comparison& c = comparison;
  if (c.verdict == Verdict::too_little_data) {
    return zh ? fmt::format("{}与{}：前后读数太少（{} 次与 {} 次）", c.a, c.b, c.n_a, c.n_b)
              : fmt::format("{} and {}: too few uses with readings before and after ({} and {})", c.a, c.b, c.n_a,
                            c.n_b);
  }
  if (std::isnan(c.ratio)) {
    return zh ? fmt::format("{}未见有增益，无法与{}相比", c.b, c.a)
              : fmt::format("{} was not seen to give anything, so {} cannot be set against it", c.b, c.a);
  }
  const std::string verdict =
      c.verdict == Verdict::no_difference ? (zh ? "没有值得在意的差别" : "no difference worth caring about")
      : c.verdict == Verdict::none_found  ? (zh ? "未能分出高下" : "they could not be told apart")
      : c.ratio > 1                       ? (zh ? c.a + "较多" : c.a + " gives more")
                                          : (zh ? c.b + "较多" : c.b + " gives more");
  return zh ? fmt::format("{}：{}的增益是{}的 {:.2f} 倍（{:.2f} 至 {:.2f}），{} 次与 {} 次：{}", c.dimension, c.a, c.b,
                          c.ratio, c.ci.low, c.ci.high, c.n_a, c.n_b, verdict)
            : fmt::format("{}: what {} gives is {:.2f} times what {} gives ({:.2f} to {:.2f}), {} and {} uses: {}",
                          c.dimension, c.a, c.ratio, c.b, c.ci.low, c.ci.high, c.n_a, c.n_b, verdict);
}

std::string sentence(const DoneTrial& trial, const trial::TrialResult& result, const diary::Profile& profile,
                     words::Language language) {
  using Verdict = trial::TrialVerdict;
  const bool zh = language == words::Language::zh;
  const trial::TrialResult& r = result;
  const std::string what = spoken(r.dimension, profile, language);
  const std::string days =
      zh ? fmt::format("计入 {} 天与 {} 天", r.n_a, r.n_b) : fmt::format("{} and {} days count", r.n_a, r.n_b);
  if (r.verdict == Verdict::too_little_data) {
    return zh ? fmt::format("{}：数据太少（{}）", what, days) : fmt::format("{}: too little data, {}", what, days);
  }
  const std::string numbers =
      zh ? fmt::format("{:+.2f}（{:.2f} 至 {:.2f}），p = {:.3f}，{}", r.difference, r.ci.low, r.ci.high, r.p, days)
         : fmt::format("{:+.2f} ({:.2f} to {:.2f}), p = {:.3f}, {}", r.difference, r.ci.low, r.ci.high, r.p, days);
  switch (r.verdict) {
    case Verdict::no_difference:
      return zh ? fmt::format("{}：{}与{}没有值得在意的差别（小于 {:.2f}）：{}", what, trial.a, trial.b, r.margin,
                              numbers)
                : fmt::format("{}: no difference worth caring about between {} and {} (less than {:.2f}): {}", what,
                              trial.a, trial.b, r.margin, numbers);
    case Verdict::found:
      return zh ? fmt::format("{}：用{}时比用{}时{}：{}", what, trial.a, trial.b, r.difference > 0 ? "高" : "低",
                              numbers)
                : fmt::format("{}: {} with {} than with {}: {}", what, r.difference > 0 ? "higher" : "lower", trial.a,
                              trial.b, numbers);
    default:
      return zh ? fmt::format("{}：{}与{}未能分出高下：{}", what, trial.a, trial.b, numbers)
                : fmt::format("{}: {} and {} could not be told apart: {}", what, trial.a, trial.b, numbers);
  }
}

std::string sentence(const trial::TrialPower& forecasts, const diary::Profile& profile, words::Language language) {
  const bool zh = language == words::Language::zh;
  const std::string what = spoken(forecasts.dimension, profile, language);
  std::string reach = zh ? "没有能以 0.8 的概率看到的差别" : "no difference would be seen with probability 0.8";
  if (std::isfinite(forecasts.detectable)) {
    reach = zh ? fmt::format("差别到 {:.2f} 时为 0.80", forecasts.detectable)
               : fmt::format("one of {:.2f} with 0.80", forecasts.detectable);
  }
  return zh ? fmt::format("{}：{:.2f} 的差别能看到的概率为 {:.2f}；{}", what, forecasts.difference, forecasts.power,
                          reach)
            : fmt::format("{}: a difference of {:.2f} would be seen with probability {:.2f}, {}", what,
                          forecasts.difference, forecasts.power, reach);
}

std::string sentence(std::span<const series::Rhythm> rhythms, const diary::Profile& profile, words::Language language) {
  require(!rhythms.empty(), "sentence: no rhythm to tell");
  const bool zh = language == words::Language::zh;
  const series::Rhythm& first = rhythms.front();
  std::string text;
  switch (first.name) {
    case series::RhythmName::daily:
      text = zh ? "早晚之间：" : "Between morning and evening: ";
      break;
    case series::RhythmName::monthly:
      text = zh ? fmt::format("每 {} 天：",
                              numeral(first.period_days, first.period_ci.low, first.period_ci.high, language))
                : fmt::format("Every {} days: ",
                              numeral(first.period_days, first.period_ci.low, first.period_ci.high, language));
      break;
    case series::RhythmName::seasonal:
      text = zh ? "一年之中：" : "Over the year: ";
      break;
  }
  for (std::size_t i = 0; i < rhythms.size(); ++i) {
    const series::Rhythm& one = rhythms[i];
    if (i > 0) text += zh ? "，" : ", ";
    text += fmt::format("{} ±{}", spoken(one.dimension, profile, language),
                        numeral(one.amplitude, one.amplitude_ci.low, one.amplitude_ci.high, language));
    if (one.higher) {
      const bool morning = *one.higher == series::Slot::morning;
      text += zh ? (morning ? "，早上较高" : "，晚上较高")
                 : (morning ? " higher in the morning" : " higher in the evening");
    }
  }
  return text;
}

}  // namespace skin2vec::insight
