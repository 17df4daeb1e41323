package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Another reader of JSON accepts, refuses and reads the same.
final class JacksonAgreementTest {
  private static final byte[] BREAKERS =
      "{}[]\",:\\u0-+.eEtfn \n/x\u001f".getBytes(StandardCharsets.US_ASCII);

  private final JsonFactory jackson = new JsonFactory();

  @Test
  void document_isReadTheSame() throws IOException {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new RandomJson(random).bytes();
      assertThat(Json.read(bytes)).isEqualTo(byJackson(bytes));
    }
  }

  @Test
  void mutatedDocument_isAcceptedByBothOrByNeither() throws IOException {
    var random = new Random(2);
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = mutated(new RandomJson(random).bytes(), random);
      Json expected = isUtf8(bytes) ? byJackson(bytes) : null;
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

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static @Nullable Json byOurs(byte[] bytes) {
    try {
      return Json.read(bytes);
    } catch (JsonException _) {
      return null;
    }
  }

  private @Nullable Json byJackson(byte[] bytes) throws IOException {
    try (JsonParser parser = jackson.createParser(bytes)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Json value = value(parser);
      return parser.nextToken() == null ? value : null;
    } catch (JsonProcessingException | HalfPair _) {
      return null;
    }
  }

  /// Jackson lets these by.
  private static final class HalfPair extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, Json>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = whole(parser.currentName());
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield new JsonObject(members);
      }
      case START_ARRAY -> {
        var elements = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield new JsonArray(elements);
      }
      case VALUE_STRING -> new JsonText(whole(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new JsonNumber(parser.getText(), Double.parseDouble(parser.getText()));
      case VALUE_TRUE -> JsonFlag.TRUE;
      case VALUE_FALSE -> JsonFlag.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw new IllegalStateException(Objects.toString(parser.currentToken()));
    };
  }

  private static String whole(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new HalfPair();
    }
    return text;
  }
}
