// SPDX-License-Identifier: MIT
// A typed formula as kernels of machine code, in the place of those that interpret its program.  In the exact
// mode both give the same bits; in the fast mode they contract different products.
#pragma once

#include <memory>
#include <mutex>

#include "cpu/kernels.h"
#include "cpu/machine_code.h"
#include "engine/landscape.h"

namespace thalweg::cpu {

struct CompiledFormula {
  std::shared_ptr<const void> code;  ///< where the kernels are
  SurfaceKernels kernels;
};

/// The kernels of `program`, the bytes of compile(), for numbers of one precision; null where they cannot be:
/// formulas that are too long, other processors, systems that let no program write code.
std::shared_ptr<const CompiledFormula> compile_formula(const void* program, bool in_double,
                                                       const Target& target);

/// The last few formulas that were compiled: runs are started and pictures drawn of the same one many times.
class CompiledFormulas {
 public:
  /// Null if f is no typed formula or cannot be compiled for the kernels of `table`.
  std::shared_ptr<const CompiledFormula> find(const Landscape& f, const KernelTable& table, MathMode math);

 private:
  struct Entry {
    Bytes program;
    bool in_double, contract;
    std::shared_ptr<const CompiledFormula> compiled;
  };
  std::mutex mutex_;
  std::vector<Entry> entries_;  // the oldest first
};

}  // namespace thalweg::cpu
