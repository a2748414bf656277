# Chooses whether the explorer is built: needs GLFW, glm, EGL, Dear ImGui and the glad generator.
# Sets THALWEG_HAS_VIEWER and THALWEG_FONTS (files) and makes deps::glad, deps::imgui, deps::stb, deps::glm, deps::glfw and deps::egl.
set(THALWEG_HAS_VIEWER OFF)
set(viewer_missing "")

if(THALWEG_VIEWER STREQUAL "AUTO" OR THALWEG_VIEWER)
  find_package(glfw3 3.3 QUIET)
  find_package(glm QUIET)
  find_package(OpenGL QUIET COMPONENTS EGL)
  find_program(THALWEG_GLAD glad)
  find_path(THALWEG_IMGUI_INCLUDE imgui.h PATH_SUFFIXES imgui)
  find_library(THALWEG_IMGUI_LIBRARY imgui)
  find_path(THALWEG_STB_INCLUDE stb_truetype.h PATH_SUFFIXES stb)
  find_library(THALWEG_STB_LIBRARY stb)
  mark_as_advanced(THALWEG_GLAD THALWEG_IMGUI_INCLUDE THALWEG_IMGUI_LIBRARY THALWEG_STB_INCLUDE
                   THALWEG_STB_LIBRARY)
  # Debian's fonts-inter and fonts-jetbrains-mono; embedded, so the program needs no font at run time.
  set(THALWEG_FONTS)
  foreach(font IN ITEMS Inter-Regular.otf Inter-SemiBold.otf JetBrainsMono-Regular.ttf)
    string(MAKE_C_IDENTIFIER THALWEG_FONT_${font} font_variable)
    find_file(${font_variable} ${font} PATHS ${PROJECT_SOURCE_DIR}/fonts /usr/share/fonts NO_CMAKE_FIND_ROOT_PATH
              PATH_SUFFIXES opentype/inter truetype/inter truetype/jetbrains-mono opentype/jetbrains-mono)
    mark_as_advanced(${font_variable})
    if(${font_variable})
      list(APPEND THALWEG_FONTS ${${font_variable}})
    else()
      list(APPEND viewer_missing ${font})
    endif()
  endforeach()
  foreach(requirement IN ITEMS "TARGET glfw" "TARGET glm::glm" "TARGET OpenGL::EGL" "THALWEG_GLAD"
                               "THALWEG_IMGUI_INCLUDE" "THALWEG_IMGUI_LIBRARY" "THALWEG_STB_INCLUDE" "THALWEG_STB_LIBRARY")
    separate_arguments(requirement)
    if(NOT (${requirement}))
      list(GET requirement -1 requirement)
      list(APPEND viewer_missing ${requirement})
    endif()
  endforeach()
  list(JOIN viewer_missing ", " viewer_missing)
  if(NOT viewer_missing)
    set(THALWEG_HAS_VIEWER ON)
  elseif(NOT THALWEG_VIEWER STREQUAL "AUTO")
    message(FATAL_ERROR "THALWEG_VIEWER=${THALWEG_VIEWER} but these are missing: ${viewer_missing} (scripts/setup.sh installs them)")
  endif()
endif()

if(NOT THALWEG_HAS_VIEWER)
  if(viewer_missing)
    message(STATUS "Explorer: OFF, missing: ${viewer_missing}")
  else()
    message(STATUS "Explorer: OFF, THALWEG_VIEWER=${THALWEG_VIEWER}")
  endif()
  return()
endif()
message(STATUS "Explorer: ON")

# --reproducible: without it glad asks the network for the newest specification.  Naming the extensions keeps the
# loader at a fifth of its size.
set(glad_dir ${PROJECT_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h
  COMMAND ${THALWEG_GLAD} --api gl:core=4.5
          --extensions GL_KHR_debug,GL_ARB_texture_filter_anisotropic,GL_NVX_gpu_memory_info
          --reproducible --quiet --out-path ${glad_dir} c
  COMMENT "Generating the OpenGL 4.5 loader"
  VERBATIM)
add_library(deps_glad STATIC ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h)
target_include_directories(deps_glad SYSTEM PUBLIC ${glad_dir}/include)
target_link_libraries(deps_glad PUBLIC ${CMAKE_DL_LIBS})
add_library(deps::glad ALIAS deps_glad)

# The library has the implementations: nobody defines STB_TRUETYPE_IMPLEMENTATION.
add_library(deps_stb INTERFACE)
target_include_directories(deps_stb SYSTEM INTERFACE ${THALWEG_STB_INCLUDE})
target_link_libraries(deps_stb INTERFACE ${THALWEG_STB_LIBRARY})
add_library(deps::stb ALIAS deps_stb)

# Debian's library contains the GLFW and OpenGL 3 backends and wants stb's rasteriser.
add_library(deps_imgui INTERFACE)
target_include_directories(deps_imgui SYSTEM INTERFACE ${THALWEG_IMGUI_INCLUDE} ${THALWEG_IMGUI_INCLUDE}/backends)
target_link_libraries(deps_imgui INTERFACE ${THALWEG_IMGUI_LIBRARY} deps_stb glfw ${CMAKE_DL_LIBS})
add_library(deps::imgui ALIAS deps_imgui)

add_library(deps::glm ALIAS glm::glm)
add_library(deps::glfw ALIAS glfw)
add_library(deps::egl ALIAS OpenGL::EGL)
