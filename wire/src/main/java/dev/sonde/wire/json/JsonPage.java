package dev.sonde.wire.json;

import dev.sonde.wire.scrape.PageSink;

/// A way to read numbers from JSON pages. Keeps buffers from page to page: not safe for two
/// threads.
///
/// JSON has no lines that stand somewhere, so a place is the number of the series on the page. A
/// page whose series come in the order of the page before costs no look-up.
public sealed interface JsonPage permits EndpointPage, MappedPage {

  /// Reads one page and gives the sink what it shows, each series once.
  ///
  /// @param to exclusive
  /// @param memory of the pages before, from the same place
  /// @throws JsonException when the page can't be read; the sink has got nothing then, and the
  ///   memory is as it was
  JsonReport read(byte[] bytes, int from, int to, JsonMemory memory, PageSink sink)
      throws JsonException;

  /// Reads pages as metricsd does: each number at the top of one object is a gauge `app_KEY` with
  /// the label `endpoint`, whatever characters are in its key; everything else is passed over.
  ///
  /// ```
  /// {"queue": 12, "version": "1.4"}     app_queue{endpoint="shop"} 12
  /// ```
  ///
  /// Of a key that stands twice the last number counts, and bytes that are not UTF-8 become U+FFFD.
  static JsonPage endpoint(String name, JsonRules rules) {
    return new EndpointPage(name, rules);
  }

  /// Reads pages as a mapping says.
  static JsonPage mapped(JsonMapping mapping, JsonRules rules) {
    return new MappedPage(mapping, rules);
  }
}
