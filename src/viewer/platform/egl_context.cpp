// SPDX-License-Identifier: MIT
#include "viewer/platform/egl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "viewer/gl/context_info.h"

namespace thalweg::platform {
namespace {

constexpr EGLint kCudaDevice = 0x323A;  // EGL_CUDA_DEVICE_NV of EGL_NV_device_cuda

template <class F>
F extension_function(const char* name) {
  return reinterpret_cast<F>(eglGetProcAddress(name));
}

bool has_extension(const char* list, std::string_view wanted) {
  if (!list) return false;
  const std::string padded = " " + std::string(list) + " ";
  return padded.find(" " + std::string(wanted) + " ") != std::string::npos;
}

std::string failure(const char* call) {
  char text[96];
  std::snprintf(text, sizeof text, "%s failed with EGL error 0x%04x", call, unsigned(eglGetError()));
  return text;
}

/// The devices that EGL can draw on, those of the wanted card first, software last.
std::vector<EGLDeviceEXT> devices(std::optional<int> cuda_device) {
  const auto query = extension_function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
  const auto text = extension_function<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
  const auto attribute = extension_function<PFNEGLQUERYDEVICEATTRIBEXTPROC>("eglQueryDeviceAttribEXT");
  EGLint count = 0;
  if (!query || !text || !query(0, nullptr, &count) || count < 1) return {};
  std::vector<EGLDeviceEXT> all(std::size_t(count), nullptr);
  if (!query(count, all.data(), &count)) return {};
  all.resize(std::size_t(count));
  std::vector<EGLDeviceEXT> wanted, cards, software;
  for (const EGLDeviceEXT device : all) {
    const char* extensions = text(device, EGL_EXTENSIONS);
    EGLAttrib ordinal = -1;
    // EGL's order of devices isn't CUDA's, so each device is asked for its ordinal.
    const bool cuda = has_extension(extensions, "EGL_NV_device_cuda") && attribute &&
                      attribute(device, kCudaDevice, &ordinal);
    if (cuda && cuda_device && ordinal == *cuda_device)
      wanted.push_back(device);
    else if (has_extension(extensions, "EGL_MESA_device_software"))
      software.push_back(device);
    else
      cards.push_back(device);
  }
  wanted.insert(wanted.end(), cards.begin(), cards.end());
  wanted.insert(wanted.end(), software.begin(), software.end());
  return wanted;
}

}  // namespace

struct EglContext::State {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  std::string renderer;

  ~State() { close(); }
  /// The display is not terminated: EGL shares it within the process, and another context may live on it.
  void close() {
    if (context != EGL_NO_CONTEXT) {
      eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
      eglDestroyContext(display, context);
    }
    context = EGL_NO_CONTEXT;
    display = EGL_NO_DISPLAY;
  }
  /// Empty when it worked, else the reason.
  std::string open(EGLDisplay candidate, bool debug);
};

std::string EglContext::State::open(EGLDisplay candidate, bool debug) {
  if (candidate == EGL_NO_DISPLAY) return failure("eglGetPlatformDisplay");
  if (!eglInitialize(candidate, nullptr, nullptr)) return failure("eglInitialize");
  display = candidate;
  if (!eglBindAPI(EGL_OPENGL_API)) return failure("eglBindAPI");
  const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = EGL_NO_CONFIG_KHR;
  EGLint count = 0;
  if (!eglChooseConfig(display, wanted, &config, 1, &count) || count == 0) config = EGL_NO_CONFIG_KHR;
  // A card that is reset says so instead of ending the program, where the driver offers that.
  std::vector<EGLint> attributes{EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY,
                                 EGL_LOSE_CONTEXT_ON_RESET,
                                 EGL_CONTEXT_MAJOR_VERSION,
                                 4,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 5,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                 EGL_CONTEXT_OPENGL_DEBUG,
                                 debug ? EGL_TRUE : EGL_FALSE,
                                 EGL_NONE};
  context = eglCreateContext(display, config, EGL_NO_CONTEXT, attributes.data());
  if (context == EGL_NO_CONTEXT) context = eglCreateContext(display, config, EGL_NO_CONTEXT, &attributes[2]);
  if (context == EGL_NO_CONTEXT) return failure("eglCreateContext for OpenGL 4.5 core");
  if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return failure("eglMakeCurrent");
  if (!gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress)))
    return "OpenGL's functions were not found";
  return "";
}

EglContext::EglContext(const EglOptions& options) : state_(std::make_unique<State>()) {
  std::string reasons;
  auto attempt = [&](const char* way, EGLDisplay display) {
    const std::string reason = state_->open(display, options.debug);
    if (reason.empty()) return true;
    state_->close();
    reasons += std::string(reasons.empty() ? "" : "; ") + way + ": " + reason;
    return false;
  };
  const auto platform_display =
      extension_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
  if (!platform_display) throw Error("no OpenGL without a display: EGL has no platform extension");
  bool open = false;
  for (const EGLDeviceEXT device : devices(options.cuda_device))
    if (!open) open = attempt("EGL device", platform_display(EGL_PLATFORM_DEVICE_EXT, device, nullptr));
  if (!open)
    open = attempt("EGL surfaceless",
                   platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  if (!open) throw Error("no OpenGL 4.5 without a display (" + reasons + ")");
  if (options.debug) gl::enable_debug_messages();
  state_->renderer = gl::context_info().renderer;
}

EglContext::~EglContext() = default;

const std::string& EglContext::renderer() const { return state_->renderer; }

void EglContext::make_current() const {
  if (!eglMakeCurrent(state_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, state_->context))
    throw Error(failure("eglMakeCurrent"));
}

}  // namespace thalweg::platform
