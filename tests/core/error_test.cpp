// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <gtest/gtest.h>

namespace thalweg::test {
namespace {

const std::vector<std::string> kNames = {"rosenbrock", "rastrigin", "sphere", "schaffer2", "adam", "sgd"};

TEST(Nearest, TypingSlipsFindTheirName) {
  EXPECT_EQ(nearest("rosenbrok", kNames), "rosenbrock") << "a letter missing";
  EXPECT_EQ(nearest("rosenbrrock", kNames), "rosenbrock") << "a letter too many";
  EXPECT_EQ(nearest("rosanbrock", kNames), "rosenbrock") << "a wrong letter";
  EXPECT_EQ(nearest("rsoenbrock", kNames), "rosenbrock") << "two letters swapped";
  EXPECT_EQ(nearest("sgdd", kNames), "sgd");
}
TEST(Nearest, ABeginningFindsItsName) {
  EXPECT_EQ(nearest("schaff", kNames), "schaffer2");
  EXPECT_EQ(nearest("sphere_function", kNames), "sphere");
}
TEST(Nearest, AnExactNameBeatsAPrefix) {
  const std::vector<std::string> names = {"adamw", "adam"};
  EXPECT_EQ(nearest("adam", names), "adam");
}
TEST(Nearest, NothingIsNearToSomethingElse) {
  EXPECT_EQ(nearest("zzzzzzzz", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest("sphere", {}), "");
  EXPECT_EQ(nearest(std::string(10'000, 'q'), kNames), "");
}

std::string message(std::string_view name, const std::vector<std::string>& accepted) {
  try {
    unknown_name("surface", name, accepted);
  } catch (const InputError& e) {
    return e.what();
  }
}

TEST(UnknownName, NamesTheThingTheNearestAndAllThatIsAccepted) {
  const std::string text = message("spere", kNames);
  EXPECT_EQ(
      text,
      "unknown surface 'spere'; did you mean 'sphere'? (accepted: rosenbrock, rastrigin, sphere, schaffer2, "
      "adam, sgd)");
}
TEST(UnknownName, IsOneShortLineWhateverWasTyped) {
  EXPECT_EQ(message("zzzzzzzz", {}), "unknown surface 'zzzzzzzz'");
  EXPECT_LT(message(std::string(10'000, 'q'), kNames).size(), 200u);
}

}  // namespace
}  // namespace thalweg::test
