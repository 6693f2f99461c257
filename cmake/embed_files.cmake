# embed_files(TARGET NAME FOLDER): puts all files below a folder into a library, plain and gzipped, as the function
# NAME() of serve/embedded.h. A folder that is not there has none.
function(embed_files target name folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/*)
  list(SORT files)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name})
  file(REMOVE_RECURSE ${out})
  file(MAKE_DIRECTORY ${out})
  set(blobs "")
  set(rows "")
  set(sources "")
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
    set(zipped ${out}/${number}.gz)
    execute_process(COMMAND gzip -9 -n -c ${folder}/${file} OUTPUT_FILE ${zipped} COMMAND_ERROR_IS_FATAL ANY)
    file(SHA256 ${folder}/${file} hash)
    string(SUBSTRING ${hash} 0 24 hash)
    set(symbol skin2vec_${name}_${number})
    foreach(path IN ITEMS ${folder}/${file} ${zipped})
      set(part ${symbol})
      if(path STREQUAL zipped)
        set(part ${symbol}_gz)
      endif()
      string(APPEND blobs "asm(\".pushsection .rodata\\n.balign 16\\n${part}:\\n.incbin \\\"${path}\\\"\\n\"\n"
                          "    \"${part}_end:\\n.byte 0\\n.popsection\");\n"
                          "extern \"C\" const char ${part}[], ${part}_end[];\n")
    endforeach()
    string(APPEND rows "      {\"/${file}\", \"${type}\", between(${symbol}, ${symbol}_end),\n"
                       "       between(${symbol}_gz, ${symbol}_gz_end), \"\\\"${hash}\\\"\"},\n")
    list(APPEND sources ${folder}/${file} ${zipped})
    math(EXPR number "${number} + 1")
  endforeach()
  if(number EQUAL 0)
    set(body "  return {};")
  else()
    set(body "  static const std::array<EmbeddedFile, ${number}> all{{\n${rows}  }};\n  return all;")
  endif()
  file(CONFIGURE OUTPUT ${out}/files.cpp @ONLY CONTENT [=[
// Made by cmake/embed_files.cmake.
#include <array>

#include "skin2vec/serve/embedded.h"

@blobs@
namespace skin2vec::serve {

namespace {

[[maybe_unused]] std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::span<const EmbeddedFile> @name@() {
@body@
}

}  // namespace skin2vec::serve
]=])
  set_source_files_properties(${out}/files.cpp PROPERTIES OBJECT_DEPENDS "${sources}" SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${out}/files.cpp)
endfunction()
