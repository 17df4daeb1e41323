package dev.sonde.shippers.batchjson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.testkit.Shipments;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedReport;
import dev.sonde.wire.pushed.PushedRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders of samples, a line each, and the bodies that they make, from which a receiver makes the
/// same samples. A bug report becomes one more.
class BatchCasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"battery", "labels", "instants", "odd-names", "not-numbers"})
  void bodies_areTheCasesOwn_andComeBack(String name) throws IOException {
    List<String> lines = text(name, "samples.txt").lines().toList();
    Shipment shipment = shipment(lines);
    Encoded encoded = new BatchBodies().encode(shipment);
    assertThat(utf8(encoded)).isEqualTo(text(name, "bodies.json"));
    long unsaid = encoded.unsaid().values().stream().mapToLong(Long::longValue).sum();
    assertThat(encoded.samples() + unsaid).isEqualTo(lines.size());
    assertThat(received(encoded))
        .containsExactlyInAnyOrderElementsOf(
            lines.stream().filter(line -> !line.matches(".* (NaN|stale|Infinity)")).toList());
  }

  @Test
  void anySeries_comesBack() throws IOException {
    var random = new Random(11);
    String letters = "ab_cA9:é.";
    for (int i = 0; i < 300; i++) {
      var batch = new Batch();
      var expected = new ArrayList<String>();
      for (int row = random.nextInt(12); row >= 0; row--) {
        String name = "n" + word(random, letters);
        Labels labels =
            random.nextBoolean()
                ? Labels.NONE
                : Labels.of("l" + word(random, "ab_"), "v\n\"" + word(random, letters));
        long time = Shipments.START + random.nextInt(3) * 125L;
        double value = random.nextInt(1000) / 8.0;
        batch.add(new Series(name, labels, row), time, value);
        expected.add(name + labels + " " + time + " " + value);
      }
      Encoded encoded = new BatchBodies().encode(Shipments.of(0, batch));
      assertThat(received(encoded)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<String> received(Encoded encoded) throws JsonException {
    var push = new ReceivedPush();
    byte[] bytes = utf8(encoded).getBytes(StandardCharsets.UTF_8);
    PushedReport report =
        new PushedJson(PushedRules.USUAL.with(PushedRules.Characters.KEPT))
            .readLines(bytes, bytes.length, push);
    assertThat(report.problem()).isEmpty();
    assertThat(report.accepted()).isEqualTo(encoded.samples());
    return push.lines();
  }

  private static Shipment shipment(List<String> lines) {
    var batch = new Batch();
    for (String line : lines) {
      String[] parts = line.split(" ", -1);
      int brace = parts[0].indexOf('{');
      String name = brace < 0 ? parts[0] : parts[0].substring(0, brace);
      Labels labels = Labels.NONE;
      if (brace >= 0) {
        for (String each : parts[0].substring(brace + 1, parts[0].length() - 1).split(",", -1)) {
          String[] sides = each.split("=", 2);
          labels = labels.with(sides[0], sides[1].substring(1, sides[1].length() - 1));
        }
      }
      batch.add(new Series(name, labels, batch.size()), Long.parseLong(parts[1]), value(parts[2]));
    }
    return Shipments.of(0, batch);
  }

  private static double value(String text) {
    return text.equals("stale") ? Stale.marker() : Double.parseDouble(text);
  }

  private static String word(Random random, String letters) {
    var word = new StringBuilder();
    for (int each = random.nextInt(6); each > 0; each--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  private static String utf8(Encoded encoded) {
    return StandardCharsets.UTF_8.decode(encoded.body().duplicate()).toString();
  }

  private static String text(String name, String file) throws IOException {
    String path = "cases/" + name + "/" + file;
    try (InputStream in = requireNonNull(BatchCasesTest.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
