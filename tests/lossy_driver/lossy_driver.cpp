// SPDX-License-Identifier: MIT
// Preloaded into the program by graphics_loss.sh: a graphics driver that loses its context, or runs out of
// memory, from the moment that the file named by LOSSY_DRIVER_FROM exists.  LOSSY_DRIVER says how.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace {

using Function = void (*)();

// OpenGL's numbers.
constexpr unsigned kNoError = 0, kOutOfMemory = 0x0505, kContextLost = 0x0507, kGuiltyContextReset = 0x8253;

bool loses(std::string_view how) {
  const char *wanted = std::getenv("LOSSY_DRIVER"), *from = std::getenv("LOSSY_DRIVER_FROM");
  return wanted && how == wanted && from && access(from, F_OK) == 0;
}

unsigned reset_status() { return loses("reset") ? kGuiltyContextReset : kNoError; }
unsigned error() { return loses("lost") ? kContextLost : loses("memory") ? kOutOfMemory : kNoError; }

}  // namespace

// In the place of GLFW's, which the program asks for every function of OpenGL.
extern "C" Function glfwGetProcAddress(const char* name) {
  const std::string_view wanted(name);
  if (wanted == "glGetGraphicsResetStatus") return reinterpret_cast<Function>(reset_status);
  if (wanted == "glGetError") return reinterpret_cast<Function>(error);
  static const auto real =
      reinterpret_cast<Function (*)(const char*)>(dlsym(RTLD_NEXT, "glfwGetProcAddress"));
  return real(name);
}
