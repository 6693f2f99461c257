# embed_files(TARGET NAME FOLDER): puts all files below a folder into a library, plain and gzipped, as the function
# NAME() of serve/embedded.h. A folder that is not there has none.
include(${CMAKE_CURRENT_LIST_DIR}/embed_bytes.cmake)

function(embed_files target name folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  list(SORT files)
  set(rows "")
  set(number 0)
  foreach(file IN LISTS files)
    set(type application/octet-stream)
    foreach(pair html=text/html js=text/javascript css=text/css txt=text/plain svg=image/svg+xml png=image/png
                 json=application/json webmanifest=application/manifest+json woff2=font/woff2)
      string(REGEX MATCH "^([^=]*)=(.*)$" pair ${pair})
      if(file MATCHES "\\.${CMAKE_MATCH_1}$")
        string(REGEX REPLACE "^[^=]*=" "" type ${pair})
      endif()
    endforeach()
    string(REGEX REPLACE "^text/.*$" "\\0; charset=utf-8" type ${type})
    set(of "of[${number}]")
    string(APPEND rows "      {\"/${file}\", \"${type}\", ${of}.bytes, ${of}.gzipped, ${of}.tag},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  if(number EQUAL 0)
    set(declared "")
    set(body "  return {};")
  else()
    list(TRANSFORM files PREPEND ${folder}/)
    embed_bytes(${target} ${name} GZIPPED FILES ${files})
    set(declared "namespace skin2vec::embedded {\nstd::span<const EmbeddedBytes> ${name}();\n}\n")
    string(CONCAT body "  static const std::span<const EmbeddedBytes> of = embedded::${name}();\n"
                       "  static const std::array<EmbeddedFile, ${number}> all{{\n${rows}  }};\n  return all;")
  endif()
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${out} @ONLY CONTENT [=[
// Made by cmake/embed_files.cmake.
#include <array>

#include "skin2vec/base/embedded.h"
#include "skin2vec/serve/embedded.h"

@declared@
namespace skin2vec::serve {

std::span<const EmbeddedFile> @name@() {
@body@
}

}  // namespace skin2vec::serve
]=])
  set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${out})
endfunction()
