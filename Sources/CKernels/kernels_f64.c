#define REAL double
#define NAME(x) rlhf_##x##_f64
#define EXP exp_f64
#define VECTOR lanes_f64
#define EXP_VECTOR exp_lanes_f64
#include "kernels_template.h"
