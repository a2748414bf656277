// SPDX-License-Identifier: MIT
#include "io/npy.h"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/error.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;
using Shape = std::vector<std::size_t>;

template <class T>
class Npy : public ::testing::Test {};
using Types = ::testing::Types<float, double, std::int8_t, std::int16_t, std::int32_t, std::int64_t,
                               std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>;
TYPED_TEST_SUITE(Npy, Types);

TYPED_TEST(Npy, GivesBackEveryShape) {
  const TemporaryFolder folder;
  for (const Shape& shape : {Shape{}, Shape{0}, Shape{7}, Shape{3, 0, 2}, Shape{3, 5}, Shape{2, 3, 4, 5}}) {
    NpyArray<TypeParam> array{shape, {}};
    array.values.resize(std::accumulate(shape.begin(), shape.end(), std::size_t(1), std::multiplies<>()));
    std::iota(array.values.begin(), array.values.end(), TypeParam(1));
    if (!array.values.empty()) array.values[0] = std::numeric_limits<TypeParam>::lowest();
    write_npy<TypeParam>(folder / "a.npy", shape, array.values);
    EXPECT_EQ(read_npy<TypeParam>(folder / "a.npy"), array);
    EXPECT_EQ((std::filesystem::file_size(folder / "a.npy") - array.values.size() * sizeof(TypeParam)) % 64,
              0u);
  }
}

// The bytes that numpy.save writes for np.array([[1.5, -2.0, 0.0]]).
TEST(NpyFormat, IsNumpys) {
  std::string numpy("\x93NUMPY\x01\x00v\x00", 10);
  numpy += "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }";
  numpy.append(127 - numpy.size(), ' ').append("\n");
  numpy.append("\0\0\0\0\0\0\xf8\x3f\0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0\0", 24);
  const TemporaryFolder folder;
  const double values[] = {1.5, -2, 0};
  write_npy<double>(folder / "a.npy", Shape{1, 3}, values);
  EXPECT_EQ(bytes_of(folder / "a.npy"), numpy);
}

TEST(NpyFormat, RefusesWhatItIsNot) {
  const TemporaryFolder folder;
  const float values[] = {1, 2, 3, 4, 5, 6};
  EXPECT_THROW(write_npy<float>(folder / "a.npy", Shape{2, 2}, values), Error);
  EXPECT_EQ(folder.files(), 0u);
  write_npy<float>(folder / "a.npy", Shape{2, 3}, values);
  const std::string good = bytes_of(folder / "a.npy");
  const auto refused = [&](std::string bytes) {
    put_bytes(folder / "b.npy", bytes);
    return error_of<InputError>([&] { read_npy<float>(folder / "b.npy"); }) != "no exception";
  };
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string bytes = good;
    return bytes.replace(bytes.find(from), from.size(), to);
  };
  EXPECT_FALSE(refused(good));
  EXPECT_TRUE(refused(replaced("<f4", "<f8")));
  EXPECT_TRUE(refused(replaced("<f4", ">f4")));
  EXPECT_TRUE(refused(replaced("False", "True ")));
  EXPECT_TRUE(refused(replaced("(2, 3)", "(2, 4)")));
  EXPECT_TRUE(refused(replaced("(2, 3)", "(2, x)")));
  EXPECT_TRUE(refused(replaced("(2, 3), }    ", "(99999999999,")));
  EXPECT_TRUE(refused(replaced("(2, 3), }                ", "(4294967296, 4294967296)")));
  EXPECT_TRUE(refused(replaced("'shape'", "'shale'")));
  EXPECT_TRUE(refused(good + "x"));
  for (std::size_t length = 0; length < good.size(); length++) EXPECT_TRUE(refused(good.substr(0, length)));
}

}  // namespace
}  // namespace thalweg
