package dev.sonde.collectors.discovery.group;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;

/// What has a name in the text, to be meant again by it. Whoever means it gets the same object.
final class Anchors {
  private final Map<String, Meant> named = new HashMap<>();

  <T extends Meant> T keep(NodeEvent event, T value) {
    event.getAnchor().ifPresent(anchor -> named.put(anchor.getValue(), value));
    return value;
  }

  /// @param what it has to be, for people
  <T extends Meant> T recall(AliasEvent event, Class<T> type, String what) throws GroupRefused {
    String name = event.getAlias().getValue();
    @Nullable Meant value = named.get(name);
    if (value == null || !type.isInstance(value)) {
      throw Events.refused(event, "*" + name + " is not " + what + " written before it");
    }
    return type.cast(value);
  }
}
