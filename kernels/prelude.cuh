// SPDX-License-Identifier: MIT
// Read by NVRTC before anything else: the compiler builtins of the host that the shared headers use, most of
// them in host-only functions that NVRTC merely parses.
#pragma once

constexpr int __builtin_popcount(unsigned int a) {
  int n = 0;
  for (; a != 0; a &= a - 1) n++;
  return n;
}
#define __builtin_memcpy memcpy
#define __builtin_inf() __longlong_as_double(0x7ff0000000000000ll)
#define __builtin_pow pow
#define __builtin_sqrt sqrt
#define __builtin_exp exp
#define __builtin_log log
#define __builtin_fabs fabs
