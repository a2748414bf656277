# The subjects of the surfaces' property tests: every surface compiled once for all the number types that tests evaluate
# it in, a few rows of src/surfaces/list.txt per generated unit.
set(THALWEG_SUBJECT_BATCH 8)

function(thalweg_surface_subjects)
  thalweg_registry_rows(surfaces headers types)
  set(units)
  set(declarations "")
  set(calls "")
  set(batch 0)
  set(first 0)
  list(LENGTH types count)
  while(first LESS count)
    list(SUBLIST headers ${first} ${THALWEG_SUBJECT_BATCH} batch_headers)
    list(SUBLIST types ${first} ${THALWEG_SUBJECT_BATCH} batch_types)
    list(REMOVE_DUPLICATES batch_headers)
    list(TRANSFORM batch_headers REPLACE "(.+)" "#include \"\\1\"\n")
    list(TRANSFORM batch_types REPLACE "(.+)" "add_subjects<\\1>(all)")
    list(JOIN batch_headers "" batch_headers)
    list(JOIN batch_types ";\n  " batch_types)
    string(APPEND declarations "void add_batch_${batch}(std::vector<SurfaceSubject>& all);\n")
    string(APPEND calls "    add_batch_${batch}(subjects);\n")
    set(unit ${THALWEG_GENERATED}/tests/surface_subjects_${batch}.cpp)
    file(CONFIGURE OUTPUT ${unit} CONTENT [=[// SPDX-License-Identifier: MIT
// Generated from src/surfaces/list.txt, rows from ${first}.
#include "tests/support/add_subjects.h"

${batch_headers}
namespace thalweg::test {
void add_batch_${batch}(std::vector<SurfaceSubject>& all);
void add_batch_${batch}(std::vector<SurfaceSubject>& all) {
  ${batch_types};
}
}  // namespace thalweg::test
]=])
    list(APPEND units ${unit})
    math(EXPR first "${first} + ${THALWEG_SUBJECT_BATCH}")
    math(EXPR batch "${batch} + 1")
  endwhile()
  set(unit ${THALWEG_GENERATED}/tests/surface_subjects.cpp)
  file(CONFIGURE OUTPUT ${unit} CONTENT [=[// SPDX-License-Identifier: MIT
// Generated from src/surfaces/list.txt (${count} rows).
#include "tests/support/surface_subjects.h"

namespace thalweg::test {
${declarations}
const std::vector<SurfaceSubject>& surface_subjects() {
  static const std::vector<SurfaceSubject> all = [] {
    std::vector<SurfaceSubject> subjects;
${calls}    return subjects;
  }();
  return all;
}
}  // namespace thalweg::test
]=])
  add_library(test_surface_subjects STATIC ${units} ${unit})
  thalweg_configure_target(test_surface_subjects)
  target_link_libraries(test_surface_subjects PUBLIC thalweg_surfaces quadmath deps::gtest)
  target_compile_options(test_surface_subjects PRIVATE -O1)
endfunction()
