package dev.sonde.wire.remotewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.Damage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A push that recalls whatever it may gets the same from a request as one that recalls nothing.
class RecallTest {
  private static final int ROUNDS = 4_000;

  private final Map<Long, String> said = new HashMap<>();
  private final Map<String, SeriesKey> keys = new HashMap<>();
  private int recalled;

  @ParameterizedTest
  @EnumSource
  void requests_areTheSameWithAndWithoutMemory(Protocol protocol) {
    var random = new Random(26);
    var damage = new Damage(random, List.of("*", "\u0012", "\u0000", "le", "__name__"));
    var reader = new RemoteWriteReader(protocol, 5, WriteLimits.USUAL);
    var other = new RemoteWriteReader(protocol, 5, WriteLimits.USUAL);
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      for (int round = 0; round < ROUNDS; round++) {
        var shipment = RandomShipments.sound(random.nextInt(60)).next();
        byte[] sound = Plain.bytes(encoder.encode(shipment).body());
        byte[] request = round % 3 == 0 ? damage.spoil(sound) : sound;
        var plain = new RecordedPush(0);
        var recalling = new Recalling();
        assertThat(read(other, request, recalling))
            .as("round %d", round)
            .isEqualTo(read(reader, request, plain));
        assertThat(recalling.push.lines()).as("round %d", round).isEqualTo(plain.lines());
        assertThat(recalling.push.refused()).isEqualTo(plain.refused());
      }
    }
    assertThat(recalled).isGreaterThan(ROUNDS / 4);
  }

  private static String read(RemoteWriteReader reader, byte[] request, Push push) {
    try {
      return reader.read(request, request.length, push).toString();
    } catch (BodyException e) {
      return e.getMessage() + e.offset();
    }
  }

  /// Recalls every series that was ever remembered: what comes before it does not matter here.
  private final class Recalling implements Push {
    private final RecordedPush push = new RecordedPush(0);
    private @Nullable String last;

    @Override
    public long time() {
      return push.time();
    }

    @Override
    public Slot slot(SeriesKey key, Function<String, Family> about) {
      Slot slot = push.slot(key, about);
      last = key.name() + key.labels();
      keys.computeIfAbsent(last, _ -> copy(key));
      return slot;
    }

    @Override
    public @Nullable Slot recall(long mark) {
      String known = said.get(mark);
      recalled += known == null ? 0 : 1;
      return known == null ? null : push.slot(requireNonNull(keys.get(known)), RecallTest::unknown);
    }

    @Override
    public void remember(Slot slot, long mark) {
      assertThat(said.putIfAbsent(mark, String.valueOf(last))).isNull();
    }

    @Override
    public Slot again(Slot earlier) {
      return push.again(earlier);
    }

    @Override
    public void describe(Family family) {
      push.describe(family);
    }

    @Override
    public boolean record(Slot slot, double value, long timeMillis) {
      return push.record(slot, value, timeMillis);
    }

    @Override
    public void attach(Extra extra) {
      push.attach(extra);
    }

    @Override
    public void refuse(String reason, int samples) {
      push.refuse(reason, samples);
    }

    @Override
    public int size() {
      return push.size();
    }

    @Override
    public Appended commit(Origin origin) {
      return push.commit(origin);
    }

    @Override
    public void close() {
      push.close();
    }
  }

  private static Family unknown(String name) {
    return new Family(name, Kind.UNKNOWN, "", "");
  }

  private static SeriesKey copy(SeriesKey of) {
    var copy = new SeriesKey();
    copy.name(of.name());
    of.labels().forEach(copy::label);
    return copy;
  }
}
