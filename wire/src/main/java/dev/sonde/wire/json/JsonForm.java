package dev.sonde.wire.json;

/// What of a JSON page is a metric.
public sealed interface JsonForm permits JsonForm.Endpoint, JsonForm.Output, JsonMapping {

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

  /// What a program prints that says by itself what its numbers are: an object, in which the way to
  /// a number is its name, or a list of samples.
  ///
  /// ```
  /// {"age": 3, "disk": {"free": 12}, "ok": true}     PREFIX_age 3, PREFIX_disk_free 12, PREFIX_ok 1
  /// [{"name": "jobs", "value": 7, "labels": {"queue": "mail"}, "timestamp": 1767225600}]
  ///                                                  jobs{queue="mail"} 7
  /// ```
  ///
  /// What is neither letter, digit, `_` nor `:` becomes `_` in names. A name that ends in `_total`
  /// is a counter's, any other a gauge's. Texts and `null` are passed over. A timestamp is in
  /// seconds, in milliseconds when it is beyond 100,000,000,000, or text as RFC 3339 has it.
  ///
  /// @param prefix of names that are ways
  record Output(String prefix) implements JsonForm {}
}
