# embed_bytes(TARGET NAME [GZIPPED] FILES ...): the bytes of files inside a library or program, as a function of
# skin2vec/base/embedded.h, which has no other dependency.
#
# They become a source of plain C++, which any compiler makes an object of for any platform: words of eight bytes, in the
# byte order of the target. A literal would be compiled quicker, but a compiler need not take one of more than 65536
# bytes, and MSVC takes none of more; an array of single bytes takes four times as long. The source is made when the
# target is built, and again when a file changes, by this very file as a script: CMake is there wherever this is built.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(SKIN2VEC_EMBED_BYTES ${CMAKE_CURRENT_LIST_FILE})

  function(embed_bytes target name)
    cmake_parse_arguments(PARSE_ARGV 2 embed "GZIPPED" "" "FILES")
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}_bytes.cpp)
    add_custom_command(
      OUTPUT ${out} DEPENDS ${embed_FILES} ${SKIN2VEC_EMBED_BYTES} COMMENT "Embedding ${name}" VERBATIM
      COMMAND ${CMAKE_COMMAND} -DNAME=${name} "-DFILES=${embed_FILES}" -DGZIPPED=${embed_GZIPPED} -DOUT=${out}
              -DORDER=${CMAKE_CXX_BYTE_ORDER} -P ${SKIN2VEC_EMBED_BYTES})
    set_source_files_properties(${out} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    target_sources(${target} PRIVATE ${out})
  endfunction()
  return()
endif()

# --- the script: writes OUT, of FILES ---------------------------------------------------------------------------------

set(order little)
set(word "0x\\8\\7\\6\\5\\4\\3\\2\\1,\n")
if(ORDER STREQUAL "BIG_ENDIAN")
  set(order big)
  set(word "0x\\1\\2\\3\\4\\5\\6\\7\\8,\n")
endif()

# The file as an array, with a zero after it. In pieces: one regular expression over megabytes takes longer.
function(append_words name file)
  file(SIZE ${file} size)
  file(APPEND ${OUT} "const unsigned long long ${name}[] = {\n")
  foreach(at RANGE 0 ${size} 65536)
    file(READ ${file} digits OFFSET ${at} LIMIT 65536 HEX)
    string(LENGTH "${digits}" length)
    math(EXPR lacking "-${length} & 15")
    string(REPEAT 0 ${lacking} zeros)
    string(REGEX REPLACE "(..)(..)(..)(..)(..)(..)(..)(..)" "${word}" words "${digits}${zeros}")
    file(APPEND ${OUT} "${words}")
  endforeach()
  file(APPEND ${OUT} "0};\n")
endfunction()

file(WRITE ${OUT} "// Made by cmake/embed_bytes.cmake.
#include <bit>

#include \"skin2vec/base/embedded.h\"

static_assert(std::endian::native == std::endian::${order} && sizeof(unsigned long long) == 8);

namespace skin2vec::embedded {

namespace {

[[maybe_unused]] std::string_view text(const unsigned long long* words, std::size_t size) {
  return {reinterpret_cast<const char*>(words), size};
}

")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  append_words(plain_${number} ${file})
  file(SIZE ${file} size)
  set(zipped "{}")
  if(GZIPPED)
    execute_process(COMMAND gzip -9 -n -c ${file} OUTPUT_FILE ${OUT}.gz COMMAND_ERROR_IS_FATAL ANY)
    append_words(zipped_${number} ${OUT}.gz)
    file(SIZE ${OUT}.gz zipped_size)
    set(zipped "text(zipped_${number}, ${zipped_size})")
  endif()
  file(SHA256 ${file} hash)
  string(SUBSTRING ${hash} 0 24 hash)
  string(APPEND rows "      {text(plain_${number}, ${size}), ${zipped}, \"\\\"${hash}\\\"\"},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(REMOVE ${OUT}.gz)
file(APPEND ${OUT} "
}  // namespace

std::span<const EmbeddedBytes> ${NAME}();
std::span<const EmbeddedBytes> ${NAME}() {
  static const EmbeddedBytes all[] = {
${rows}  };
  return all;
}

}  // namespace skin2vec::embedded
")
