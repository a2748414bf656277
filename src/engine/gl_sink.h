// SPDX-License-Identifier: MIT
// Particles that go from their machine straight into buffers of OpenGL, because both are on the same card.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "core/hd.h"

namespace thalweg {

/// What a machine keeps of a buffer as long as it may write there; it is destroyed before the buffer is, on
/// the thread of the buffer's context.
class GlLink {
 public:
  virtual ~GlLink() = default;
};

/// A buffer of OpenGL, in the words of its owner.  Another buffer is another target: the link is not carried
/// over.
struct GlTarget {
  unsigned buffer = 0;    ///< OpenGL's name of it
  std::size_t bytes = 0;  ///< all of it
  std::unique_ptr<GlLink> link = {};
};

/// Ensembles whose machine can write such buffers implement this beside Ensemble.  All is called on the
/// thread where the buffer's context is current.
class GlWriter {
 public:
  virtual ~GlWriter() = default;
  /// Writes what Ensemble::positions says of all particles from the buffer's start; the rest of its content
  /// is lost.  False: not this way, and what the buffer holds is not known.  Throws Error like positions().
  virtual bool write_positions(GlTarget& to) = 0;
  /// Writes the trails' slots that were written as the first-th, the next, ... up to the newest to where
  /// TrailView says that they are, and nothing else.  Those that are overwritten since are left out.  False:
  /// not this way, and what those slots of the buffer hold is not known.
  virtual bool write_trails(GlTarget& to, i64 first) = 0;
  /// Why the machine writes no buffers, in a word or two: known after the first failure, and for ever.
  virtual std::string why_not() const = 0;
};

}  // namespace thalweg
