#include "skin2vec/http/compress.h"

#include <zlib.h>

#include <limits>

#include "skin2vec/base/text.h"

namespace skin2vec::http {

namespace {

constexpr int with_gzip_head = 15 + 16;  // window bits: 32 KiB, and a gzip head instead of zlib's

}  // namespace

bool takes_gzip(const Request& request) {
  for (const std::string_view part : split(request.header("accept-encoding").value_or(""), ',')) {
    const auto words = split(part, ';');
    if (lower(trim(words[0])) != "gzip") continue;
    if (words.size() == 1) return true;
    const std::string weight = lower(trim(words[1]));
    return !weight.starts_with("q=") || parse_number(weight.substr(2)).value_or(0) > 0;
  }
  return false;
}

Response gzipped(Response reply) {
  if (reply.body.size() < kLeastGzipped || reply.body.size() > std::numeric_limits<uInt>::max()) return reply;
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, with_gzip_head, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return reply;
  }
  std::string small(deflateBound(&stream, static_cast<uLong>(reply.body.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(reply.body.data());
  stream.avail_in = static_cast<uInt>(reply.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(small.data());
  stream.avail_out = static_cast<uInt>(small.size());
  const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  small.resize(stream.total_out);
  deflateEnd(&stream);
  if (!whole || small.size() >= reply.body.size()) return reply;
  small.shrink_to_fit();
  reply.body = std::move(small);
  reply.headers.push_back({"content-encoding", "gzip"});
  return reply;
}

}  // namespace skin2vec::http
