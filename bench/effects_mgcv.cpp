// What follows what, against the same in R: 8 causes x 22 lags x 5 dimensions of one person of 540 days.
//
//   bench_effects_mgcv            five runs of each, by turns
//   ... --ways bam,discrete,basis,gamm --runs 1
//
// Ours is the whole program (`skin2vec effects --json`: start, diary, kernels, intervals, p, q, negative control; one
// thread). The peer is mgcv (bench/peers/effects_mgcv.R has the ways), from having read its files to its last standard
// error: the start of R and of mgcv is not counted, its threads are one too. Its design has the same blocks. The
// quickest way is the peer of the ratio. Memory is the largest resident set of each process. Without R it says so, and
// ends with 69.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bench/peer_blas.h"
#include "bench/process.h"
#include "skin2vec/base/text.h"
#include "skin2vec/diary/writer.h"
#include "skin2vec/insight/causes.h"
#include "skin2vec/stats/describe.h"
#include "skin2vec/stats/distributions.h"
#include "skin2vec/twin/twin.h"

namespace {

using namespace skin2vec;
using namespace skin2vec::bench;

constexpr double most_of_peer = 0.05;  // of its time

struct Pair {
  double total = NAN;
  double error = NAN;  // standard
};
using Pairs = std::map<std::string, Pair>;  // "cause dimension"

void write_text(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  if (!(out << text)) give_up(file + " cannot be written");
}

std::string number_or_na(double value) {
  return std::isnan(value) ? "NA" : fmt::format("{:.10g}", value);
}

void write_matrix(const std::string& file, const std::vector<std::string>& names, const Eigen::MatrixXd& rows) {
  std::string text = fmt::format("{}\n", fmt::join(names, ","));
  for (Eigen::Index t = 0; t < rows.rows(); ++t) {
    for (Eigen::Index c = 0; c < rows.cols(); ++c) text += (c > 0 ? "," : "") + number_or_na(rows(t, c));
    text += '\n';
  }
  write_text(file, text);
}

// What the R script reads: the same days, amounts and blocks that ours makes of the diary.
void write_for_peer(const insight::Covariates& covariates, const Folder& folder) {
  std::vector<std::string> names;
  Eigen::MatrixXd y(covariates.grid.days, static_cast<Eigen::Index>(covariates.outcomes.size()));
  for (std::size_t d = 0; d < covariates.outcomes.size(); ++d) {
    names.push_back(covariates.outcomes[d].dimension);
    const auto& values = covariates.outcomes[d].daily.values;
    y.col(static_cast<Eigen::Index>(d)) = Eigen::Map<const Eigen::VectorXd>(values.data(), std::ssize(values));
  }
  write_matrix(folder.file("y.csv"), names, y);

  const lag::LagDesign design = lag::lagged_design_matrix(covariates.grid, covariates.design);
  Eigen::MatrixXd amount(covariates.grid.days, static_cast<Eigen::Index>(design.covariates.size()));
  std::string before = "before\n";
  names.clear();
  std::vector<bool> of_covariate(design.mixed.blocks.size(), false);
  for (std::size_t c = 0; c < design.covariates.size(); ++c) {
    const lag::LagBlock& block = design.covariates[c];
    names.push_back(covariates.grid.covariates[static_cast<std::size_t>(block.covariate)].name);
    amount.col(static_cast<Eigen::Index>(c)) = block.amount;
    before += number_or_na(block.padding) + "\n";
    of_covariate[static_cast<std::size_t>(block.block)] = true;
  }
  write_matrix(folder.file("amount.csv"), names, amount);
  write_text(folder.file("before.csv"), before);

  names.clear();
  Eigen::MatrixXd nuisance(covariates.grid.days, 0);
  for (std::size_t b = 0; b < of_covariate.size(); ++b) {
    if (of_covariate[b]) continue;
    const stats::Block& block = design.mixed.blocks[b];
    for (int c = 0; c < block.columns; ++c) names.push_back(fmt::format("block{}_{}", b, c));
    Eigen::MatrixXd wider(nuisance.rows(), nuisance.cols() + block.columns);
    wider << nuisance, design.mixed.random.middleCols(block.from, block.columns);
    nuisance = std::move(wider);
  }
  write_matrix(folder.file("nuisance.csv"), names, nuisance);

  names.clear();
  for (Eigen::Index c = 0; c < lag::lag_basis().cols(); ++c) names.push_back(fmt::format("b{}", c));
  write_matrix(folder.file("basis.csv"), names, lag::lag_basis());
}

Pairs pairs_of_ours(const std::string& json) {
  const double z = stats::normal_quantile(0.975);
  Pairs pairs;
  const nlohmann::json answer = nlohmann::json::parse(json);
  for (const auto& one : answer["effects"]) {
    if (one["total"].is_null()) continue;
    pairs[one["cause"].get<std::string>() + " " + one["dimension"].get<std::string>()] = {
        one["total"].get<double>(), (one["ci"][1].get<double>() - one["ci"][0].get<double>()) / 2 / z};
  }
  return pairs;
}

struct Peer {
  std::vector<double> seconds, peak_mb;
  Pairs pairs;
};

void take(const std::string& out, Peer& peer) {
  std::istringstream lines(out);
  std::string covariate, dimension;
  double seconds = 0;
  lines >> covariate >> seconds;
  peer.seconds.push_back(seconds);
  Pair pair;
  while (lines >> covariate >> dimension >> pair.total >> pair.error) peer.pairs[covariate + " " + dimension] = pair;
}

// How alike two sets of totals are: their correlation, and the differences in the larger of the two standard errors.
void tell_agreement(const std::string& what, const Pairs& peer, const Pairs& ours) {
  std::vector<double> x, y, apart;
  for (const auto& [name, theirs] : peer) {
    const auto mine = ours.find(name);
    if (mine == ours.end()) continue;
    x.push_back(theirs.total), y.push_back(mine->second.total);
    apart.push_back(std::abs(theirs.total - mine->second.total) / std::max(theirs.error, mine->second.error));
  }
  if (x.empty()) give_up(what + " have no pair in common");
  const double mx = stats::mean(x), my = stats::mean(y);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - mx) * (y[i] - my), xx += (x[i] - mx) * (x[i] - mx), yy += (y[i] - my) * (y[i] - my);
  }
  print_note(fmt::format("{}: correlation of {} totals", what, x.size()),
             fmt::format("{:.3f}", xy / std::sqrt(xx * yy)));
  print_note("   difference in standard errors: median, most",
             fmt::format("{:.2f}, {:.2f}", median(apart), *std::max_element(apart.begin(), apart.end())));
}

