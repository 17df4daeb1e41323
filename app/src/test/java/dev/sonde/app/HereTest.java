package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.tls.ServerTlsConfig;
import dev.sonde.server.history.QueryLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HereTest {
  private static final Optional<ServerTlsConfig> TLS =
      Optional.of(ServerTlsConfig.of("a.pem", "a.key"));

  @Test
  void withoutTls_theFirstAddressIsAsked() throws Exception {
    ServerConfig server = server(Optional.empty(), ":9100", "unix:/run/s");
    assertThat(Here.of(server).orElseThrow().url()).isEqualTo("http://127.0.0.1:9100");
    ServerConfig far = server(Optional.empty(), "10.0.0.5:1", "127.0.0.1:2");
    assertThat(Here.nearest(far).orElseThrow().url()).isEqualTo("http://127.0.0.1:2");
    assertThat(Here.of(server(Optional.empty()))).isEmpty();
    assertThat(Here.nearest(server(TLS))).isEmpty();
  }

  @Test
  void withTls_aUnixSocketIsAskedRather_elseHttps() throws Exception {
    ServerConfig both = server(TLS, "0.0.0.0:9100", "unix:/run/s");
    assertThat(Here.of(both).orElseThrow().url()).isEqualTo("http://unix:/run/s:");
    assertThat(Here.nearest(both).orElseThrow().secure()).isFalse();
    ServerConfig alone = server(TLS, "10.0.0.5:1", "127.0.0.1:2");
    assertThat(Here.of(alone).orElseThrow().url()).isEqualTo("https://10.0.0.5:1");
    assertThat(Here.nearest(alone).orElseThrow().url()).isEqualTo("https://127.0.0.1:2");
  }

  private static ServerConfig server(Optional<ServerTlsConfig> tls, String... listen) {
    List<Address> all = Stream.of(listen).map(Address::parse).toList();
    return new ServerConfig(all, tls, Limits.DEFAULT, QueryLimits.DEFAULT, Optional.empty());
  }
}
