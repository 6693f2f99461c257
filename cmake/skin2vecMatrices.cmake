# Eigen allocates and frees matrices by the instructions the compiler may use: what is made with one of the three ways and
# destroyed with another ends in a crash (docs/decisions/0015-installed-rooms.md).
include(CheckCXXSourceCompiles)

# skin2vec_matrices(BYTES RESULT): whether the flags of this folder make Eigen align by so many bytes.
function(skin2vec_matrices bytes result)
  get_directory_property(flags COMPILE_OPTIONS)
  list(FILTER flags INCLUDE REGEX "^-m")
  list(JOIN flags " " CMAKE_REQUIRED_FLAGS)
  set(CMAKE_REQUIRED_QUIET ON)
  unset(skin2vec_matrices_are_alike CACHE)
  check_cxx_source_compiles("
    #if defined(__AVX512F__)
    static_assert(${bytes} == 64, \"\");
    #elif defined(__AVX__)
    static_assert(${bytes} == 32, \"\");
    #else
    static_assert(${bytes} == 16, \"\");
    #endif
    int main() {}" skin2vec_matrices_are_alike)
  set(${result} ${skin2vec_matrices_are_alike} PARENT_SCOPE)
  unset(skin2vec_matrices_are_alike CACHE)
endfunction()
