// SPDX-License-Identifier: MIT
#include "io/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "core/error.h"

namespace thalweg {

namespace {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

[[noreturn]] void fail(const fs::path& path, int code) {
  throw Error("cannot write " + quoted(path) + ": " + std::strerror(code));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  // A full network disk may only say so here.
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(std::size_t(written));
  }
  return true;
}

bool write_all(int fd, std::initializer_list<std::string_view> parts) {
  return std::all_of(parts.begin(), parts.end(), [fd](std::string_view part) { return write_all(fd, part); });
}

// Where a symbolic link leads, so that it stays a link; the path itself if there is none.
fs::path target_of(const fs::path& path) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  return error ? path : target;
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

bool is_special(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return !error && fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

void write_special(const fs::path& path, std::initializer_list<std::string_view> parts) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0 || !write_all(file.get(), parts)) fail(path, errno);
  if (file.close() != 0) fail(path, errno);
}

// A new file beside `path`; the name does not contain the target's, which may already be as long as names can
// be.
std::pair<int, fs::path> open_temporary(const fs::path& path) {
  for (int i = 0; i < 1000; i++) {
    fs::path temporary =
        folder_of(path) / (".thalweg-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp");
    const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) return {fd, std::move(temporary)};
    if (errno != EEXIST) break;
  }
  return {-1, {}};
}

}  // namespace

void write_file(const fs::path& path, std::initializer_list<std::string_view> parts, Flush flush) {
  const fs::path target = target_of(path);
  if (is_special(target)) return write_special(path, parts);
  std::error_code ignored;
  if (fs::is_directory(target, ignored)) fail(path, EISDIR);

  const auto [fd, temporary] = open_temporary(target);
  if (fd < 0) fail(path, errno);
  Descriptor file(fd);
  struct stat old;
  if (::stat(target.c_str(), &old) == 0) ::fchmod(fd, old.st_mode & 07777);
  const bool written = write_all(fd, parts) && (flush == Flush::by_system || ::fsync(fd) == 0) &&
                       file.close() == 0 && ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!written) {
    const int code = errno;
    ::unlink(temporary.c_str());
    fail(path, code);
  }
}

void check_output(const fs::path& path) {
  const auto refuse = [&path](const std::string& why) {
    throw InputError("cannot write " + quoted(path) + ": " + why);
  };
  if (path.empty()) throw InputError("an output file needs a name");
  std::error_code ignored;
  const fs::path target = target_of(path);
  if (fs::is_directory(target, ignored)) refuse("it is a folder");
  if (is_special(target)) {
    if (::access(target.c_str(), W_OK) != 0) refuse(std::strerror(errno));
    return;
  }
  const fs::path folder = folder_of(target);
  if (!fs::exists(folder, ignored)) refuse("there is no folder " + quoted(folder));
  if (!fs::is_directory(folder, ignored)) refuse(quoted(folder) + " is not a folder");
  if (::access(folder.c_str(), W_OK | X_OK) != 0) refuse(std::strerror(errno));
  // Renaming over a file that its owner has protected would work, but is not what protection means.
  if (fs::exists(target, ignored) && ::access(target.c_str(), W_OK) != 0) refuse(std::strerror(errno));
}

std::string read_file(const fs::path& path, std::size_t limit) {
  const auto refuse = [&path](const std::string& why) {
    throw InputError("cannot read " + quoted(path) + ": " + why);
  };
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) refuse(std::strerror(errno));
  std::string bytes;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse(std::strerror(errno));
    if (got == 0) return bytes;
    bytes.append(buffer, std::size_t(got));
    if (bytes.size() > limit) refuse("it is larger than " + std::to_string(limit) + " bytes");
  }
}

}  // namespace thalweg
