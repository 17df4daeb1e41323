package dev.sonde.collectors.scrape.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.wire.scrape.PageSink.Natives;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WantedTest {
  @Test
  void accept_isWhatPrometheusSends() {
    assertThat(Wanted.USUAL.accept())
        .isEqualTo(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
                + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
  }

  @Test
  void accept_ofOneProtocol_hasItsEscaping() {
    var wanted =
        new Wanted(
            List.of(Protocol.PROTOBUF), Optional.empty(), Escaping.UNDERSCORES, true, false, false);
    assertThat(wanted.accept())
        .isEqualTo(
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                + "encoding=delimited;escaping=underscores;q=0.2,*/*;q=0.1");
  }

  @Test
  void protocols_thatAreNoneOrTwice_areRefused() {
    assertThatThrownBy(() -> wanted()).hasMessageContaining("is empty");
    assertThatThrownBy(() -> wanted(Protocol.TEXT_0, Protocol.TEXT_0))
        .hasMessageContaining("twice");
  }

  private static Wanted wanted(Protocol... protocols) {
    return new Wanted(List.of(protocols), Optional.empty(), Escaping.VALUES, true, false, false);
  }

  @Test
  void whoWantsNativeHistograms_asksForProtobufFirst() {
    var wanted =
        new Wanted(
            List.of(Protocol.TEXT_0, Protocol.PROTOBUF),
            Optional.empty(),
            Escaping.ALLOW_UTF_8,
            true,
            true,
            false);
    assertThat(wanted.accept()).startsWith("application/vnd.google.protobuf;");
    assertThat(wanted.natives()).isEqualTo(Natives.NATIVE);
  }
}
