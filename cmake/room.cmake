# room(NAME SOURCES ... ROOMS ... LIBRARIES ...): one static library for one folder. ROOMS are the rooms it may include.
add_library(skin2vec_flags INTERFACE)
target_compile_features(skin2vec_flags INTERFACE cxx_std_20)
target_include_directories(skin2vec_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(skin2vec_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                                                -Wno-missing-field-initializers  # option structs are named by field
                                                -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\." AND NOT SKIN2VEC_TIDY)
  # The compiler of Debian 12; another one may warn of what is not wrong, as this one does of std::optional at -O2.
  target_compile_options(skin2vec_flags INTERFACE -Werror -Wno-error=maybe-uninitialized)
endif()
if(SKIN2VEC_SANITIZE)
  target_compile_options(skin2vec_flags INTERFACE -fsanitize=${SKIN2VEC_SANITIZE} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(skin2vec_flags INTERFACE -fsanitize=${SKIN2VEC_SANITIZE})
  if(SKIN2VEC_SANITIZE MATCHES "undefined")
    # vptr needs the type information of SOCI's inner classes, which its shared library does not export. A null pointer
    # that is read stops the program without a check of its own, and those checks are a fifth of the compiling.
    target_compile_options(skin2vec_flags INTERFACE -fno-sanitize=vptr,null)
  endif()
endif()

# Reading headers is two thirds of the time of a file: where nobody edits, a folder is compiled as one. What clashes then
# between files stands in a namespace named after its file.
function(compile_as_one target)
  if(SKIN2VEC_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0
      UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
  endif()
endfunction()

function(room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;ROOMS;LIBRARIES")
  add_library(skin2vec_${name} STATIC ${room_SOURCES})
  compile_as_one(skin2vec_${name})
  list(TRANSFORM room_ROOMS PREPEND skin2vec_)
  target_link_libraries(skin2vec_${name} PUBLIC skin2vec_flags ${room_ROOMS} ${room_LIBRARIES})
endfunction()

# Half of the time to compile with sanitizers is for undefined behaviour: it is looked for in the rooms, whose code it is.
function(without_undefined_sanitizer target)
  if(SKIN2VEC_SANITIZE MATCHES "undefined")
    target_compile_options(${target} PRIVATE -fno-sanitize=undefined)
  endif()
endfunction()

# What a sanitizer looks at may be the tests of one label, and nothing else is built for it: those that start threads, and
# those of the rooms that read bytes of others or count addresses by hand.
add_custom_target(threads_tests)
add_custom_target(bytes_tests)
add_custom_target(threads_bytes_tests)

# room_tests(NAME [LABELS ...] [ROOMS ...] SOURCES ...): one test program; each case becomes a ctest test.
function(room_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 tests "" "" "SOURCES;ROOMS;LIBRARIES;LABELS")
  add_executable(test_${name} ${tests_SOURCES})
  compile_as_one(test_${name})
  list(TRANSFORM tests_ROOMS PREPEND skin2vec_)
  target_link_libraries(test_${name} PRIVATE ${tests_ROOMS} ${tests_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(test_${name} PRIVATE SKIN2VEC_SOURCE="${PROJECT_SOURCE_DIR}")
  target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)  # what is tested has its -O2
  without_undefined_sanitizer(test_${name})
  gtest_discover_tests(test_${name} TEST_PREFIX "${name}." PROPERTIES TIMEOUT 300 DISCOVERY_TIMEOUT 60)
  foreach(label threads bytes)
    if(label IN_LIST tests_LABELS)
      add_dependencies(${label}_tests test_${name})
    endif()
  endforeach()
  if("threads" IN_LIST tests_LABELS AND "bytes" IN_LIST tests_LABELS)
    add_dependencies(threads_bytes_tests test_${name})
  endif()
  if(tests_LABELS)  # gtest_discover_tests takes no list of labels: they are set on the cases it found
    set(labels ${CMAKE_CURRENT_BINARY_DIR}/test_${name}_labels.cmake)
    file(WRITE ${labels} "if(test_${name}_TESTS)
  set_tests_properties(\${test_${name}_TESTS} PROPERTIES LABELS \"${tests_LABELS}\")
endif()
")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${labels})
  endif()
endfunction()
