package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Blocking;
import dev.sonde.http.tls.Tls;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class KeptWiresTest {
  private boolean interrupts;

  @Test
  void wire_isClosed_whenTheLookAtTheFilesIsInterrupted() throws Exception {
    var time = new ManualTime("2026-11-21T00:00:00Z");
    Tls tls = new TlsContexts(time, new Interrupting()).client(TlsConfig.DEFAULT);
    long generation = tls.connection("localhost", 443).generation();
    Way way =
        Way.of(Url.parse("https://localhost/"), new Route(Optional.of(tls), Optional.empty()));
    var wires = new KeptWires(time::nanos, 10);
    MemoryWire wire = MemoryWire.sending("");
    wires.keep(new Opened(wire, way, time.nanos(), generation), Duration.ofMinutes(1));
    time.pass(Duration.ofSeconds(5));
    interrupts = true;
    assertThatThrownBy(() -> wires.take(way, true)).isInstanceOf(InterruptedException.class);
    assertThat(wire.closed()).isTrue();
    assertThat(wires.count()).isZero();
  }

  @Test
  void thousandsAreKept_andClosedWhenTheirTimeIsOver() throws Exception {
    var time = new ManualTime("2026-11-21T00:00:00Z");
    var wires = new KeptWires(time::nanos, 5_000);
    var all = new ArrayList<MemoryWire>();
    for (int i = 0; i < 5_001; i++) {
      MemoryWire wire = MemoryWire.sending("");
      all.add(wire);
      Duration idle = Duration.ofSeconds(i % 2 == 0 ? 10 : 20);
      wires.keep(new Opened(wire, way(i / 4), time.nanos(), 0), idle);
    }
    assertThat(wires.count()).isEqualTo(5_000);
    assertThat(all.getLast().closed()).isTrue();
    time.pass(Duration.ofSeconds(10));
    wires.tidy();
    assertThat(wires.count()).isEqualTo(2_500);
    assertThat(all.get(0).closed()).isTrue();
    assertThat(all.get(1).closed()).isFalse();
    time.pass(Duration.ofSeconds(10));
    wires.tidy();
    assertThat(wires.count()).isZero();
    assertThat(all).allMatch(MemoryWire::closed);
  }

  private static Way way(int number) {
    String host = "10.0." + number / 256 + "." + number % 256;
    return Way.of(Url.parse("http://" + host + "/"), Route.DIRECT);
  }

  private final class Interrupting implements Blocking {
    private final DirectCalls direct = new DirectCalls();

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      if (interrupts) {
        throw new InterruptedException();
      }
      return direct.call(what, limit, task);
    }
  }
}
