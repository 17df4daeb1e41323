package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;

/// The limits, by the names that Prometheus gives them.
final class LimitKeys {
  private final Settings in;

  private LimitKeys(Settings in) {
    this.in = in;
  }

  static Limits read(Settings in, Limits usual) {
    var keys = new LimitKeys(in);
    Limits highest = Limits.HIGHEST;
    return ofPage(
        keys,
        usual,
        keys.count("target_limit", usual.targets(), highest.targets(), "Targets of one job"),
        keys.count(
            "keep_dropped_targets",
            usual.droppedTargets(),
            highest.droppedTargets(),
            "Targets that relabelling drops, kept of one job to be shown"));
  }

  /// Reads those of a single target.
  static Limits ofOne(Settings in, Limits usual) {
    return ofPage(new LimitKeys(in), usual, usual.targets(), usual.droppedTargets());
  }

  private static Limits ofPage(LimitKeys keys, Limits usual, int targets, int dropped) {
    Limits highest = Limits.HIGHEST;
    return new Limits(
        keys.body(usual.bodyBytes()),
        keys.count("sample_limit", usual.samples(), highest.samples(), "Samples of one page"),
        keys.count("label_limit", usual.labels(), highest.labels(), "Labels of one series"),
        keys.count(
            "label_name_length_limit",
            usual.labelNameBytes(),
            highest.labelNameBytes(),
            "Bytes of a label's name"),
        keys.count(
            "label_value_length_limit",
            usual.labelValueBytes(),
            highest.labelValueBytes(),
            "Bytes of a label's value"),
        targets,
        dropped);
  }

  private long body(long usual) {
    String key = "body_size_limit";
    long read =
        in.size(
            key,
            usual,
            0,
            Limits.HIGHEST.bodyBytes(),
            "Bytes of one page at most, decompressed. 0 stands for the default.");
    return read == 0 ? noted(key, usual) : read;
  }

  private int count(String key, int usual, int highest, String what) {
    String help = what + " at most. 0 stands for the default.";
    long read = in.integer(key, usual, 0, highest, help);
    return (int) (read == 0 ? noted(key, usual) : read);
  }

  private long noted(String key, long usual) {
    in.notice(
        key, "there is always a limit: 0 stands for " + usual + "; write a number to change it");
    return usual;
  }
}
