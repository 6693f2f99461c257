// What a network of one's own earns over the one that ships, on days that neither was trained on.
//
//   bench_validate_training [--until DAY] [--scratch] and the options of bench_validate_forecast
//
// Each virtual person's network is trained on the days before DAY (450: with learn/personal.h's blocks it has then seen
// 360) and judged on the rest of the record, every evening an origin. Printed: mean square error over that of the
// shipped network at 1, 3, 7 and 14 days, of all and of the followed choice (adopted where it was better on the block
// it is judged on, else the shipped one), how many are better, how many adopted.
#include <array>
#include <cmath>

#include "bench/people.h"
#include "skin2vec/forecast/gp_forecast.h"
#include "skin2vec/learn/fine_tuning.h"
#include "test/learn/shipped.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr std::array horizons = {1, 3, 7, 14};

struct Found {
  std::array<forecast::Score, horizons.size()> shipped, own, chosen;
  bool adopted = false, better = false;
};

}  // namespace

int main(int argc, char** argv) {
  int until = 450, kept = 1;
  bool scratch = false;
  for (int i = 1; i < argc; ++i) {
    const std::string key = argv[i];
    if (key == "--until" && i + 1 < argc) {
      until = std::atoi(argv[++i]);
    } else if (key == "--scratch") {
      scratch = true;
    } else {
      argv[kept++] = argv[i];
    }
  }
  const auto options = people_options(kept, argv);
  if (!options) return 64;
  const auto all = each_person<Found>(*options, [&](const twin::VirtualPerson& person) {
    const auto profile = *diary::built_in_profile("skin");
    const forecast::DayTable table = forecast::day_table(person.entries, profile);
    series::SlotGridOptions which;
    which.to = table.first + (until - 1);
    const forecast::DayTable before = forecast::day_table(person.entries, profile, which);
    learn::FineTuningOptions how{.shipped = &learn::shipped(), .seed = 7, .threads = 1};
    if (scratch) how.architecture = learn::Architecture::transformer;
    learn::FineTuning training(std::span(&before, 1), how);
    (void)training.run();
    const forecast::Forecasts structural = forecast::gp_forecast(table);
    const forecast::Forecasts shipped = learn::pretrained().forecasts(table, structural);
    const forecast::Forecasts own = training.personal().model.forecasts(table, structural);
    Found found{.shipped = {}, .own = {}, .chosen = {}, .adopted = training.holdout().adopted};
    double ratio = 0;
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      const forecast::ScoreOptions at{.horizon = horizons[h], .from = until};
      found.shipped[h] = forecast::evaluate(shipped, table, at);
      found.own[h] = forecast::evaluate(own, table, at);
      found.chosen[h] = found.adopted ? found.own[h] : found.shipped[h];
      ratio += found.own[h].mse / found.shipped[h].mse / std::size(horizons);
    }
    found.better = ratio < 1;
    return found;
  });
  const auto tell = [&](const char* who, auto member) {
    fmt::print("  {:<10}", who);
    for (std::size_t h = 0; h < horizons.size(); ++h) {
      std::vector<forecast::Score> a, b;
      for (const Found& one : all) {
        a.push_back((one.*member)[h]);
        b.push_back(one.shipped[h]);
      }
      fmt::print(" {:.4f}", forecast::pooled(a).mse / forecast::pooled(b).mse);
    }
    fmt::print("\n");
  };
  int adopted = 0, better = 0, both = 0;
  for (const Found& one : all) {
    adopted += one.adopted ? 1 : 0;
    better += one.better ? 1 : 0;
    both += one.adopted && one.better ? 1 : 0;
  }
  fmt::print("mean square error over the shipped network's after day {}, {}, {} people, 1 3 7 14 days\n", until,
             options->told(), all.size());
  tell("own", &Found::own);
  tell("as adopted", &Found::chosen);
  fmt::print("  better {}, adopted {}, both {}\n", better, adopted, both);
  return 0;
}
