package dev.sonde.engine.config;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One section of a merged tree.
///
/// # Implementation notes
///
/// Everything asked for is kept as an [Item], which costs a small object for each key. A reader
/// that throws after mistakes were noted has thrown because of them, so only the mistakes are told;
/// its section is then read once more as if nothing were written, to have a value.
final class TreeSettings implements Settings {
  private static final int DEEPEST_REFERENCE = 8;

  private final Reading reading;
  private final NamedFiles files;
  private final String path;
  private final Node.Mapping at;
  private final int depth;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> retired = new LinkedHashSet<>();
  private final List<Item> items = new ArrayList<>();

  TreeSettings(Reading reading, NamedFiles files, String path, Node.Mapping at, int depth) {
    this.reading = reading;
    this.files = files;
    this.path = path;
    this.at = at;
    this.depth = depth;
  }

  List<Item> items() {
    return List.copyOf(items);
  }

  @Override
  public boolean flag(String key, boolean fallback, String help) {
    return one(key, Form.FLAG, fallback, Boolean.toString(fallback), help);
  }

  @Override
  public Optional<Boolean> flag(String key, String help) {
    return one(key, Form.FLAG, "", help);
  }

  @Override
  public long integer(String key, long fallback, long min, long max, String help) {
    return one(key, Form.integer(min, max), fallback, Long.toString(fallback), help);
  }

  @Override
  public double number(String key, double fallback, double min, double max, String help) {
    return one(key, Form.number(min, max), fallback, Numbers.show(fallback), help);
  }

  @Override
  public String text(String key, String fallback, String help) {
    return one(key, Form.TEXT, fallback, fallback, help);
  }

  @Override
  public Optional<String> text(String key, String help) {
    return one(key, Form.TEXT, "", help);
  }

  @Override
  public String required(String key, String help) {
    Optional<String> found =
        one(key, new Form<>("text, required", "text", () -> "", text -> text), "", help);
    Node node = at.at(key);
    if (node == null || node.blank()) {
      reading.problem(at.origin(), name(key) + " is missing: " + help);
    }
    return found.orElse("");
  }

  @Override
  public Optional<Secret> secret(String key, String help) {
    return one(key, Form.SECRET, "", help);
  }

  @Override
  public Duration duration(String key, Duration fallback, Duration min, Duration max, String help) {
    return one(key, Form.duration(min, max), fallback, Durations.show(fallback), help);
  }

  @Override
  public Optional<Duration> duration(String key, Duration min, Duration max, String help) {
    return one(key, Form.duration(min, max), "", help);
  }

  @Override
  public long size(String key, long fallback, long min, long max, String help) {
    return one(key, Form.size(min, max), fallback, Sizes.show(fallback), help);
  }

  @Override
  public <E extends Enum<E>> E choice(String key, E fallback, String help) {
    Form<E> form = Form.choice(fallback.getDeclaringClass());
    return one(key, form, fallback, Choices.name(fallback), help);
  }

  @Override
  public <T> T parsed(String key, String fallback, Function<String, T> parser, String help) {
    return one(key, Form.parsed(parser), fallback, help).orElseGet(() -> parser.apply(fallback));
  }

  @Override
  public List<String> texts(String key, List<String> fallback, String help) {
    return list(key, Form.TEXT, fallback, help);
  }

  @Override
  public <T> List<T> parsedList(
      String key, List<String> fallback, Function<String, T> parser, String help) {
    return list(key, Form.parsed(parser), fallback, help);
  }

  @Override
  public Map<String, String> map(String key, String help) {
    Node node =
        ask(key, Item.Shape.MAP, "names and values", "", () -> "", help, Shown.holdsSecrets(key));
    Map<String, String> map = new LinkedHashMap<>();
    if (node instanceof Node.Mapping mapping) {
      mapping.entries().forEach((name, entry) -> addTo(map, name(key), name, entry.value()));
    } else if (node != null && !node.blank()) {
      reading.problem(
          node.origin(), name(key) + ": names and values are wanted, such as {name: value}");
    }
    return map;
  }

