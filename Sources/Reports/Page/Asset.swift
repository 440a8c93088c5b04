import CReportAssets

/// The files that are compiled in.
enum Asset {
  /// Vega, Vega-Lite and Vega-Embed; nothing in it may end the script element it stands in.
  static var vegaBundle: String {
    text(rlhf_report_vega_bundle()).replacing("</script", with: "<\\/script")
  }
  /// The style sheet.
  static var style: String { text(rlhf_report_style()) }
  /// The script that draws the charts.
  static var script: String { text(rlhf_report_script()) }

  private static func text(_ asset: rlhf_report_asset) -> String {
    String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
  }
}
