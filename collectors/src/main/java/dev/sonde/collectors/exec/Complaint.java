package dev.sonde.collectors.exec;

import dev.sonde.api.Secret;
import dev.sonde.api.SecretParameters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The last thing that a program said on standard error, for people: one line, without secrets.
final class Complaint {
  private static final int LONGEST = 300;
  private static final int SHORTEST_SECRET = 4;
  private static final String HIDDEN = "***";

  private final CommandConfig config;
  private final byte[] printed;

  Complaint(CommandConfig config, byte[] printed) {
    this.config = config;
    this.printed = printed;
  }

  /// It, after a colon; empty when nothing was said.
  String after() {
    String last = last();
    return last.isEmpty() ? "" : ": " + last;
  }

  private String last() {
    String text = new String(printed, StandardCharsets.UTF_8);
    List<String> lines = text.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
    return lines.isEmpty() ? "" : shown(lines.getLast());
  }

  private String shown(String line) {
    String open = line;
    for (Secret each : config.environment().values()) {
      if (each.reveal().length() >= SHORTEST_SECRET) {
        open = open.replace(each.reveal(), HIDDEN);
      }
    }
    String plain = SecretParameters.hidden(open, HIDDEN).replaceAll("\\p{Cntrl}", " ");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }
}
