package dev.sonde.app;

import java.util.List;
import java.util.Locale;

/// What `sonde keys` can do, and which flags belong to it.
enum KeysVerb {
  ADD(
      "Make a key and show it, this once: sonde keys add web-7 --role ingest",
      "role expires value-from label allow-name max-series max-rate network json"),
  LIST("Say which keys there are, never what they are. The default.", "json"),
  REVOKE("Take a key away; it stops working within a second: sonde keys revoke web-7", "json"),
  ROTATE(
      "Give a key another secret and show it, this once: sonde keys rotate web-7",
      "overlap value-from json");

  private final String summary;
  private final String flags;

  KeysVerb(String summary, String flags) {
    this.summary = summary;
    this.flags = flags;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  boolean takes(String flag) {
    return List.of(flags.split(" ")).contains(flag);
  }
}
