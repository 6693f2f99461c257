// The inner loops for the avx512 set: its vectors have this many bytes, its flags stand in CMakeLists.txt.
#ifdef __AVX512F__
#define SKIN2VEC_LANE_BYTES 64
#define SKIN2VEC_KERNELS_NAME "avx512"
#include "skin2vec/linalg/kernels_body.h"

namespace skin2vec::linalg {

extern const Kernels<float> kFloat_avx512;
extern const Kernels<double> kDouble_avx512;
const Kernels<float> kFloat_avx512 = kSet<float>;
const Kernels<double> kDouble_avx512 = kSet<double>;

}  // namespace skin2vec::linalg

#endif
