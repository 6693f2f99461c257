#include "skin2vec/serve/jobs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace skin2vec::serve {
namespace jobs_test {

using std::chrono::seconds;

Work says(std::string text) {
  return [text = std::move(text)](const Told&) -> Result<std::string> { return text; };
}

// Begins, and goes on until it is told to stop or `open` is ready.
struct Held {
  std::promise<void> begun, open;
  Work work() {
    return [this, until = std::shared_future<void>(open.get_future())](const Told& told) -> Result<std::string> {
      begun.set_value();
      while (until.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
        if (!told(1, 2)) break;
      }
      return "late";
    };
  }
};

TEST(Jobs, TheSameKeyIsTheSameJobUntilItsAnswerIsForgotten) {
  Jobs jobs({.threads = 1});
  const std::string id = *jobs.ask("ann|effects|17", "ann", says("a"));
  EXPECT_EQ(*jobs.wait(id, seconds(10))->found, "a");
  EXPECT_EQ(*jobs.ask("ann|effects|17", "ann", says("b")), id);
  jobs.forget_found();
  const std::string next = *jobs.ask("ann|effects|17", "ann", says("b"));
  EXPECT_NE(next, id);
  EXPECT_EQ(*jobs.wait(next, seconds(10))->found, "b");
}

TEST(Jobs, WhoWaitsForAJobThatHasJustEndedLearnsThatItEnded) {
  Jobs jobs({.threads = 1});
  const std::string id = *jobs.ask("k", "ann", says("a"));
  (void)jobs.wait(id, seconds(10));
  jobs.forget_found();
  const auto view = jobs.view(id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->state, JobState::done);
  EXPECT_EQ(view->found, nullptr);
  EXPECT_EQ(view->about, "ann");
}

TEST(Jobs, OneThatWasCancelledIsAskedAnewAndCanStillBeViewed) {
  Jobs jobs({.threads = 1});
  Held held;
  const std::string id = *jobs.ask("k", "ann", held.work());
  held.begun.get_future().wait();
  jobs.cancel(id);
  const std::string next = *jobs.ask("k", "ann", says("b"));  // while the first may still be running
  EXPECT_NE(next, id);
  EXPECT_EQ(*jobs.wait(next, seconds(10))->found, "b");
  ASSERT_TRUE(jobs.view(id));
  EXPECT_EQ(jobs.view(id)->state, JobState::cancelled);
  EXPECT_EQ(jobs.view(id)->found, nullptr);
  jobs.cancel(id);  // a second one that left at the same time
  EXPECT_EQ(*jobs.ask("k", "ann", says("c")), next);
}

TEST(Jobs, OneThatWaitsIsCancelledAtOnceAndTookNoTime) {
  Jobs jobs({.threads = 1});
  Held held;
  (void)jobs.ask("first", "ann", held.work());
  held.begun.get_future().wait();
  const std::string id = *jobs.ask("second", "ann", says("never"));
  EXPECT_EQ(jobs.view(id)->state, JobState::waiting);
  jobs.cancel(id);
  EXPECT_EQ(jobs.view(id)->state, JobState::cancelled);
  EXPECT_EQ(jobs.view(id)->seconds, 0);
  held.open.set_value();
}

TEST(Jobs, OneThatFailedSaysWhyAndIsAskedAnew) {
  Jobs jobs({.threads = 1});
  const Work fails = [](const Told&) -> Result<std::string> { return refuse(Fault::missing, "no moon"); };
  const std::string id = *jobs.ask("k", "ann", fails);
  EXPECT_EQ(jobs.wait(id, seconds(10))->error->message, "no moon");
  const std::string next = *jobs.ask("k", "ann", says("b"));
  EXPECT_EQ(*jobs.wait(next, seconds(10))->found, "b");
}

TEST(Jobs, TheLongestUnusedAreForgottenWhereTheRoomEnds) {
  Jobs jobs({.threads = 1, .most_kept = 3000});
  std::vector<std::string> ids;
  for (const char* key : {"a", "b", "c"}) {
    ids.push_back(*jobs.ask(key, "ann", says(key)));
    (void)jobs.wait(ids.back(), seconds(10));
  }
  EXPECT_FALSE(jobs.view(ids[0]));
  EXPECT_TRUE(jobs.view(ids[1]));
  EXPECT_TRUE(jobs.view(ids[2]));
}

TEST(Jobs, TooManyThatWaitAreRefused) {
  Jobs jobs({.threads = 1, .most_waiting = 1});
  Held held;
  (void)jobs.ask("first", "ann", held.work());
  held.begun.get_future().wait();
  EXPECT_TRUE(jobs.ask("second", "ann", says("b")));
  EXPECT_EQ(jobs.ask("third", "ann", says("c")).error().fault, Fault::unavailable);
  held.open.set_value();
}

}  // namespace jobs_test
}  // namespace skin2vec::serve
