// The function that test/base/CMakeLists.txt makes of some files; cmake/embed_bytes.cmake reads 65536 bytes at a time.
#include "skin2vec/base/embedded.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace skin2vec::embedded {
std::span<const EmbeddedBytes> test_files();
}

namespace skin2vec {
namespace embedded_test {

std::string repeated(std::string_view word, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += word;
  return text;
}

TEST(EmbeddedBytes, AreThoseOfTheFilesInTheirOrder) {
  const auto files = embedded::test_files();
  ASSERT_EQ(files.size(), 5U);
  EXPECT_EQ(files[0].bytes, "");
  EXPECT_EQ(files[1].bytes, "seven !");
  EXPECT_EQ(files[2].bytes, repeated("skin2vec", 8192));
  EXPECT_EQ(files[3].bytes, repeated("skin2vec", 8192) + "!");
}

TEST(EmbeddedBytes, MayBeOfAnyValue) {
  std::ifstream in(SKIN2VEC_SOURCE "/test/net/golden/lstm.safetensors", std::ios::binary);
  const std::string read{std::istreambuf_iterator<char>(in), {}};
  ASSERT_GT(read.size(), 1000U);
  EXPECT_EQ(embedded::test_files()[4].bytes, read);
}

TEST(EmbeddedBytes, HaveATagOfTheirSha256) {
  EXPECT_EQ(embedded::test_files()[1].tag,
            "\"2874455e0c2de186209644bd\"");  // printf 'seven !' | sha256sum | head -c 24
}

TEST(EmbeddedBytes, AreAlsoGzipped) {
  for (const EmbeddedBytes& file : embedded::test_files()) {
    ASSERT_GE(file.gzipped.size(), 18U);
    EXPECT_EQ(file.gzipped.substr(0, 3), "\x1f\x8b\x08");  // RFC 1952
    std::size_t size = 0;                                  // the last four bytes, the lowest first
    for (std::size_t i = 1; i <= 4; ++i) {
      size = size * 256 + static_cast<unsigned char>(file.gzipped[file.gzipped.size() - i]);
    }
    EXPECT_EQ(size, file.bytes.size());
  }
}

}  // namespace embedded_test
}  // namespace skin2vec
