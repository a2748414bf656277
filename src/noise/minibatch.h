// SPDX-License-Identifier: MIT
#pragma once

#include "core/shuffle.h"
#include "noise/noise.h"

namespace thalweg {

/// The rows of data that one particle sees in one step.
struct Batch {
  u64 seed, particle;
  u32 step, rows;
  u32 begin;  ///< without replacement: where in the epoch it begins
  u32 count;  ///< rows in it
  bool replacement;
  Shuffle epoch;  ///< without replacement: the order of the rows in this epoch

  /// Row j = 0, ..., count - 1 of the batch.
  THALWEG_HD u32 row(u32 j) const {
    if (!replacement) return epoch(begin + j);
    // Four rows from one counter; the high bits of the stream count them.
    const Words<u32> words = philox(
        Words<u32>{{step, u32(particle), u32(particle >> 32), u32(Stream::batch) | (j / 4 + 1) << 8}}, seed);
    u32 drawn, rest;
    multiply_wide(words.w[j % 4], rows, drawn, rest);
    return drawn;
  }
};

/// Gradients of a problem over a part of its data, a new one in every step.  Without replacement (as data
/// loaders do it) every particle goes through all rows in an order of its own, then shuffles anew; what is
/// left at the end of an epoch is a smaller batch.  With replacement every row is drawn from all.
struct Minibatch {
  static constexpr NoiseInfo info{"minibatch", "Mini-batches",
                                  "the mean gradient over `size` rows of the data, drawn anew in every step",
                                  "H. Robbins, S. Monro 1951; a problem's own noise"};
  struct Hyper {
    double size = 1, replacement = 0;
  };
  static constexpr Field<Hyper> fields[] = {
      {"size", &Hyper::size, {1, 1'000'000'000, Scale::integer}, "rows per step, at most those there are"},
      {"replacement", &Hyper::replacement, kSwitch, "whether each row is drawn from all rows"},
  };
  static constexpr bool random = true;
  /// The surface is asked about a batch; nothing is added to what it answers.
  static constexpr bool samples = true;

  /// The size in two parts, so that float holds it.
  template <class R>
  struct Constants {
    R thousands, ones, replacement;
  };
  static Constants<double> at(const Hyper& h) {
    const u64 size = u64(h.size);
    return {double(size / 1000), double(size % 1000), h.replacement};
  }

  template <class R>
  THALWEG_HD static Batch batch(const Constants<R>& c, u32 rows, u64 seed, u32 step, u64 particle) {
    const u32 wanted = 1000 * u32(c.thousands) + u32(c.ones), size = wanted < rows ? wanted : rows;
    if (c.replacement != R(0)) return {seed, particle, step, rows, 0, size, true, {}};
    const u32 per_epoch = (rows - 1) / size + 1;
    const u32 begin = step % per_epoch * size;
    const u32 count = size < rows - begin ? size : rows - begin;
    const Words<u32> key = random_words(seed, Stream::batch, step / per_epoch, particle);
    return {seed, particle, step, rows, begin, count, false, make_shuffle(rows, key)};
  }
};

}  // namespace thalweg
