# thalweg_embed_text(TARGET NAME [BASE DIR | FLAT] FILES file...)
#
# Puts files (shaders, headers for run-time compilation, fonts) into TARGET.  They are looked up by their path relative to
# BASE (default: the current source folder), or by their bare name with FLAT:
#   #include "embedded/NAME.h"
#   std::string_view text = thalweg::embedded::find(thalweg::embedded::NAME(), "particles.vert");
# The assembler includes the bytes as they are: nothing is escaped, and half a megabyte costs no compile time.
set(embed_common ${THALWEG_GENERATED}/embedded/file.h)
file(CONFIGURE OUTPUT ${embed_common} CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated.  A file that was put into the program at build time, because the program must run from any folder.
#include <span>
#include <string_view>

namespace thalweg::embedded {

struct File {
  std::string_view name;
  std::string_view bytes;  // followed by a zero that is not counted, so that data() is a C string
};

/// The bytes of the file called `name`; an empty view with a null data() when there is none.
inline std::string_view find(std::span<const File> files, std::string_view name) {
  for (const File& file : files)
    if (file.name == name) return file.bytes;
  return {};
}

}  // namespace thalweg::embedded
]=])

function(thalweg_embed_text target name)
  cmake_parse_arguments(arg "FLAT" "BASE" "FILES" ${ARGN})
  if(NOT arg_BASE)
    set(arg_BASE ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  set(symbols "")
  set(declarations "")
  set(rows "")
  set(paths "")
  set(index 0)
  foreach(file IN LISTS arg_FILES)
    cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE path)
    cmake_path(RELATIVE_PATH path BASE_DIRECTORY ${arg_BASE} OUTPUT_VARIABLE key)
    if(arg_FLAT)
      cmake_path(GET path FILENAME key)
    endif()
    set(symbol "thalweg_embedded_${name}_${index}")
    string(APPEND symbols "asm(\".section .rodata,\\\"a\\\"\\n.balign 16\\n.global ${symbol}\\n.global ${symbol}_end\\n\"\n"
           "    \"${symbol}:\\n.incbin \\\"${path}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n")
    string(APPEND declarations "extern \"C\" const char ${symbol}[];\nextern \"C\" const char ${symbol}_end[];\n")
    string(APPEND rows "      {\"${key}\", {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})}},\n")
    list(APPEND paths ${path})
    math(EXPR index "${index} + 1")
  endforeach()
  set(header ${THALWEG_GENERATED}/embedded/${name}.h)
  set(source ${THALWEG_GENERATED}/embedded/${name}.cpp)
  file(CONFIGURE OUTPUT ${header} CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated.  The ${index} files of "${name}".
#include "embedded/file.h"

namespace thalweg::embedded {
std::span<const File> ${name}();
}  // namespace thalweg::embedded
]=])
  file(CONFIGURE OUTPUT ${source} CONTENT [=[// SPDX-License-Identifier: MIT
// Generated.
#include "embedded/${name}.h"

#include <array>
#include <cstddef>

${symbols}
${declarations}
namespace thalweg::embedded {
std::span<const File> ${name}() {
  static const std::array<File, ${index}> files{{
${rows}  }};
  return files;
}
}  // namespace thalweg::embedded
]=])
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${source})
endfunction()