  private void addTo(Map<String, String> map, String within, String name, Node value) {
    if (value instanceof Node.Scalar scalar) {
      map.put(name, scalar.blank() ? "" : scalar.text());
    } else {
      String place = KeyPath.join(within, name);
      reading.problem(value.origin(), place + ": " + structure(value) + ", but text is wanted");
    }
  }

  @Override
  public Map<String, List<String>> lists(String key, String help) {
    boolean secret = Shown.holdsSecrets(key);
    Node node = ask(key, Item.Shape.MAP, "names and lists of text", "", () -> "", help, secret);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    if (node instanceof Node.Mapping mapping) {
      mapping
          .entries()
          .forEach((name, entry) -> {
            Map<String, String> texts = new LinkedHashMap<>();
            List<Node> nodes = elements(entry.value());
            String place = KeyPath.join(name(key), name);
            for (int i = 0; i < nodes.size(); i++) {
              addTo(texts, place, Integer.toString(i), nodes.get(i));
            }
            lists.put(name, List.copyOf(texts.values()));
          });
    } else if (node != null && !node.blank()) {
      reading.problem(
          node.origin(), name(key) + ": names and lists are wanted, such as {name: [value]}");
    }
    return lists;
  }

  @Override
  public <T> T section(String key, String help, Function<Settings, T> reader) {
    known.add(key);
    Node node = at.at(key);
    Node.Mapping mapping = node instanceof Node.Mapping found ? found : empty(node);
    TreeSettings section = within(name(key), mapping);
    Optional<T> value = section.read(reader);
    items.add(new Item.Section(key, help, section.items()));
    if (node != null && !node.blank() && !(node instanceof Node.Mapping)) {
      reading.problem(
          node.origin(),
          name(key) + ": " + structure(node) + ", but keys are wanted" + section.few());
    }
    return value.orElseGet(
        () -> reader.apply(new TreeSettings(silent(), files, path, empty(node), depth)));
  }

  @Override
  public <T> T kind(
      String key,
      String by,
      String fallback,
      String help,
      Map<String, Function<Settings, T>> readers) {
    return section(key, help, in -> ((TreeSettings) in).ofKind(by, fallback, readers));
  }

  private <T> T ofKind(String by, String fallback, Map<String, Function<Settings, T>> readers) {
    String kind =
        one(by, Form.oneOf("text", readers.keySet()), fallback, fallback, "What kind it is.");
    Function<Settings, T> reader = Objects.requireNonNull(readers.get(kind));
    if (!reading.forReference()) {
      return reader.apply(this);
    }
    var all = new KindItems(by, readers.size());
    readers.forEach((each, its) -> {
      TreeSettings section = within(path, Node.Mapping.EMPTY);
      section.read(its);
      all.add(each, section.items());
    });
    items.addAll(all.merged());
    return reader.apply(new TreeSettings(silent(), files, path, Node.Mapping.EMPTY, depth));
  }

  @Override
  public <T> List<T> sections(String key, String help, Function<Settings, T> reader) {
    List<T> values = new ArrayList<>();
    List<Item.Element> elements = new ArrayList<>();
    Node node = at.at(key);
    List<Node> nodes = elements(key, node);
    for (int i = 0; i < nodes.size(); i++) {
      String place = reading.forReference() ? name(key) + "[]" : KeyPath.element(name(key), i);
      TreeSettings section = within(place, mapping(place, nodes.get(i)));
      section.read(reader).ifPresent(values::add);
      elements.add(new Item.Element("", "", section.items()));
    }
    items.add(new Item.Elements(key, help, elements, Optional.ofNullable(node)));
    return values;
  }

