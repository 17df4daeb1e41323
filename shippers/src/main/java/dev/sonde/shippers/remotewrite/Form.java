package dev.sonde.shippers.remotewrite;

import dev.sonde.http.Header;
import dev.sonde.wire.compress.Snappy;
import dev.sonde.wire.compress.Zstd;
import dev.sonde.wire.remotewrite.Protocol;
import dev.sonde.wire.remotewrite.RemoteWriteEncoder;
import java.util.List;

/// What a request looks like.
enum Form {
  /// What every receiver takes.
  PLAIN(Protocol.ONE, "snappy", "remote write 1.0"),
  COUNTED(Protocol.TWO, "snappy", "remote write 2.0"),
  ZSTD(Protocol.ONE, "zstd", "remote write 1.0 with zstd");

  private final Protocol protocol;
  private final String encoding;
  private final String shown;

  Form(Protocol protocol, String encoding, String shown) {
    this.protocol = protocol;
    this.encoding = encoding;
    this.shown = shown;
  }

  /// The one to begin with.
  static Form first(RemoteWriteConfig config) {
    if (config.protocol() == RemoteWriteConfig.Version.TWO) {
      return COUNTED;
    }
    return config.compression() == RemoteWriteConfig.Compression.ZSTD ? ZSTD : PLAIN;
  }

  /// @param exemplars does it write them?
  RemoteWriteEncoder encoder(boolean exemplars) {
    return new RemoteWriteEncoder(
        protocol,
        exemplars,
        switch (this) {
          case PLAIN, COUNTED -> new Snappy();
          case ZSTD -> new Zstd();
        });
  }

  String contentType() {
    return protocol.contentType();
  }

  List<Header> headers() {
    var encoded = new Header("Content-Encoding", encoding);
    var version = new Header("X-Prometheus-Remote-Write-Version", protocol.version());
    return switch (this) {
      case PLAIN, COUNTED -> List.of(encoded, version);
      case ZSTD ->
          List.of(encoded, version, new Header("X-VictoriaMetrics-Remote-Write-Version", "1"));
    };
  }

  @Override
  public String toString() {
    return shown;
  }
}
