# thalweg_version: "version.h" with the version and, in a checkout, `git describe`.
#
# The text is asked for at every build (a few milliseconds) and written only when it changed, so a build after a commit
# compiles one tiny file.  The same file is the script that does it: cmake -P.
if(CMAKE_SCRIPT_MODE_FILE)
  set(text ${VERSION})
  execute_process(COMMAND git --no-optional-locks -C ${SOURCE} describe --always --dirty --tags --match "v*"
                  OUTPUT_VARIABLE describe RESULT_VARIABLE status ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(status EQUAL 0 AND EXISTS ${SOURCE}/.git AND describe)
    string(APPEND text " (${describe})")
  endif()
  file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [=[// SPDX-License-Identifier: MIT
// Generated.
#include "version.h"

namespace thalweg {
std::string_view version() { return "@text@"; }
}  // namespace thalweg
]=])
  return()
endif()

file(CONFIGURE OUTPUT ${THALWEG_GENERATED}/version.h @ONLY CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated.  What this program calls itself; part of every published result.
#include <string_view>

namespace thalweg {
/// "0.1.0", or in a checkout "0.1.0 (abc1234-dirty)".
std::string_view version();
}  // namespace thalweg
]=])
set(version_source ${THALWEG_GENERATED}/version.cpp)
add_custom_target(thalweg_describe
  COMMAND ${CMAKE_COMMAND} -DVERSION=${PROJECT_VERSION} -DSOURCE=${PROJECT_SOURCE_DIR} -DOUTPUT=${version_source}
          -P ${CMAKE_CURRENT_LIST_FILE}
  BYPRODUCTS ${version_source} VERBATIM COMMENT "Version")
add_library(thalweg_version STATIC ${version_source})
add_dependencies(thalweg_version thalweg_describe)
thalweg_configure_target(thalweg_version)
target_include_directories(thalweg_version PUBLIC ${THALWEG_GENERATED})