  @Override
  public <T> List<T> variants(String key, String help, Map<String, Function<Settings, T>> readers) {
    List<T> values = new ArrayList<>();
    List<Item.Element> elements = new ArrayList<>();
    Node node = at.at(key);
    if (reading.forReference()) {
      known.add(key);
      readers.forEach((kind, reader) ->
          variant(name(key) + "[]", kind, Node.Mapping.EMPTY, reader, values, elements));
    } else {
      List<Node> nodes = elements(key, node);
      for (int i = 0; i < nodes.size(); i++) {
        variant(KeyPath.element(name(key), i), nodes.get(i), readers, values, elements);
      }
    }
    items.add(new Item.Elements(key, help, elements, Optional.ofNullable(node)));
    return values;
  }

  private <T> void variant(
      String place,
      Node node,
      Map<String, Function<Settings, T>> readers,
      List<T> values,
      List<Item.Element> elements) {
    Map.Entry<String, Node.Entry> only = only(place, node);
    if (only == null) {
      return;
    }
    Function<Settings, T> reader = readers.get(only.getKey());
    if (reader == null) {
      reading.problem(
          only.getValue().key(),
          place
              + ": "
              + Shown.quoted(only.getKey())
              + " is not one of "
              + String.join(", ", readers.keySet())
              + Nearest.hint(only.getKey(), readers.keySet()));
      return;
    }
    String within = KeyPath.join(place, only.getKey());
    Node.Mapping mapping = mapping(within, only.getValue().value());
    variant(place, only.getKey(), mapping, reader, values, elements);
  }

  private <T> void variant(
      String place,
      String kind,
      Node.Mapping mapping,
      Function<Settings, T> reader,
      List<T> values,
      List<Item.Element> elements) {
    if (reading.forReference() && depth >= DEEPEST_REFERENCE) {
      return;
    }
    TreeSettings section = within(KeyPath.join(place, kind), mapping);
    section.read(reader).ifPresent(values::add);
    elements.add(new Item.Element(kind, "", section.items()));
  }

  @Override
  public <T> List<T> kinds(
      String key, String by, String help, Map<String, Function<Settings, T>> readers) {
    List<T> values = new ArrayList<>();
    List<Item.Element> elements = new ArrayList<>();
    Node node = at.at(key);
    List<Node> nodes = elements(key, node);
    if (reading.forReference() && !nodes.isEmpty()) {
      readers.forEach((kind, reader) -> {
        TreeSettings section = within(name(key) + "[]", Node.Mapping.EMPTY);
        section.kind(by, Set.of(kind));
        section.read(reader).ifPresent(values::add);
        elements.add(new Item.Element("", by + ": " + kind, section.items()));
      });
      nodes = List.of();
    }
    for (int i = 0; i < nodes.size(); i++) {
      String place = KeyPath.element(name(key), i);
      TreeSettings section = within(place, mapping(place, nodes.get(i)));
      section
          .kind(by, readers.keySet())
          .flatMap(kind -> section.read(Objects.requireNonNull(readers.get(kind))))
          .ifPresent(values::add);
      elements.add(new Item.Element("", "", section.items()));
    }
    items.add(new Item.Elements(key, help, elements, Optional.ofNullable(node)));
    return values;
  }

  /// What the key `by` says this section is, noted when it is missing or wrong.
  private Optional<String> kind(String by, Set<String> kinds) {
    Node node = at.at(by);
    if (node == null || node.blank()) {
      String all = String.join(", ", kinds);
      reading.problem(at.origin(), name(by) + " is missing; there are " + all);
    }
    return one(by, Form.oneOf("text, required", kinds), "", "What kind it is.");
  }

