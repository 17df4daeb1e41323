package dev.sonde.shippers.httpjson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Folders of samples and the body that they make. A bug report becomes one more.
class JsonCasesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"readme", "numbers", "labels", "not-numbers", "several-seconds", "one-timestamp"})
  void body_isTheCasesOwn(String name) throws IOException {
    Shipment shipment = samples(name);
    Encoded encoded = new JsonBody(!name.equals("one-timestamp")).encode(shipment);
    String body = StandardCharsets.UTF_8.decode(encoded.body().duplicate()).toString();
    assertThat(body + "\n").isEqualTo(text(name, "body.json"));
    long unsaid = encoded.unsaid().values().stream().mapToLong(Long::longValue).sum();
    assertThat(encoded.samples() + unsaid).isEqualTo(shipment.batch().size());
  }

  private static Shipment samples(String name) throws IOException {
    var batch = new Batch();
    var families = new HashMap<String, Family>();
    var load = new Load(LoadSettings.builder().build());
    for (Object each : (List<?>) load.loadFromString(text(name, "samples.yaml"))) {
      var sample = (Map<?, ?>) each;
      String metric = String.valueOf(sample.get("name"));
      families.put(
          metric,
          String.valueOf(sample.get("kind")).equals("counter")
              ? Family.counter(metric, "", "")
              : Family.gauge(metric, "", ""));
      batch.add(
          new Series(metric, labels((Map<?, ?>) requireNonNull(sample.get("labels"))), 0),
          (Long) requireNonNull(sample.get("time")),
          value(String.valueOf(sample.get("value"))));
    }
    var id = new BatchId(Shipments.INSTANCE, Shipments.EPOCH, 0, batch.size());
    return new Shipment(id, batch, List.of(), families::get);
  }

  private static Labels labels(Map<?, ?> written) {
    var labels = new TreeMap<String, String>();
    written.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value)));
    return Labels.of(labels);
  }

  private static double value(String text) {
    return text.equals("stale") ? Stale.marker() : Double.parseDouble(text);
  }

  private static String text(String name, String file) throws IOException {
    String path = "cases/" + name + "/" + file;
    try (InputStream in = requireNonNull(JsonCasesTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
