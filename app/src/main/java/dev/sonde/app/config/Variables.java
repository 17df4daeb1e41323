package dev.sonde.app.config;

import dev.sonde.engine.config.Durations;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The environment as the programs that Sonde stands in for read it: one that is empty does not
/// count.
record Variables(Map<String, String> environment, Problems problems) {
  boolean has(String name) {
    return text(name).isPresent();
  }

  /// Those that are set.
  List<String> set(List<String> names) {
    return new ArrayList<>(names.stream().filter(this::has).toList());
  }

  Optional<String> text(String name) {
    return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
  }

  /// Sets a key to what a variable says.
  void text(String name, String path, TreeBuilder tree) {
    text(name).ifPresent(value -> tree.put(path, value, new Origin.Variable(name)));
  }

  /// Sets a key to a number of seconds, or to a time span as Sonde writes it.
  void seconds(String name, String path, TreeBuilder tree) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return;
    }
    char last = value.charAt(value.length() - 1);
    String span = last >= '0' && last <= '9' ? value + "s" : value;
    try {
      Durations.parse(span);
      tree.put(path, span, new Origin.Variable(name));
    } catch (IllegalArgumentException _) {
      problem(name, "is not a number of seconds, such as 30");
    }
  }

  /// A whole number. One that is none, or out of bounds, is a mistake, and empty.
  OptionalInt number(String name, int min, int max) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return OptionalInt.of(number);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    problem(name, "is not a whole number from " + min + " to " + max);
    return OptionalInt.empty();
  }

  private void problem(String name, String what) {
    String value = environment.getOrDefault(name, "").strip();
    problems.add(new Origin.Variable(name), "\"" + value + "\" " + what);
  }
}
