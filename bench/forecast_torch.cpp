// Forecasts of one person by the three networks against PyTorch: same architecture, weights, days, outputs.
//
//   bench_forecast_torch [SECONDS] [ROUNDS]    default: 0.5 s of passes a side, 3 rounds by turns
//   bench_forecast_torch ours FILE ARCHITECTURE WIDTH LAYERS PEOPLE EVENINGS SECONDS OUT    one side, as the bench runs
//   it
//
// One person's record of 30 days, or the 192 of the window of the network that ships, 40 features, to the means and log
// sds of 14 days ahead of 6 dimensions, from the last evening (what is told tomorrow; PyTorch takes that day before the
// last norm and the head, as one would) and from every evening (what was told so far): a forward pass without gradients
// (PyTorch eager, no_grad, the better of 1 and 2 threads; ours on one). Times are of the quickest pass of a round after
// one that warms up, which a busy machine touches least, on both sides; then the median of the rounds. The outputs of
// both sides are held against each other: largest difference, units of the targets.
#include <cmath>

#include "bench/networks.h"
#include "bench/peer_blas.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr double kReach = 20, kTolerance = 2e-4;  // of outputs near 1, in floats

void prepare(const std::string& path, const Shape& shape) {
  Random random(11);
  TensorFile file = starting_weights(shape);
  std::vector<float> x;
  for (int i = 0; i < shape.days * kFeatures; ++i) x.push_back(static_cast<float>(random.normal()));
  file.tensors.push_back({.name = "batch.x", .shape = {1, shape.days, kFeatures}, .values = x});
  write_tensors(path, file);
}

int ours(const std::string& path, Shape shape, bool last, double seconds, const std::string& out) {
  const TensorFile file = read_tensors(path);
  net::Layout layout;
  const learn::Network<float> network(layout, options_of(shape));
  const std::vector<float> theta = *net::restore(layout, file), x = floats(file, "batch.x");
  shape.days = static_cast<int>(x.size()) / kFeatures;
  learn::Network<float>::Kept kept;
  const auto pass = [&] {
    if (last) {
      network.forward_last(theta, x, shape.days, {}, kept);
    } else {
      network.forward(theta, x, shape.days, {}, kept);
    }
  };
  pass();
  std::vector<double> ms;
  const auto begun = std::chrono::steady_clock::now();
  while (ms.size() < 5 || std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() < seconds) {
    const auto before = std::chrono::steady_clock::now();
    pass();
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
  }
  const std::vector<float>& said = last ? kept.last : kept.outputs;
  std::ofstream(out, std::ios::binary)
      .write(reinterpret_cast<const char*>(said.data()), static_cast<std::streamsize>(said.size() * sizeof(float)));
  fmt::print("{:.6f}\n", *std::min_element(ms.begin(), ms.end()));
  return 0;
}

std::vector<float> outputs(const std::string& path) {
  const std::string bytes = text_of(path);
  std::vector<float> values(bytes.size() / sizeof(float));
  std::copy_n(bytes.data(), values.size() * sizeof(float), reinterpret_cast<char*>(values.data()));
  return values;
}

// Whether the reach is met.
bool compare(const char* self, const Folder& folder, const Shape& shape, bool last, double seconds, int rounds) {
  const std::string path = folder.file("forecast.safetensors");
  prepare(path, shape);
  std::vector<std::string> what = words_of(shape);
  what.insert(what.begin(), path);
  what.emplace_back(last ? "last" : "every");
  Side mine, theirs[2];
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::string> words = {self, "ours"};
    words.insert(words.end(), what.begin(), what.end());
    words.insert(words.end(), {fmt::format("{}", seconds), folder.file("ours")});
    take(run_program(words), mine);
    for (int threads = 1; threads <= 2; ++threads) {
      words = {"/usr/bin/python3", peer("forecast_torch.py")};
      words.insert(words.end(), what.begin(), what.end());
      words.insert(words.end(), {std::to_string(threads), fmt::format("{}", seconds), folder.file("theirs")});
      set_peer_threads(threads);
      take(run_program(words), theirs[threads - 1]);
    }
  }
  const std::vector<float> a = outputs(folder.file("ours")), b = outputs(folder.file("theirs"));
  if (a.size() != static_cast<std::size_t>((last ? 1 : shape.days) * 2 * kTargets) || a.size() != b.size()) {
    give_up(fmt::format("{} and {} outputs", a.size(), b.size()));
  }
  double apart = 0, size = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    apart = std::max(apart, static_cast<double>(std::abs(a[i] - b[i])));
    size = std::max(size, static_cast<double>(std::abs(b[i])));
  }
  if (!(apart <= kTolerance)) give_up(fmt::format("outputs differ by {}", apart));
  const double one = median(theirs[0].ms), two = median(theirs[1].ms), our = median(mine.ms);
  const double ratio = std::min(one, two) / our;
  fmt::print(
      "  {:<15}{:>4}{:>3}{:>5} {:<5} {:>9.3f} {:>9.3f} {:>9.4f} {:>6.1f}x {:>8.1f} {:>9.1e} {:>6.2f} {:>5.0f} {:>5.0f} "
      " {}\n",
      learn::name(shape.architecture), shape.width, shape.layers, shape.days, last ? "last" : "every", one, two, our,
      ratio, last ? NAN : forward_operations(shape) / 1e6 / our, apart, size, theirs[0].peak_mb, mine.peak_mb,
      ratio >= kReach ? "yes" : "NO");
  return ratio >= kReach;
}

}  // namespace

int main(int count, char** words) {
  if (count == 10 && std::string(words[1]) == "ours") {
    return ours(words[2], {architecture_of(words[3]), std::atoi(words[4]), std::atoi(words[5]), std::atoi(words[6]), 0},
                std::string(words[7]) == "last", std::atof(words[8]), words[9]);
  }
  const double seconds = count > 1 ? std::atof(words[1]) : 0.5;
  const int rounds = count > 2 ? std::atoi(words[2]) : 3;
  const Folder folder;
  choose_peer_blas("/usr/bin/python3", peer("product_rate.py"), {"1"}, own_product_rate<float>(), "PyTorch");
  fmt::print("forecasts of one person, ms, medians of {} rounds of {} s ({}); reach: {}x\n", rounds, seconds,
             linalg::kernels<float>().name, kReach);
  fmt::print("  {:<15}{:>4}{:>3}{:>5} {:<5} {:>9} {:>9} {:>9} {:>7} {:>8} {:>9} {:>6} {:>5} {:>5}\n", "network", "W",
             "L", "days", "of", "torch 1", "torch 2", "ours", "ratio", "GFLOP/s", "apart", "of", "MB t", "MB o");
  for (const bool last : {true, false}) {
    int met = 0, all = 0;
    for (const learn::Architecture a : kArchitectures) {
      for (const int days : {30, 192}) {
        for (const auto& [width, layers] : kSizes) {
          met += compare(words[0], folder, {a, width, layers, 1, days}, last, seconds, rounds) ? 1 : 0;
          ++all;
        }
      }
    }
    fmt::print("{} of {} reach {}x, from {} evening\n", met, all, kReach, last ? "the last" : "every");
  }
  return 0;
}
