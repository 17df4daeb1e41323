package dev.sonde.server.door;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The members of one object in the file of keys.
///
/// @param where for messages
record KeyFields(String where, JsonObject object) {
  static KeyFields of(@Nullable Json value, String where, Set<String> known)
      throws DamagedKeysException {
    if (!(value instanceof JsonObject object)) {
      throw new DamagedKeysException(where + " is no object");
    }
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new DamagedKeysException(where + " has a member that this version does not know");
      }
    }
    return new KeyFields(where, object);
  }

  static <E extends Enum<E>> E enumerated(String text, Class<E> of) {
    for (E each : of.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("holds a word that this version does not know");
  }

  boolean has(String name) {
    return value(name) != null;
  }

  @Nullable Json value(String name) {
    return object.member(name);
  }

  String text(String name) throws DamagedKeysException {
    return object.text(name).orElseThrow(() -> damaged(name, "is no text"));
  }

  <E extends Enum<E>> E word(String name, Class<E> of) throws DamagedKeysException {
    return enumerated(text(name), of);
  }

  long integer(String name) throws DamagedKeysException {
    return count(name).orElseThrow(() -> damaged(name, "is missing"));
  }

  OptionalInt count(String name) throws DamagedKeysException {
    if (!has(name)) {
      return OptionalInt.empty();
    }
    long number = exactly(name).asLong().orElse(-1);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw damaged(name, "is no number that it could be");
    }
    return OptionalInt.of((int) number);
  }

  OptionalDouble number(String name) throws DamagedKeysException {
    return has(name) ? OptionalDouble.of(exactly(name).asDouble()) : OptionalDouble.empty();
  }

  Optional<Instant> instant(String name) throws DamagedKeysException {
    if (!has(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text(name)));
    } catch (DateTimeException _) {
      throw damaged(name, "is no instant such as 2026-01-31T10:30:00Z");
    }
  }

  List<Json> array(String name) throws DamagedKeysException {
    if (!(value(name) instanceof JsonArray array)) {
      throw damaged(name, "is no list");
    }
    return array.elements();
  }

  /// A list of text; empty when it is not there.
  <T> List<T> parsed(String name, Function<String, T> parser) throws DamagedKeysException {
    var all = new ArrayList<T>();
    for (Json each : has(name) ? array(name) : List.<Json>of()) {
      if (!(each instanceof JsonText text)) {
        throw damaged(name, "holds something else than text");
      }
      try {
        all.add(parser.apply(text.value()));
      } catch (IllegalArgumentException unfit) {
        throw damaged(name, String.valueOf(unfit.getMessage()));
      }
    }
    return all;
  }

  DamagedKeysException damaged(String name, String how) {
    return new DamagedKeysException(where + "." + name + " " + how);
  }

  private JsonNumber exactly(String name) throws DamagedKeysException {
    return object.number(name).orElseThrow(() -> damaged(name, "is no number"));
  }
}
