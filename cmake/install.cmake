# What `cmake --install` puts where (docs/how-to/use-as-a-library.md): the program with its manual page and completions, which
# it writes itself; and the rooms with their public headers, as the package skin2vec of find_package.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# --- the program: --component program ----------------------------------------------------------------------------------

# install_output(FILE FOLDER WORD...): what the program prints when it is asked by these words.
function(install_output file folder)
  string(JOIN " " words ${ARGN})
  set(written ${PROJECT_BINARY_DIR}/written)
  install(CODE "file(MAKE_DIRECTORY \"${written}\")
    execute_process(COMMAND ${CMAKE_CROSSCOMPILING_EMULATOR} \"$<TARGET_FILE:skin2vec_program>\" ${words}
                    OUTPUT_FILE \"${written}/${file}\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT program)
  install(FILES ${written}/${file} DESTINATION ${folder} COMPONENT program)
endfunction()

install(TARGETS skin2vec_program RUNTIME COMPONENT program)
install(FILES README.md CHANGELOG.md CITATION.cff LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  message(STATUS "The program cannot be run here: its manual page and completions will not be installed")
else()
  install_output(skin2vec.1 ${CMAKE_INSTALL_MANDIR}/man1 manual)
  install_output(skin2vec ${CMAKE_INSTALL_DATADIR}/bash-completion/completions completion bash)
  install_output(_skin2vec ${CMAKE_INSTALL_DATADIR}/zsh/site-functions completion zsh)
  install_output(skin2vec.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d completion fish)
endif()

# --- the rooms: --component development --------------------------------------------------------------------------------

get_property(rooms GLOBAL PROPERTY skin2vec_rooms)
get_property(own_headers GLOBAL PROPERTY skin2vec_own_headers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/skin2vec)

list(TRANSFORM rooms PREPEND skin2vec_ OUTPUT_VARIABLE libraries)
install(TARGETS ${libraries} EXPORT skin2vecTargets ARCHIVE COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT skin2vecTargets NAMESPACE skin2vec:: DESTINATION ${package} COMPONENT development)

list(TRANSFORM own_headers REPLACE "^(.*)\\.h$" "REGEX;/\\1\\\\.h$;EXCLUDE")
install(DIRECTORY skin2vec DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development
        FILES_MATCHING PATTERN *.h ${own_headers})

set(libraries_of_rooms "")
foreach(room IN LISTS rooms)
  get_property(libraries GLOBAL PROPERTY skin2vec_libraries_${room})
  string(APPEND libraries_of_rooms "set(skin2vec_libraries_${room} ${libraries})\n")
endforeach()
include(cmake/skin2vecMatrices.cmake)
set(matrices 16)
foreach(bytes 16 32 64)
  skin2vec_matrices(${bytes} alike)
  if(alike)
    set(matrices ${bytes})
  endif()
endforeach()
configure_file(cmake/skin2vecConfig.cmake.in skin2vecConfig.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/skin2vecConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/skin2vecConfig.cmake ${PROJECT_BINARY_DIR}/skin2vecConfigVersion.cmake
              cmake/skin2vecMatrices.cmake
        DESTINATION ${package} COMPONENT development)
