package dev.sonde.collectors.discovery.group;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/// Reads a list of target groups, `[{targets: […], labels: {…}}]`, as Prometheus does in
/// `file_sd_configs` and `http_sd_configs`: what else stands there is a mistake.
///
/// # Implementation notes
///
/// Events are pulled from the parser and only what is allowed is followed, so no text nests deeply
/// and no tree is built. Aliases share what they mean; targets count each time they are meant, so
/// that a few lines can't stand for billions of them.
public final class GroupReader {
  /// How many bytes of a text are taken.
  public static final int LONGEST = 64 << 20;

  private static final int TARGETS = 1_000_000;
  private static final int LABELS = 16_000_000;

  private final boolean json;
  private final Events events;
  private final Scalars scalars;
  private final Anchors anchors = new Anchors();
  private long targets;
  private long labels;

  private GroupReader(byte[] text, boolean json) throws GroupRefused {
    if (text.length > LONGEST) {
      throw new GroupRefused("longer than " + (LONGEST >> 20) + " MiB");
    }
    this.json = json;
    this.events = new Events(text, json);
    this.scalars = new Scalars(json);
  }

  /// Reads JSON in UTF-8.
  ///
  /// @throws GroupRefused when any of it is wrong
  public static List<TargetGroup> json(byte[] text) throws GroupRefused {
    return new GroupReader(text, true).text();
  }

  /// Reads YAML in UTF-8; empty text has no groups.
  ///
  /// @throws GroupRefused when any of it is wrong
  public static List<TargetGroup> yaml(byte[] text) throws GroupRefused {
    return new GroupReader(text, false).text();
  }

  private List<TargetGroup> text() throws GroupRefused {
    events.next();
    Event document = events.next();
    if (document instanceof StreamEndEvent) {
      return empty(document);
    }
    List<TargetGroup> groups = groups(events.next());
    events.next();
    Event after = events.next();
    if (!(after instanceof StreamEndEvent)) {
      throw Events.refused(after, "a second document begins here; write one for each file");
    }
    return groups;
  }

  private List<TargetGroup> empty(Event end) throws GroupRefused {
    if (json) {
      throw Events.refused(end, "there is nothing; no targets are []");
    }
    return List.of();
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
    long size = Math.max(1, group.targets().size());
    targets += size;
    labels += size * group.labels().size();
    if (targets > TARGETS || labels > LABELS) {
      throw Events.refused(
          at, "more than " + TARGETS + " targets, or " + LABELS + " labels of them");
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
    List<String> addresses = List.of();
    Map<String, String> marks = Map.of();
    var seen = new HashSet<String>();
    for (Event each = events.next(); !(each instanceof MappingEndEvent); each = events.next()) {
      String key = key(each);
      if (!seen.add(key)) {
        throw Events.refused(each, key + " is written twice");
      } else if (key.equals("targets")) {
        addresses = addresses(events.next());
      } else if (key.equals("labels")) {
        marks = marks(events.next());
      } else {
        throw Events.refused(each, "\"" + key + "\" is not known; a group has targets and labels");
      }
    }
    return new TargetGroup(addresses, marks);
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
      if (listed.size() == TARGETS) {
        throw Events.refused(each, "more than " + TARGETS + " targets");
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
    var own = new LinkedHashMap<String, String>();
    var merged = new LinkedHashMap<String, String>();
    for (Event each = events.next(); !(each instanceof MappingEndEvent); each = events.next()) {
      String name = key(each);
      if (merges(each)) {
        merged.putAll(alias(events.next()));
      } else if (own.putIfAbsent(name, text(events.next(), "the value of " + name)) != null) {
        throw Events.refused(each, name + " is written twice");
      }
    }
    merged.putAll(own);
    return Map.copyOf(merged);
  }

  private boolean merges(Event key) {
    return !json
        && key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getValue().equals("<<");
  }

  private Map<String, String> alias(Event event) throws GroupRefused {
    if (!(event instanceof AliasEvent)) {
      throw Events.refused(event, "<< takes an alias of labels here, such as *common");
    }
    return marks(event);
  }

  private String key(Event event) throws GroupRefused {
    String key = scalars.text(event, "a key");
    if (key.isEmpty()) {
      throw Events.refused(event, "a name is missing");
    }
    return key;
  }

  private String text(Event event, String what) throws GroupRefused {
    return event instanceof AliasEvent alias
        ? anchors.recall(alias, Meant.Text.class, "text").text()
        : named(event, scalars.text(event, what));
  }

  private String named(Event event, String text) {
    if (event instanceof ScalarEvent scalar) {
      anchors.keep(scalar, new Meant.Text(text));
    }
    return text;
  }
}
