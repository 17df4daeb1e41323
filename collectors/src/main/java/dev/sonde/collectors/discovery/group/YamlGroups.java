package dev.sonde.collectors.discovery.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/// Target groups in YAML.
///
/// # Implementation notes
///
/// Events are pulled from the parser and only what is allowed is followed, so no text nests deeply
/// and no tree is built. Aliases share what they mean.
final class YamlGroups {
  private final Events events;
  private final Anchors anchors = new Anchors();
  private final Tally tally = new Tally();

  YamlGroups(byte[] text) throws GroupRefused {
    events = new Events(text);
  }

  List<TargetGroup> read() throws GroupRefused {
    events.next();
    if (events.next() instanceof StreamEndEvent) {
      return List.of();
    }
    List<TargetGroup> groups = groups(events.next());
    events.next();
    Event after = events.next();
    if (!(after instanceof StreamEndEvent)) {
      throw Events.refused(after, "a second document begins here; write one for each file");
    }
    return groups;
  }

  private List<TargetGroup> groups(Event event) throws GroupRefused {
    var groups = new ArrayList<TargetGroup>();
    if (Scalars.nothing(event)) {
      return groups;
    }
    if (!(event instanceof SequenceStartEvent start)) {
      throw Events.refused(event, "has to be a list of groups, [{targets: [...], labels: {...}}]");
    }
    Scalars.plain(start);
    for (Event each = events.next(); !(each instanceof SequenceEndEvent); each = events.next()) {
      TargetGroup group = group(each);
      count(each, group);
      groups.add(group);
    }
    return groups;
  }

  private void count(Event at, TargetGroup group) throws GroupRefused {
    Optional<String> tooMuch = tally.add(group);
    if (tooMuch.isPresent()) {
      throw Events.refused(at, tooMuch.get());
    }
  }

  private TargetGroup group(Event event) throws GroupRefused {
    return switch (event) {
      case AliasEvent alias -> anchors.recall(alias, Meant.Group.class, "a group").group();
      case MappingStartEvent start -> anchors.keep(start, new Meant.Group(fields(start))).group();
      default -> throw Events.refused(event, "a group has targets and labels");
    };
  }

  private TargetGroup fields(MappingStartEvent start) throws GroupRefused {
    Scalars.plain(start);
    var merged = new TargetGroup(List.of(), Map.of());
    @Nullable List<String> addresses = null;
    @Nullable Map<String, String> marks = null;
    var seen = new HashSet<String>();
    for (Event each = events.next(); !(each instanceof MappingEndEvent); each = events.next()) {
      String key = key(each);
      if (!seen.add(key)) {
        throw Events.refused(each, key + " is written twice");
      } else if (key.equals("targets")) {
        addresses = addresses(events.next());
      } else if (key.equals("labels")) {
        marks = marks(events.next());
      } else if (Scalars.merge(each)) {
        merged = anchors.recall(alias(events.next()), Meant.Group.class, "a group").group();
      } else {
        throw Events.refused(each, "\"" + key + "\" is not known; a group has targets and labels");
      }
    }
    return new TargetGroup(
        addresses == null ? merged.targets() : addresses, marks == null ? merged.labels() : marks);
  }

  private List<String> addresses(Event event) throws GroupRefused {
    if (Scalars.nothing(event)) {
      return List.of();
    }
    return switch (event) {
      case AliasEvent alias ->
          anchors.recall(alias, Meant.Addresses.class, "a list of targets").targets();
      case SequenceStartEvent start ->
          anchors.keep(start, new Meant.Addresses(listed(start))).targets();
      default -> throw Events.refused(event, "targets have to be a list");
    };
  }

  private List<String> listed(SequenceStartEvent start) throws GroupRefused {
    Scalars.plain(start);
    var listed = new ArrayList<String>();
    for (Event each = events.next(); !(each instanceof SequenceEndEvent); each = events.next()) {
      if (listed.size() == Tally.TARGETS) {
        throw Events.refused(each, "more than " + Tally.TARGETS + " targets");
      }
      listed.add(text(each, "a target"));
    }
    return List.copyOf(listed);
  }

  private Map<String, String> marks(Event event) throws GroupRefused {
    if (Scalars.nothing(event)) {
      return Map.of();
    }
    return switch (event) {
      case AliasEvent alias -> anchors.recall(alias, Meant.Marks.class, "labels").labels();
      case MappingStartEvent start -> anchors.keep(start, new Meant.Marks(mapped(start))).labels();
      default -> throw Events.refused(event, "labels have to be names and values");
    };
  }

  private Map<String, String> mapped(MappingStartEvent start) throws GroupRefused {
    Scalars.plain(start);
    var own = new HashMap<String, String>();
    var merged = new HashMap<String, String>();
    for (Event each = events.next(); !(each instanceof MappingEndEvent); each = events.next()) {
      String name = key(each);
      if (Scalars.merge(each)) {
        merge(events.next(), merged);
      } else if (own.putIfAbsent(name, text(events.next(), "the value of " + name)) != null) {
        throw Events.refused(each, name + " is written twice");
      }
    }
    merged.putAll(own);
    return Map.copyOf(merged);
  }

  /// Of several the first one counts.
  private void merge(Event event, Map<String, String> into) throws GroupRefused {
    if (event instanceof SequenceStartEvent) {
      for (Event each = events.next(); !(each instanceof SequenceEndEvent); each = events.next()) {
        marks(alias(each)).forEach(into::putIfAbsent);
      }
    } else {
      into.putAll(marks(alias(event)));
    }
  }

  private static AliasEvent alias(Event event) throws GroupRefused {
    if (event instanceof AliasEvent alias) {
      return alias;
    }
    throw Events.refused(event, "<< takes an alias here, such as *common");
  }

  private String key(Event event) throws GroupRefused {
    String key = Scalars.text(event, "a key");
    if (key.isEmpty()) {
      throw Events.refused(event, "a name is missing");
    }
    return key;
  }

  private String text(Event event, String what) throws GroupRefused {
    return event instanceof AliasEvent alias
        ? anchors.recall(alias, Meant.Text.class, "text").text()
        : named(event, Scalars.text(event, what));
  }

  private String named(Event event, String text) {
    if (event instanceof ScalarEvent scalar) {
      anchors.keep(scalar, new Meant.Text(text));
    }
    return text;
  }
}
