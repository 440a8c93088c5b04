#define REAL float
#define NAME(x) rlhf_##x##_f32
#define EXP exp_f32
#define VECTOR lanes_f32
#define EXP_VECTOR exp_lanes_f32
#include "kernels_template.h"
