# thalweg_module(NAME [SOURCES ...] [LINKS ...] [PRIVATE_LINKS ...] [PRECOMPILED ...])
#
# A room of the house as a target: a static library, or header-only when it has no sources.  LINKS are the arrows of the
# design; a thalweg_* name whose room does not exist is left out, so that rooms can be built one after the other.
# PRECOMPILED: headers of others that most of its files read.
function(thalweg_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS;PRECOMPILED" ${ARGN})
  thalweg_existing_targets(links ${arg_LINKS})
  if(arg_SOURCES)
    add_library(${name} STATIC ${arg_SOURCES})
    thalweg_configure_target(${name})
    thalweg_existing_targets(private_links ${arg_PRIVATE_LINKS})
    target_link_libraries(${name} PUBLIC ${links} PRIVATE ${private_links})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR} ${THALWEG_GENERATED})
    thalweg_precompile(${name} ${arg_PRECOMPILED})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${links})
    target_include_directories(${name} INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR} ${THALWEG_GENERATED})
  endif()
endfunction()

# What every target of ours gets; private, so that it never leaks into tests' or dependencies' flags.
function(thalweg_configure_target name)
  target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:thalweg_options>)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR} ${THALWEG_GENERATED})
endfunction()

function(thalweg_existing_targets result)
  set(existing)
  foreach(link IN LISTS ARGN)
    if(TARGET ${link} OR NOT link MATCHES "^thalweg_")
      list(APPEND existing ${link})
    endif()
  endforeach()
  set(${result} ${existing} PARENT_SCOPE)
endfunction()

# thalweg_precompile(TARGET header...): the compiler reads these headers, and those of the standard library that most
# files include, once for the whole target instead of half a second per file.  Compiler caches do not know what is read
# that way; with one every file reads its own headers, which also shows who forgot an #include.
set(THALWEG_PRECOMPILED
    <algorithm> <array> <chrono> <cmath> <filesystem> <functional> <map> <memory> <optional> <span> <string> <string_view> <tuple>
    <unordered_map> <utility> <variant> <vector>)
function(thalweg_precompile name)
  get_target_property(sources ${name} SOURCES)
  list(LENGTH sources count)
  if(count GREATER 8 AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    target_precompile_headers(${name} PRIVATE ${THALWEG_PRECOMPILED} ${ARGN})
    # GCC 12 forgets that they are the system's, and its false alarms about "literal" + std::string come out.
    target_compile_options(${name} PRIVATE -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endfunction()
