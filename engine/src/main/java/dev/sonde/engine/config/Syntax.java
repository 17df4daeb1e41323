package dev.sonde.engine.config;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Says in one line what the YAML parser says in many.
final class Syntax {
  private Syntax() {}

  static Problem problem(YamlEngineException e, String file, String text) {
    return switch (e) {
      case MarkedYamlEngineException marked ->
          new Problem(
              origin(file, marked.getProblemMark().or(marked::getContextMark).orElse(null)),
              plain(String.valueOf(marked.getProblem()), marked.getContext()));
      case ReaderException reader -> character(reader, file, text);
      default -> new Problem(new Origin.InFile(file, 0, 0), firstLine(e.getMessage()));
    };
  }

  static Origin origin(String file, @Nullable Mark mark) {
    return mark == null
        ? new Origin.InFile(file, 0, 0)
        : new Origin.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String plain(String problem, @Nullable String context) {
    if (problem.contains("TAB")) {
      return "a tab indents this line; use spaces";
    }
    if (problem.equals("mapping values are not allowed here")) {
      return "a colon does not fit here; check the indentation, or quote text that holds \": \"";
    }
    if (problem.contains("<stream end>") || problem.contains("end of stream")) {
      return "the text ends here, but a bracket, brace or quote is not closed";
    }
    String line = firstLine(problem);
    return context == null || context.isEmpty() ? line : firstLine(context) + ": " + line;
  }

  private static Problem character(ReaderException e, String file, String text) {
    int line = 1;
    int column = 1;
    int points = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
    int end = text.offsetByCodePoints(0, Math.max(0, points));
    for (int at = 0; at < end; at++) {
      boolean newLine = text.charAt(at) == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + (Character.isLowSurrogate(text.charAt(at)) ? 0 : 1);
    }
    return new Problem(
        new Origin.InFile(file, line, column),
        "a control character (U+" + hex(e.getCodePoint()) + ") stands here; take it out");
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  private static String firstLine(@Nullable String message) {
    String text = message == null ? "can't be understood" : message;
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
