// SPDX-License-Identifier: MIT
#include "io/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "core/error.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;
namespace fs = std::filesystem;

TEST(WriteFile, WritesAllPartsAndLeavesNothingElse) {
  const TemporaryFolder folder;
  write_file(folder / "a.txt", {"one ", "", "two"});
  EXPECT_EQ(bytes_of(folder / "a.txt"), "one two");
  write_file(folder / "a.txt", {"3"});
  EXPECT_EQ(bytes_of(folder / "a.txt"), "3");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(WriteFile, KeepsBytesThatAreNotText) {
  const TemporaryFolder folder;
  std::string bytes;
  for (int i = 0; i < 200'000; i++) bytes += char(i);
  write_file(folder / "b", {bytes});
  EXPECT_EQ(bytes_of(folder / "b"), bytes);
}

TEST(WriteFile, FollowsALinkAndKeepsThePermissions) {
  const TemporaryFolder folder;
  put_bytes(folder / "real", "old");
  ASSERT_EQ(::chmod((folder / "real").c_str(), 0600), 0);
  fs::create_symlink("real", folder / "link");
  write_file(folder / "link", {"new"});
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(bytes_of(folder / "real"), "new");
  EXPECT_EQ(fs::status(folder / "real").permissions(), fs::perms(0600));
}

TEST(WriteFile, TakesTheLongestName) {
  const TemporaryFolder folder;
  const std::string name(255, 'n');
  write_file(folder / name, {"x"});
  EXPECT_EQ(bytes_of(folder / name), "x");
}

TEST(WriteFile, NamesThePathAndTheReason) {
  const TemporaryFolder folder;
  const std::string missing = error_of<Error>([&] { write_file(folder / "no/where", {"x"}); });
  EXPECT_NE(missing.find("no/where"), std::string::npos) << missing;
  EXPECT_NE(missing.find("No such file or directory"), std::string::npos) << missing;
  const std::string directory = error_of<Error>([&] { write_file(folder.path(), {"x"}); });
  EXPECT_NE(directory.find("directory"), std::string::npos) << directory;
  EXPECT_EQ(folder.files(), 0u);
}

TEST(WriteFile, AFullDeviceIsAnError) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  const std::string full = error_of<Error>([] { write_file("/dev/full", {"x"}); });
  EXPECT_NE(full.find("No space left"), std::string::npos) << full;
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

// A write that the system cuts short, as a full disk does: the old file stays, the half-written one goes.
TEST(WriteFile, AnInterruptedWriteLeavesTheOldFile) {
  const TemporaryFolder folder;
  put_bytes(folder / "result", "old");
  rlimit before;
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string error = error_of<Error>([&] { write_file(folder / "result", {std::string(5000, 'x')}); });
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, handler);
  EXPECT_NE(error.find("result"), std::string::npos) << error;
  EXPECT_EQ(bytes_of(folder / "result"), "old");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(CheckOutput, AcceptsWhatCanBeWrittenAndCreatesNothing) {
  const TemporaryFolder folder;
  EXPECT_NO_THROW(check_output(folder / "new"));
  put_bytes(folder / "old", "x");
  EXPECT_NO_THROW(check_output(folder / "old"));
  EXPECT_NO_THROW(check_output("name_only"));
  EXPECT_NO_THROW(check_output("/dev/null"));
  EXPECT_EQ(folder.files(), 1u);
}

TEST(CheckOutput, RefusesFoldersAndMissingFolders) {
  const TemporaryFolder folder;
  put_bytes(folder / "file", "x");
  EXPECT_THROW(check_output(""), InputError);
  EXPECT_THROW(check_output(folder.path()), InputError);
  EXPECT_THROW(check_output(folder / "none/x"), InputError);
  EXPECT_THROW(check_output(folder / "file/x"), InputError);
}

TEST(CheckOutput, RefusesAProtectedFolder) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const TemporaryFolder folder;
  ASSERT_EQ(::chmod(folder.path().c_str(), 0500), 0);
  EXPECT_THROW(check_output(folder / "x"), InputError);
  EXPECT_THROW(write_file(folder / "x", {"x"}), Error);
}

TEST(ReadFile, ReadsUpToTheLimit) {
  const TemporaryFolder folder;
  put_bytes(folder / "ten", "0123456789");
  EXPECT_EQ(read_file(folder / "ten", 10), "0123456789");
  const std::string large = error_of<InputError>([&] { read_file(folder / "ten", 9); });
  EXPECT_NE(large.find("larger than 9"), std::string::npos) << large;
  const std::string missing = error_of<InputError>([&] { read_file(folder / "eleven", 9); });
  EXPECT_NE(missing.find("eleven"), std::string::npos) << missing;
  EXPECT_THROW(read_file(folder.path(), 9), InputError);
  EXPECT_THROW(read_file("/dev/zero", 1000), InputError);
}

}  // namespace
}  // namespace thalweg
