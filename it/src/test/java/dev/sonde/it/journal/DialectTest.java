package dev.sonde.it.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.it.journal.Arrivals.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialectTest {
  private static final Push PUSH = new Push(3, 4000, 2, 1_700_000_000_000L);

  @Test
  void pushes_areReadBack() throws IOException {
    for (var dialect : Dialect.values()) {
      assertThat(dialect.decode(dialect.encode(PUSH)))
          .containsExactly(new Sample(3, 4000), new Sample(3, 4001));
    }
  }

  @Test
  void snappy_copiesFromWhatItWrote() throws IOException {
    var packed = HexFormat.of().parseHex("0b086162631103");
    assertThat(new String(Snappy.unpack(packed), StandardCharsets.US_ASCII))
        .isEqualTo("abcabcabcab");
  }

  @Test
  void cutRemoteWrite_isRefused() {
    var whole = RemoteWrite.encode(PUSH);
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RemoteWrite.decode(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void hostileSnappy_isRefused() {
    for (var hex : List.of("ffffffff0f", "050004", "05010a", "0afe00000000", "03f0ffffff7f61")) {
      var packed = HexFormat.of().parseHex(hex);
      assertThatThrownBy(() -> Snappy.unpack(packed)).as(hex).isInstanceOf(IOException.class);
    }
  }
}
