package dev.sonde.shippers.http;

import dev.sonde.http.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns what a server said into words for people: one short line without secrets, even when the
/// server echoes them.
final class Discretion {
  private static final int LONGEST = 200;
  private static final Pattern TITLE =
      Pattern.compile("(?is)^\\s*(?:<.{0,500}?)?<title>([^<]{1,200})</title>");
  private static final Pattern USER = Pattern.compile("//[^/?#]*@");
  private static final Pattern QUERY = Pattern.compile("(?s)[?#].*");

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
    String said = line(plain(withoutRagged(reply)));
    String status = "HTTP " + reply.status();
    return said.isEmpty() ? status : status + ": " + said;
  }

  /// An address without what may be secret in it: user, query, fragment.
  String place(String address) {
    String open = USER.matcher(address).replaceFirst("//");
    return line(QUERY.matcher(open).replaceFirst("?…"));
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

  /// Of a web page, its title.
  private static String plain(String text) {
    Matcher title = TITLE.matcher(text);
    return title.find() ? title.group(1) : text;
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
