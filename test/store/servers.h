// Where the tests of store/ keep their diaries: an SQLite file in a folder of its own, or a PostgreSQL 15 started here.
//
//   class Diary : public testing::TestWithParam<Where> {};
//   Place place(GetParam());          // a new, empty place
//   Store store = place.open();
//
// The server is made with initdb at the first use in a program, on a free loopback port in a temporary folder, and is
// stopped by its process id at the end. PostgreSQL refuses to run as root; then it runs as the user `postgres`.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "skin2vec/store/store.h"

namespace skin2vec::store {

enum class Where { sqlite, postgresql };

class Place {
 public:
  explicit Place(Where where);
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place();

  [[nodiscard]] bool there() const { return !url_.empty(); }  // false: PostgreSQL is not installed
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  // Opens the diary, making it; fails the test if that does not work.
  [[nodiscard]] Store open(int busy_timeout_ms = 5000) const;
  [[nodiscard]] bool sqlite() const { return where_ == Where::sqlite; }

 private:
  Where where_;
  std::string folder_;
  std::string url_;
};

void restart_server_after_kill();  // kill -9 to the postmaster and all its children, then start it again

std::string where_name(const testing::TestParamInfo<Where>& info);

// Entries for tests: a reading of `person` at `time` with moisture = `score`.
diary::Entry reading(const std::string& person, const std::string& time, double score, const std::string& note = "");
Origin origin(const std::string& what = "import", const std::string& source = "a.csv");

// Puts the entries as one writing; fails the test if that does not work. Returns its number.
std::int64_t put(Store& store, const std::vector<diary::Entry>& entries, std::vector<Outcome>* outcomes = nullptr);
std::vector<diary::Entry> all_of(Store& store, std::optional<std::string> person = {});

}  // namespace skin2vec::store

#define SKIN2VEC_PLACE(place)    \
  const Place place(GetParam()); \
  if (!place.there()) GTEST_SKIP() << "PostgreSQL 15 is not installed (/usr/lib/postgresql/15/bin)"
