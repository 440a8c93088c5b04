// Matrix products by OpenBLAS (Debian: libopenblas-dev).
//
// The CBLAS interface is declared by GSL's header, not by OpenBLAS's own cblas.h: GSL's matrices
// include it, and two definitions of the same enumerations cannot be imported side by side.
#include <gsl/gsl_cblas.h>
#include <stddef.h>

// How many threads a product may use; from OpenBLAS's cblas.h.
void openblas_set_num_threads(int count);
// The processor that products were chosen for, such as "SkylakeX".
char *openblas_get_corename(void);

// Cholesky factors, solutions and inverses of LAPACK, which OpenBLAS contains. All arguments are
// pointers, as in Fortran, and the length of the one string comes last.
void dpotrf_(const char *triangle, const int *n, double *a, const int *stride, int *info,
             size_t length);
void dpotrs_(const char *triangle, const int *n, const int *columns, const double *a,
             const int *stride, double *b, const int *b_stride, int *info, size_t length);
void dpotri_(const char *triangle, const int *n, double *a, const int *stride, int *info,
             size_t length);
