package dev.sonde.app;

import java.util.List;
import java.util.Locale;

/// What `sonde journal` can do, and which flags belong to it besides `--dir`.
enum JournalVerb {
  INSPECT("Print what is in it: files, samples, destinations, what was set aside.", "json"),
  VERIFY("Read every record and say what is damaged. Ends with 1 when anything is.", "json"),
  REPAIR("Make whole files of what can be read; what was damaged is kept. Stop Sonde first.", ""),
  EXPORT("Print samples.", "format from until"),
  REPLAY("Send samples again, under new ids, out of order.", "to from until");

  private final String summary;
  private final String flags;

  JournalVerb(String summary, String flags) {
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
    return flag.equals("dir") || List.of(flags.split(" ")).contains(flag);
  }
}
