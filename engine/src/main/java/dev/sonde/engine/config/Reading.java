package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all sections of one reading share.
final class Reading {
  private static final int MOST_HINTS = 100;

  private final Problems problems;
  private final Problems notices;
  private final boolean forReference;
  private final List<Unknown> unknown = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  /// @param notices takes what is no mistake
  /// @param forReference read every kind of list element once, note no mistakes
  Reading(Problems problems, Problems notices, boolean forReference) {
    this.problems = problems;
    this.notices = notices;
    this.forReference = forReference;
  }

  boolean forReference() {
    return forReference;
  }

  int mistakes() {
    return problems.count() + unknown.size();
  }

  void problem(Origin origin, String message) {
    if (!forReference) {
      problems.add(origin, message);
    }
  }

  void notice(Origin origin, String message) {
    notices.add(origin, message);
  }

  /// Reads a file; mistakes go where all others go.
  Node.Mapping tree(NamedFiles.Found file) {
    return new ConfigReader(problems, true).read(file.path(), file.shown());
  }

  void known(String path) {
    paths.add(path);
  }

  void unknown(String section, String key, Origin origin, List<String> siblings) {
    unknown.add(new Unknown(section, key, origin, siblings));
  }

  /// Keys can only be called unknown, and a better place for them named, when all is read.
  void noteUnknown() {
    for (int i = 0; i < unknown.size(); i++) {
      Unknown wrong = unknown.get(i);
      String path = KeyPath.join(wrong.section, wrong.key);
      problem(wrong.origin, path + " is not a key here" + (i < MOST_HINTS ? hint(wrong) : ""));
    }
  }

  private String hint(Unknown wrong) {
    Optional<String> near = Nearest.of(wrong.key, wrong.siblings);
    Optional<String> elsewhere = near.isPresent() ? near : elsewhere(wrong.key);
    if (elsewhere.isPresent()) {
      return "; did you mean " + elsewhere.get() + "?";
    }
    boolean few = !wrong.siblings.isEmpty() && wrong.siblings.size() <= 12;
    return few ? "; known: " + String.join(", ", wrong.siblings) : "";
  }

  private Optional<String> elsewhere(String key) {
    String end = "." + key;
    return paths.stream().filter(path -> path.endsWith(end)).findFirst();
  }

  private record Unknown(String section, String key, Origin origin, List<String> siblings) {}
}
