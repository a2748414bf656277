// SPDX-License-Identifier: MIT
// What surfaces say about themselves is complete: names are typed by users, sources are printed.
#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>
#include <type_traits>

#include "registry/surfaces.h"

namespace thalweg::test {
namespace {

struct Described {
  SurfaceInfo info;
  std::string header;
  std::vector<std::string> parameters;
  bool trivially_copyable;
};

template <class S>
Described described(const std::string& header) {
  Described d{S::info, header, {}, std::is_trivially_copyable_v<S>};
  if constexpr (requires { typename S::Hyper; }) {
    const typename S::Hyper defaults;
    for (const auto& field : S::fields) {
      d.parameters.push_back(field.name);
      EXPECT_LT(field.range.low, field.range.high) << S::info.name << ' ' << field.name;
      EXPECT_GE(defaults.*field.member, field.range.low) << S::info.name << ' ' << field.name;
      EXPECT_LE(defaults.*field.member, field.range.high) << S::info.name << ' ' << field.name;
      EXPECT_STRNE(field.meaning, "") << S::info.name << ' ' << field.name;
    }
  }
  return d;
}

std::vector<Described> all() {
#define THALWEG_DESCRIBED(S) described<S>(THALWEG_HEADER_##S),
  return {THALWEG_FOR_EACH_SURFACE(THALWEG_DESCRIBED)};
#undef THALWEG_DESCRIBED
}

const std::regex kSnakeCase("[a-z][a-z0-9]*(_[a-z0-9]+)*");

TEST(SurfaceDescriptions, NamesAreUniqueSnakeCase) {
  std::set<std::string> names;
  for (const Described& d : all()) {
    EXPECT_TRUE(std::regex_match(d.info.name, kSnakeCase)) << d.info.name;
    EXPECT_TRUE(names.insert(d.info.name).second) << d.info.name << " is taken twice";
    std::set<std::string> parameters;
    for (const std::string& p : d.parameters)
      EXPECT_TRUE(parameters.insert(p).second) << d.info.name << ' ' << p;
  }
}

TEST(SurfaceDescriptions, AreComplete) {
  for (const Described& d : all()) {
    EXPECT_STRNE(d.info.title, "") << d.info.name;
    EXPECT_STRNE(d.info.formula, "") << d.info.name;
    EXPECT_STRNE(d.info.source, "") << d.info.name;
    EXPECT_LT(d.info.domain.x0, d.info.domain.x1) << d.info.name;
    EXPECT_LT(d.info.domain.y0, d.info.domain.y1) << d.info.name;
    EXPECT_GT(d.info.lr.gradient, 0) << d.info.name;
    EXPECT_GT(d.info.lr.normalized, 0) << d.info.name;
    EXPECT_GT(d.info.display_scale, 0) << d.info.name;
    EXPECT_TRUE(d.trivially_copyable) << d.info.name << ": cards get it by value";
  }
}

}  // namespace
}  // namespace thalweg::test
