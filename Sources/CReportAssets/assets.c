#include "CReportAssets.h"

// #embed is C23; clang has it in every language mode since version 19.
#pragma clang diagnostic ignored "-Wc23-extensions"

// A checkout without the bundle still builds; its reports then show charts as text, and a test says
// so.
#if __has_embed("../Reports/Resources/vega-bundle.js")
static const unsigned char vega_bundle[] = {
#embed "../Reports/Resources/vega-bundle.js"
};
static const size_t vega_bundle_count = sizeof vega_bundle;
#else
static const unsigned char vega_bundle[] = {0};
static const size_t vega_bundle_count = 0;
#endif

static const unsigned char style[] = {
#embed "../Reports/Resources/report.css"
};

static const unsigned char script[] = {
#embed "../Reports/Resources/report.js"
};

struct rlhf_report_asset rlhf_report_vega_bundle(void) {
  return (struct rlhf_report_asset){vega_bundle, vega_bundle_count};
}

struct rlhf_report_asset rlhf_report_style(void) {
  return (struct rlhf_report_asset){style, sizeof style};
}

struct rlhf_report_asset rlhf_report_script(void) {
  return (struct rlhf_report_asset){script, sizeof script};
}
