package dev.sonde.wire.json;

import dev.sonde.wire.rows.Rows;
import dev.sonde.wire.scrape.PageSink;

/// Reads numbers from JSON pages, one after the other, of any targets. It holds room for its work,
/// so keep it and lend it; it belongs to one thread at a time.
///
/// JSON has no lines that stand somewhere, so a place is the number of the series on the page. A
/// page whose series come in the order of the page before costs no look-up.
public final class JsonPageReader {
  private final long seed;
  private final JsonRules rules;
  private final Rows rows = new Rows();

  /// @param seed of the hashes in memories: one for the process, random, since what targets show
  ///   must not meet
  /// @param rules for all pages; what becomes of broken text is the form's choice
  public JsonPageReader(long seed, JsonRules rules) {
    this.seed = seed;
    this.rules = rules;
  }

  /// Reads a page and gives the sink what it shows, each series once.
  ///
  /// What the sink throws goes through. After any exception the memory is still that of the last
  /// page that was read to its end.
  ///
  /// @param page not kept, not changed
  /// @param length how many bytes of it count
  /// @param memory of the same target, written by readers with the same seed
  /// @throws JsonException when the page can't be read; the sink has got nothing then
  public JsonReport read(byte[] page, int length, JsonForm form, JsonMemory memory, PageSink sink)
      throws JsonException {
    rows.begin(memory.hashes());
    var report =
        switch (form) {
          case JsonForm.Endpoint(String name) ->
              new EndpointPage(name, seed, rules, rows).read(page, length);
          case JsonForm.Output(String prefix) ->
              new OutputPage(prefix, seed, rules, rows).read(page, length);
          case JsonMapping mapping -> new MappedPage(mapping, seed, rules, rows).read(page, length);
        };
    rows.give(sink);
    memory.remember(rows.hashes());
    return report;
  }
}
