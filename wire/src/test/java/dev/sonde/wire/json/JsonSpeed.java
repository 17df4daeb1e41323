package dev.sonde.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// What reading JSON costs, beside jackson-core: run it with the launcher's flags.
final class JsonSpeed {
  private static final int ROUNDS = 9;

  private double sum;

  private interface Reading {
    void once() throws IOException;
  }

  private JsonSpeed() {}

  static void main() throws IOException {
    new JsonSpeed().compare();
  }

  private void compare() throws IOException {
    byte[] page = page();
    byte[] flat = flat();
    int values = values(page);
    System.out.printf(Locale.ROOT, "%d bytes, %d values%n", page.length, values);
    var reader = new JsonReader(JsonRules.DEFAULT);
    var jackson = new JsonFactory();
    var pages = new JsonPageReader(1, JsonRules.DEFAULT);
    JsonForm mapped = mapping();
    JsonForm endpoint = new JsonForm.Endpoint("shop");
    var mapMemory = new JsonMemory();
    var memory = new JsonMemory();
    var sink = new Adding();
    for (int i = 0; i < 2; i++) {
      show("tokens, ours", values, () -> ours(reader, page));
      show("tokens, jackson-core", values, () -> jackson(jackson, page));
      show("tree, ours", values, () -> Json.read(page));
      show("mapping, a sample", 500, () -> pages.read(page, page.length, mapped, mapMemory, sink));
      show(
          "metricsd, a sample", 2_000, () -> pages.read(flat, flat.length, endpoint, memory, sink));
    }
    System.out.println(sum);
  }

  private static JsonMapping mapping() {
    var metric =
        new JsonMetric(
            Family.gauge("messages", "", ""),
            JsonPath.compile("$[*]"),
            JsonPath.compile("$.messages"),
            Map.of("queue", JsonSource.parse("$.name")),
            Optional.empty(),
            JsonTime.S,
            1,
            true,
            false,
            Map.of());
    return new JsonMapping(List.of(metric), 100_000, 50_000, JsonRules.Broken.REFUSE);
  }

  private void show(String what, int values, Reading reading) throws IOException {
    for (int i = 0; i < 300; i++) {
      reading.once();
    }
    var threads = ManagementFactory.getThreadMXBean();
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 100; i++) {
        reading.once();
      }
      nanos[round] = (threads.getCurrentThreadCpuTime() - before) / 100.0 / values;
    }
    Arrays.sort(nanos);
    System.out.printf(Locale.ROOT, "%-22s %6.1f ns a value%n", what, nanos[ROUNDS / 2]);
  }

  private void ours(JsonReader reader, byte[] page) throws IOException {
    reader.open(page, 0, page.length);
    for (JsonToken token = reader.next(); token != JsonToken.END; token = reader.next()) {
      switch (token) {
        case NUMBER -> sum += reader.number();
        case TEXT, NAME -> sum += reader.utf8To() - reader.utf8From();
        case BEGIN_OBJECT, END_OBJECT, BEGIN_ARRAY, END_ARRAY, TRUE, FALSE, NULL, END -> {}
      }
    }
  }

  private void jackson(JsonFactory factory, byte[] page) throws IOException {
    try (JsonParser parser = factory.createParser(page)) {
      var token = parser.nextToken();
      while (token != null) {
        switch (token) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> sum += parser.getDoubleValue();
          case VALUE_STRING -> sum += parser.getTextLength();
          case FIELD_NAME -> sum += parser.currentName().length();
          default -> {}
        }
        token = parser.nextToken();
      }
    }
  }

  private static int values(byte[] page) throws JsonException {
    var reader = new JsonReader(JsonRules.DEFAULT);
    reader.open(page, 0, page.length);
    int values = 0;
    for (JsonToken token = reader.next(); token != JsonToken.END; token = reader.next()) {
      switch (token) {
        case NUMBER, TEXT, TRUE, FALSE, NULL, BEGIN_OBJECT, BEGIN_ARRAY -> values++;
        case NAME, END_OBJECT, END_ARRAY, END -> {}
      }
    }
    return values;
  }

  private static byte[] page() {
    var random = new Random(1);
    var out = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      out.append(i == 0 ? "" : ",").append("{\"name\":\"queue-").append(i);
      out.append("\",\"state\":\"running\",\"durable\":true,\"messages\":");
      out.append(random.nextInt(1_000_000)).append(",\"rate\":").append(random.nextInt(10_000));
      out.append('.').append(random.nextInt(1_000)).append(",\"age\":");
      out.append(random.nextDouble()).append("}\n");
    }
    return out.append(']').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flat() {
    var random = new Random(2);
    var out = new StringBuilder("{");
    for (int i = 0; i < 2_000; i++) {
      out.append(i == 0 ? "" : ", ").append("\"requests_of_kind_").append(i).append("\": ");
      out.append(random.nextInt(1_000_000));
    }
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private final class Adding implements PageSink {
    @Override
    public void attach(Extra extra) {}

    @Override
    public void again(int place, double value, long timeMillis) {
      sum += value;
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      sum += value;
    }

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      sum += value;
    }
  }
}
