// SPDX-License-Identifier: MIT
// Errors are one line that names what is wrong.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "core/error.h"

namespace thalweg::test {

/// The text of the InputError that f throws.
template <class F>
std::string input_error(F f) {
  try {
    f();
  } catch (const InputError& e) {
    return e.what();
  }
  ADD_FAILURE() << "no InputError was thrown";
  return {};
}

/// f throws an InputError of one line that contains all parts.
template <class F>
void expect_input_error(F f, std::initializer_list<const char*> parts) {
  const std::string text = input_error(f);
  for (const char* part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << "'" << part << "' in: " << text;
  EXPECT_EQ(text.find('\n'), std::string::npos) << text;
}

}  // namespace thalweg::test
