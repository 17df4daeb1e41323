package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Response;
import dev.sonde.http.tls.ServerTlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.server.history.QueryLimits;
import dev.sonde.testkit.DirectCalls;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoorwayTest {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");

  private final TlsContexts contexts = new TlsContexts(Time.SYSTEM, new DirectCalls());

  @Test
  void change_ofLimits_keepsThePortTheSystemChose() throws Exception {
    var doorway = new Doorway(_ -> Response.text(200, ""), contexts);
    doorway.open(config(Limits.DEFAULT));
    var before = doorway.ports();
    doorway.change(config(Limits.DEFAULT.withConnections(7)));
    assertThat(doorway.ports()).isEqualTo(before);
    doorway.close();
  }

  @Test
  void change_toTlsWithoutItsFiles_isRefusedAndChangesNothing() throws Exception {
    var doorway = new Doorway(_ -> Response.text(200, ""), contexts);
    doorway.open(config(Limits.DEFAULT));
    var before = doorway.ports();
    var missing = ServerTlsConfig.of("none.pem", "none.key");
    assertThatThrownBy(() -> doorway.change(config(Limits.DEFAULT, Optional.of(missing))))
        .isInstanceOf(IOException.class)
        .hasMessage("server.tls: none.pem: there is no such file");
    assertThat(doorway.ports()).isEqualTo(before);
    assertThat(doorway.words()).startsWith("http://");
    assertThat(contexts.certificates()).isEmpty();
    doorway.close();
  }

  private static ServerConfig config(Limits limits) {
    return config(limits, Optional.empty());
  }

  private static ServerConfig config(Limits limits, Optional<ServerTlsConfig> tls) {
    return new ServerConfig(List.of(ANY_PORT), tls, limits, QueryLimits.DEFAULT, Optional.empty());
  }
}
