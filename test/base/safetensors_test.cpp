#include "skin2vec/base/safetensors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "skin2vec/base/require.h"

namespace skin2vec {
namespace safetensors_test {

using ::testing::HasSubstr;

TensorFile sample() {
  return {.tensors = {{.name = "w", .shape = {2, 3}, .values = std::vector<float>{1, -2.5F, 3, 4, 5, 0.1F}},
                      {.name = "scale", .shape = {}, .values = std::vector<double>{2.25}},
                      {.name = "steps", .shape = {1}, .values = std::vector<std::int64_t>{-9'000'000'000}},
                      {.name = "none", .shape = {0, 4}, .values = std::vector<float>{}}},
          .metadata = {{"model", "hybrid"}, {"名", "皮肤"}}};
}

// A file of one header and some bytes of data.
std::string file_of(const std::string& header, std::size_t data_bytes) {
  std::string bytes(8, '\0');
  bytes[0] = static_cast<char>(header.size());
  return bytes + header + std::string(data_bytes, '\0');
}

TEST(Safetensors, ComeBackAsTheyWere) {
  const TensorFile file = sample();
  const std::string bytes = print_safetensors(file);
  const auto again = parse_safetensors(bytes);
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(again->metadata, file.metadata);
  ASSERT_EQ(again->tensors.size(), 4U);
  for (const Tensor& tensor : file.tensors) {
    const Tensor* same = again->find(tensor.name);
    ASSERT_NE(same, nullptr) << tensor.name;
    EXPECT_EQ(same->shape, tensor.shape);
    EXPECT_EQ(same->values, tensor.values);
  }
  EXPECT_EQ(print_safetensors(*again), bytes);
  EXPECT_EQ(again->find("nobody"), nullptr);
}

TEST(Safetensors, AreReadByTwentyLinesOfPython) {
  const std::string path = ::testing::TempDir() + "/skin2vec_" + std::to_string(::getpid()) + ".safetensors";
  std::ofstream(path, std::ios::binary) << print_safetensors(sample());
  const std::string command = "python3 -B " SKIN2VEC_SOURCE "/test/base/read_safetensors.py " + path;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string said;
  std::array<char, 256> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) said += part.data();
  EXPECT_EQ(::pclose(pipe), 0);
  std::remove(path.c_str());
  EXPECT_EQ(said,
            "metadata {\"model\": \"hybrid\", \"\\u540d\": \"\\u76ae\\u80a4\"}\n"
            "w F32 [2, 3] [1.0, -2.5, 3.0, 4.0, 5.0, 0.1]\n"
            "scale F64 [] [2.25]\n"
            "steps I64 [1] [-9000000000.0]\n"
            "none F32 [0, 4] []\n");
}

TEST(Safetensors, EveryCutIsRefused) {
  const std::string bytes = print_safetensors(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ASSERT_FALSE(parse_safetensors(std::string_view(bytes).substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(parse_safetensors(bytes + "x").has_value());
}

TEST(Safetensors, WhatIsWrongIsTold) {
  const auto refusal = [](const std::string& header, std::size_t bytes) {
    const auto file = parse_safetensors(file_of(header, bytes));
    return file ? std::string("taken") : file.error().message;
  };
  EXPECT_EQ(refusal(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 4), "taken");
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}})", 4), HasSubstr("F32, F64 or I64"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4), HasSubstr("lengths >= 0"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4), HasSubstr("as many bytes"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4), HasSubstr("within the data"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8), HasSubstr("hole"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}})", 4),
              HasSubstr("memory"));
  EXPECT_THAT(refusal(R"({"w":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"w":1})", 0), HasSubstr("twice"));
  EXPECT_THAT(refusal(R"({"w":{"shape":[0],"data_offsets":[0,0]}})", 0), HasSubstr("object with dtype"));
  EXPECT_THAT(refusal(R"({"__metadata__":{"a":1}})", 0), HasSubstr("is no text"));
  EXPECT_THAT(refusal(R"([[[[[[[[[[[[]]]]]]]]]]]])", 0), HasSubstr("no JSON object"));
  EXPECT_THAT(parse_safetensors(std::string(8, '\xff')).error().message, HasSubstr("the header would have"));
}

TEST(Safetensors, RefusesToPrintWhatIsNoFile) {
  EXPECT_THROW((void)print_safetensors({.tensors = {{"", {1}, std::vector<float>{1}}}}), ContractError);
  EXPECT_THROW((void)print_safetensors({.tensors = {{"w", {2}, std::vector<float>{1}}}}), ContractError);
  EXPECT_THROW(
      (void)print_safetensors({.tensors = {{"w", {1}, std::vector<float>{1}}, {"w", {1}, std::vector<float>{2}}}}),
      ContractError);
  EXPECT_THROW((void)print_safetensors({.tensors = {{"\xff", {1}, std::vector<float>{1}}}}), ContractError);
}

}  // namespace safetensors_test
}  // namespace skin2vec
