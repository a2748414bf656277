// SPDX-License-Identifier: MIT
#include "study/file_names.h"

#include <algorithm>

namespace thalweg::study {

namespace {

bool kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

std::string file_name(const std::string& label) {
  constexpr std::size_t kLongest = 72;  // room for what makes it different
  std::string name = label.substr(0, kLongest);
  for (char& c : name)
    if (!kept(c)) c = '_';
  if (name.empty() || name[0] == '.') name.insert(0, 1, '_');
  return name;
}

}  // namespace

std::vector<std::string> file_names(const std::vector<std::string>& labels) {
  std::vector<std::string> names;
  for (const std::string& label : labels) {
    const std::string name = file_name(label);
    std::string free = name;
    for (int k = 2; std::find(names.begin(), names.end(), free) != names.end(); k++)
      free = name + "-" + std::to_string(k);
    names.push_back(free);
  }
  return names;
}

}  // namespace thalweg::study
