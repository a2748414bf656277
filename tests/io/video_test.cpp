// SPDX-License-Identifier: MIT
#include "io/video.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <string>

#include "core/error.h"
#include "core/hd.h"
#include "io/atomic_file.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

Image plain(int width, int height, std::uint8_t value) {
  return {width, height, std::vector<std::uint8_t>(std::size_t(4 * width * height), value)};
}

bool has_ffmpeg() { return std::system("ffmpeg -version >/dev/null 2>&1") == 0; }  // NOLINT

class Video : public ::testing::Test {
 protected:
  testing::TemporaryFolder folder_;
};

TEST_F(Video, OtherNamesAndRatesAreRefused) {
  EXPECT_THROW(VideoWriter(folder_.path() / "film.avi", 16, 16, 30), InputError);
  EXPECT_THROW(VideoWriter(folder_.path() / "film.mp4", 16, 16, 0), InputError);
  EXPECT_THROW(VideoWriter(folder_.path() / "film.mp4", 16, 16, 0.0 / 0.0), InputError);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(Video, AFilmAppearsWhenItIsFinished) {
  if (!has_ffmpeg()) GTEST_SKIP() << "ffmpeg is not installed";
  for (const char* name : {"film.mp4", "film.gif"}) {
    const std::filesystem::path path = folder_.path() / name;
    VideoWriter film(path, 17, 9, 10);  // odd sides
    for (int i = 0; i < 5; i++) film.add(plain(17, 9, std::uint8_t(50 * i)));
    EXPECT_FALSE(std::filesystem::exists(path));
    film.finish();
    const std::string bytes = read_file(path, 1 << 20);
    EXPECT_TRUE(bytes.substr(4, 4) == "ftyp" || bytes.substr(0, 4) == "GIF8") << name;
  }
}

TEST_F(Video, AnUnfinishedFilmLeavesNothing) {
  if (!has_ffmpeg()) GTEST_SKIP() << "ffmpeg is not installed";
  {
    VideoWriter film(folder_.path() / "film.mp4", 16, 16, 30);
    film.add(plain(16, 16, 0));
    EXPECT_THROW(film.add(plain(8, 8, 0)), Error);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(Video, WhatFfmpegSaysIsPassedOn) {
  if (!has_ffmpeg()) GTEST_SKIP() << "ffmpeg is not installed";
  VideoWriter film(folder_.path() / "no_such_folder" / "film.mp4", 16, 16, 30);
  try {
    for (int i = 0; i < 100'000; i++) film.add(plain(16, 16, 0));
    film.finish();
    FAIL() << "ffmpeg wrote into a folder that does not exist";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("No such file"), std::string::npos) << error.what();
  }
}

// A full disk, as far as ffmpeg can tell: it may write no more than some kilobytes.
TEST_F(Video, WithoutRoomThereIsAMessageAndNoFile) {
  if (!has_ffmpeg()) GTEST_SKIP() << "ffmpeg is not installed";
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);  // inherited: writing fails instead
  for (const char* name : {"film.mp4", "film.gif"}) {
    rlimit small = before;
    small.rlim_cur = 4096;
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    std::string said = "no exception";
    try {
      VideoWriter film(folder_.path() / name, 64, 64, 30);
      Image noise = plain(64, 64, 0);
      u32 random = 1;
      for (int i = 0; i < 30; i++) {
        for (std::uint8_t& byte : noise.rgba)
          byte = std::uint8_t((random = random * 1664525u + 1013904223u) >> 24);
        film.add(noise);
      }
      film.finish();
    } catch (const Error& error) {
      said = error.what();
    }
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    EXPECT_NE(said.find("ffmpeg"), std::string::npos) << said;
    EXPECT_EQ(said.find('\n'), std::string::npos) << said;
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path())) << name;
  }
  std::signal(SIGXFSZ, handler);
}

}  // namespace
}  // namespace thalweg
