package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value as written, with its place. Immutable.
public sealed interface Node {
  /// Where it was written.
  Origin origin();

  /// Was the key written without a value (`host:`, `null`, `~`)?
  default boolean blank() {
    return false;
  }

  /// One value.
  ///
  /// @param text what it says, references replaced
  /// @param written what was written: the same as `text`, or with `${env:…}` and `${file:…}`
  /// @param plain written without quotes
  record Scalar(String text, String written, boolean plain, Origin origin) implements Node {
    /// A value without references.
    public static Scalar of(String text, Origin origin) {
      return new Scalar(text, text, false, origin);
    }

    /// Did its text come from elsewhere?
    public boolean referenced() {
      return !text.equals(written);
    }

    @Override
    public boolean blank() {
      return plain
          && switch (written) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /// Keys and values, in the order written.
  record Mapping(Map<String, Entry> entries, Origin origin) implements Node {
    /// What is written where there is nothing.
    public static final Mapping EMPTY = new Mapping(Map.of(), Origin.nowhere());

    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// What stands under a key.
    public @Nullable Node at(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value;
    }
  }

  /// A key's place and its value.
  record Entry(Origin key, Node value) {}

  /// A list.
  record Sequence(List<Node> elements, Origin origin) implements Node {
    public Sequence {
      elements = List.copyOf(elements);
    }
  }

  /// The same value, said to come from elsewhere.
  default Node from(Origin source) {
    return switch (this) {
      case Scalar scalar -> new Scalar(scalar.text, scalar.written, scalar.plain, source);
      case Sequence list -> {
        List<Node> elements = new ArrayList<>(list.elements.size());
        list.elements.forEach(element -> elements.add(element.from(source)));
        yield new Sequence(elements, source);
      }
      case Mapping mapping -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        mapping.entries.forEach(
            (key, entry) -> entries.put(key, new Entry(source, entry.value.from(source))));
        yield new Mapping(entries, source);
      }
    };
  }
}
