// Matrix products (Debian: libopenblas-dev).
#include <cblas.h>
