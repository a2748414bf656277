// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/error.h"
#include "io/atomic_file.h"
#include "io/spec_json.h"
#include "study/cell_bytes.h"
#include "study/runner.h"
#include "version.h"

namespace thalweg::study {

namespace {

namespace fs = std::filesystem;

// A file: kMagic, checksum of the study, of the cell and of the contents, the contents.
constexpr std::string_view kMagic = "thalweg cell 1\n";
constexpr std::size_t kHead = kMagic.size() + 3 * 16 + 1, kLargest = std::size_t(1) << 36;

std::string hexadecimal(u64 a) { return fmt::format("{:016x}", a); }

std::string head_of(u64 study, u64 cell, std::string_view contents) {
  return std::string(kMagic) + hexadecimal(study) + hexadecimal(cell) + hexadecimal(checksum(contents)) +
         "\n";
}

std::string identity(const std::string& study, const CellId& cell, const RunSpec& run) {
  std::string text = study + fmt::format("phase {}\n", int(cell.phase)) + thalweg::to_json(run).dump();
  if (run.data)
    text += "\ndata " + hexadecimal(checksum({reinterpret_cast<const char*>(run.data->numbers.data()),
                                              run.data->numbers.size() * sizeof(double)}));
  return text;
}

fs::path file_of(const fs::path& folder, u64 cell) { return folder / (hexadecimal(cell) + ".cell"); }

// The contents of a whole file of this study and cell; empty if it is none.
std::string contents_of(const fs::path& path, u64 study, u64 cell) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return {};
  std::string bytes = read_file(path, kLargest);
  if (bytes.size() <= kHead) return {};
  const std::string_view contents = std::string_view(bytes).substr(kHead);
  if (std::string_view(bytes).substr(0, kHead) != head_of(study, cell, contents)) return {};
  return bytes.substr(kHead);
}

}  // namespace

CellStore::CellStore(fs::path folder, const StudySpec& spec)
    : folder_(std::move(folder)), targets_(std::size_t(spec.targets)) {
  study_ = fmt::format("{} targets {} {} {} costs {} {} {}\n", version(), spec.target_high, spec.target_low,
                       spec.targets, spec.cost.value, spec.cost.gradient, spec.cost.hessian);
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) throw Error("cannot make the folder '" + folder_.string() + "': " + error.message());
}

std::optional<CellResult> CellStore::load(const CellId& cell, const RunSpec& run) const {
  const u64 name = checksum(identity(study_, cell, run));
  const std::string contents = contents_of(file_of(folder_, name), checksum(study_), name);
  if (contents.empty()) return {};
  return cell_from(contents, targets_);
}

void CellStore::save(const CellId& cell, const RunSpec& run, const CellResult& result) const {
  const u64 name = checksum(identity(study_, cell, run));
  const std::string contents = bytes_of(result);
  write_file(file_of(folder_, name), {head_of(checksum(study_), name, contents), contents}, Flush::by_system);
}

i64 CellStore::take_from(const fs::path& other) const {
  std::error_code error;
  fs::directory_iterator files(other, error);
  if (error) throw InputError("cannot read the folder '" + other.string() + "': " + error.message());
  i64 taken = 0;
  for (const fs::directory_entry& file : files) {
    if (file.path().extension() != ".cell") continue;
    const std::string stem = file.path().stem().string();
    if (stem.size() != 16 || stem.find_first_not_of("0123456789abcdef") != std::string::npos) continue;
    const u64 study = checksum(study_), name = std::stoull(stem, nullptr, 16);
    const std::string contents = contents_of(file.path(), study, name);
    if (contents.empty() || !cell_from(contents, targets_)) continue;
    taken++;
    if (contents_of(file_of(folder_, name), study, name).empty())
      write_file(file_of(folder_, name), {head_of(study, name, contents), contents}, Flush::by_system);
  }
  return taken;
}

}  // namespace thalweg::study
