package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Response;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.server.history.QueryLimits;
import dev.sonde.testkit.DirectCalls;
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

  private static ServerConfig config(Limits limits) {
    return new ServerConfig(
        List.of(ANY_PORT), Optional.empty(), limits, QueryLimits.DEFAULT, Optional.empty());
  }
}
