// Matrix products by OpenBLAS (Debian: libopenblas-dev).
//
// The CBLAS interface is declared by GSL's header, not by OpenBLAS's own cblas.h: GSL's matrices
// include it, and two definitions of the same enumerations cannot be imported side by side.
#include <gsl/gsl_cblas.h>

// How many threads a product may use; from OpenBLAS's cblas.h.
void openblas_set_num_threads(int count);
