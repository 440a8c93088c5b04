// Matrix products, once for each REAL.
//
// Every element of a product is one chain of multiply-adds in the order of k, begun at 0 or at what C
// held. So it does not matter which registers, tiles and blocks the chains are worked on in: where
// multiply-adds are fused, all levels give the same bits.

// One register of REALs; a tile of C is TILE_ROWS rows of up to two of them.
typedef REAL NAME(wide) __attribute__((ext_vector_type(REGISTER / sizeof(REAL))));
#define WIDE ((int64_t)(REGISTER / sizeof(REAL)))
#define PANEL (2 * WIDE)

// How much of B is packed at a time: as much as fits the second cache beside what it is multiplied by.
#define PACKED (131072 / (int64_t)sizeof(REAL))
// The longest stretch of k of one packed block; shorter where A's columns are read, a stride apart.
#define STRETCH 256
#define STRETCH_TRANSPOSED 128
// Rows of A that stay in the caches while panel after panel of B is multiplied by them.
#define BLOCK_ROWS 96
// Up to as many rows, B is read where it stands: packing it would take longer than that saves.
#define DIRECT_ROWS 32

// c[rows][vectors] (+)= a * b over k. `rows` and `vectors` are constants, so that c stays in registers.
INLINE void NAME(tile)(const int rows, const int vectors, REAL *c, int64_t c_stride, const REAL *a,
                       int64_t a_row, int64_t a_step, const REAL *b, int64_t b_step, int64_t k,
                       bool adds) {
  NAME(wide) sum[TILE_ROWS][2];
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++) {
      sum[r][v] = (NAME(wide))(0);
      if (adds) memcpy(&sum[r][v], c + r * c_stride + v * WIDE, sizeof(NAME(wide)));
    }
  // Steps written out in a row would begin to read ahead of each other, until registers are spilled.
#pragma clang loop unroll(disable)
  for (int64_t l = 0; l < k; l++) {
    NAME(wide) row[2];
    for (int v = 0; v < vectors; v++) memcpy(&row[v], b + l * b_step + v * WIDE, sizeof row[v]);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const NAME(wide) factor = (NAME(wide))(a[r * a_row + l * a_step]);
      for (int v = 0; v < vectors; v++) sum[r][v] = FMA(factor, row[v], sum[r][v]);
    }
  }
  for (int r = 0; r < rows; r++)
    for (int v = 0; v < vectors; v++)
      memcpy(c + r * c_stride + v * WIDE, &sum[r][v], sizeof(NAME(wide)));
}

// One panel of C, tile after tile; the rows are dealt out evenly.
INLINE void NAME(panel)(const int vectors, REAL *c, int64_t c_stride, const REAL *a, int64_t a_row,
                        int64_t a_step, const REAL *b, int64_t b_step, int64_t m, int64_t k,
                        bool adds) {
  for (int64_t tiles = (m + TILE_ROWS - 1) / TILE_ROWS; tiles > 0; tiles--) {
    const int64_t rows = (m + tiles - 1) / tiles;
#define ROWS(n)                                                                                    \
  case n:                                                                                          \
    NAME(tile)(n < TILE_ROWS ? n : TILE_ROWS, vectors, c, c_stride, a, a_row, a_step, b, b_step, k, \
               adds);                                                                              \
    break;
    switch (rows) {
      ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6)
#if TILE_ROWS > 6
      ROWS(7) ROWS(8) ROWS(9) ROWS(10) ROWS(11) ROWS(12)
#endif
    }
#undef ROWS
    c += rows * c_stride;
    a += rows * a_row;
    m -= rows;
  }
}

// panel for both orders of A and both widths, each compiled on its own.
static __attribute__((noinline)) void NAME(panels)(REAL *c, int64_t c_stride, const REAL *a, int64_t a_row, int64_t a_step,
                         const REAL *b, int64_t b_step, int64_t m, int64_t columns, int64_t k,
                         bool adds) {
  if (columns > WIDE && a_step == 1)
    NAME(panel)(2, c, c_stride, a, a_row, 1, b, b_step, m, k, adds);
  else if (columns > WIDE)
    NAME(panel)(2, c, c_stride, a, 1, a_step, b, b_step, m, k, adds);
  else if (a_step == 1)
    NAME(panel)(1, c, c_stride, a, a_row, 1, b, b_step, m, k, adds);
  else
    NAME(panel)(1, c, c_stride, a, 1, a_step, b, b_step, m, k, adds);
}

typedef REAL NAME(quad) __attribute__((ext_vector_type(4)));