  /// The one key of a list element; `- drop` stands for `- drop: {}`.
  private Map.@Nullable Entry<String, Node.Entry> only(String place, Node node) {
    if (node instanceof Node.Scalar scalar && !scalar.blank()) {
      return Map.entry(scalar.text(), new Node.Entry(scalar.origin(), empty(scalar)));
    }
    if (node instanceof Node.Mapping mapping && mapping.entries().size() == 1) {
      return mapping.entries().entrySet().iterator().next();
    }
    String keys =
        node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()
            ? "has the keys " + String.join(", ", mapping.entries().keySet())
            : "has no key";
    reading.problem(
        node.origin(),
        place + " " + keys + "; write one key that says what it is, indent the rest");
    return null;
  }

  @Override
  public <T> List<T> files(String key, String help, BiFunction<Path, Settings, T> reader) {
    Node node = ask(key, Item.Shape.LIST, "list of files", "[]", () -> "", help, false);
    List<T> values = new ArrayList<>();
    if (node == null || node.blank()) {
      return values;
    }
    for (Node each : elements(node)) {
      for (NamedFiles.Found file : found(key, each)) {
        TreeSettings root = new TreeSettings(reading, file.beside(), "", reading.tree(file), 0);
        root.read(settings -> reader.apply(file.folder(), settings)).ifPresent(values::add);
      }
    }
    return values;
  }

  private List<NamedFiles.Found> found(String key, Node node) {
    if (!(node instanceof Node.Scalar name) || name.text().isEmpty()) {
      reading.problem(node.origin(), name(key) + ": the name of a file is wanted");
      return List.of();
    }
    try {
      List<NamedFiles.Found> found = files.find(name.text());
      if (found.isEmpty()) {
        reading.notice(
            name.origin(), name(key) + ": " + Shown.quoted(name.text()) + " fits no file yet");
      }
      return found;
    } catch (IOException e) {
      reading.problem(
          name.origin(),
          name(key) + ": " + Shown.quoted(name.text()) + " " + ConfigReader.reason(e));
      return List.of();
    }
  }

  private static List<Node> elements(Node node) {
    return node instanceof Node.Sequence list ? list.elements() : List.of(node);
  }

  @Override
  public Set<String> keys() {
    return at.entries().keySet();
  }

  @Override
  public boolean has(String key) {
    return at.at(key) != null;
  }

  @Override
  public void retired(String key, String instead) {
    retired.add(key);
    Node.Entry entry = at.entries().get(key);
    if (entry != null) {
      reading.problem(entry.key(), name(key) + " is not used any more; " + instead);
    }
  }

  @Override
  public void unused(String key, String why) {
    retired.add(key);
    Node.Entry entry = at.entries().get(key);
    if (entry != null && !saysNothing(entry.value())) {
      reading.notice(entry.key(), name(key) + " " + why);
    }
  }

