package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Response;
import dev.sonde.server.history.QueryLimits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DoorwayTest {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");

  @Test
  void change_ofLimits_keepsThePortTheSystemChose() throws Exception {
    var doorway = new Doorway(_ -> Response.text(200, ""));
    doorway.open(config(Limits.DEFAULT));
    var before = doorway.ports();
    doorway.change(config(Limits.DEFAULT.withConnections(7)));
    assertThat(doorway.ports()).isEqualTo(before);
    doorway.close();
  }

  private static ServerConfig config(Limits limits) {
    return new ServerConfig(List.of(ANY_PORT), limits, QueryLimits.DEFAULT, Optional.empty());
  }
}
