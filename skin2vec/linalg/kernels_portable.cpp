// The inner loops for any processor: its vectors have this many bytes, its flags stand in CMakeLists.txt.
#define SKIN2VEC_LANE_BYTES 16
#define SKIN2VEC_KERNELS_NAME "portable"
#include "skin2vec/linalg/kernels_body.h"

namespace skin2vec::linalg {

extern const Kernels<float> kFloat_portable;
extern const Kernels<double> kDouble_portable;
const Kernels<float> kFloat_portable = kSet<float>;
const Kernels<double> kDouble_portable = kSet<double>;

}  // namespace skin2vec::linalg
