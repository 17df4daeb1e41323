package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Makes a tree from YAML events.
///
/// # Implementation notes
///
/// Events come lazily, so a file that nests too deeply is left at the level where the limit is
/// passed. An alias shares the tree it refers to, but takes as many values from the budget as a
/// copy would: later stages walk the tree, and a few lines of aliases can stand for billions of
/// values. A pattern switch takes 2 to 3 ms when the first one runs in a process, which is why the
/// way of a sound configuration does without: here, in [References], in [Layers].
final class TreeComposer {
  private static final int DEPTH_LIMIT = 64;
  private static final int VALUE_LIMIT = 100_000;
  private static final String CORE = "tag:yaml.org,2002:";

  private final Problems problems;
  private final String file;
  private final boolean merging;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private Iterator<Event> events = List.<Event>of().iterator();
  private int values;

  /// @param merging do merge keys (`<<`) count, as in YAML 1.1?
  TreeComposer(Problems problems, String file, boolean merging) {
    this.problems = problems;
    this.file = file;
    this.merging = merging;
  }

  Node compose(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      events = new ParserImpl(settings, new StreamReader(settings, text));
      return document();
    } catch (YamlEngineException e) {
      Problem problem = Syntax.problem(e, file, text);
      problems.add(problem.origin(), problem.message());
    } catch (Refused e) {
      problems.add(e.origin, e.reason);
    }
    return Node.Mapping.EMPTY;
  }

  private Node document() {
    Node root = Node.Mapping.EMPTY;
    boolean seen = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent && seen) {
        throw new Refused(origin(event), "a second document begins here; write one for each file");
      }
      if (event instanceof NodeEvent node) {
        root = node(node, 1);
        seen = true;
      }
    }
    return root;
  }

  private Node node(NodeEvent event, int depth) {
    int before = values;
    take(event, 1, depth);
    Node node =
        switch (event.getEventId()) {
          case Scalar -> scalar((ScalarEvent) event);
          case SequenceStart -> sequence((CollectionStartEvent) event, depth);
          case MappingStart -> mapping((CollectionStartEvent) event, depth);
          case Alias -> alias((AliasEvent) event, depth);
          default -> throw new IllegalStateException(event.toString());
        };
    event
        .getAnchor()
        .ifPresent(anchor ->
            anchors.put(anchor.getValue(), new Anchored(node, values - before, height(node))));
    return node;
  }

  private void take(Event event, int count, int depth) {
    values = Math.addExact(values, count);
    if (values > VALUE_LIMIT) {
      throw new Refused(origin(event), "more than " + VALUE_LIMIT + " values; aliases count too");
    }
    if (depth > DEPTH_LIMIT) {
      throw new Refused(origin(event), "nested deeper than " + DEPTH_LIMIT + " levels");
    }
  }

  private Node scalar(ScalarEvent event) {
    event.getTag().ifPresent(tag -> refuseTag(event, tag));
    return new Node.Scalar(event.getValue(), event.getValue(), event.isPlain(), origin(event));
  }

  private Node sequence(CollectionStartEvent start, int depth) {
    start.getTag().ifPresent(tag -> refuseTag(start, tag));
    List<Node> elements = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      elements.add(node((NodeEvent) event, depth + 1));
    }
    return new Node.Sequence(elements, origin(start));
  }

  private Node mapping(CollectionStartEvent start, int depth) {
    start.getTag().ifPresent(tag -> refuseTag(start, tag));
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      Node key = node((NodeEvent) event, depth + 1);
      Node value = node((NodeEvent) events.next(), depth + 1);
      if (merging && isMerge(key)) {
        merged.add(value);
      } else {
        put(entries, key, origin(event), value);
      }
    }
    merged.forEach(value -> merge(entries, value));
    return new Node.Mapping(entries, origin(start));
  }

  private void put(Map<String, Node.Entry> entries, Node key, Origin origin, Node value) {
    if (!(key instanceof Node.Scalar name)) {
      problems.add(origin, "a list or a section can't be a key; is there a quote missing?");
    } else if (isMerge(name)) {
      problems.add(origin, "merge keys (<<) are not supported; write the keys out");
    } else if (name.text().isEmpty()) {
      problems.add(origin, "a key is missing before the colon");
    } else {
      Node.Entry first = entries.putIfAbsent(name.text(), new Node.Entry(origin, value));
      if (first != null) {
        problems.add(
            origin, Shown.quoted(name.text()) + " is written twice; first at " + first.key());
      }
    }
  }

  private static boolean isMerge(Node key) {
    return key instanceof Node.Scalar name && name.plain() && name.text().equals("<<");
  }

  /// Adds what a section lacks from another, or from several of which the first counts most.
  private void merge(Map<String, Node.Entry> entries, Node from) {
    if (from instanceof Node.Mapping mapping) {
      mapping.entries().forEach(entries::putIfAbsent);
    } else if (from instanceof Node.Sequence list
        && list.elements().stream().allMatch(Node.Mapping.class::isInstance)) {
      list.elements().forEach(each -> merge(entries, each));
    } else {
      problems.add(from.origin(), "<< takes in a section, or a list of sections");
    }
  }

  private Node alias(AliasEvent event, int depth) {
    String name = event.getAlias().getValue();
    Anchored target = anchors.get(name);
    if (target == null) {
      throw new Refused(origin(event), "*" + name + " refers to nothing written before it");
    }
    take(event, target.values, depth + target.height);
    return target.node;
  }

  private void refuseTag(Event event, String tag) {
    switch (tag) {
      case "!",
          CORE + "str",
          CORE + "int",
          CORE + "float",
          CORE + "bool",
          CORE + "map",
          CORE + "seq" -> {}
      default -> problems.add(origin(event), "tags (" + tag + ") are not supported; leave it out");
    }
  }

  private static int height(Node node) {
    int highest = 0;
    switch (node) {
      case Node.Scalar _ -> {}
      case Node.Sequence list -> {
        for (Node element : list.elements()) {
          highest = Math.max(highest, height(element));
        }
      }
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries().values()) {
          highest = Math.max(highest, height(entry.value()));
        }
      }
    }
    return highest + 1;
  }

  private Origin origin(Event event) {
    return Syntax.origin(file, event.getStartMark().orElse(null));
  }

  private record Anchored(Node node, int values, int height) {}

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Origin origin;
    private final String reason;

    Refused(Origin origin, String reason) {
      super(reason, null, false, false);
      this.origin = origin;
      this.reason = reason;
    }
  }
}
