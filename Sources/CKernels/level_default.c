// What every processor can run that the compiler writes for.
#define LEVEL rlhf_kernels_default
#if defined(__x86_64__)
#define LEVEL_NAME "x86-64"
#elif defined(__aarch64__)
#define LEVEL_NAME "arm64"
#else
#define LEVEL_NAME "portable"
#endif
#define NUMBERS_NAME LEVEL_NAME
#if defined(__aarch64__) || defined(__FMA__)
#define FUSED 1
#else
#define FUSED 0
#endif
#define REGISTER 16
#define TILE_ROWS 6
#include "level.h"
