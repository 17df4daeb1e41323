package dev.sonde.wire.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.Damage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests that are spoilt, and such that never were any: each is read or refused, and nothing
/// else happens. The push insists on sound series by itself.
class RemoteWriteFuzzTest {
  private static final int ROUNDS = 6_000;
  private static final WriteLimits LIMITS = new WriteLimits(60, 400, 2_000, 12, 2_000, 300);

  private int read;
  private int refused;
  private int partly;

  @ParameterizedTest
  @EnumSource
  void spoiltRequests_areReadOrRefused(Protocol protocol) {
    var random = new Random(20_26 + protocol.version().hashCode());
    var damage = new Damage(random, tokens());
    var reader = new RemoteWriteReader(protocol, 1, LIMITS);
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      for (int round = 0; round < ROUNDS; round++) {
        var shipment = RandomShipments.sound(round % 200).next();
        byte[] request = Plain.bytes(encoder.encode(shipment).body());
        check(reader, damage.spoil(request), round);
      }
    }
    assertThat(read).isGreaterThan(ROUNDS / 20);
    assertThat(refused).isGreaterThan(ROUNDS / 20);
    assertThat(partly).isGreaterThan(ROUNDS / 100);
  }

  @ParameterizedTest
  @EnumSource
  void randomBytes_areReadOrRefused(Protocol protocol) {
    var random = new Random(7);
    var reader = new RemoteWriteReader(protocol, 1, LIMITS);
    for (int round = 0; round < ROUNDS; round++) {
      var bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      check(reader, bytes, round);
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  private void check(RemoteWriteReader reader, byte[] request, int round) {
    var push = new RecordedPush(0);
    try {
      WriteReport report = reader.read(request, request.length, push);
      int all = report.samples() + report.histograms();
      assertThat(push.size()).as("round %d", round).isEqualTo(all);
      assertThat(all + report.exemplars()).isLessThanOrEqualTo(LIMITS.mostSamples());
      assertThat(push.series()).isLessThanOrEqualTo(LIMITS.mostSeries());
      assertThat(report.keptOut()).isZero();
      partly += report.problem().isEmpty() ? 0 : 1;
      read++;
    } catch (BodyException expected) {
      assertThat(expected.offset()).isBetween(0, request.length);
      refused++;
    }
  }

  private static List<String> tokens() {
    return List.of("\n", "\u0012", "\u0000", "*", "\"", "__name__", "\u007f", "\u0001", "(", "z");
  }
}
