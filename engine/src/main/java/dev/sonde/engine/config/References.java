package dev.sonde.engine.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Replaces `${env:NAME}`, `${env:NAME:-default}` and `${file:/path}` inside values, after parsing:
/// what they hold never changes the structure. `$${` stands for `${`; any other `${` stays as it
/// is.
public final class References {
  private static final int FILE_LIMIT = 64 << 10;
  private static final String ENV = "${env:";
  private static final String FILE = "${file:";

  private final Map<String, String> environment;
  private final Path folder;
  private final Problems problems;

  /// @param folder where relative paths begin
  public References(Map<String, String> environment, Path folder, Problems problems) {
    this.environment = environment;
    this.folder = folder;
    this.problems = problems;
  }

  /// The same tree with all references replaced; those that can't be are noted and left empty.
  public Node.Mapping expand(Node.Mapping tree) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    tree.entries()
        .forEach(
            (key, entry) -> entries.put(key, new Node.Entry(entry.key(), expand(entry.value()))));
    return new Node.Mapping(entries, tree.origin());
  }

  private Node expand(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return expand(scalar);
    }
    return node instanceof Node.Sequence list ? expand(list) : expand((Node.Mapping) node);
  }

  private Node expand(Node.Sequence list) {
    List<Node> elements = new ArrayList<>(list.elements().size());
    for (Node element : list.elements()) {
      elements.add(expand(element));
    }
    return new Node.Sequence(elements, list.origin());
  }

  private Node expand(Node.Scalar scalar) {
    String written = scalar.written();
    if (!written.contains("${")) {
      return scalar;
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < written.length()) {
      int end = referenceEnd(written, at);
      if (end > 0) {
        text.append(value(written.substring(at, end), scalar.origin()));
        at = end;
      } else if (written.startsWith("$${", at)) {
        text.append("${");
        at += 3;
      } else {
        noteUnclosed(written, at, scalar.origin());
        text.append(written.charAt(at++));
      }
    }
    return new Node.Scalar(text.toString(), written, scalar.plain(), scalar.origin());
  }

  private static boolean begins(String written, int at) {
    return written.startsWith(ENV, at) || written.startsWith(FILE, at);
  }

  private static int referenceEnd(String written, int at) {
    return begins(written, at) ? written.indexOf('}', at) + 1 : 0;
  }

  private void noteUnclosed(String written, int at, Origin origin) {
    if (begins(written, at)) {
      problems.add(
          origin, (written.startsWith(ENV, at) ? ENV : FILE) + "… lacks its closing brace }");
    }
  }

  private String value(String reference, Origin origin) {
    return reference.startsWith(ENV)
        ? variable(reference.substring(ENV.length(), reference.length() - 1), origin)
        : content(reference.substring(FILE.length(), reference.length() - 1), origin);
  }

  private String variable(String wanted, Origin origin) {
    int split = wanted.indexOf(":-");
    String name = split < 0 ? wanted : wanted.substring(0, split);
    String value = environment.get(name);
    if (split >= 0 && (value == null || value.isEmpty())) {
      return wanted.substring(split + 2);
    }
    if (value == null) {
      problems.add(
          origin,
          "${env:"
              + name
              + "}: this variable is not set; set it, or write ${env:"
              + name
              + ":-default}");
      return "";
    }
    return value;
  }

  private String content(String path, Origin origin) {
    try {
      return withoutLastNewline(TextFile.read(folder.resolve(path), FILE_LIMIT));
    } catch (IOException e) {
      problems.add(origin, "${file:" + path + "}: the file " + ConfigReader.reason(e));
    } catch (InvalidPathException _) {
      problems.add(origin, "${file:…}: this is not a path");
    }
    return "";
  }

  private static String withoutLastNewline(String text) {
    int end = text.length();
    if (text.endsWith("\n")) {
      end -= text.endsWith("\r\n") ? 2 : 1;
    }
    return text.substring(0, end);
  }

  /// Is the whole value one reference that holds no default?
  static boolean isOneReference(Node.Scalar scalar) {
    return begins(scalar.written(), 0)
        && scalar.written().indexOf('}') == scalar.written().length() - 1
        && !scalar.written().contains(":-");
  }
}
