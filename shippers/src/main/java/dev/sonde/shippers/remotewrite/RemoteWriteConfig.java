package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Settings;
import dev.sonde.shippers.http.HttpConfig;

/// What can be chosen about `prometheus_remote_write`.
///
/// @param exemplars are they sent?
/// @param nativeHistograms are they sent as they are? Else classic buckets are made of them
public record RemoteWriteConfig(
    HttpConfig http,
    Version protocol,
    Compression compression,
    boolean exemplars,
    boolean nativeHistograms) {
  /// Which version of the protocol.
  public enum Version {
    /// What the receiver shows that it takes.
    AUTO,
    /// 1.0, which all receivers know.
    ONE,
    /// 2.0, which says how many samples were written.
    TWO;

    static Version parse(String text) {
      return switch (text) {
        case "auto" -> AUTO;
        case "1.0" -> ONE;
        case "2.0" -> TWO;
        default -> throw new IllegalArgumentException("is not known; write auto, 1.0 or 2.0");
      };
    }
  }

  /// How bodies are compressed.
  public enum Compression {
    /// What the receiver shows that it takes.
    AUTO,
    /// As the specification has it.
    SNAPPY,
    /// As VictoriaMetrics and its relatives take it: about a fourth of the bytes.
    ZSTD
  }

  static RemoteWriteConfig read(Settings settings) {
    var config =
        new RemoteWriteConfig(
            HttpConfig.read(settings),
            settings.parsed(
                "protocol",
                "auto",
                Version::parse,
                "Version of remote write: 1.0, 2.0, or auto: 2.0 where the receiver shows that it"
                    + " takes it."),
            settings.choice(
                "compression",
                Compression.AUTO,
                "snappy; zstd, which VictoriaMetrics takes; or auto: zstd where the receiver shows"
                    + " that it is VictoriaMetrics."),
            settings.flag(
                "exemplars",
                true,
                "Are exemplars sent? A receiver that keeps none passes them by."),
            settings.flag(
                "native_histograms",
                false,
                "Are native histograms sent as they are? A receiver that does not know them may"
                    + " refuse them. Else classic buckets are made of them."));
    if (config.protocol == Version.TWO && config.compression == Compression.ZSTD) {
      settings.problem("compression", "zstd goes with protocol 1.0; change one of the two");
    }
    return config;
  }
}
