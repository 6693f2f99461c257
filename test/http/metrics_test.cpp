#include "skin2vec/http/metrics.h"

#include <gtest/gtest.h>

namespace skin2vec::http {
namespace metrics_test {

TEST(Metrics, AreWhatAPrometheusReads) {
  Counters counters{.open = 3, .streams = 2, .waiting = 1, .accepted = 40, .refused = 5, .requests = 60, .cut = 7};
  counters.answers = {0, 0, 50, 4, 8, 1};
  counters.handling = {30, 20, 5, 4, 0, 0, 0, 0, 1};
  counters.handling_us = 1'500'000;
  const std::string text = metrics_text(counters);
  for (const char* line :
       {"# TYPE skin2vec_http_connections gauge\nskin2vec_http_connections 3\n", "\nskin2vec_http_event_streams 2\n",
        "\nskin2vec_http_waiting 1\n", "\nskin2vec_http_accepted_total 40\n", "\nskin2vec_http_refused_total 5\n",
        "\nskin2vec_http_cut_total 7\n", "\nskin2vec_http_requests_total 60\n",
        "\nskin2vec_http_answers_total{status=\"4xx\"} 8\n",
        "\nskin2vec_http_handling_seconds_bucket{le=\"0.001\"} 30\n",
        "\nskin2vec_http_handling_seconds_bucket{le=\"0.02\"} 55\n",
        "\nskin2vec_http_handling_seconds_bucket{le=\"10\"} 59\n",
        "\nskin2vec_http_handling_seconds_bucket{le=\"+Inf\"} 60\n", "\nskin2vec_http_handling_seconds_sum 1.5\n",
        "\nskin2vec_http_handling_seconds_count 60\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "\nin\n" << text;
  }
  EXPECT_EQ(text.back(), '\n');
}

}  // namespace metrics_test
}  // namespace skin2vec::http
