// Processors with AVX-512. Their numbers are those of x86-64-v3.
#if defined(__x86_64__)
#define LEVEL rlhf_kernels_v4
#define LEVEL_NAME "x86-64-v4"
#define NUMBERS_NAME "x86-64-v3"
#define FUSED 1
#define REGISTER 64
#define TILE_ROWS 12
// The width keeps the compiler from working on halves of registers, as it would by itself.
#pragma clang attribute push( \
    __attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#include "level.h"
#pragma clang attribute pop
#endif
