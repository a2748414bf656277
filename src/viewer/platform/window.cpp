// SPDX-License-Identifier: MIT
#include "viewer/platform/window.h"

#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cmath>
#include <utility>

#include "core/error.h"
#include "viewer/gl/context_info.h"

namespace thalweg::platform {
namespace {

std::string last_glfw_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "no reason given";
}

Modifiers modifiers_of(int bits) {
  return {(bits & GLFW_MOD_SHIFT) != 0, (bits & GLFW_MOD_CONTROL) != 0, (bits & GLFW_MOD_ALT) != 0,
          (bits & GLFW_MOD_SUPER) != 0};
}

/// glfwInit and glfwTerminate, also when the constructor of the window throws later.
struct Library {
  Library() {
    if (!glfwInit())
      throw Error("no display: " + last_glfw_error() +
                  "; pictures need none with 'thalweg render', lessons none with --text");
  }
  ~Library() { glfwTerminate(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

struct DestroyWindow {
  void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};

/// Displays come and go between two times.
bool on_a_display(int x, int y) {
  constexpr int kSeen = 64;  // pixels of a window that are enough to find it
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  for (int i = 0; i < count; i++) {
    int left = 0, top = 0, width = 0, height = 0;
    glfwGetMonitorWorkarea(monitors[i], &left, &top, &width, &height);
    if (x > left - kSeen && y >= top && x < left + width - kSeen && y < top + height - kSeen) return true;
  }
  return false;
}

std::unique_ptr<GLFWwindow, DestroyWindow> open_window(const WindowOptions& options) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 4);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 5);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_DEBUG_CONTEXT, options.debug ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_VISIBLE, options.visible && !options.place ? GLFW_TRUE : GLFW_FALSE);
  // A card that is reset says so instead of ending the program.
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  // The picture has its own depth and samples; the window only shows it.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  std::unique_ptr<GLFWwindow, DestroyWindow> window(
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr));
  if (!window) throw Error("no window: OpenGL 4.5 core is not available here (" + last_glfw_error() + ")");
  if (options.place) {
    if (on_a_display(options.place->first, options.place->second))
      glfwSetWindowPos(window.get(), options.place->first, options.place->second);
    if (options.visible) glfwShowWindow(window.get());
  }
  return window;
}

}  // namespace

struct Window::State {
  Library library;
  std::unique_ptr<GLFWwindow, DestroyWindow> window;
  std::vector<InputEvent> events;
  std::string renderer;
  double start = 0;
  int windowed_x = 0, windowed_y = 0, windowed_width = 0, windowed_height = 0;

  static State& of(GLFWwindow* window) { return *static_cast<State*>(glfwGetWindowUserPointer(window)); }
  void install_callbacks();
  /// GLFW counts the pointer in window coordinates, which are coarser than pixels on dense displays.
  std::pair<double, double> in_pixels(double x, double y) const {
    int w = 0, h = 0, fw = 0, fh = 0;
    glfwGetWindowSize(window.get(), &w, &h);
    glfwGetFramebufferSize(window.get(), &fw, &fh);
    return {w > 0 ? x * fw / w : x, h > 0 ? y * fh / h : y};
  }
  std::pair<double, double> pointer() const {
    double x = 0, y = 0;
    glfwGetCursorPos(window.get(), &x, &y);
    return in_pixels(x, y);
  }
};

void Window::State::install_callbacks() {
  GLFWwindow* w = window.get();
  glfwSetWindowUserPointer(w, this);
  glfwSetKeyCallback(w, [](GLFWwindow* from, int key, int, int action, int mods) {
    of(from).events.emplace_back(
        KeyEvent{Key(key), action != GLFW_RELEASE, action == GLFW_REPEAT, modifiers_of(mods)});
  });
  glfwSetCharCallback(w, [](GLFWwindow* from, unsigned character) {
    of(from).events.emplace_back(CharacterEvent{char32_t(character)});
  });
  glfwSetCursorPosCallback(w, [](GLFWwindow* from, double x, double y) {
    const auto [px, py] = of(from).in_pixels(x, y);
    of(from).events.emplace_back(PointerMoved{px, py});
  });
  glfwSetMouseButtonCallback(w, [](GLFWwindow* from, int button, int action, int mods) {
    if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
    const auto [px, py] = of(from).pointer();
    of(from).events.emplace_back(
        PointerButton{MouseButton(button), action == GLFW_PRESS, px, py, modifiers_of(mods)});
  });
  glfwSetScrollCallback(w, [](GLFWwindow* from, double x, double y) {
    const auto [px, py] = of(from).pointer();
    of(from).events.emplace_back(Scrolled{x, y, px, py});
  });
  glfwSetFramebufferSizeCallback(w, [](GLFWwindow* from, int width, int height) {
    of(from).events.emplace_back(Resized{width, height});
  });
  glfwSetWindowFocusCallback(w, [](GLFWwindow* from, int focused) {
    of(from).events.emplace_back(FocusChanged{focused == GLFW_TRUE});
  });
  glfwSetDropCallback(w, [](GLFWwindow* from, int count, const char** paths) {
    FilesDropped dropped;
    for (int i = 0; i < count; i++) dropped.paths.emplace_back(paths[i]);
    of(from).events.emplace_back(std::move(dropped));
  });
  glfwSetWindowCloseCallback(w, [](GLFWwindow* from) {
    glfwSetWindowShouldClose(from, GLFW_FALSE);  // the application decides: there may be unsaved work
    of(from).events.emplace_back(CloseRequested{});
  });
}

