package dev.sonde.app;

import dev.sonde.api.Settings;
import dev.sonde.journal.JournalConfig;
import java.time.Duration;
import java.util.Optional;

/// The section `journal`.
///
/// @param dir where it is, when somebody says
record JournalSettings(Optional<String> dir, JournalConfig config) {
  private static final long MEBIBYTE = 1L << 20;

  static JournalSettings read(Settings in) {
    JournalConfig usual = JournalConfig.DEFAULT;
    Optional<String> dir =
        in.text(
            "dir",
            "Its folder; not set, the folder journal in data_dir. A change needs a restart.");
    var sync =
        in.choice(
            "sync",
            usual.sync(),
            "When what was taken counts as safe: once it is on the disk, within sync_interval, or"
                + " when the system likes.");
    Duration interval =
        in.duration(
            "sync_interval",
            usual.syncInterval(),
            Duration.ofMillis(10),
            Duration.ofHours(1),
            "How often the disk is made sure of, under sync: interval.");
    long most =
        in.size(
            "max_size",
            usual.maxBytes(),
            8 * MEBIBYTE,
            1L << 50,
            "What it takes on disk at most, and never more than half of what the disk has for it.");
    Duration age =
        in.duration(
                "max_age",
                Duration.ofMinutes(1),
                Duration.ofDays(3650),
                "Older data goes; not set, none does for its age.")
            .orElse(usual.maxAge());
    var full =
        in.choice(
            "when_full",
            usual.whenFull(),
            "What gives way when there is no room: the oldest data, or what comes new.");
    long segment =
        in.size(
            "segment_size",
            usual.segmentBytes(),
            MEBIBYTE,
            1L << 30,
            "How large one of its files becomes; at most an eighth of max_size.");
    Duration keep =
        in.duration(
            "keep_delivered",
            usual.keepDelivered(),
            Duration.ZERO,
            Duration.ofDays(365),
            "How long data stays that every destination has, while there is room.");
    return new JournalSettings(
        dir, new JournalConfig(sync, interval, most, age, full, segment, keep, usual.tailBytes()));
  }
}
