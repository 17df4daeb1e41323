package dev.sonde.shippers.http;

import dev.sonde.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Turns what a server said into words for people: one short line without secrets, even when the
/// server echoes them.
final class Discretion {
  private static final int LONGEST = 200;
  private static final String TITLE = "<title>";

  private final List<String> secrets;

  /// @param secrets longest first, so that one inside another does not spoil it
  Discretion(List<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(each -> !each.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// `HTTP 400: out of order sample`.
  String words(Reply reply) {
    String text = withoutRagged(reply);
    String said = line(title(text, reply.status()).orElse(text));
    String status = "HTTP " + reply.status();
    return said.isEmpty() ? status : status + ": " + said;
  }

  /// The title of a page, without the status that nginx repeats in it; empty when it is no page.
  static Optional<String> title(String text, int status) {
    String page = text.strip();
    int from = page.startsWith("<") ? page.indexOf(TITLE) : -1;
    int to = from < 0 ? -1 : page.indexOf("</title>", from);
    if (to < 0) {
      return Optional.empty();
    }
    String title = page.substring(from + TITLE.length(), to).strip();
    String number = status + " ";
    return Optional.of(title.startsWith(number) ? title.substring(number.length()) : title);
  }

  String line(String text) {
    return line(text, LONGEST);
  }

  String line(String text, int longest) {
    String masked = text;
    for (String each : secrets) {
      masked = masked.replace(each, "***");
    }
    var line = new StringBuilder();
    masked.codePoints().limit(4L * longest).forEach(point -> append(line, point));
    String stripped = line.toString().strip();
    return stripped.length() <= longest ? stripped : stripped.substring(0, longest) + "…";
  }

  /// A body that was cut off may end in the middle of a secret.
  private String withoutRagged(Reply reply) {
    String text = reply.text();
    int ragged = reply.whole() || secrets.isEmpty() ? 0 : secrets.getFirst().length();
    return text.substring(0, Math.max(0, text.length() - ragged));
  }

  private static void append(StringBuilder line, int point) {
    boolean blank = Character.isWhitespace(point) || Character.isISOControl(point);
    if (!blank) {
      line.appendCodePoint(point);
    } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
      line.append(' ');
    }
  }
}
