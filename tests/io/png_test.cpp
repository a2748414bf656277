// SPDX-License-Identifier: MIT
#include "io/png.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/error.h"
#include "tests/io/temporary_folder.h"

namespace thalweg {
namespace {

using namespace thalweg::testing;

Image pattern(int width, int height) {
  Image image{width, height, {}};
  for (int i = 0; i < 4 * width * height; i++) image.rgba.push_back(std::uint8_t(i * 37 + i / 256));
  return image;
}

TEST(Png, GivesBackEveryPixel) {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair(1, 1), std::pair(3, 5), std::pair(257, 130)}) {
    const Image image = pattern(width, height);
    write_png(folder / "a.png", image);
    const Image back = read_png(folder / "a.png");
    EXPECT_EQ(back.width, width);
    EXPECT_EQ(back.height, height);
    EXPECT_EQ(back.rgba, image.rgba);
  }
}

// The 67 bytes of the smallest opaque white picture, one bit per pixel, as another encoder writes it.
TEST(Png, ReadsOthersFiles) {
  const TemporaryFolder folder;
  const std::string bytes(
      "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01"
      "\x01\x00\x00\x00\x00\x37\x6e\xf9\x24\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\x68\x00\x00\x00"
      "\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82",
      67);
  put_bytes(folder / "white.png", bytes);
  EXPECT_EQ(read_png(folder / "white.png").rgba, (std::vector<std::uint8_t>{255, 255, 255, 255}));
}

TEST(Png, CarriesTexts) {
  const TemporaryFolder folder;
  const PngTexts texts{
      {"Software", "thalweg 1"}, {"thalweg:spec", "{\"seed\": 1,\n \"s\": \"\\u00e4\"}"}, {"e", ""}};
  const Image image = pattern(4, 3);
  write_png(folder / "a.png", image, texts);
  EXPECT_EQ(read_png_texts(folder / "a.png"), texts);
  EXPECT_EQ(read_png(folder / "a.png").rgba, image.rgba);  // and libpng finds the checksums right
  EXPECT_THROW(write_png(folder / "b.png", image, {{"", "x"}}), Error);
  EXPECT_THROW(write_png(folder / "b.png", image, {{std::string(80, 'k'), "x"}}), Error);
  EXPECT_THROW(write_png(folder / "b.png", image, {{"k", std::string("a\0b", 3)}}), Error);
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Png, RefusesBadImagesAndFiles) {
  const TemporaryFolder folder;
  EXPECT_THROW(write_png(folder / "a.png", Image{}), Error);
  EXPECT_THROW(write_png(folder / "a.png", Image{2, 2, std::vector<std::uint8_t>(15)}), Error);
  EXPECT_THROW(write_png(folder / "a.png", Image{-2, -2, std::vector<std::uint8_t>(16)}), Error);
  write_png(folder / "a.png", pattern(16, 16));
  const std::string good = bytes_of(folder / "a.png");
  for (std::size_t length = 0; length + 16 < good.size(); length += 7) {
    put_bytes(folder / "b.png", good.substr(0, length));
    EXPECT_THROW(read_png(folder / "b.png"), InputError) << length;
  }
  // 2^29 x 2^29 pixels in 33 bytes of header.
  std::string huge = good;
  huge[16] = huge[20] = 0x20;
  put_bytes(folder / "b.png", huge);
  EXPECT_THROW(read_png(folder / "b.png"), InputError);
  EXPECT_THROW(read_png(folder / "none.png"), InputError);
}

// Through libpng, which checks every checksum, and any split into rows.
TEST(Png, RowsMakeTheSamePicture) {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair(1, 1), std::pair(3, 5), std::pair(257, 130)})
    for (const int at_once : {1, 2, 64}) {
      const Image image = pattern(width, height);
      PngWriter writer(folder / "a.png", width, height, {{"Software", "a test"}});
      for (int y = 0; y < height; y += at_once) {
        Image rows{width, std::min(at_once, height - y), {}};
        const auto begin = image.rgba.begin() + 4 * y * width;
        rows.rgba.assign(begin, begin + 4 * rows.height * width);
        writer.add(rows);
      }
      writer.finish();
      const Image back = read_png(folder / "a.png");
      EXPECT_EQ(back.width, width);
      EXPECT_EQ(back.height, height);
      EXPECT_EQ(back.rgba, image.rgba);
      EXPECT_EQ(read_png_texts(folder / "a.png"), (PngTexts{{"Software", "a test"}}));
    }
}

TEST(Png, MissingAndSuperfluousRowsAreErrorsAndLeaveNothing) {
  const TemporaryFolder folder;
  PngWriter writer(folder / "a.png", 4, 3);
  writer.add(pattern(4, 2));
  EXPECT_THROW(writer.finish(), Error);
  EXPECT_THROW(writer.add(pattern(4, 2)), Error);
  EXPECT_THROW(writer.add(pattern(3, 1)), Error);
  EXPECT_THROW(PngWriter(folder / "b.png", 0, 3), Error);
  EXPECT_EQ(folder.files(), 0u);
}

}  // namespace
}  // namespace thalweg
