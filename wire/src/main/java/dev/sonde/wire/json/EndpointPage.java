package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.rows.Rows;
import dev.sonde.wire.scrape.PageSink;
import java.nio.charset.StandardCharsets;

/// One page as metricsd reads it.
final class EndpointPage {
  private final String endpoint;
  private final long seed;
  private final JsonReader reader;
  private final Rows rows;
  private final JsonReport.Count count = new JsonReport.Count();

  EndpointPage(String endpoint, long seed, JsonRules rules, Rows rows) {
    this.endpoint = endpoint;
    this.seed = seed;
    this.reader = new JsonReader(rules.with(JsonRules.Broken.REPLACE));
    this.rows = rows;
  }

  JsonReport read(byte[] page, int length) throws JsonException {
    reader.open(page, 0, length);
    if (reader.next() != JsonToken.BEGIN_OBJECT) {
      throw reader.fault("an object of names and numbers is wanted, not " + reader.token());
    }
    while (reader.next() == JsonToken.NAME) {
      member();
    }
    reader.next();
    return count.report(rows.size());
  }

  private void member() throws JsonException {
    byte[] utf8 = reader.utf8();
    int from = reader.utf8From();
    int to = reader.utf8To();
    if (reader.next() == JsonToken.NUMBER) {
      double value = reader.number();
      if (Double.isFinite(value)) {
        take(utf8, from, to, value);
      } else {
        count.skip(JsonSkip.OUT_OF_RANGE, key(utf8, from, to));
      }
    } else {
      reader.skip();
    }
  }

  private void take(byte[] utf8, int from, int to, double value) {
    long hash = Hash.add(seed, utf8, from, to);
    int row = rows.row(hash);
    if (row >= 0) {
      count.duplicate();
      rows.set(row, value, PageSink.UNTIMED);
    } else if (rows.knows(hash)) {
      rows.add(hash, value, PageSink.UNTIMED);
    } else {
      var family = Family.gauge("app_" + key(utf8, from, to), "", "");
      rows.add(hash, value, PageSink.UNTIMED, family, Labels.of("endpoint", endpoint));
    }
  }

  private static String key(byte[] utf8, int from, int to) {
    return new String(utf8, from, to - from, StandardCharsets.UTF_8);
  }
}
