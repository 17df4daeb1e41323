package dev.sonde.wire.json;

/// What of a JSON page is a metric.
public sealed interface JsonForm permits JsonForm.Endpoint, JsonMapping {

  /// As metricsd reads its endpoints: each number at the top of one object is a gauge `app_KEY`
  /// with the label `endpoint`, whatever characters are in its key; everything else is passed over.
  ///
  /// ```
  /// {"queue": 12, "version": "1.4"}     app_queue{endpoint="shop"} 12
  /// ```
  ///
  /// Of a key that stands twice the last number counts, and bytes that are not UTF-8 become U+FFFD.
  ///
  /// @param name of the target
  record Endpoint(String name) implements JsonForm {}
}
