package dev.sonde.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void everyCharacter_isValid() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < 0xd800 || c > 0xdfff) {
        byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).as("U+%X", c).isTrue();
        assertThat(Utf8.isValid(bytes, 0, bytes.length - 1)).isEqualTo(bytes.length == 1);
      }
    }
  }

  /// Java's own decoder is the judge.
  @Test
  void randomBytes_areJudgedAsJavaDoes() {
    var random = new Random(6455);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] =
            (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0x70 + random.nextInt(145));
      }
      int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      assertThat(Utf8.isValid(bytes, from, bytes.length))
          .as(() -> java.util.HexFormat.of().formatHex(bytes))
          .isEqualTo(judged(bytes, from));
    }
  }

  private static boolean judged(byte[] bytes, int from) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
