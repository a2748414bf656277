// SPDX-License-Identifier: MIT
// Random draws of the bootstrap: a pure function of seed, resample and number of the draw.
#pragma once

#include <algorithm>
#include <vector>

#include "core/philox.h"

namespace thalweg::study {

/// The draws of one resample, one after another.
class Draws {
 public:
  Draws(u64 seed, u32 resample) : seed_(seed), resample_(resample) {}
  /// In (0, 1), with 32 random bits.
  double unit() { return open_unit<double>(word()); }
  /// Uniform in 0 ... n - 1 (Lemire 2019, without the rejection: the bias is below n / 2^32).
  u32 index(u32 n) { return u32((u64(word()) * n) >> 32); }

 private:
  u32 word() {
    constexpr u32 kResampling = 16;  // beyond the streams that runs use (core/philox.h)
    if (next_ % 4 == 0) words_ = philox(Words<u32>{{resample_, next_ / 4, 0, kResampling}}, seed_);
    return words_.w[next_++ % 4];
  }
  u64 seed_;
  u32 resample_, next_ = 0;
  Words<u32> words_{};
};

/// Binomial numbers by inversion: successes in `trials` at a probability of successes / trials.  Basic
/// arithmetic only, so that all machines draw the same.
class BinomialDraws {
 public:
  BinomialDraws(i64 trials, i64 successes) {
    const double odds = double(successes) / double(trials - successes);
    first_ = successes;
    if (successes == trials) {
      cumulated_ = {1};
      return;
    }
    // Relative to the probability of `successes`, which is the mode, as far as doubles tell it from 0.
    constexpr double kNothing = 1e-18;
    std::vector<double> above{1}, below;
    for (i64 k = successes; k < trials && above.back() > kNothing; k++)
      above.push_back(above.back() * double(trials - k) / double(k + 1) * odds);
    for (double p = 1; first_ > 0 && p > kNothing; first_--)
      below.push_back(p *= double(first_) / double(trials - first_ + 1) / odds);
    cumulated_.assign(below.rbegin(), below.rend());
    cumulated_.insert(cumulated_.end(), above.begin(), above.end());
    double sum = 0;
    for (double& p : cumulated_) p = sum += p;
  }
  i64 operator()(double unit) const {
    const auto at = std::lower_bound(cumulated_.begin(), cumulated_.end(), unit * cumulated_.back());
    return first_ + (at - cumulated_.begin());
  }

 private:
  i64 first_;
  std::vector<double> cumulated_;
};

}  // namespace thalweg::study
