// The pooled ridge that comes with the program, made again: half of it from virtual people, half from records of varied
// persistence (varied_series.h).
//
//   bench_train_pooled_ridge [--write FILE] [--virtual PART]     # PART of the pairs of virtual people, 0.5
//
// Virtual: 60 people of each of five variants, 360 days, seeds 2001 to 2005. Varied: 2000 records of seed 2006. Prints
// the mean square error, in scale^2, on the pairs themselves and on 60 + 400 others (seeds 2007 and 2008).
#include <fstream>

#include "bench/people.h"
#include "bench/varied_series.h"
#include "skin2vec/forecast/pooled_ridge.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;
using forecast::PooledSums;

// The sums of many, a block at a time, so that any number of threads gives the same bytes.
PooledSums sums_of(std::size_t count, const std::function<forecast::DayTable(std::size_t)>& table) {
  constexpr std::size_t blocks = 16;
  std::vector<PooledSums> each(blocks);
  parallel_for(blocks, 0, [&](std::size_t block) {
    for (std::size_t i = block; i < count; i += blocks) each[block].add(table(i));
  });
  for (std::size_t block = 1; block < blocks; ++block) each[0].add(each[block]);
  return each[0];
}

PooledSums virtual_people(std::uint64_t seed, std::string_view variant) {
  const auto people =
      twin::simulate({.people = 60, .days = 360, .seed = seed, .variant = *twin::parse_variant(variant), .threads = 0});
  const auto profile = *diary::built_in_profile("skin");
  return sums_of(people.size(), [&](std::size_t i) { return forecast::day_table(people[i].entries, profile); });
}

PooledSums varied(std::uint64_t seed, std::size_t count) {
  return sums_of(count, [&](std::size_t i) { return varied_record(Random(seed).fork(i)); });
}

// As if there were so many pairs of the day ahead.
PooledSums as_many_as(const PooledSums& sums, double pairs) {
  PooledSums scaled = sums;
  const double factor = pairs / sums.pairs[0];
  for (std::size_t h = 0; h < forecast::kHorizons; ++h) {
    scaled.gram[h] *= factor;
    scaled.pairs[h] *= factor;
    scaled.squares[h] *= factor;
  }
  scaled.moment *= factor;
  return scaled;
}

void tell(const char* who, const PooledSums& sums, const forecast::PooledWeights& weights) {
  fmt::print("  {:<28}", who);
  for (const int h : {1, 3, 7, 14}) fmt::print(" {:.4f}", forecast::mean_square_error(sums, weights, h));
  fmt::print("  of {:.0f} pairs\n", sums.pairs[0]);
}

}  // namespace

int main(int argc, char** argv) {
  std::string write;
  double part = 0.5;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--write") write = argv[i + 1];
    if (std::string(argv[i]) == "--virtual") part = std::atof(argv[i + 1]);
  }
  constexpr std::array variants = {"default", "heavy_tailed", "event_runs", "biphasic", "asymmetric_bell"};
  PooledSums skin;
  for (std::size_t v = 0; v < variants.size(); ++v) skin.add(virtual_people(2001 + v, variants[v]));
  const PooledSums records = varied(2006, 2000);
  constexpr double pairs = 2e5;  // beside which a penalty of 50 is small
  PooledSums all = as_many_as(skin, part * pairs);
  all.add(as_many_as(records, (1 - part) * pairs));
  const forecast::PooledWeights nothing = forecast::PooledWeights::Zero(forecast::kPooledColumns, forecast::kHorizons);
  const forecast::PooledWeights weights = forecast::fit(all, nothing, 50);
  fmt::print("mean square error in scale^2, 1, 3, 7, 14 days ahead\n");
  tell("virtual people", skin, weights);
  tell("varied records", records, weights);
  tell("virtual people, others", virtual_people(2007, "default"), weights);
  tell("varied records, others", varied(2008, 400), weights);
  if (!write.empty()) std::ofstream(write, std::ios::binary) << print_safetensors(forecast::pooled_file(weights));
  return 0;
}
