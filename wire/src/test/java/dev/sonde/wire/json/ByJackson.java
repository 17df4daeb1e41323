package dev.sonde.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What another reader of JSON makes of a document.
final class ByJackson {
  /// Does not keep the names it has seen, which would look like growth here.
  private final JsonFactory jackson =
      JsonFactory.builder().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /// @return null for a document that is refused
  @Nullable Json read(byte[] bytes) throws IOException {
    if (!isUtf8(bytes)) {
      return null;
    }
    try (JsonParser parser = parser(bytes)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Json value = value(parser);
      return parser.nextToken() == null ? value : null;
    } catch (JsonProcessingException | HalfPair _) {
      return null;
    }
  }

  /// The members of a document that is an object, with those whose name stands twice.
  List<Map.Entry<String, Json>> members(byte[] bytes) throws IOException {
    var members = new ArrayList<Map.Entry<String, Json>>();
    try (JsonParser parser = parser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.add(Map.entry(name, value(parser)));
      }
    }
    return members;
  }

  /// Of characters, since Jackson takes some bytes for UTF-16.
  private JsonParser parser(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return jackson.createParser(text.startsWith("\ufeff") ? text.substring(1) : text);
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
