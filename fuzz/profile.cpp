// A profile that parses is whole, and its own text makes it again; one that does not says on which line.
#include "skin2vec/diary/profile.h"

#include <cmath>
#include <set>

#include "fuzz/property.h"
#include "skin2vec/base/text.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::diary;

void hold_whole(const Profile& profile) {
  hold(is_name(profile.name) && !(profile.dimensions.empty() && profile.exposures.empty()));
  std::set<std::string> names;
  const auto measured = [&](const std::string& name) {
    const Dimension* found = find_dimension(profile, name);
    return found && !found->derived;
  };
  for (const Dimension& each : profile.dimensions) {
    hold(is_name(each.name) && names.insert(each.name).second);
    hold(std::isfinite(each.low) && std::isfinite(each.high) && each.low < each.high);
    if (!each.derived) continue;
    hold(!each.derived->plus.empty() || !each.derived->minus.empty());
    for (const auto& part : each.derived->plus) hold(measured(part));
    for (const auto& part : each.derived->minus) hold(measured(part));
    hold(each.derived->instead.empty() || measured(each.derived->instead));
  }
  for (const Exposure& each : profile.exposures) {
    hold(is_name(each.name) && names.insert(each.name).second);
    hold(std::isfinite(each.low) && std::isfinite(each.high) && each.low <= each.high && each.unit_step > 0);
  }
  for (const EventKind& each : profile.events) {
    hold(is_name(each.name) && names.insert(each.name).second && std::isfinite(each.default_weight));
  }
  for (const Instrument& each : profile.instruments) hold(measured(each.dimension) && each.low < each.high);
  for (const Scale& each : profile.scales) {
    hold(each.words.size() >= 2 && each.values.size() == each.words.size());
    for (const double value : each.values) hold(std::isfinite(value));
  }
  for (const Cycle& each : profile.cycles) {
    hold(each.shortest_days < each.period_days && each.period_days < each.longest_days);
    hold(each.start_event.empty() || find_event(profile, each.start_event));
  }
  hold(profile.reference.window_days >= 2 && profile.reference.baseline_days > profile.reference.window_days);
  hold(profile.slots.per_day == 1 || profile.slots.per_day == 2);
  hold(profile.slots.evening_from_ms >= 0 && profile.slots.evening_from_ms < ms_per_day);
  for (const WideRule& each : profile.import.wide) hold(!each.days.empty() && each.every_days >= 1);
  for (const ComputedRule& each : profile.import.computed) hold(each.columns.size() == 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text(data, size);
  const auto profile = parse_profile(text);
  if (!profile) {
    hold(profile.error().fault == Fault::malformed && profile.error().message.find("line ") != std::string::npos);
    return 0;
  }
  hold(profile->text == text);
  hold_whole(*profile);
  const auto again = parse_profile(profile->text);
  hold(again && again->name == profile->name && again->dimensions.size() == profile->dimensions.size() &&
       again->exposures.size() == profile->exposures.size() && again->events.size() == profile->events.size() &&
       again->import.columns == profile->import.columns && again->import.empty() == profile->import.empty());
  return 0;
}
