// The numbers of x86-64-v3 on every processor, by functions that fuse a multiplication and an addition:
// far too slow to work with, and what the other levels are checked against.
#if defined(__x86_64__)
#define LEVEL rlhf_kernels_emulated
#define LEVEL_NAME "emulated"
#define NUMBERS_NAME "x86-64-v3"
#define FUSED 1
#define REGISTER 16
#define TILE_ROWS 6
#include "level.h"
#endif
