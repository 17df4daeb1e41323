package dev.sonde.wire.json;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names with values, in the order written.
///
/// @param members taken over, not copied: not to be changed any more
public record JsonObject(Map<String, Json> members) implements Json {
  /// No members.
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(members);
  }

  /// The value of one member, or null when there is no such member.
  public @Nullable Json member(String name) {
    return members.get(name);
  }

  /// A member that is text.
  public Optional<String> text(String name) {
    return member(name) instanceof JsonText text ? Optional.of(text.value()) : Optional.empty();
  }

  /// A member that is a number.
  public Optional<JsonNumber> number(String name) {
    return member(name) instanceof JsonNumber number ? Optional.of(number) : Optional.empty();
  }

  /// A member that is true or false.
  public Optional<Boolean> flag(String name) {
    return member(name) instanceof JsonFlag flag ? Optional.of(flag.value()) : Optional.empty();
  }

  /// A member that is an object; an empty one when it is not.
  public JsonObject object(String name) {
    return member(name) instanceof JsonObject object ? object : EMPTY;
  }

  /// A member that is an array; an empty one when it is not.
  public JsonArray array(String name) {
    return member(name) instanceof JsonArray array ? array : JsonArray.EMPTY;
  }
}
