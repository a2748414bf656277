// SPDX-License-Identifier: MIT
#include "study/cell_bytes.h"

#include <bit>
#include <cstring>

namespace thalweg::study {

namespace {

static_assert(std::endian::native == std::endian::little, "cells are written as they lie in memory");

class Writer {
 public:
  template <class T>
  void number(T value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  template <class T>
  void numbers(const std::vector<T>& values) {
    number(u64(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  // Seven bits per byte, the lowest first.
  void small(u32 value) {
    for (; value >= 128; value >>= 7) bytes_.push_back(char(value | 128));
    bytes_.push_back(char(value));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Once something does not fit, all that follows is 0 and `good` is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  void number(T& value) {
    value = T{};
    if (good_ = good_ && bytes_.size() >= sizeof(T); !good_) return;
    std::memcpy(&value, bytes_.data(), sizeof(T));
    bytes_.remove_prefix(sizeof(T));
  }
  template <class T>
  void numbers(std::vector<T>& values) {
    u64 count = 0;
    number(count);
    if (good_ = good_ && count <= bytes_.size() / sizeof(T); !good_ || count == 0) return;
    values.resize(count);
    std::memcpy(values.data(), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
  }
  u32 small() {
    u32 value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      u8 byte = 0;
      number(byte);
      value |= u32(byte & 127) << shift;
      if (byte < 128) return value;
    }
    good_ = false;
    return 0;
  }
  bool good() const { return good_; }
  bool at_end() const { return good_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

// Of every start: how many targets it reached, and the steps from each to the next.
void write_hits(Writer& out, const CellResult& r, std::size_t targets) {
  const std::size_t n = std::size_t(r.starts);
  for (std::size_t i = 0; i < n; i++) {
    u32 reached = 0, before = 0;
    while (reached < targets && r.hits[reached * n + i] != kNever) reached++;
    out.small(reached);
    for (std::size_t t = 0; t < reached; t++) {
      const u32 hit = r.hits[t * n + i];
      out.small(hit - before);
      before = hit;
    }
  }
}

bool read_hits(Reader& in, CellResult& r, std::size_t targets) {
  const std::size_t n = r.last_hit.size();  // memory is bounded by what was read
  if (n != std::size_t(r.starts)) return false;
  r.hits.assign(n * targets, kNever);
  for (std::size_t i = 0; i < n && in.good(); i++) {
    const u32 reached = in.small();
    if (reached > targets) return false;
    u32 hit = 0;
    for (std::size_t t = 0; t < reached; t++) r.hits[t * n + i] = hit += in.small();
  }
  return in.good();
}

// The same members in the same order, to read and to write.
template <class Stream, class Result>
void plain_members(Stream& s, Result& r) {
  s.number(r.starts);
  s.number(r.steps);
  s.number(r.cost_per_step);
  s.number(r.f_best);
  s.number(r.per_step.value);
  s.number(r.per_step.gradient);
  s.number(r.per_step.hessian);
  s.numbers(r.last_hit);
  s.numbers(r.reached);
  s.numbers(r.steps_to);
  s.numbers(r.final_excess);
  s.numbers(r.best_excess);
  s.numbers(r.outcome);
  s.numbers(r.anytime);
  s.number(r.stationary);
  s.number(r.seconds);
}

}  // namespace

u64 checksum(std::string_view bytes) {
  u64 hash = 14695981039346656037ull;
  for (const char c : bytes) hash = (hash ^ u8(c)) * 1099511628211ull;
  return hash;
}

std::string bytes_of(const CellResult& result) {
  Writer out;
  plain_members(out, result);
  out.number(u8(!result.hits.empty()));
  if (!result.hits.empty()) write_hits(out, result, result.reached.size());
  return out.take();
}

std::optional<CellResult> cell_from(std::string_view bytes, std::size_t targets) {
  Reader in(bytes);
  CellResult r;
  plain_members(in, r);
  u8 has_hits = 0;
  in.number(has_hits);
  if (!in.good() || r.reached.size() != targets || r.steps_to.size() != targets) return {};
  if (has_hits && !read_hits(in, r, targets)) return {};
  if (!in.at_end()) return {};
  return r;
}

}  // namespace thalweg::study
