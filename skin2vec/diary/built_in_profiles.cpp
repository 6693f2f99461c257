#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "skin2vec/base/require.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/profile.h"

namespace skin2vec::diary {

namespace {

// Each is a whole profile file: `skin2vec profile show NAME` prints it, and a user starts an own one from it.

constexpr const char* skin = R"(# Skin: five scores from 0 to 5, morning and evening.
name = "skin"
labels = { en = "Skin", zh = "皮肤" }

[[dimension]]
name = "oil"
range = [0, 5]
better = "middle"
labels = { en = "Oil", zh = "油分" }

[[dimension]]
name = "moisture"
range = [0, 5]
better = "high"
labels = { en = "Moisture", zh = "水分" }

[[dimension]]
name = "elasticity"
range = [0, 5]
better = "high"
labels = { en = "Elasticity", zh = "弹性" }

[[dimension]]
name = "radiance"
range = [0, 5]
better = "high"
labels = { en = "Radiance", zh = "光泽" }

[[dimension]]
name = "sensitivity"
range = [0, 5]
better = "low"
labels = { en = "Sensitivity", zh = "敏感" }

[[dimension]]                 # water lost through the skin, where an instrument measures it
name = "tewl"
range = [0, 150]
better = "low"
unit = "g/m2/h"
optional = true
labels = { en = "Water loss", zh = "经皮失水" }

[[dimension]]                 # moisture minus sensitivity, each as z against its own baseline
name = "barrier"
better = "high"
derived = { plus = ["moisture"], minus = ["sensitivity"], instead = "tewl" }
labels = { en = "Barrier", zh = "屏障" }

[[instrument]]
name = "corneometer"
dimension = "moisture"
range = [0, 130]
unit = "AU"

[[instrument]]
name = "sebumeter"
dimension = "oil"
range = [0, 500]
unit = "ug/cm2"

[[instrument]]
name = "cutometer"
dimension = "elasticity"
range = [0, 1]

[[exposure]]
name = "temperature"
unit = "degC"
range = [-60, 60]
unit_step = 5
aggregate = "mean"
labels = { en = "Temperature", zh = "气温" }

[[exposure]]
name = "humidity"
unit = "%"
range = [0, 100]
unit_step = 10
aggregate = "mean"
shifted_by = "pm25"
labels = { en = "Humidity", zh = "湿度" }

[[exposure]]
name = "pm25"
unit = "ug/m3"
range = [0, 2000]
unit_step = 10
aggregate = "mean"
labels = { en = "PM2.5", zh = "细颗粒物" }

[[exposure]]
name = "uv"
unit = "index"
range = [0, 20]
unit_step = 1
aggregate = "max"
labels = { en = "UV index", zh = "紫外线" }

[[exposure]]                  # this one and the next two take words, which stand under scales
name = "sleep_quality"
range = [0, 2]
labels = { en = "Sleep quality", zh = "睡眠质量" }

[[exposure]]
name = "mood"
range = [0, 4]
labels = { en = "Mood", zh = "心情" }

[[exposure]]
name = "diet"
range = [0, 2]
labels = { en = "Diet", zh = "饮食" }

[[event]]
name = "late_night"
labels = { en = "Late night", zh = "熬夜" }

[[event]]
name = "spicy_food"
labels = { en = "Spicy food", zh = "辛辣食物" }

[[event]]
name = "alcohol"
labels = { en = "Alcohol", zh = "饮酒" }

[[event]]
name = "stress"
labels = { en = "Stress", zh = "压力" }

[[event]]
name = "dairy"
labels = { en = "Dairy", zh = "乳制品" }

[[event]]
name = "sugar"
labels = { en = "Sugar", zh = "糖" }

[[event]]
name = "exercise"
labels = { en = "Exercise", zh = "运动" }

[[event]]
name = "travel"
labels = { en = "Travel", zh = "旅行" }

[[event]]
name = "long_sun"
labels = { en = "Long sun", zh = "暴晒" }

[[event]]
name = "sunscreen"
labels = { en = "Sunscreen", zh = "防晒霜" }

[[event]]
name = "cycle_start"
labels = { en = "Cycle start", zh = "月经开始" }

[[event]]
name = "acne"
role = "symptom"
labels = { en = "Acne", zh = "痘痘" }

[[event]]
name = "shiny"
role = "symptom"
labels = { en = "Shiny", zh = "泛油光" }

[[event]]
name = "redness"
role = "symptom"
labels = { en = "Redness", zh = "泛红" }

[[event]]
name = "itch"
role = "symptom"
labels = { en = "Itch", zh = "瘙痒" }

[scales]                      # words for numbers; a column of that name takes the word or the number
sleep_quality = ["poor", "fair", "good"]
mood = ["bad", "low", "even", "good", "great"]
diet = ["heavy", "mixed", "light"]

[[cycle]]
name = "monthly"
start_event = "cycle_start"
period = 28
range = [21, 40]

[reference]
window = 7
baseline = 30

[slots]
per_day = 2
evening_from = "14:00"

[[concept]]
name = "dry"
rule = "moisture < -1"

[[concept]]
name = "oily"
rule = "oil > 1"

[[concept]]
name = "sensitive"
rule = "sensitivity > 1"

[[concept]]
name = "dull"
rule = "radiance < -1"

[[concept]]
name = "delayed_recovery"
rule = "days_to_baseline(moisture) > p75"
)";

constexpr const char* sleep = R"(# Sleep: one reading a night, from a watch or by feel.
name = "sleep"
labels = { en = "Sleep", zh = "睡眠" }

[[dimension]]
name = "minutes_asleep"
range = [0, 1440]
better = "high"
unit = "min"
labels = { en = "Minutes asleep", zh = "睡眠时长" }

[[dimension]]
name = "sleep_efficiency"
range = [0, 100]
better = "high"
unit = "%"
labels = { en = "Sleep efficiency", zh = "睡眠效率" }

[[dimension]]
name = "resting_hr"
range = [25, 150]
better = "low"
unit = "bpm"
labels = { en = "Resting heart rate", zh = "静息心率" }

[[dimension]]
name = "rmssd"
range = [1, 300]
better = "high"
unit = "ms"
labels = { en = "Heart rate variability", zh = "心率变异性" }

[[dimension]]
name = "sleep_feeling"
range = [0, 5]
better = "high"
optional = true
labels = { en = "How it felt", zh = "睡眠感受" }

[[exposure]]
name = "steps"
unit = "steps"
range = [0, 150000]
unit_step = 1000
aggregate = "sum"
labels = { en = "Steps", zh = "步数" }

[[exposure]]
name = "screen_minutes"
unit = "min"
range = [0, 1440]
unit_step = 60
aggregate = "sum"
labels = { en = "Screen time", zh = "屏幕时间" }

[[event]]
name = "late_night"
labels = { en = "Late night", zh = "熬夜" }

[[event]]
name = "alcohol"
labels = { en = "Alcohol", zh = "饮酒" }

[[event]]
name = "coffee"
labels = { en = "Coffee", zh = "咖啡" }

[[event]]
name = "stress"
labels = { en = "Stress", zh = "压力" }

[[event]]
name = "exercise"
labels = { en = "Exercise", zh = "运动" }

[[event]]
name = "tired"
role = "symptom"
labels = { en = "Tired", zh = "疲惫" }

[scales]
sleep_feeling = ["awful", "poor", "fair", "good", "very good", "excellent"]

[reference]
window = 7
baseline = 30

[slots]
per_day = 1
)";

