package dev.sonde.client.opentelemetry;

import dev.sonde.api.Secret;
import dev.sonde.client.SinkConfig;
import dev.sonde.http.tls.TlsConfig;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The settings `otel.exporter.sonde.…`.
final class ExporterSettings {
  private static final String PREFIX = "otel.exporter.sonde.";
  private static final String ENDPOINT = "http://localhost:9100";
  private static final int LONGEST_KEY = 8_192;

  private final ConfigProperties in;

  ExporterSettings(ConfigProperties in) {
    this.in = in;
  }

  /// Where to, and where metrics wait.
  ///
  /// @throws ConfigurationException with a message that names the setting
  /// @throws IllegalArgumentException with a message that names the value and what is allowed
  SinkConfig sink() {
    SinkConfig kept = kept(text("endpoint").orElse(ENDPOINT));
    SinkConfig bounded =
        Optional.ofNullable(in.getLong(PREFIX + "max.bytes"))
            .map(bytes -> kept.withBytes(bytes, kept.mostWaitingBytes()))
            .orElse(kept);
    SinkConfig patient =
        duration("timeout").map(bounded::withPatience).orElse(bounded).withTls(tls());
    SinkConfig closing = duration("close.timeout").map(patient::withCloseWithin).orElse(patient);
    return key().map(closing::withKey).orElse(closing);
  }

  private SinkConfig kept(String url) {
    Optional<String> folder = text("folder");
    boolean memory = in.getBoolean(PREFIX + "memory", false);
    if (folder.isPresent() == memory) {
      throw new ConfigurationException(
          PREFIX
              + (memory ? "folder and " + PREFIX + "memory are both set" : "folder is not set")
              + ": it is where metrics wait while the hub is away; "
              + PREFIX
              + "memory=true is for those who have none, and then what waits ends with the process");
    }
    Optional<Path> place = folder.map(Path::of);
    try {
      return place
          .map(each -> SinkConfig.inFolder(url, each))
          .orElseGet(() -> SinkConfig.inMemory(url));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigurationException(PREFIX + "endpoint " + wrong.getMessage(), wrong);
    }
  }

  private Optional<Secret> key() {
    Optional<String> key = text("key");
    Optional<String> file = text("key.file");
    if (key.isPresent() && file.isPresent()) {
      throw new ConfigurationException(
          PREFIX + "key and " + PREFIX + "key.file are both set; one is enough");
    }
    return key.or(() -> file.map(ExporterSettings::read)).map(Secret::new);
  }

  private static String read(String file) {
    try (InputStream bytes = Files.newInputStream(Path.of(file))) {
      byte[] key = bytes.readNBytes(LONGEST_KEY + 1);
      if (key.length > LONGEST_KEY) {
        throw new ConfigurationException(
            PREFIX + "key.file is " + file + ", which is longer than a key can be");
      }
      return new String(key, StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new ConfigurationException(
          PREFIX + "key.file is " + file + ", which can't be read", unreadable);
    }
  }

  private TlsConfig tls() {
    TlsConfig usual = TlsConfig.DEFAULT;
    return new TlsConfig(
        text("client.certificate"),
        text("client.key"),
        usual.keyPassphrase(),
        text("certificate"),
        usual.serverName(),
        usual.minVersion(),
        usual.maxVersion(),
        usual.cipherSuites(),
        usual.sessionTickets(),
        usual.insecureSkipVerify());
  }

  /// What histograms become.
  DefaultAggregationSelector aggregation() {
    String key = PREFIX + "default.histogram.aggregation";
    DefaultAggregationSelector usual = DefaultAggregationSelector.getDefault();
    return switch (in.getString(key, "EXPLICIT_BUCKET_HISTOGRAM")) {
      case "EXPLICIT_BUCKET_HISTOGRAM" -> usual;
      case "BASE2_EXPONENTIAL_BUCKET_HISTOGRAM" ->
          usual.with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram());
      case String other ->
          throw new ConfigurationException(
              key
                  + " is "
                  + other
                  + "; it is EXPLICIT_BUCKET_HISTOGRAM or BASE2_EXPONENTIAL_BUCKET_HISTOGRAM");
    };
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(in.getString(PREFIX + key)).filter(each -> !each.isBlank());
  }

  private Optional<Duration> duration(String key) {
    return Optional.ofNullable(in.getDuration(PREFIX + key));
  }
}
