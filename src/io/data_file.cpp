// SPDX-License-Identifier: MIT
#include "io/data_file.h"

#include <fmt/format.h>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/csv.h"
#include "io/png.h"
#include "io/spec_text.h"

namespace thalweg {

namespace {

Dataset pixels(const Image& image) {
  Dataset data{{"x", "y", "brightness"}, {}};
  data.numbers.reserve(std::size_t(image.width) * std::size_t(image.height) * 3);
  for (int y = 0; y < image.height; y++)
    for (int x = 0; x < image.width; x++) {
      const u8* const p = &image.rgba[4 * (std::size_t(y) * std::size_t(image.width) + std::size_t(x))];
      const double luma = (0.2126 * p[0] + 0.7152 * p[1] + 0.0722 * p[2]) / 255;
      data.numbers.insert(data.numbers.end(), {double(x), double(y), luma});
    }
  return data;
}

}  // namespace

std::shared_ptr<const Dataset> read_data(const std::filesystem::path& path) {
  if (path.extension() == ".png") return std::make_shared<const Dataset>(pixels(read_png(path)));
  Table table = read_csv(path);
  return std::make_shared<const Dataset>(Dataset{std::move(table.columns), std::move(table.values)});
}

bool is_formula_file(std::string_view text) {
  return text.substr(0, text.find(':')).find_first_of("./\\") != std::string_view::npos;
}

void read_formula(const std::filesystem::path& path, RunSpec& spec) {
  const std::string text = read_file(path, 1 << 24);
  std::string formula;
  Choice choice{"formula"};
  std::optional<Domain> domain;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line(text.data() + begin, end - begin);
    begin = end + 1;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    constexpr std::string_view kDomain = "domain ", kParameters = "parameters ";
    if (line.starts_with(kParameters))
      choice = in_context(path.string(), [&] {
        return parse_choice("formula:" + std::string(line.substr(kParameters.size())));
      });
    else if (line.starts_with(kDomain))
      domain = in_context(path.string(), [&] { return parse_domain(line.substr(kDomain.size())); });
    else
      formula += (formula.empty() ? "" : " ") + std::string(line);
  }
  if (formula.empty()) throw InputError(path.string() + " has no formula");
  spec.kind = LandscapeKind::formula;
  spec.surface = choice;
  spec.formula = formula;
  if (domain && !spec.domain) spec.domain = domain;
}

std::string formula_file_text(const RunSpec& spec) {
  std::string text;
  if (spec.domain) {
    const Domain& d = *spec.domain;
    text = "domain " + to_text(Point{d.x0, d.x1}, 2);
    if (d.weights > 1) text += "," + to_text(Point{d.y0, d.y1}, 2);
    if (d.weights > 2) text += "," + to_text(Point{d.z0, d.z1}, 2);
    text += "\n";
  }
  if (!spec.surface.parameters.empty())
    text += "parameters " + to_text(spec.surface).substr(std::string_view("formula:").size()) + "\n";
  return text + spec.formula + "\n";
}

}  // namespace thalweg
