// SPDX-License-Identifier: MIT
// The same run, one particle and one number at a time: the plainest reading of the contracts in
// optimizers/optimizer.h, engine/watch.h and engine/backend.h.  It shares the scalar templates with the
// machine under test and nothing else.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "core/jet.h"
#include "engine/backend.h"
#include "noise/minibatch.h"
#include "optimizers/optimizer.h"

namespace thalweg::test {

/// A surface or a problem.  batch: the rows that a problem is asked about; null for all of them.
template <class S>
struct ScalarSurface {
  std::string type;
  S (*value)(const void* functor, const Batch* batch, const Vec<S, 2>&);
  Vec<S, 2> (*gradient)(const void* functor, const Batch* batch, const Vec<S, 2>&);
  Jet<S, 2> (*jet)(const void* functor, const Batch* batch, const Vec<S, 2>&);
};

template <class S>
struct ScalarStage {
  Vec<S, 2> (*probe)(const void* state, const Vec<S, 2>& p, const void* step);
  void (*absorb)(void* state, Vec<S, 2>& p, const Answer<S, 2>&, const void* step, const Words<u32>&);
};

/// One variant of an optimizer.
template <class S>
struct ScalarRule {
  Request request;
  std::size_t state_bytes;
  void (*reset)(void* state);
  std::vector<ScalarStage<S>> stages;
};

/// Of the three ways of a noise model, those that it has; the others are null.
template <class S>
struct ScalarNoise {
  std::string type;
  Vec<S, 2> (*apply)(const Vec<S, 2>& g, const Words<u32>&, const void* constants);
  Vec<S, 2> (*shift)(const Vec<S, 2>& p, const Words<u32>&, const void* constants);
  Batch (*batch)(const void* constants, u32 rows, u64 seed, u32 step, u64 particle);
};

// By the registry's type name, "thalweg::Himmelblau".
template <class S>
const ScalarSurface<S>& scalar_surface(const std::string& type);
template <class S>
const ScalarRule<S>& scalar_rule(const std::string& type, int variant);
template <class S>
const ScalarNoise<S>& scalar_noise(const std::string& type);

/// Doubles rounded to S, as a block of constants.
template <class S>
std::vector<S> rounded(const std::vector<double>& a) {
  std::vector<S> r;
  for (const double x : a) r.push_back(S(x));
  return r;
}

/// Everything that an ensemble says about a run that took `steps` steps of its budget.
struct Record {
  std::vector<PointF> positions, trails;
  std::vector<double> losses;
  std::vector<End> ends;
};

/// The record of the scalar machine.
Record scalar_record(const Plan& plan, i64 steps);
/// The record of an ensemble as it stands.
Record record_of(const Plan& plan, Ensemble& ensemble);

/// The first difference in words, or "" if both have the same bits everywhere.
std::string difference(const Record& a, const Record& b);

/// A choice for every variant of the optimizer, and one more for each switch that is not a variant.
std::vector<Choice> choices_of(const OptimizerEntry& optimizer);
/// "sgd:momentum=0.5"
std::string name_of(const Choice& choice);

}  // namespace thalweg::test
