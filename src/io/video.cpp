// SPDX-License-Identifier: MIT
#include "io/video.h"

#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"

extern "C" char** environ;  // NOLINT: POSIX has no header for it

namespace thalweg {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

std::string reason(int error) { return std::strerror(error); }

/// Two connected ends, neither of which a child inherits.  Sockets instead of a pipe: writing to one whose
/// reader is gone is an error, where a pipe would end the program by a signal.
std::pair<Descriptor, Descriptor> connected() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw Error("cannot talk to ffmpeg: " + reason(errno));
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<std::string> arguments(const std::string& file, const std::string& kind, int width, int height,
                                   double rate) {
  std::vector<std::string> all = {"ffmpeg",
                                  "-nostdin",
                                  "-loglevel",
                                  "error",
                                  "-xerror",  // else a full disk is only spoken of
                                  "-y",
                                  "-f",
                                  "rawvideo",
                                  "-pix_fmt",
                                  "rgba",
                                  "-s",
                                  fmt::format("{}x{}", width, height),
                                  "-r",
                                  fmt::format("{:.6g}", rate),
                                  "-i",
                                  "pipe:0"};
  const auto add = [&](std::initializer_list<const char*> more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  if (kind == ".gif")
    add({"-filter_complex",
         "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4", "-f",
         "gif"});
  else  // players want chroma at half the resolution, which needs even sides
    add({"-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18",
         "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4"});
  all.push_back(file);
  return all;
}

pid_t spawn(const std::vector<std::string>& words, int input, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  pid_t pid = 0;
  const int error = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) throw Error("films need ffmpeg, which is not installed; a .png needs nothing");
  if (error != 0) throw Error("cannot start ffmpeg: " + reason(error));
  return pid;
}

}  // namespace

struct VideoWriter::State {
  std::filesystem::path path, temporary;
  int width, height;
  Descriptor pictures, messages;
  pid_t ffmpeg = 0;

  /// What ffmpeg said, in one line.  It has ended, or is about to.
  std::string complaint();
  int wait();
};

std::string VideoWriter::State::complaint() {
  std::string text;
  char buffer[512];
  for (ssize_t n; (n = read(messages.get(), buffer, sizeof buffer)) > 0 && text.size() < 2000;)
    text.append(buffer, std::size_t(n));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text.empty() ? "it gave no reason" : text;
}

int VideoWriter::State::wait() {
  int status = 0;
  while (waitpid(std::exchange(ffmpeg, 0), &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

VideoWriter::VideoWriter(const std::filesystem::path& path, int width, int height, double rate)
    : state_(std::make_unique<State>()) {
  const std::string kind = path.extension().string();
  if (kind != ".mp4" && kind != ".gif")
    throw InputError("film '" + path.string() + "': the file name must end in .mp4 or .gif");
  if (!(rate > 0 && rate <= 1000)) throw InputError("a film needs between 0 and 1000 pictures per second");
  state_->path = path;
  state_->temporary = path.string() + fmt::format(".{}.part", getpid());
  state_->width = width;
  state_->height = height;
  auto [ours, theirs] = connected();
  auto [messages, errors] = connected();
  state_->pictures = std::move(ours);
  state_->messages = std::move(messages);
  // "./" keeps a name that begins with a dash from being read as an option.
  const std::string file = (state_->temporary.is_absolute() ? "" : "./") + state_->temporary.string();
  state_->ffmpeg = spawn(arguments(file, kind, width, height, rate), theirs.get(), errors.get());
}

VideoWriter::~VideoWriter() {
  if (!state_->ffmpeg) return;
  kill(state_->ffmpeg, SIGKILL);
  state_->wait();
  std::error_code ignored;
  std::filesystem::remove(state_->temporary, ignored);
}

void VideoWriter::add(const Image& image) {
  if (image.width != state_->width || image.height != state_->height)
    throw Error("film: all pictures must have the same size");
  const char* data = reinterpret_cast<const char*>(image.rgba.data());
  for (std::size_t sent = 0; sent < image.rgba.size();) {
    const ssize_t n = send(state_->pictures.get(), data + sent, image.rgba.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error("ffmpeg stopped: " + state_->complaint());
    sent += std::size_t(n);
  }
}

void VideoWriter::finish() {
  state_->pictures.close();
  const std::string complaint = state_->complaint();
  const int status = state_->wait();
  std::error_code error;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
    std::filesystem::rename(state_->temporary, state_->path, error);
    if (!error) return;
    const std::string why = error.message();
    std::filesystem::remove(state_->temporary, error);
    throw Error("cannot write '" + state_->path.string() + "': " + why);
  }
  std::filesystem::remove(state_->temporary, error);
  throw Error("ffmpeg could not write '" + state_->path.string() + "': " + complaint);
}

}  // namespace thalweg
