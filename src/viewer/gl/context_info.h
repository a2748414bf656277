// SPDX-License-Identifier: MIT
// What the current OpenGL context is and can do, and how its complaints become errors.  OpenGL's own headers
// stay inside this folder: nothing here includes them, so no other room can call OpenGL by accident.
#pragma once

#include <string>

namespace thalweg::gl {

struct ContextInfo {
  std::string renderer, vendor, version;  // GL_RENDERER, GL_VENDOR, GL_VERSION
  int max_samples = 0;
  int max_texture_size = 0;
  long long max_storage_block = 0;  // bytes of one shader storage buffer that a shader can see
};

/// Of the context that is current on this thread.
ContextInfo context_info();

/// From now on the driver reports errors at the call that caused them, and check() throws the first one's
/// text.  Needs a context made with debug; otherwise check() still finds errors, with less to say.
void enable_debug_messages();

/// Throws Error when OpenGL has complained since the last check; `where` names what was being done.
void check(const char* where);

/// Throws Error when the graphics card was reset since the context was made, which ends the context.
void check_reset();

}  // namespace thalweg::gl
