# THALWEG_SANITIZE: the whole build, our code and the test libraries we compile, with the same sanitizers.
if(THALWEG_SANITIZE)
  foreach(sanitizer IN LISTS THALWEG_SANITIZE)
    if(NOT sanitizer MATCHES "^(address|undefined|thread)$")
      message(FATAL_ERROR "THALWEG_SANITIZE: '${sanitizer}' is not one of address, undefined, thread")
    endif()
  endforeach()
  list(JOIN THALWEG_SANITIZE "," sanitize_flag)
  # A sanitized run that only prints has not failed: -fno-sanitize-recover makes every finding end the test.
  set(sanitize_flags -fsanitize=${sanitize_flag} -fno-sanitize-recover=all -fno-omit-frame-pointer -g1)
  add_compile_options("$<$<COMPILE_LANGUAGE:C,CXX>:${sanitize_flags}>")
  add_link_options(-fsanitize=${sanitize_flag})
endif()
