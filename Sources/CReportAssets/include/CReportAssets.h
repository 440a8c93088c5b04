// The files that every report carries with it, compiled in, so that the program works from any
// folder: a bundle of resources would have to be found beside the executable at run time.
#ifndef RLHF_CREPORTASSETS_H
#define RLHF_CREPORTASSETS_H

#include <stddef.h>

// UTF-8 text that lives as long as the program; `count` bytes, not terminated.
struct rlhf_report_asset {
  const unsigned char *bytes;
  size_t count;
};

// Vega, Vega-Lite and Vega-Embed in one script; see Sources/Reports/Resources for its licence.
struct rlhf_report_asset rlhf_report_vega_bundle(void);
// The page's style sheet.
struct rlhf_report_asset rlhf_report_style(void);
// The page's script: draws the charts.
struct rlhf_report_asset rlhf_report_script(void);

#endif
