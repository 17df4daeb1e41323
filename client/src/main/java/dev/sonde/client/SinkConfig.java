package dev.sonde.client;

import dev.sonde.api.Secret;
import dev.sonde.http.tls.TlsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a [MetricsSink] keeps samples and where it brings them. Begin with [#inFolder] or
/// [#inMemory]; each `with…` gives another one.
///
/// @param url of the hub: `http://host[:port]` or `https://…`, or `ws://…` and `wss://…`, which
///   mean the same hub; with a path when it is not at the root. `/ws/metrics` at its end says
///   nothing
/// @param key shown to the hub; empty for none
/// @param tls what it is with `https` or `wss`
/// @param keeping where samples wait
/// @param mostBytes what may wait there; when it is full, samples are refused and none is dropped
/// @param mostWaitingBytes what may wait in memory for the disk, in all
/// @param patience how long a caller waits who does not say so: zero to ten minutes
/// @param closeWithin how long closing may take: zero to ten minutes
public record SinkConfig(
    String url,
    Optional<Secret> key,
    TlsConfig tls,
    Keeping keeping,
    long mostBytes,
    long mostWaitingBytes,
    Duration patience,
    Duration closeWithin) {
  /// The least that a journal can work with.
  public static final long LEAST_BYTES = 4L << 20;

  private static final long IN_FOLDER = 256L << 20;
  private static final long IN_MEMORY = 16L << 20;
  private static final long WAITING = 16L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// @throws IllegalArgumentException with a message that names the value and what is allowed
  public SinkConfig {
    HubAddress.of(url);
    atLeast("a journal", mostBytes, LEAST_BYTES);
    atLeast("what waits in memory", mostWaitingBytes, Lobby.LEAST_BYTES);
    patience("patience", patience);
    patience("the time for closing", closeWithin);
  }

  /// Samples wait in a folder: 256 MiB at most, a caller waits for a second, closing takes five.
  ///
  /// @throws IllegalArgumentException when the address is none
  public static SinkConfig inFolder(String url, Path folder) {
    return usual(url, new Keeping.Folder(folder), IN_FOLDER);
  }

  /// Samples wait in memory, 16 MiB of them at most, and are lost when the process ends.
  ///
  /// @throws IllegalArgumentException when the address is none
  public static SinkConfig inMemory(String url) {
    return usual(url, new Keeping.Memory(), IN_MEMORY);
  }

  private static SinkConfig usual(String url, Keeping keeping, long mostBytes) {
    return new SinkConfig(
        url,
        Optional.empty(),
        TlsConfig.DEFAULT,
        keeping,
        mostBytes,
        WAITING,
        PATIENCE,
        CLOSE_WITHIN);
  }

  /// With a key of the hub's (`sonde keys add` makes one).
  public SinkConfig withKey(Secret other) {
    return new SinkConfig(
        url, Optional.of(other), tls, keeping, mostBytes, mostWaitingBytes, patience, closeWithin);
  }

  /// With another way to speak TLS.
  public SinkConfig withTls(TlsConfig other) {
    return new SinkConfig(
        url, key, other, keeping, mostBytes, mostWaitingBytes, patience, closeWithin);
  }

  /// With other bounds, in bytes.
  ///
  /// @param journal what may wait for the hub
  /// @param waiting what may wait in memory for the disk
  public SinkConfig withBytes(long journal, long waiting) {
    return new SinkConfig(url, key, tls, keeping, journal, waiting, patience, closeWithin);
  }

  /// With another time that callers wait who do not say so.
  public SinkConfig withPatience(Duration other) {
    return new SinkConfig(url, key, tls, keeping, mostBytes, mostWaitingBytes, other, closeWithin);
  }

  /// With another time for closing.
  public SinkConfig withCloseWithin(Duration other) {
    return new SinkConfig(url, key, tls, keeping, mostBytes, mostWaitingBytes, patience, other);
  }

  /// @throws IllegalArgumentException when it is negative or longer than ten minutes
  static void patience(String what, Duration given) {
    if (given.isNegative() || given.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " is " + given + "; it is zero to ten minutes");
    }
  }

  private static void atLeast(String what, long bytes, long least) {
    if (bytes < least) {
      throw new IllegalArgumentException(
          what + " has " + bytes + " bytes; it needs " + least + " at least");
    }
  }
}