// How near the totals are to what is true of this person, pairs without an effect too.
void tell_truth(const std::string& what, const Pairs& pairs, const twin::Truth& truth) {
  std::vector<double> off;
  double cover = 0;
  for (const auto& [name, pair] : pairs) {
    const std::string covariate = name.substr(0, name.find(' ')), dimension = name.substr(name.find(' ') + 1);
    const auto at = std::find(twin::dimension_names.begin(), twin::dimension_names.end(), dimension);
    if (at == twin::dimension_names.end()) continue;  // a derived one
    double total = 0;
    for (const twin::Effect& effect : truth.effects) {
      if (effect.covariate != covariate || effect.dimension != at - twin::dimension_names.begin()) continue;
      for (const double k : effect.kernel) total += k;
    }
    off.push_back(std::abs(pair.total - total));
    cover += off.back() < stats::normal_quantile(0.975) * pair.error ? 1 : 0;
  }
  print_note(fmt::format("{}: off the truth, median of {}; cover", what, off.size()),
             fmt::format("{:.3f}, {:.2f}", median(off), cover / static_cast<double>(off.size())));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> ways{"bam", "discrete", "basis"};
  int runs = 5;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string key = argv[i];
    if (key == "--ways") {
      ways.clear();
      for (const auto way : split(argv[i + 1], ',')) ways.emplace_back(way);
    } else if (key == "--runs") {
      runs = std::max(1, std::atoi(argv[i + 1]));
    } else {
      fmt::print(stderr, "not understood: {}\n", key);
      return 64;
    }
  }
  if (std::system("Rscript -e 'library(mgcv)' >/dev/null 2>&1") != 0) {
    fmt::print(stderr, "effects_mgcv: the peer is missing: R with mgcv (Debian: r-base-core r-cran-mgcv)\n");
    return 69;
  }
  // One thread each, the linear algebra of R too.
  choose_peer_blas("Rscript", SKIN2VEC_SOURCE "/bench/peers/product_rate.R", {}, own_product_rate<double>(), "R");

  const diary::Profile profile = *diary::built_in_profile("skin");
  twin::VirtualPerson person =
      twin::simulate_person({.people = 1, .days = 540, .seed = 1, .oracle = twin::OracleOrigins::none}, 0);
  std::erase_if(person.entries, [](const diary::Entry& entry) {
    return entry.kind != diary::Kind::reading && entry.kind != diary::Kind::event;
  });
  const insight::Covariates covariates = insight::causes_of(person.entries, profile, {});
  const Folder folder;
  write_for_peer(covariates, folder);
  diary::DiaryCsv csv(profile);
  for (const diary::Entry& entry : person.entries) csv.add(entry);
  std::vector<std::string> import{program(), "import"};
  const std::string diary = folder.file("diary.db");
  for (const auto& [name, text] : csv.files()) {
    write_text(folder.file(name), text);
    import.push_back(folder.file(name));
  }
  import.insert(import.end(), {"--diary", diary});
  run_program(import);

  std::map<std::string, Peer> peers;
  std::vector<double> one_thread, all_threads, peak_mb;
  Pairs ours;
  for (int run = 0; run < runs; ++run) {
    for (const std::string& way : ways) {
      const Run r = run_program({"Rscript", SKIN2VEC_SOURCE "/bench/peers/effects_mgcv.R", folder.file(""), way});
      take(r.out, peers[way]);
      peers[way].peak_mb.push_back(r.peak_mb);
    }
    const Run own = run_program({program(), "effects", "--json", "--threads", "1", "--diary", diary});
    ours = pairs_of_ours(own.out);
    one_thread.push_back(own.ms), peak_mb.push_back(own.peak_mb);
    all_threads.push_back(run_program({program(), "effects", "--json", "--diary", diary}).ms);
  }

  std::string quickest = ways.front();
  for (const auto& [way, peer] : peers) {
    if (median(peer.seconds) < median(peers[quickest].seconds)) quickest = way;
  }
  print_head(fmt::format("effects_mgcv: {} causes x 22 lags x {} dimensions, 540 days, median of {}",
                         covariates.grid.covariates.size(), covariates.outcomes.size(), runs));
  for (const auto& [way, peer] : peers) {
    print_ratio(fmt::format("{}{}", way, way == quickest ? ", the quickest" : ""), 1e3 * median(peer.seconds),
                median(one_thread), most_of_peer);
  }
  print_limit("ours, whole program, one thread", median(one_thread), 2000, "ms");
  print_note("ours, as many threads as processors", shown(median(all_threads)));
  fmt::print("  {:<50} {:>10} {:>10}\n", "peak resident set", fmt::format("{:.0f} MB", median(peers[quickest].peak_mb)),
             fmt::format("{:.0f} MB", median(peak_mb)));
  for (const auto& [way, peer] : peers) tell_agreement("ours and " + way, peer.pairs, ours);
  tell_truth("ours", ours, person.truth);
  for (const auto& [way, peer] : peers) tell_truth(way, peer.pairs, person.truth);
  if (peers.size() > 1 && peers.contains("bam") && peers.contains("basis")) {
    tell_agreement("bam and basis (mgcv with itself)", peers["bam"].pairs, peers["basis"].pairs);
  }
}
