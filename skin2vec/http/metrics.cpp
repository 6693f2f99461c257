#include "skin2vec/http/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace skin2vec::http {

std::string metrics_text(const Counters& counters) {
  std::string text;
  const auto head = [&text](std::string_view name, std::string_view kind, std::string_view help) {
    fmt::format_to(std::back_inserter(text), "# HELP skin2vec_http_{0} {2}\n# TYPE skin2vec_http_{0} {1}\n", name, kind,
                   help);
  };
  const auto value = [&](std::string_view name, std::string_view kind, std::string_view help, std::uint64_t number) {
    head(name, kind, help);
    fmt::format_to(std::back_inserter(text), "skin2vec_http_{} {}\n", name, number);
  };
  value("connections", "gauge", "Open connections.", counters.open);
  value("event_streams", "gauge", "Open event streams.", counters.streams);
  value("waiting", "gauge", "Requests that wait for a worker.", counters.waiting);
  value("accepted_total", "counter", "Connections accepted.", counters.accepted);
  value("refused_total", "counter", "Connections above a limit.", counters.refused);
  value("cut_total", "counter", "Connections closed because the client was too slow.", counters.cut);
  value("requests_total", "counter", "Requests given to a handler.", counters.requests);
  head("answers_total", "counter", "Answers by the first digit of their status.");
  for (std::size_t digit = 1; digit < counters.answers.size(); ++digit) {
    fmt::format_to(std::back_inserter(text), "skin2vec_http_answers_total{{status=\"{}xx\"}} {}\n", digit,
                   counters.answers[digit]);
  }
  head("handling_seconds", "histogram", "From a whole request to its answer.");
  std::uint64_t below = 0;
  for (std::size_t c = 0; c < handling_ms.size(); ++c) {
    below += counters.handling[c];
    fmt::format_to(std::back_inserter(text), "skin2vec_http_handling_seconds_bucket{{le=\"{}\"}} {}\n",
                   static_cast<double>(handling_ms[c]) / 1000, below);
  }
  below += counters.handling.back();
  fmt::format_to(std::back_inserter(text),
                 "skin2vec_http_handling_seconds_bucket{{le=\"+Inf\"}} {0}\n"
                 "skin2vec_http_handling_seconds_sum {1}\nskin2vec_http_handling_seconds_count {0}\n",
                 below, static_cast<double>(counters.handling_us) / 1e6);
  return text;
}

}  // namespace skin2vec::http
