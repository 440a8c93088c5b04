// Processors with AVX2 and fused multiply-adds: Intel since 2013, AMD since 2015.
#if defined(__x86_64__)
#define LEVEL rlhf_kernels_v3
#define LEVEL_NAME "x86-64-v3"
#define NUMBERS_NAME "x86-64-v3"
#define FUSED 1
#define REGISTER 32
#define TILE_ROWS 6
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "level.h"
#pragma clang attribute pop
#endif
