package dev.sonde.wire.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each case is a file: families, samples, and the bytes that they must give. A family is `family
/// NAME KIND UNIT HELP`, a sample `NAME LABEL=VALUE … BITS TIME`, the bytes of the value in
/// hexadecimal; the bytes follow `1.0: ` and `2.0: `. They were not made by the code under test.
class GoldenRequestsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"one-sample", "stale-and-other-nan", "out-of-order", "histogram", "utf-8"})
  void case_givesItsBytes(String name) throws IOException {
    var batch = new Batch();
    var series = new HashMap<String, Series>();
    var families = new HashMap<String, Family>();
    var wanted = new HashMap<String, String>();
    for (String line : text(name).split("\n")) {
      String[] words = line.split(" ");
      if (line.startsWith("family ")) {
        String[] parts = line.split(" ", 5);
        families.put(parts[1], new Family(parts[1], Kind.valueOf(parts[2]), parts[3], parts[4]));
      } else if (line.startsWith("1.0: ") || line.startsWith("2.0: ")) {
        String[] parts = line.split(": ", 2);
        wanted.put(parts[0], parts[1]);
      } else {
        add(words, series, batch);
      }
    }
    check(wanted, "1.0", hex(Protocol.ONE, batch, families));
    check(wanted, "2.0", hex(Protocol.TWO, batch, families));
  }

  private static void check(Map<String, String> wanted, String form, String bytes) {
    assertThat(bytes).as(form).isEqualTo(wanted.get(form));
  }

  private static void add(String[] words, Map<String, Series> series, Batch batch) {
    int last = words.length - 1;
    var key = String.join(" ", Arrays.copyOf(words, last - 1));
    var labels = Arrays.stream(words, 1, last - 1).flatMap(pair -> Arrays.stream(pair.split("=")));
    var found =
        series.computeIfAbsent(
            key,
            _ -> new Series(words[0], Labels.of(labels.toArray(String[]::new)), series.size()));
    long bits = HexFormat.fromHexDigitsToLong(words[last - 1]);
    batch.add(found, Long.parseLong(words[last]), Double.longBitsToDouble(bits));
  }

  private static String hex(Protocol protocol, Batch batch, Map<String, Family> families) {
    var id = new BatchId(new UUID(1, 2), 3, 0, batch.size());
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      var encoded = encoder.encode(RandomShipments.shipment(id, batch, families));
      return HexFormat.of().formatHex(Plain.bytes(encoded.body()));
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = GoldenRequestsTest.class.getResourceAsStream("golden/" + name + ".txt")) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
