// The inner loops for the avx2 set: its vectors have this many bytes, its flags stand in CMakeLists.txt.
#ifdef __AVX2__
#define SKIN2VEC_LANE_BYTES 32
#define SKIN2VEC_KERNELS_NAME "avx2"
#include "skin2vec/linalg/kernels_body.h"

namespace skin2vec::linalg {

extern const Kernels<float> kFloat_avx2;
extern const Kernels<double> kDouble_avx2;
const Kernels<float> kFloat_avx2 = kSet<float>;
const Kernels<double> kDouble_avx2 = kSet<double>;

}  // namespace skin2vec::linalg

#endif
