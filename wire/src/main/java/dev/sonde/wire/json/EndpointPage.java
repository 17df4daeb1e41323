package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.nio.charset.StandardCharsets;

/// metricsd's pages.
final class EndpointPage implements JsonPage {
  private final Labels labels;
  private final JsonReader reader;

  EndpointPage(String endpoint, JsonRules rules) {
    this.labels = Labels.of("endpoint", endpoint);
    this.reader = new JsonReader(rules.with(JsonRules.Broken.REPLACE));
  }

  @Override
  public JsonReport read(byte[] bytes, int from, int to, JsonMemory memory, PageSink sink)
      throws JsonException {
    var count = new JsonReport.Count();
    memory.begin();
    reader.open(bytes, from, to);
    if (reader.next() != JsonToken.BEGIN_OBJECT) {
      throw reader.fault("an object of names and numbers is wanted, not " + reader.token());
    }
    while (reader.next() == JsonToken.NAME) {
      member(memory, count);
    }
    reader.next();
    memory.end(sink);
    return count.report(memory.size());
  }

  private void member(JsonMemory memory, JsonReport.Count count) throws JsonException {
    byte[] utf8 = reader.utf8();
    int from = reader.utf8From();
    int to = reader.utf8To();
    if (reader.next() == JsonToken.NUMBER) {
      double value = reader.number();
      if (Double.isFinite(value)) {
        take(utf8, from, to, value, memory, count);
      } else {
        count.skip(JsonSkip.OUT_OF_RANGE, key(utf8, from, to));
      }
    } else {
      reader.skip();
    }
  }

  private void take(
      byte[] utf8, int from, int to, double value, JsonMemory memory, JsonReport.Count count) {
    long hash = Hash.add(memory.seed(), utf8, from, to);
    int row = memory.row(hash);
    if (row >= 0) {
      count.duplicate();
      memory.set(row, value, PageSink.UNTIMED);
    } else if (memory.knows(hash)) {
      memory.add(hash, value, PageSink.UNTIMED);
    } else {
      var family = Family.gauge("app_" + key(utf8, from, to), "", "");
      memory.add(hash, value, PageSink.UNTIMED, family, labels);
    }
  }

  private static String key(byte[] utf8, int from, int to) {
    return new String(utf8, from, to - from, StandardCharsets.UTF_8);
  }
}
