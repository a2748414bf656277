// SPDX-License-Identifier: MIT
// NumPy's .npy files, format 1.0: the shortest way of an array into somebody's notebook.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace thalweg {

/// An array of any shape in C order: the last index runs fastest.  An empty shape is a single number.
template <class T>
struct NpyArray {
  std::vector<std::size_t> shape;
  std::vector<T> values;
  friend bool operator==(const NpyArray&, const NpyArray&) = default;
};

// T is float, double, or std::(u)int8_t, 16, 32, 64.  On a machine of the other byte order the files say so.

/// Throws Error if the product of the shape is not the number of values, or the file cannot be written.
template <class T>
void write_npy(const std::filesystem::path& path, std::span<const std::size_t> shape,
               std::span<const T> values);

/// InputError if the file is not a whole .npy file of type T in C order and this machine's byte order.
template <class T>
NpyArray<T> read_npy(const std::filesystem::path& path);

}  // namespace thalweg