constexpr const char* fitness = R"(# Fitness: what one did, and how it went, once a day.
name = "fitness"
labels = { en = "Fitness", zh = "健身" }

[[dimension]]
name = "steps"
range = [0, 150000]
better = "high"
unit = "steps"
labels = { en = "Steps", zh = "步数" }

[[dimension]]
name = "distance"
range = [0, 300]
better = "high"
unit = "km"
optional = true
labels = { en = "Distance", zh = "距离" }

[[dimension]]
name = "pace"
range = [2, 30]
better = "low"
unit = "min/km"
optional = true
labels = { en = "Pace", zh = "配速" }

[[dimension]]
name = "resting_hr"
range = [25, 150]
better = "low"
unit = "bpm"
optional = true
labels = { en = "Resting heart rate", zh = "静息心率" }

[[dimension]]
name = "energy"
range = [0, 5]
better = "high"
optional = true
labels = { en = "Energy", zh = "精力" }

[[exposure]]
name = "temperature"
unit = "degC"
range = [-60, 60]
unit_step = 5
labels = { en = "Temperature", zh = "气温" }

[[event]]
name = "late_night"
labels = { en = "Late night", zh = "熬夜" }

[[event]]
name = "alcohol"
labels = { en = "Alcohol", zh = "饮酒" }

[[event]]
name = "strength"
labels = { en = "Strength training", zh = "力量训练" }

[[event]]
name = "rest_day"
labels = { en = "Rest day", zh = "休息日" }

[[event]]
name = "soreness"
role = "symptom"
labels = { en = "Soreness", zh = "酸痛" }

[scales]
energy = ["empty", "low", "fair", "good", "high", "full"]

[reference]
window = 7
baseline = 30

[slots]
per_day = 1
)";

const std::array<std::string, 3> shipped{"skin", "sleep", "fitness"};
const std::array<const char*, 3> texts{skin, sleep, fitness};

}  // namespace

std::span<const std::string> built_in_names() {
  return shipped;
}

Result<Profile> built_in_profile(std::string_view name) {
  const auto found = std::find(shipped.begin(), shipped.end(), name);
  if (found == shipped.end()) {
    const auto near = nearest(name, shipped);
    return refuse(Fault::missing, fmt::format("no profile {}; built in are skin, sleep and fitness{}", in_quotes(name),
                                              near ? "; did you mean " + in_quotes(*near) + "?" : ""));
  }
  auto profile = parse_profile(texts[static_cast<std::size_t>(found - shipped.begin())]);
  require(profile.has_value(), "built_in_profile: {} must parse, got {}", name, profile ? "" : profile.error().message);
  return profile;
}

}  // namespace skin2vec::diary
