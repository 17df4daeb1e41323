package dev.sonde.wire.pushgateway;

import dev.sonde.api.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// The labels in a path such as `/metrics/job/backup/instance/db1` or
/// `/metrics/job@base64/ZGIvYmFja3Vw`, by the Pushgateway's rules.
///
/// Percent signs are resolved before the path is cut at slashes, so `%2F` is one; a value with a
/// slash is written in base64 (for URLs, padding or not), an empty one as `=` in base64. Of a name
/// that stands twice the last value counts, but the job is the first.
public final class Grouping {
  private static final String PREFIX = "/metrics/";
  private static final String BASE64 = "@base64";
  private static final String JOB = "job";
  private static final int LONGEST = 16 << 10;
  private static final int SHOWN = 200;

  private Grouping() {}

  /// Reads a path.
  ///
  /// @param path as it stands in the request, without query
  /// @throws IllegalArgumentException with what is wrong, in the Pushgateway's words where it has
  ///   some
  public static Labels of(String path) {
    if (path.length() > LONGEST) {
      throw new IllegalArgumentException("the path is longer than " + LONGEST + " characters");
    }
    String plain = decoded(path);
    String[] parts = plain.substring(Math.min(PREFIX.length(), plain.length())).split("/", -1);
    if (!plain.startsWith(PREFIX) || !name(parts[0]).equals(JOB) || parts.length < 2) {
      throw new IllegalArgumentException("the path is not /metrics/job/NAME/LABEL/VALUE…");
    }
    String job = value(parts[0], parts[1]);
    if (job.isEmpty()) {
      throw new IllegalArgumentException("job name is required");
    }
    Map<String, String> labels = pairs(parts);
    labels.put(JOB, job);
    return Labels.of(labels);
  }

  private static Map<String, String> pairs(String[] parts) {
    var labels = new TreeMap<String, String>();
    if (parts.length == 3 && parts[2].isEmpty()) {
      return labels;
    }
    if (parts.length % 2 != 0) {
      throw new IllegalArgumentException("odd number of components in label string");
    }
    for (int at = 2; at < parts.length; at += 2) {
      String name = name(parts[at]);
      if (!isLabel(name)) {
        throw new IllegalArgumentException("improper label name " + quoted(name));
      }
      labels.put(name, value(parts[at], parts[at + 1]));
    }
    return labels;
  }

  private static String name(String part) {
    return part.endsWith(BASE64) ? part.substring(0, part.length() - BASE64.length()) : part;
  }

  private static String value(String part, String written) {
    if (!part.endsWith(BASE64)) {
      return written;
    }
    int end = written.length();
    while (end > 0 && written.charAt(end - 1) == '=') {
      end--;
    }
    try {
      return text(Base64.getUrlDecoder().decode(written.substring(0, end)));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "invalid base64 encoding for label " + name(part) + "=" + quoted(written));
    }
  }

  private static boolean isLabel(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") && !name.startsWith("__");
  }

  private static String decoded(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int size = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '%') {
        int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
        if (low < 0) {
          throw new IllegalArgumentException("a percent sign is not followed by two digits");
        }
        bytes[size++] = (byte) (high << 4 | low);
        at += 2;
      } else {
        bytes[size++] = bytes[at];
      }
    }
    return text(Arrays.copyOf(bytes, size));
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new IllegalArgumentException("the path is not UTF-8");
    }
  }

  private static String quoted(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
