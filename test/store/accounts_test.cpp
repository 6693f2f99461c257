// Accounts, grants, tokens, logins and the audit: on both databases.

#include "skin2vec/store/accounts.h"

#include <gmock/gmock.h>

#include "servers.h"

namespace skin2vec::store {
namespace accounts_test {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class AccountsTest : public testing::TestWithParam<Where> {};
INSTANTIATE_TEST_SUITE_P(On, AccountsTest, testing::Values(Where::sqlite, Where::postgresql), where_name);

Account account(const std::string& name) {
  return {.name = name, .password = "$argon2id$" + name, .created = Instant{1000}};
}

Token token(const std::string& hash, const std::string& id, std::optional<Instant> expires = {}) {
  return {.hash = hash,
          .id = id,
          .account = "ann",
          .name = "bathroom",
          .grant = {"ann", Role::device},
          .created = Instant{2000},
          .expires = expires,
          .used = {}};
}

TEST_P(AccountsTest, AnAccountIsFoundByItsNameAndIsThereOnce) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  EXPECT_THAT(accounts.all().value(), IsEmpty());
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.add(account("皮肤")));
  EXPECT_EQ(accounts.add(account("ann")).error().fault, Fault::conflict);
  EXPECT_EQ(accounts.add(account("a:b")).error().fault, Fault::malformed);
  const auto found = accounts.account("ann").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->password, "$argon2id$ann");
  EXPECT_EQ(found->created, Instant{1000});
  EXPECT_FALSE(accounts.account("an").value());
  EXPECT_THAT(accounts.all().value(), SizeIs(2));
}

TEST_P(AccountsTest, AGrantIsReplacedAndRevoked) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("doc")));
  EXPECT_EQ(accounts.grant("nobody", {"ann", Role::owner}).error().fault, Fault::missing);
  ASSERT_TRUE(accounts.grant("doc", {"ann", Role::owner}));
  ASSERT_TRUE(accounts.grant("doc", {"ann", Role::clinician}));
  ASSERT_TRUE(accounts.grant("doc", {"*", Role::device}));
  EXPECT_THAT(accounts.grants("doc").value(), ElementsAre(Grant{"*", Role::device}, Grant{"ann", Role::clinician}));
  ASSERT_TRUE(accounts.revoke("doc", "ann"));
  EXPECT_EQ(accounts.revoke("doc", "ann").error().fault, Fault::missing);
  EXPECT_THAT(accounts.grants("doc").value(), SizeIs(1));
}

TEST_P(AccountsTest, ATokenIsGivenUntilItExpiresAndItsUseIsNoted) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.add(token("h1", "t1", Instant{10'000'000})));
  ASSERT_TRUE(accounts.add(token("h2", "t2")));
  EXPECT_EQ(accounts.add(token("h1", "t3")).error().fault, Fault::conflict);
  EXPECT_EQ(accounts.add(token("h3", "t1")).error().fault, Fault::conflict);
  const auto found = accounts.token("h1", Instant{5000}).value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->grant, (Grant{"ann", Role::device}));
  EXPECT_EQ(found->used, Instant{5000});
  EXPECT_EQ(accounts.token("h1", Instant{6000}).value()->used, Instant{5000});  // to the hour
  EXPECT_EQ(accounts.token("h1", Instant{4'000'000}).value()->used, Instant{4'000'000});
  EXPECT_FALSE(accounts.token("h1", Instant{10'000'000}).value());
  EXPECT_FALSE(accounts.token("h", Instant{5000}).value());
  EXPECT_TRUE(accounts.token("h2", Instant{9'000'000'000'000}).value());
  ASSERT_TRUE(accounts.remove_token("ann", "t2"));
  EXPECT_FALSE(accounts.token("h2", Instant{5000}).value());
  EXPECT_EQ(accounts.remove_token("bob", "t1").error().fault, Fault::missing);
  ASSERT_TRUE(accounts.clean(Instant{10'000'000}));
  EXPECT_THAT(accounts.tokens("ann").value(), IsEmpty());
}

TEST_P(AccountsTest, ANewPasswordEndsTheLogins) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.add(Login{"c1", "ann", "csrf", Instant{1}, Instant{100}}));
  EXPECT_EQ(accounts.login("c1", Instant{99}).value()->csrf, "csrf");
  EXPECT_FALSE(accounts.login("c1", Instant{100}).value());
  ASSERT_TRUE(accounts.replace({"ann", "new", Instant{0}}));
  EXPECT_FALSE(accounts.login("c1", Instant{99}).value());
  EXPECT_EQ(accounts.account("ann").value()->password, "new");
  EXPECT_EQ(accounts.replace(account("bob")).error().fault, Fault::missing);
}

TEST_P(AccountsTest, WhoIsRemovedLeavesNothingBehind) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.grant("ann", {"ann", Role::owner}));
  ASSERT_TRUE(accounts.add(token("h1", "t1")));
  ASSERT_TRUE(accounts.add(Login{"c1", "ann", "csrf", Instant{1}, Instant{100}}));
  ASSERT_TRUE(accounts.remove("ann"));
  EXPECT_EQ(accounts.remove("ann").error().fault, Fault::missing);
  EXPECT_FALSE(accounts.token("h1", Instant{5}).value());
  EXPECT_FALSE(accounts.login("c1", Instant{5}).value());
  EXPECT_THAT(accounts.grants("ann").value(), IsEmpty());
}

TEST_P(AccountsTest, ErasingAPersonTakesWhatWasGrantedOfThemAndTheAuditForgetsTheName) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  put(store, {reading("ann", "2026-03-01", 3), reading("bob", "2026-03-01", 3)});
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.grant("ann", {"ann", Role::owner}));
  ASSERT_TRUE(accounts.grant("ann", {"bob", Role::clinician}));
  ASSERT_TRUE(accounts.add(token("h1", "t1")));
  ASSERT_TRUE(accounts.note({Instant{1}, "ann", "grant", "ann"}));
  ASSERT_TRUE(accounts.note({Instant{2}, "ann", "grant", "bob"}));
  ASSERT_TRUE(store.erase("ann", Instant{9}));
  EXPECT_THAT(accounts.grants("ann").value(), ElementsAre(Grant{"bob", Role::clinician}));
  EXPECT_THAT(accounts.tokens("ann").value(), IsEmpty());
  const auto audits = accounts.audits().value();
  ASSERT_THAT(audits, SizeIs(2));
  EXPECT_EQ(audits[0].about, "bob");
  EXPECT_EQ(audits[1].about, "");
}

TEST_P(AccountsTest, ABackupHasThem) {
  SKIN2VEC_PLACE(place);
  Store store = place.open();
  Accounts accounts(store);
  ASSERT_TRUE(accounts.add(account("ann")));
  ASSERT_TRUE(accounts.grant("ann", {"*", Role::owner}));
  ASSERT_TRUE(accounts.add(token("h1", "t1")));
  const std::string path = place.folder() + "/copy.db";
  ASSERT_TRUE(store.backup(path));
  Store copy = Store::open(path, {}).value();
  Accounts copied(copy);
  EXPECT_EQ(copied.account("ann").value()->password, "$argon2id$ann");
  EXPECT_THAT(copied.grants("ann").value(), ElementsAre(Grant{"*", Role::owner}));
  EXPECT_TRUE(copied.token("h1", Instant{5}).value());
}

TEST(Roles, ComeBackByName) {
  for (const Role role : {Role::owner, Role::clinician, Role::device}) EXPECT_EQ(parse_role(role_name(role)), role);
  EXPECT_FALSE(parse_role("admin"));
}

}  // namespace accounts_test
}  // namespace skin2vec::store
