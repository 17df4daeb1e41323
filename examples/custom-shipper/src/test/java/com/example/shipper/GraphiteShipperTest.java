package com.example.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shipper.GraphiteShipperFactory.Config;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DefaultSettings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.Shipments;
import dev.sonde.testkit.ShipperContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphiteShipperTest extends ShipperContract {
  private Carbon carbon;

  @BeforeEach
  void open() throws IOException {
    carbon = new Carbon();
  }

  @AfterEach
  void close() throws IOException {
    carbon.close();
  }

  @Override
  protected Shipper shipper() {
    return shipper(carbon.port());
  }

  private static Shipper shipper(int port) {
    return new GraphiteShipperFactory()
        .create(
            new Config("127.0.0.1", port, Duration.ofMinutes(5)),
            new Surroundings(Map.of(), new DirectCalls()));
  }

  @Test
  void carbon_getsALineForEachSample() throws Exception {
    try (Shipper shipper = shipper()) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(0, 2)))).isEqualTo(Outcome.ACCEPTED);
    }
    assertThat(carbon.lines())
        .containsExactly(
            "cpu_percent;core=0;host=a 0.5 1767225600",
            "requests_total;core=1;host=a 1.5 1767225600");
  }

  @Test
  void names_thatWouldBreakALine_areCleaned() throws Exception {
    try (Shipper shipper = shipper()) {
      shipper.send(shipper.encode(Shipments.strange()));
    }
    assertThat(carbon.lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line.split(" ", -1)).hasSize(3))
        .anySatisfy(line -> assertThat(line).contains(";comma=_").contains(";newline=_"));
  }

  @Test
  void numbers_thatGraphiteCannotHold_areCountedAsLeftOut() throws IOException {
    try (Shipper shipper = shipper()) {
      assertThat(shipper.encode(Shipments.values()).unsaid()).containsEntry("not_a_number", 4L);
    }
  }

  @Test
  void whoAnswers_isNoCarbon() throws Exception {
    carbon.answer("HTTP/1.1 400 Bad Request\r\n\r\n");
    try (Shipper shipper = shipper()) {
      assertThat(shipper.send(shipper.encode(Shipments.plain(0, 2))))
          .isInstanceOf(Outcome.Held.class);
    }
  }

  @Test
  void nobodyThere_isNoAnswer() throws Exception {
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (Shipper shipper = shipper(deaf.getLocalPort())) {
        Encoded encoded = shipper.encode(Shipments.plain(0, 2));
        assertThatThrownBy(() -> shipper.send(encoded)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void plugin_isFoundByItsName_andHasDefaults() {
    assertThat(ServiceLoader.load(ShipperFactory.class))
        .singleElement()
        .satisfies(each -> assertThat(each.name()).isEqualTo("graphite"));
    assertThat(new GraphiteShipperFactory().read(new DefaultSettings()))
        .isEqualTo(new Config("localhost", 2003, Duration.ofSeconds(10)));
  }
}
