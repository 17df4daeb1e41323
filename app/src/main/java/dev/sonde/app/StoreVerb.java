package dev.sonde.app;

import java.util.List;
import java.util.Locale;

/// What `sonde store` can do, and which flags belong to it.
enum StoreVerb {
  STATUS("Say what is kept where: size, oldest and newest sample. The default.", "json"),
  BACKUP("Copy the store to a file, while Sonde runs or not: sonde store backup FILE", "force"),
  RESTORE("Put a backup in the store's place. Stop Sonde first.", "discard"),
  EXPORT(
      "Write samples down for other programs: sonde store export 'up{job=\"a\"}'",
      "format from to last out force");

  private final String summary;
  private final String flags;

  StoreVerb(String summary, String flags) {
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