Window::Window(const WindowOptions& options) : state_(std::make_unique<State>()) {
  state_->window = open_window(options);
  glfwMakeContextCurrent(handle());
  if (!gladLoadGL(glfwGetProcAddress)) throw Error("no window: OpenGL's functions were not found");
  glfwSwapInterval(options.vertical_sync ? 1 : 0);
  if (options.debug) gl::enable_debug_messages();
  state_->renderer = gl::context_info().renderer;
  state_->install_callbacks();
  state_->start = glfwGetTime();
}

Window::~Window() = default;

const std::string& Window::renderer() const { return state_->renderer; }
GLFWwindow* Window::handle() const { return state_->window.get(); }
double Window::seconds() const { return glfwGetTime() - state_->start; }

int Window::width() const {
  int w = 0, h = 0;
  glfwGetFramebufferSize(handle(), &w, &h);
  return w;
}

int Window::height() const {
  int w = 0, h = 0;
  glfwGetFramebufferSize(handle(), &w, &h);
  return h;
}

double Window::content_scale() const {
  float x = 1, y = 1;
  glfwGetWindowContentScale(handle(), &x, &y);
  return double(x > 0 ? x : 1);
}

std::vector<InputEvent> Window::poll(double wait_seconds) {
  if (wait_seconds > 0)
    glfwWaitEventsTimeout(wait_seconds);
  else
    glfwPollEvents();
  return std::exchange(state_->events, {});
}

void Window::show(unsigned framebuffer, int picture_width, int picture_height) {
  constexpr GLuint kWindowFramebuffer = 0;
  glDisable(GL_SCISSOR_TEST);
  const int w = width(), h = height();
  // Only while the window's framebuffer is bound do drivers notice that the window has become larger.
  glBindFramebuffer(GL_FRAMEBUFFER, kWindowFramebuffer);
  glViewport(0, 0, w, h);
  if (w > 0 && h > 0)
    glBlitNamedFramebuffer(framebuffer, kWindowFramebuffer, 0, 0, picture_width, picture_height, 0, 0, w, h,
                           GL_COLOR_BUFFER_BIT,
                           w == picture_width && h == picture_height ? GL_NEAREST : GL_LINEAR);
  gl::check("showing the picture");
  glfwSwapBuffers(handle());
  gl::check_reset();
}

std::pair<int, int> Window::size() const {
  if (full_screen()) return {state_->windowed_width, state_->windowed_height};
  int w = 0, h = 0;
  glfwGetWindowSize(handle(), &w, &h);
  // Where windows are counted in pixels, a new one is made larger on a dense display.
  const double scale = w == width() ? content_scale() : 1;
  return {int(std::lround(w / scale)), int(std::lround(h / scale))};
}

std::pair<int, int> Window::place() const {
  if (full_screen()) return {state_->windowed_x, state_->windowed_y};
  int x = 0, y = 0;
  glfwGetWindowPos(handle(), &x, &y);
  return {x, y};
}

void Window::set_title(const std::string& title) { glfwSetWindowTitle(handle(), title.c_str()); }

bool Window::full_screen() const { return glfwGetWindowMonitor(handle()) != nullptr; }

void Window::set_full_screen(bool on) {
  if (on == full_screen()) return;
  State& s = *state_;
  if (!on) {
    glfwSetWindowMonitor(handle(), nullptr, s.windowed_x, s.windowed_y, s.windowed_width, s.windowed_height,
                         0);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
  if (!mode) return;
  glfwGetWindowPos(handle(), &s.windowed_x, &s.windowed_y);
  glfwGetWindowSize(handle(), &s.windowed_width, &s.windowed_height);
  glfwSetWindowMonitor(handle(), monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(handle());
  return text ? text : "";
}

void Window::set_clipboard(const std::string& text) { glfwSetClipboardString(handle(), text.c_str()); }

}  // namespace thalweg::platform
