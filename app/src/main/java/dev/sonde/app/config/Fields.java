package dev.sonde.app.config;

import dev.sonde.engine.config.Durations;
import dev.sonde.engine.config.Nearest;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One object of metricsd's configuration. Values of the wrong kind are told in its words; keys it
/// does not have are warned about.
final class Fields {
  private final String path;
  private final Node.Mapping at;
  private final Problems problems;
  private final List<String> warnings;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(String path, Node.Mapping at, Problems problems, List<String> warnings) {
    this.path = path;
    this.at = at;
    this.problems = problems;
    this.warnings = warnings;
  }

  Origin origin() {
    return at.origin();
  }

  /// Where a key's value is, or where the object is that lacks it.
  Origin origin(String key) {
    Node node = node(key);
    return node == null ? at.origin() : node.origin();
  }

  Fields object(String key) {
    return node(key) instanceof Node.Mapping mapping
        ? new Fields(path + key + ".", mapping, problems, warnings)
        : new Fields(path + key + ".", refused(key, "an object"), problems, warnings);
  }

  List<Node> list(String key) {
    Node node = node(key);
    if (node instanceof Node.Sequence list) {
      return list.elements();
    }
    refused(key, "a list");
    return List.of();
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node element : list(key)) {
      if (element instanceof Node.Scalar scalar) {
        texts.add(scalar.text());
      } else {
        failed(element.origin(), path + key + ": a list of text is wanted");
      }
    }
    return texts;
  }

  Optional<String> text(String key) {
    Node.Scalar scalar = scalar(key, "text");
    return scalar == null ? Optional.empty() : Optional.of(scalar.text());
  }

  Optional<String> filled(String key) {
    return text(key).filter(text -> !text.isEmpty());
  }

  Optional<Boolean> flag(String key) {
    Node.Scalar scalar = scalar(key, "true or false");
    if (scalar == null) {
      return Optional.empty();
    }
    return switch (scalar.text()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> wrong(key, scalar, "is neither true nor false");
    };
  }

  Optional<Long> integer(String key) {
    Node.Scalar scalar = scalar(key, "a whole number");
    if (scalar == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(scalar.text()));
    } catch (NumberFormatException _) {
      return wrong(key, scalar, "is not a whole number");
    }
  }

  /// Nanoseconds as a number, or a time span such as `30s`.
  Optional<Duration> nanoseconds(String key) {
    Node.Scalar scalar = scalar(key, "nanoseconds, or a time span such as 30s");
    if (scalar == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.ofNanos(Long.parseLong(scalar.text())));
    } catch (NumberFormatException _) {
      return span(key, scalar);
    }
  }

  private Optional<Duration> span(String key, Node.Scalar scalar) {
    try {
      return Optional.of(Durations.parse(scalar.text()));
    } catch (IllegalArgumentException _) {
      return wrong(key, scalar, "is neither nanoseconds nor a time span such as 30s");
    }
  }

  @Nullable Node node(String key) {
    known.add(key);
    Node node = at.at(key);
    return node == null || node.blank() ? null : node;
  }

  void warnUnknown() {
    at.entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            String hint = Nearest.hint(key, known);
            warnings.add(entry.key() + ": " + path + key + " is not a key of metricsd" + hint);
          }
        });
  }

  private Node.@Nullable Scalar scalar(String key, String wanted) {
    Node node = node(key);
    if (node instanceof Node.Scalar scalar) {
      return scalar;
    }
    refused(key, wanted);
    return null;
  }

  private Node.Mapping refused(String key, String wanted) {
    Node node = node(key);
    if (node != null) {
      failed(node.origin(), path + key + ": " + wanted + " is wanted here");
    }
    return Node.Mapping.EMPTY;
  }

  private <T> Optional<T> wrong(String key, Node.Scalar scalar, String why) {
    failed(scalar.origin(), path + key + ": \"" + scalar.written() + "\" " + why);
    return Optional.empty();
  }

  private void failed(Origin origin, String message) {
    problems.add(origin, "failed to parse config file: " + message);
  }
}
