// SPDX-License-Identifier: MIT
#include "tests/core/exactness.h"

#include <gtest/gtest.h>

namespace thalweg::test {
namespace {

// The polynomials are a fixed sequence of correctly rounded operations: no compiler may change a bit of them.
TEST(Exactness, OptimizationChangesNoBit) {
  EXPECT_EQ(hash_without_optimization(), hash_with_optimization());
}

// The same on every machine and for every release: who changes these bits changes the results of all stored
// runs.
TEST(Exactness, KnownBits) {
  EXPECT_EQ(bits(sin(1.0f)), 0x3f576aa5u);
  EXPECT_EQ(bits(cos(1.0f)), 0x3f0a5140u);
  EXPECT_EQ(bits(exp(1.0f)), 0x402df854u);
  EXPECT_EQ(bits(log(10.0f)), 0x40135d8eu);
  EXPECT_EQ(bits(sin(1.0)), 0x3feaed548f090ceeull);
  EXPECT_EQ(bits(cos(1.0)), 0x3fe14a280fb5068cull);
  EXPECT_EQ(bits(exp(1.0)), 0x4005bf0a8b14576aull);
  EXPECT_EQ(bits(log(10.0)), 0x40026bb1bbb55516ull);
}

}  // namespace
}  // namespace thalweg::test
