// SPDX-License-Identifier: MIT
#include "kernels/kernel_cache.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace thalweg::kernels {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

class Cache : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "thalweg_cache.XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder = pattern;
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path only_file() const {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(folder)) all.push_back(entry.path());
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? fs::path() : all[0];
  }

  fs::path folder;
  const Binary binary{{"_Z4name", "_Z5other"}, std::string("image\0with zeros", 16)};
};

TEST_F(Cache, GivesBackWhatWasStored) {
  const KernelCache cache(folder / "made" / "on demand");
  EXPECT_FALSE(cache.find("key"));
  cache.store("key", binary);
  EXPECT_EQ(cache.find("key"), binary);
  EXPECT_FALSE(cache.find("other"));
  EXPECT_EQ(KernelCache(folder / "made" / "on demand").find("key"), binary);
}

// Cut anywhere, changed anywhere: not an entry.
TEST_F(Cache, DamagedEntriesAreNotFound) {
  const KernelCache cache(folder);
  cache.store("key", binary);
  const fs::path file = only_file();
  const std::string whole = read(file);
  for (std::size_t n = 0; n < whole.size(); n++) {
    write(file, whole.substr(0, n));
    EXPECT_FALSE(cache.find("key")) << "cut after " << n;
    std::string changed = whole;
    changed[n] = char(changed[n] ^ 0x10);
    write(file, changed);
    EXPECT_FALSE(cache.find("key")) << "changed at " << n;
  }
  write(file, whole + "x");
  EXPECT_FALSE(cache.find("key"));
  cache.store("key", binary);
  EXPECT_EQ(cache.find("key"), binary);
  EXPECT_EQ(read(only_file()), whole);
}

TEST_F(Cache, AnUnusableFolderIsNoError) {
  const fs::path file = folder / "a file";
  write(file, "");
  const KernelCache cache(file / "below it");
  cache.store("key", binary);
  EXPECT_FALSE(cache.find("key"));
  const KernelCache none(std::nullopt);
  none.store("key", binary);
  EXPECT_FALSE(none.find("key"));
}

TEST_F(Cache, ManyProcessesAtOnce) {
  const Binary large{{"_Z4name"}, std::string(1 << 20, 'x')};
  std::vector<pid_t> children;
  for (int child = 0; child < 4; child++) {
    const pid_t pid = ::fork();
    ASSERT_GE(pid, 0);
    if (pid == 0) {
      const KernelCache cache(folder);
      bool ok = true;
      for (int i = 0; i < 20; i++) {
        cache.store("key", large);
        ok = ok && cache.find("key") == large;  // whoever wrote it last: it is whole
      }
      ::_exit(ok ? 0 : 1);
    }
    children.push_back(pid);
  }
  for (const pid_t pid : children) {
    int status = -1;
    ::waitpid(pid, &status, 0);
    EXPECT_EQ(status, 0);
  }
  only_file();  // nothing temporary stays
}

TEST_F(Cache, KeysTellEverythingApart) {
  const Program program = make_particles_program("float");
  const std::string key = cache_key(program, "sm_90", "13.0");
  EXPECT_EQ(key.size(), 32u);
  EXPECT_EQ(key, cache_key(program, "sm_90", "13.0"));
  EXPECT_NE(key, cache_key(program, "sm_86", "13.0"));
  EXPECT_NE(key, cache_key(program, "sm_90", "13.1"));
  Program other = program;
  other.math = MathMode::fast;
  EXPECT_NE(key, cache_key(other, "sm_90", "13.0"));
  other = program;
  other.text += " ";
  EXPECT_NE(key, cache_key(other, "sm_90", "13.0"));
  other = program;
  other.kernels.pop_back();
  EXPECT_NE(key, cache_key(other, "sm_90", "13.0"));
  other = program;
  const std::string changed = std::string(program.headers.back().text) + "\n";
  other.headers.back().text = changed.c_str();
  EXPECT_NE(key, cache_key(other, "sm_90", "13.0"));
}

TEST_F(Cache, CompilesOnceAndAgainAfterDamage) {
  const Nvrtc nvrtc;
  const KernelCache cache(folder);
  const Program program = make_particles_program("float");
  const Binary first = compile_cached(nvrtc, cache, program, "sm_90");
  const fs::path file = only_file();
  // An entry of our own making shows whether the cache or the compiler answers.
  const Binary marked{first.names, "marked"};
  cache.store(cache_key(program, "sm_90", nvrtc.version()), marked);
  EXPECT_EQ(compile_cached(nvrtc, cache, program, "sm_90"), marked);
  write(file, "torn");
  EXPECT_EQ(compile_cached(nvrtc, cache, program, "sm_90").names, first.names);
  EXPECT_GT(read(file).size(), 1000u);
}

TEST(CacheFolder, FollowsTheEnvironment) {
  const auto with = [](const char* own, const char* xdg, const char* home) {
    const auto set = [](const char* name, const char* value) {
      value ? ::setenv(name, value, 1) : ::unsetenv(name);
    };
    set("THALWEG_CACHE_DIR", own);
    set("XDG_CACHE_HOME", xdg);
    set("HOME", home);
    return cache_folder();
  };
  EXPECT_EQ(with("/a", "/b", "/c"), fs::path("/a"));
  EXPECT_EQ(with(nullptr, "/b", "/c"), fs::path("/b/thalweg"));
  EXPECT_EQ(with("", "", "/c"), fs::path("/c/.cache/thalweg"));
  EXPECT_FALSE(with(nullptr, nullptr, nullptr));
}

}  // namespace
}  // namespace thalweg::kernels
