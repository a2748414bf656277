# The registry: src/KIND/list.txt has one row `header_name TypeName` per registered thing; '#' starts a comment.
#
# thalweg_registry(KIND) writes generated/registry/KIND.h, which includes all of them and defines
#   #define THALWEG_FOR_EACH_SURFACE(X) X(Sphere) X(Ellipse) ...
#   #define THALWEG_HEADER_Sphere "surfaces/sphere.h"
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
  file(CONFIGURE OUTPUT ${THALWEG_GENERATED}/registry/${kind}.h CONTENT [=[#pragma once
// SPDX-License-Identifier: MIT
// Generated from src/${kind}/list.txt (${count} rows).
${includes}
#define THALWEG_FOR_EACH_${macro}(X)${rows}

${names}]=])
endfunction()