// Turns four rows of b, b_column apart, into four rows of `out`, PANEL apart.
INLINE void NAME(turn)(REAL *restrict out, const REAL *b, int64_t b_column) {
  NAME(quad) q[4];
  for (int r = 0; r < 4; r++) memcpy(&q[r], b + r * b_column, sizeof q[r]);
  const NAME(quad) s = __builtin_shufflevector(q[0], q[1], 0, 4, 1, 5);
  const NAME(quad) t = __builtin_shufflevector(q[0], q[1], 2, 6, 3, 7);
  const NAME(quad) u = __builtin_shufflevector(q[2], q[3], 0, 4, 1, 5);
  const NAME(quad) v = __builtin_shufflevector(q[2], q[3], 2, 6, 3, 7);
  q[0] = __builtin_shufflevector(s, u, 0, 1, 4, 5);
  q[1] = __builtin_shufflevector(s, u, 2, 3, 6, 7);
  q[2] = __builtin_shufflevector(t, v, 0, 1, 4, 5);
  q[3] = __builtin_shufflevector(t, v, 2, 3, 6, 7);
  for (int r = 0; r < 4; r++) memcpy(out + r * PANEL, &q[r], sizeof q[r]);
}

// A panel of B, PANEL numbers for each of k; what is missing of the last panel is zero.
static void NAME(pack)(REAL *restrict out, const REAL *b, int64_t b_step, int64_t b_column,
                       int64_t columns, int64_t k) {
  int64_t l = 0;
  if (columns == PANEL && b_column == 1) {
    for (; l < k; l++) memcpy(out + l * PANEL, b + l * b_step, PANEL * sizeof(REAL));
  } else if (columns == PANEL) {
    for (; l + 4 <= k; l += 4)
      for (int64_t c = 0; c < PANEL; c += 4)
        NAME(turn)(out + l * PANEL + c, b + l + c * b_column, b_column);
  }
  for (; l < k; l++) {
    for (int64_t c = 0; c < columns; c++) out[l * PANEL + c] = b[l * b_step + c * b_column];
    for (int64_t c = columns; c < PANEL; c++) out[l * PANEL + c] = 0;
  }
}

static void NAME(multiply)(REAL *c, const REAL *a, bool transpose_a, const REAL *b,
                           bool transpose_b, int64_t m, int64_t n, int64_t k, bool adds) {
  if (n == 1 && m > 1) {  // One column is worked on as one row.
    const REAL *column = b;
    b = a, a = column;
    transpose_b = !transpose_a, transpose_a = false;
    n = m, m = 1;
  }
  if (k == 0 && !adds) memset(c, 0, (size_t)(m * n) * sizeof(REAL));
  REAL packed[PACKED] __attribute__((aligned(64)));
  // The last panel of C where it is no whole one; numbers, since those beside C are worked on too.
  REAL edge[BLOCK_ROWS * PANEL] __attribute__((aligned(64)));
  if (n % PANEL != 0)
    memset(edge, 0, (size_t)((m < BLOCK_ROWS ? m : BLOCK_ROWS) * PANEL) * sizeof(REAL));
  const int64_t a_row = transpose_a ? 1 : k, a_step = transpose_a ? m : 1;
  const int64_t b_column = transpose_b ? k : 1, b_step = transpose_b ? 1 : n;
  const int64_t longest = transpose_a ? STRETCH_TRANSPOSED : STRETCH;
  const bool direct = !transpose_b && m <= DIRECT_ROWS;
  for (int64_t l = 0; l < k; l += longest) {
    const int64_t stretch = k - l < longest ? k - l : longest;
    const int64_t widest = PACKED / stretch / PANEL * PANEL;
    const bool continues = adds || l > 0;
    for (int64_t first = 0; first < n; first += widest) {
      const int64_t last = n - first < widest ? n : first + widest;
      for (int64_t j = first; j < last; j += PANEL)
        if (!direct || last - j < PANEL)
          NAME(pack)(packed + (j - first) * stretch, b + l * b_step + j * b_column, b_step,
                     b_column, last - j < PANEL ? last - j : PANEL, stretch);
      for (int64_t i = 0; i < m; i += BLOCK_ROWS) {
        const int64_t rows = m - i < BLOCK_ROWS ? m - i : BLOCK_ROWS;
        const REAL *block = a + i * a_row + l * a_step;
        for (int64_t j = first; j < last; j += PANEL) {
          const int64_t columns = last - j < PANEL ? last - j : PANEL;
          const bool whole = columns == PANEL;
          const bool stands = direct && whole;
          const REAL *panel = stands ? b + l * b_step + j : packed + (j - first) * stretch;
          REAL *corner = c + i * n + j;
          if (!whole && continues)
            for (int64_t r = 0; r < rows; r++)
              memcpy(edge + r * PANEL, corner + r * n, (size_t)columns * sizeof(REAL));
          NAME(panels)(whole ? corner : edge, whole ? n : PANEL, block, a_row, a_step, panel,
                       stands ? b_step : PANEL, rows, columns, stretch, continues);
          if (!whole)
            for (int64_t r = 0; r < rows; r++)
              memcpy(corner + r * n, edge + r * PANEL, (size_t)columns * sizeof(REAL));
        }
      }
    }
  }
}

#undef WIDE
#undef PANEL
#undef PACKED
#undef STRETCH
#undef STRETCH_TRANSPOSED
#undef BLOCK_ROWS
#undef DIRECT_ROWS
