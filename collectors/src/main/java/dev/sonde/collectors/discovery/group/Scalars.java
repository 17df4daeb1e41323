package dev.sonde.collectors.discovery.group;

import java.util.Set;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// What single values mean.
final class Scalars {
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
  private static final String CORE = "tag:yaml.org,2002:";
  private static final Set<String> TAGS =
      Set.of("!", CORE + "str", CORE + "int", CORE + "float", CORE + "bool", CORE + "null");
  private static final Set<String> COLLECTIONS = Set.of("!", CORE + "map", CORE + "seq");

  private Scalars() {}

  /// Is it written as nothing at all: `null`, or no value?
  static boolean nothing(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag().isEmpty()
        && NOTHING.contains(scalar.getValue());
  }

  /// Text, a number or a flag as it is written; nothing is empty text.
  static String text(Event event, String what) throws GroupRefused {
    if (!(event instanceof ScalarEvent scalar)) {
      throw Events.refused(event, what + " has to be text");
    }
    String tag = scalar.getTag().orElse("!");
    if (!TAGS.contains(tag)) {
      throw Events.refused(event, "tags (" + tag + ") are not supported; leave it out");
    }
    return nothing(event) ? "" : scalar.getValue();
  }

  /// Is it a key that stands for those of something else?
  static boolean merge(Event key) {
    return key instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals("<<");
  }

  static void plain(CollectionStartEvent start) throws GroupRefused {
    String tag = start.getTag().orElse("!");
    if (!COLLECTIONS.contains(tag)) {
      throw Events.refused(start, "tags (" + tag + ") are not supported; leave it out");
    }
  }
}
