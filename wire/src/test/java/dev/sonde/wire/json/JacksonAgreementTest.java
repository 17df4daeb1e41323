package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Another reader of JSON accepts, refuses and reads the same.
final class JacksonAgreementTest {
  private static final byte[] BREAKERS =
      "{}[]\",:\\u0-+.eEtfn \n/x\u001f".getBytes(StandardCharsets.US_ASCII);

  private final ByJackson jackson = new ByJackson();

  @Test
  void document_isReadTheSame() throws IOException {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new RandomJson(random).bytes();
      assertThat(Json.read(bytes)).isEqualTo(jackson.read(bytes));
    }
  }

  @Test
  void mutatedDocument_isAcceptedByBothOrByNeither() throws IOException {
    var random = new Random(2);
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = mutated(new RandomJson(random).bytes(), random);
      Json expected = jackson.read(bytes);
      accepted += expected == null ? 0 : 1;
      assertThat(byOurs(bytes)).as(() -> Arrays.toString(bytes)).isEqualTo(expected);
    }
    assertThat(accepted).isBetween(10_000, 190_000);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    for (int n = random.nextInt(3); n >= 0 && changed.length > 0; n--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed = Arrays.copyOf(changed, at);
        case 1 -> changed[at] = BREAKERS[random.nextInt(BREAKERS.length)];
        case 2 -> changed[at] = (byte) (1 + random.nextInt(255));
        default -> {
          byte[] shorter = Arrays.copyOf(changed, changed.length - 1);
          System.arraycopy(changed, at + 1, shorter, at, shorter.length - at);
          changed = shorter;
        }
      }
    }
    return changed;
  }

  private static @Nullable Json byOurs(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (JsonException _) {
      return null;
    }
  }
}
