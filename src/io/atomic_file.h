// SPDX-License-Identifier: MIT
// Files that appear whole or not at all: a reader never sees half a result, and a full disk or a crash leaves
// what was there before.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace thalweg {

/// Whether a file is on the disk when write_file returns.  Many small files that are checked when they are
/// read, and can be made again, may be left to the system: only a crash of the machine tears them.
enum class Flush { now, by_system };

/// Writes the parts one after the other to a temporary file in the same folder, flushes it to the disk and
/// renames it to `path`.  A symbolic link is followed; a device or a pipe is written to directly.  Throws
/// Error naming the path and the system's reason; nothing is left behind then.
void write_file(const std::filesystem::path& path, std::initializer_list<std::string_view> parts,
                Flush flush = Flush::now);

/// InputError unless `path` can be written: for finding out before hours of work.  Creates nothing.
void check_output(const std::filesystem::path& path);

/// The whole file.  InputError naming the path if it cannot be read or is larger than `limit` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t limit);

}  // namespace thalweg
