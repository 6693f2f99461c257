# How the house compiles its own. Nothing of it reaches who links a room, here or where it is installed.
set(skin2vec_flags -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                   -Wno-missing-field-initializers  # option structs are named by field
                   -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION MATCHES "^12\\." AND NOT SKIN2VEC_TIDY
   AND PROJECT_IS_TOP_LEVEL)
  # The compiler of Debian 12; another one may warn of what is not wrong, as this one does of std::optional at -O2.
  list(APPEND skin2vec_flags -Werror -Wno-error=maybe-uninitialized)
endif()
if(SKIN2VEC_SANITIZE)
  list(APPEND skin2vec_flags -fsanitize=${SKIN2VEC_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(SKIN2VEC_SANITIZE MATCHES "undefined")
    # vptr needs the type information of SOCI's inner classes, which its shared library does not export. A null pointer
    # that is read stops the program without a check of its own, and those checks are a fifth of the compiling.
    list(APPEND skin2vec_flags -fno-sanitize=vptr,null)
  endif()
endif()

# For each target of ours. Reading headers is two thirds of the time of a file: where nobody edits, a folder is compiled
# as one. What clashes then between files stands in a namespace named after its file.
function(compile_as_ours target)
  target_compile_options(${target} PRIVATE ${skin2vec_flags})
  if(SKIN2VEC_SANITIZE)
    target_link_options(${target} PRIVATE -fsanitize=${SKIN2VEC_SANITIZE})
  endif()
  if(SKIN2VEC_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0
      UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
  endif()
endfunction()

# room(NAME SOURCES ... ROOMS ... LIBRARIES ... OWN_HEADERS ... OWN_LIBRARIES ...): one static library for one folder, which
# others know as skin2vec::NAME. ROOMS are the rooms it may include. What only its own sources include is not installed, or
# not asked of who uses it: headers of the folder, and libraries that are headers alone.
function(room name)
  cmake_parse_arguments(PARSE_ARGV 1 room "" "" "SOURCES;ROOMS;LIBRARIES;OWN_HEADERS;OWN_LIBRARIES")
  add_library(skin2vec_${name} STATIC ${room_SOURCES})
  add_library(skin2vec::${name} ALIAS skin2vec_${name})
  set_target_properties(skin2vec_${name} PROPERTIES EXPORT_NAME ${name})
  compile_as_ours(skin2vec_${name})
  target_compile_features(skin2vec_${name} PUBLIC cxx_std_20)
  target_include_directories(skin2vec_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  list(TRANSFORM room_ROOMS PREPEND skin2vec_ OUTPUT_VARIABLE rooms)
  target_link_libraries(skin2vec_${name} PUBLIC ${rooms} ${room_LIBRARIES})
  foreach(library IN LISTS room_OWN_LIBRARIES)
    target_link_libraries(skin2vec_${name} PRIVATE $<BUILD_INTERFACE:${library}>)
  endforeach()

  # For cmake/install.cmake: the rooms, their own headers, and the libraries of a room and of the rooms it includes.
  set(libraries ${room_LIBRARIES})
  foreach(other IN LISTS room_ROOMS)
    get_property(more GLOBAL PROPERTY skin2vec_libraries_${other})
    list(APPEND libraries ${more})
  endforeach()
  list(REMOVE_DUPLICATES libraries)
  set_property(GLOBAL PROPERTY skin2vec_libraries_${name} ${libraries})
  set_property(GLOBAL APPEND PROPERTY skin2vec_rooms ${name})
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  list(TRANSFORM room_OWN_HEADERS PREPEND skin2vec/${folder}/)
  set_property(GLOBAL APPEND PROPERTY skin2vec_own_headers ${room_OWN_HEADERS})
endfunction()

# What a sanitizer looks at may be the tests of one label, and nothing else is built for it: those that start threads, and
# those of the rooms that read bytes of others or count addresses by hand.
if(SKIN2VEC_TESTS)
  add_custom_target(threads_tests)
  add_custom_target(bytes_tests)
  add_custom_target(threads_bytes_tests)
endif()

# room_tests(NAME [LABELS ...] [ROOMS ...] SOURCES ...): one test program; each case becomes a ctest test.
function(room_tests name)
  cmake_parse_arguments(PARSE_ARGV 1 tests "" "" "SOURCES;ROOMS;LIBRARIES;LABELS")
  add_executable(test_${name} ${tests_SOURCES})
  compile_as_ours(test_${name})
  list(TRANSFORM tests_ROOMS PREPEND skin2vec_)
  target_link_libraries(test_${name} PRIVATE ${tests_ROOMS} ${tests_LIBRARIES} GTest::gmock GTest::gtest_main)
  target_compile_definitions(test_${name} PRIVATE SKIN2VEC_SOURCE="${PROJECT_SOURCE_DIR}")
  target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)  # what is tested has its -O2
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
