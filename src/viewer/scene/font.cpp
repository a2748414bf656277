// SPDX-License-Identifier: MIT
#include "viewer/scene/font.h"

#include <stb_truetype.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "core/error.h"
#include "embedded/fonts.h"

namespace thalweg::viewer {
namespace {

struct Face {
  const char* file;
  double size;
};
constexpr std::array<Face, kTextStyles> kFaces{
    {{"Inter-SemiBold.otf", 20}, {"Inter-Regular.otf", 13}, {"JetBrainsMono-Regular.ttf", 12.5}}};
// Three horizontal subpixels: letters keep their distances at small sizes.  Baselines are whole pixels.
constexpr int kOversampling = 3;
constexpr int kLargestAtlas = 8192;
constexpr double kFinest = 10, kLargestScale = 200;  // of letters that are drawn, and at all

std::vector<int> characters() {
  std::vector<int> all;
  auto range = [&](int first, int last) {
    for (int c = first; c <= last; c++) all.push_back(c);
  };
  range(0x20, 0x7e);
  range(0xa0, 0xff);
  range(0x391, 0x3c9);
  for (const int c : {0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2026, 0x2070, 0x2074, 0x2075,
                      0x2076, 0x2077, 0x2078, 0x2079, 0x207b, 0x2080, 0x2081, 0x2082, 0x2083, 0x2190, 0x2191,
                      0x2192, 0x2193, 0x2202, 0x2207, 0x2212, 0x221a, 0x221e, 0x2248, 0x2260, 0x2264, 0x2265})
    all.push_back(c);
  return all;
}

struct PackedFace {
  stbtt_pack_range range{};
  std::vector<stbtt_packedchar> glyphs;
};

bool pack(std::vector<std::uint8_t>& pixels, int side, std::vector<int>& codes,
          std::vector<PackedFace>& faces) {
  pixels.assign(std::size_t(side) * std::size_t(side), 0);
  stbtt_pack_context context;
  if (!stbtt_PackBegin(&context, pixels.data(), side, side, 0, 1, nullptr))
    throw Error("font atlas: not enough memory");
  stbtt_PackSetOversampling(&context, kOversampling, 1);
  stbtt_PackSetSkipMissingCodepoints(&context, 1);
  bool fits = true;
  for (std::size_t i = 0; i < kFaces.size() && fits; i++) {
    faces[i].range.array_of_unicode_codepoints = codes.data();
    faces[i].range.num_chars = int(codes.size());
    faces[i].glyphs.assign(codes.size(), {});
    faces[i].range.chardata_for_range = faces[i].glyphs.data();
    const auto* bytes = reinterpret_cast<const unsigned char*>(embedded_font(kFaces[i].file).data());
    stbtt_fontinfo info;
    if (!stbtt_InitFont(&info, bytes, 0))
      throw Error(std::string("font ") + kFaces[i].file + " cannot be read");
    fits = stbtt_PackFontRanges(&context, bytes, 0, &faces[i].range, 1) != 0;
    // Characters that the typeface lacks are skipped, which also reports "did not fit": tell the two apart.
    if (!fits) {
      fits = true;
      for (std::size_t k = 0; k < codes.size(); k++)
        if (faces[i].glyphs[k].xadvance == 0 && stbtt_FindGlyphIndex(&info, codes[k]) != 0) fits = false;
    }
  }
  stbtt_PackEnd(&context);
  return fits;
}

}  // namespace

std::string_view embedded_font(std::string_view file_name) {
  const std::string_view bytes = embedded::find(embedded::fonts(), file_name);
  if (!bytes.data()) throw Error("no embedded font is called '" + std::string(file_name) + "'");
  return bytes;
}

FontAtlas::FontAtlas(double scale) : scale_(scale) {
  if (!(scale > 0 && scale < kLargestScale)) throw Error("font atlas: the scale is out of range");
  // Larger letters are magnified: they would not fit, and their edges are smooth enough.
  const double drawn = std::min(scale, kFinest);
  const auto magnified = float(scale / drawn);
  std::vector<int> codes = characters();
  std::vector<PackedFace> faces(kFaces.size());
  for (std::size_t i = 0; i < kFaces.size(); i++) {
    // stb sizes by ascender to descender; negative asks for pixels per em, which is what a type size means.
    faces[i].range.font_size = STBTT_POINT_SIZE(float(kFaces[i].size * drawn));
  }
  int side = 256;
  while (!pack(coverage_, side, codes, faces)) {
    side *= 2;
    if (side > kLargestAtlas)
      throw Error("font atlas: text of scale " + std::to_string(scale) + " is too large");
  }
  width_ = height_ = side;
  for (std::size_t i = 0; i < kFaces.size(); i++) {
    for (std::size_t k = 0; k < codes.size(); k++) {
      const stbtt_packedchar& c = faces[i].glyphs[k];
      if (c.xadvance == 0) continue;
      glyphs_[i][char32_t(codes[k])] = {float(c.x0),         float(c.y0),         float(c.x1),
                                        float(c.y1),         magnified * c.xoff,  magnified * c.yoff,
                                        magnified * c.xoff2, magnified * c.yoff2, magnified * c.xadvance};
    }
    // Nothing to draw, although oversampling gives it an area.
    for (const char32_t space : {U' ', U'\u00a0'}) glyphs_[i][space].x1 = glyphs_[i][space].x0;
    cap_height_[i] = -double(glyphs_[i].at(U'H').y0);
  }
}

const Glyph& FontAtlas::glyph(TextStyle style, char32_t character) const {
  // The mono-spaced face lacks some raised signs, which Inter has.
  for (const TextStyle face : {style, TextStyle::kText}) {
    const auto& map = glyphs_[std::size_t(face)];
    if (const auto found = map.find(character); found != map.end()) return found->second;
  }
  return glyphs_[std::size_t(style)].at(U'?');
}

double FontAtlas::measure(TextStyle style, std::string_view text) const {
  double sum = 0;
  while (!text.empty()) sum += glyph(style, next_character(text)).advance;
  return sum;
}

char32_t next_character(std::string_view& text) {
  constexpr char32_t kReplacement = 0xfffd;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xc2 && first < 0xe0 ? 2
                             : first >= 0xe0 && first < 0xf0 ? 3
                             : first >= 0xf0 && first < 0xf5 ? 4
                                                             : 0;
  bool valid = length > 0 && length <= text.size();
  char32_t code = length <= 1 ? first : first & (0x7fu >> length);
  for (std::size_t i = 1; valid && i < length; i++) {
    valid = (byte(i) & 0xc0u) == 0x80u;
    code = code << 6 | (byte(i) & 0x3fu);
  }
  text.remove_prefix(valid ? length : 1);
  return valid ? code : kReplacement;
}

}  // namespace thalweg::viewer
