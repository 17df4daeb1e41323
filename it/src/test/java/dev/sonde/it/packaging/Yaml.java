package dev.sonde.it.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A YAML or JSON value to walk about in. What is not there is null, and so is what is in it.
record Yaml(@Nullable Object value) {
  static Yaml of(String text) {
    return new Yaml(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  static List<Yaml> documents(Path file) throws IOException {
    var all = new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file));
    return StreamSupport.stream(all.spliterator(), false)
        .map(each -> new Yaml((@Nullable Object) each))
        .toList();
  }

  /// Goes down by these names.
  Yaml at(String... names) {
    Yaml here = this;
    for (String name : names) {
      here = new Yaml(here.value instanceof Map<?, ?> map ? map.get(name) : null);
    }
    return here;
  }

  boolean isThere() {
    return value != null;
  }

  List<Yaml> elements() {
    return value instanceof List<?> list
        ? list.stream().map(each -> new Yaml((@Nullable Object) each)).toList()
        : List.of();
  }

  /// The element of this name.
  Yaml named(String name) {
    return elements().stream()
        .filter(each -> each.at("name").text().equals(name))
        .findFirst()
        .orElse(new Yaml(null));
  }

  Map<?, ?> map() {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  String text() {
    return String.valueOf(value);
  }

  List<String> texts() {
    return elements().stream().map(Yaml::text).toList();
  }

  @Override
  public String toString() {
    return text();
  }
}