  private static boolean saysNothing(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar.blank();
      case Node.Sequence list -> list.elements().isEmpty();
      case Node.Mapping mapping -> mapping.entries().isEmpty();
    };
  }

  @Override
  public void notice(String key, String message) {
    Node node = at.at(key);
    reading.notice(node == null ? at.origin() : node.origin(), name(key) + ": " + message);
  }

  @Override
  public void problem(String key, String message) {
    Node node = at.at(key);
    reading.problem(node == null ? at.origin() : node.origin(), name(key) + ": " + message);
  }

  /// Lets a reader read this section, and notes the keys it did not ask for.
  <T> Optional<T> read(Function<Settings, T> reader) {
    int before = reading.mistakes();
    try {
      T value = reader.apply(this);
      noteUnknown();
      return Optional.of(value);
    } catch (IllegalArgumentException e) {
      noteUnknown();
      if (reading.mistakes() == before) {
        reading.problem(at.origin(), (path.isEmpty() ? "" : path + ": ") + e.getMessage());
      }
      return Optional.empty();
    }
  }

  private void noteUnknown() {
    List<String> siblings = List.copyOf(known);
    at.entries()
        .forEach((key, entry) -> {
          if (!known.contains(key) && !retired.contains(key)) {
            reading.unknown(path, key, entry.key(), siblings);
          }
        });
  }

  private <T> T one(String key, Form<T> form, T fallback, String shown, String help) {
    return one(key, form, shown, help).orElse(fallback);
  }

  private <T> Optional<T> one(String key, Form<T> form, String shown, String help) {
    boolean secret = form.type().equals(Form.SECRET.type());
    Node node = ask(key, Item.Shape.ONE, form.type(), shown, form.allowed(), help, secret);
    return node == null || node.blank()
        ? Optional.empty()
        : value(name(key), key, form, node, secret);
  }

  private <T> List<T> list(String key, Form<T> form, List<String> fallback, String help) {
    String shown = YamlText.list(fallback);
    Node node =
        ask(key, Item.Shape.LIST, "list of " + form.type(), shown, form.allowed(), help, false);
    List<T> values = new ArrayList<>();
    if (node == null || node.blank()) {
      fallback.forEach(text -> values.add(form.parser().apply(text)));
      return values;
    }
    List<Node> nodes = node instanceof Node.Sequence list ? list.elements() : List.of(node);
    for (int i = 0; i < nodes.size(); i++) {
      String place = nodes.size() == 1 ? name(key) : KeyPath.element(name(key), i);
      if (nodes.get(i).blank()) {
        reading.problem(nodes.get(i).origin(), place + " is empty; take it out");
        continue;
      }
      value(place, key, form, nodes.get(i), false).ifPresent(values::add);
    }
    return values;
  }

  private <T> Optional<T> value(String place, String key, Form<T> form, Node node, boolean secret) {
    if (!(node instanceof Node.Scalar scalar)) {
      String wanted = ", but one value is wanted: " + form.wanted();
      reading.problem(node.origin(), place + ": " + structure(node) + wanted);
      return Optional.empty();
    }
    try {
      return Optional.of(form.parser().apply(scalar.text()));
    } catch (IllegalArgumentException e) {
      reading.problem(scalar.origin(), place + ": " + Refusal.of(key, scalar, secret, e));
      return Optional.empty();
    }
  }

  private @Nullable Node ask(
      String key,
      Item.Shape shape,
      String type,
      String fallback,
      Supplier<String> allowed,
      String help,
      boolean secret) {
    Node node = at.at(key);
    if (known.add(key)) {
      reading.known(name(key));
      items.add(
          new Item.Value(
              key, shape, type, fallback, allowed, help, secret, Optional.ofNullable(node)));
    }
    return node;
  }

  private List<Node> elements(String key, @Nullable Node node) {
    known.add(key);
    if (reading.forReference()) {
      return depth < DEEPEST_REFERENCE ? List.of(Node.Mapping.EMPTY) : List.of();
    }
    if (node instanceof Node.Sequence list) {
      return list.elements();
    }
    if (node != null && !node.blank()) {
      reading.problem(
          node.origin(),
          name(key) + ": " + structure(node) + ", but a list is wanted; begin each element with -");
    }
    return List.of();
  }

  private Node.Mapping mapping(String place, Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (!node.blank()) {
      reading.problem(
          node.origin(), place + ": " + structure(node) + ", but keys and values are wanted");
    }
    return empty(node);
  }

  private TreeSettings within(String place, Node.Mapping mapping) {
    return new TreeSettings(reading, files, place, mapping, depth + 1);
  }

  private static Reading silent() {
    return new Reading(new Problems(), new Problems(), false);
  }

  private Node.Mapping empty(@Nullable Node node) {
    return new Node.Mapping(Map.of(), node == null ? at.origin() : node.origin());
  }

  private String few() {
    return known.isEmpty() || known.size() > 12 ? "" : " (" + String.join(", ", known) + ")";
  }

  private String name(String key) {
    return KeyPath.join(path, key);
  }

  private static String structure(Node node) {
    return switch (node) {
      case Node.Mapping _ -> "keys and values stand here";
      case Node.Sequence _ -> "a list stands here";
      case Node.Scalar _ -> "a single value stands here";
    };
  }
}
