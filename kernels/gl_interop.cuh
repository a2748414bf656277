// SPDX-License-Identifier: MIT
// Buffers of OpenGL that the card writes.  A driver that cannot do this (OpenGL is drawn by another card, or
// in software, or far away) says so when a buffer is registered; nobody asks it again then.
#pragma once

#include <functional>

#include "engine/gl_sink.h"
#include "kernels/machine.cuh"

namespace thalweg::kernels {

enum class GlContent { kReplaced, kKept };  ///< of the whole buffer, by one use

/// Calls fill with where the target's first `bytes` are on the card, valid until it returns; work for them
/// goes into `stream`, and OpenGL's later commands wait for it.  The target is registered when its link is
/// not this machine's.  False, and the machine's why_no_gl says why, where that is impossible.  What fill
/// throws is passed on.
bool write_gl(const std::shared_ptr<Machine>& machine, GlTarget& target, GlContent content, std::size_t bytes,
              const Stream& stream, const std::function<void(std::byte*)>& fill);

}  // namespace thalweg::kernels
