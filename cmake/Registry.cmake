# The registry: src/KIND/list.txt has one row `header_name TypeName` per registered thing; '#' starts a comment.
#
# thalweg_registry(KIND) writes generated/registry/KIND.h, which includes all of them and defines
#   #define THALWEG_FOR_EACH_SURFACE(X) X(Sphere) X(Ellipse) ...
#   #define THALWEG_HEADER_Sphere "surfaces/sphere.h"
# and generated/registry/KIND_names.h, which has the two macros alone.
# thalweg_registry_rows(KIND HEADERS TYPES) gives the rows to other generators.
function(thalweg_registry_rows kind headers types)
  set(list_file ${PROJECT_SOURCE_DIR}/src/${kind}/list.txt)
  set(found_headers)
  set(found_types)
  if(EXISTS ${list_file})
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list_file})
    file(STRINGS ${list_file} lines)
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "#.*" "" line "${line}")
      string(STRIP "${line}" line)
      if(line STREQUAL "")
        continue()
      endif()
      if(NOT line MATCHES "^([a-z0-9_]+)[ \t]+([A-Za-z0-9_]+)$")
        message(FATAL_ERROR "${list_file}: '${line}' is not `header_name TypeName`")
      endif()
      if(CMAKE_MATCH_2 IN_LIST found_types)
        message(FATAL_ERROR "${list_file}: ${CMAKE_MATCH_2} is listed twice")
      endif()
      list(APPEND found_headers ${kind}/${CMAKE_MATCH_1}.h)
      list(APPEND found_types ${CMAKE_MATCH_2})
    endforeach()
  endif()
  set(${headers} ${found_headers} PARENT_SCOPE)
  set(${types} ${found_types} PARENT_SCOPE)
endfunction()

function(thalweg_registry kind)
  thalweg_registry_rows(${kind} headers types)
  string(TOUPPER ${kind} macro)
  string(REGEX REPLACE "S$" "" macro ${macro})
  list(LENGTH types count)
  set(unique_headers ${headers})
  list(REMOVE_DUPLICATES unique_headers)
  set(includes "")
  foreach(header IN LISTS unique_headers)
    string(APPEND includes "#include \"${header}\"\n")
  endforeach()
  set(rows "")
  set(names "")
  foreach(type header IN ZIP_LISTS types headers)
    string(APPEND rows " \\\n  X(${type})")
    string(APPEND names "#define THALWEG_HEADER_${type} \"${header}\"\n")
  endforeach()
  file(CONFIGURE OUTPUT ${THALWEG_GENERATED}/registry/${kind}_names.h CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated from src/${kind}/list.txt (${count} rows).
#define THALWEG_FOR_EACH_${macro}(X)${rows}

${names}]=])
  file(CONFIGURE OUTPUT ${THALWEG_GENERATED}/registry/${kind}.h CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated from src/${kind}/list.txt (${count} rows).
${includes}#include "registry/${kind}_names.h"
]=])
endfunction()

# thalweg_registry_units(KIND TEMPLATE MACRO RESULT): units of THALWEG_BATCH rows each, which include TEMPLATE and say
# MACRO(Type) for every row.  One unit per row would read the common headers too often, one for all would take too long.
set(THALWEG_BATCH 8)
function(thalweg_registry_units kind template macro result)
  thalweg_registry_rows(${kind} headers types)
  string(REGEX REPLACE "[/.]" "_" folder ${template})
  set(units)
  list(LENGTH types count)
  set(first 0)
  while(first LESS count)
    list(SUBLIST headers ${first} ${THALWEG_BATCH} batch_headers)
    list(SUBLIST types ${first} ${THALWEG_BATCH} batch_types)
    list(REMOVE_DUPLICATES batch_headers)
    list(TRANSFORM batch_headers REPLACE "(.+)" "#include \"\\1\"\n")
    list(TRANSFORM batch_types REPLACE "(.+)" "${macro}(\\1)\n")
    list(JOIN batch_headers "" batch_headers)
    list(JOIN batch_types "" batch_types)
    set(unit ${THALWEG_GENERATED}/units/${folder}/${kind}_${first}.cpp)
    file(CONFIGURE OUTPUT ${unit} CONTENT [=[// SPDX-License-Identifier: MIT
// Generated from src/${kind}/list.txt, rows from ${first}.
#include "${template}"
${batch_headers}#include "registry/${kind}_names.h"
${batch_types}]=])
    list(APPEND units ${unit})
    math(EXPR first "${first} + ${THALWEG_BATCH}")
  endwhile()
  set(${result} ${units} PARENT_SCOPE)
endfunction()
