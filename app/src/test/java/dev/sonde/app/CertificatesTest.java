package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.tls.CertificateStatus;
import dev.sonde.http.tls.CertificateStatus.Use;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.RecordingRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final List<CertificateStatus> all = new ArrayList<>();
  private final Certificates certificates = new Certificates(() -> all);
  private final CertificateWatch watch = new CertificateWatch(certificates, time);

  @Test
  void expiry_isAMetricForEachPlace() {
    var metrics = new CertificateMetrics(certificates);
    var out = new RecordingRecorder();
    add(Use.SERVER, "collector:443", "2026-02-01T00:00:00Z");
    add(Use.CLIENT, "/etc/client.crt", "2026-03-01T00:00:00Z");
    metrics.accept(out.open(1));
    assertThat(out.samples())
        .containsEntry(
            "sonde_certificate_expiry_timestamp_seconds{use=\"server\",where=\"collector:443\"}",
            1_769_904_000.0)
        .hasSize(2);
    all.removeFirst();
    metrics.accept(out.open(2));
    assertThat(out.samples().keySet())
        .containsExactly(
            "sonde_certificate_expiry_timestamp_seconds{use=\"client\",where=\"/etc/client.crt\"}");
  }

  @Test
  void chain_endsWithItsFirst_andCasWithTheirLast() {
    for (Use each : Use.values()) {
      add(each, "x", "2026-06-01T00:00:00Z");
      add(each, "x", "2026-07-01T00:00:00Z");
      add(each, "x", "2026-05-01T00:00:00Z");
    }
    assertThat(certificates.deciding())
        .extracting(each -> each.use() + " " + each.expires())
        .containsExactlyInAnyOrder(
            "CLIENT 2026-05-01T00:00:00Z",
            "SERVER 2026-05-01T00:00:00Z",
            "LISTENER 2026-05-01T00:00:00Z",
            "CA 2026-07-01T00:00:00Z");
  }

  @Test
  void thoseThatExpire_areNamedBefore_andThoseThatHaveToo() {
    add(Use.SERVER, "a:443", "2026-01-31T00:00:00Z");
    assertThat(watch.soon()).isEmpty();
    time.step(Duration.ofHours(1));
    assertThat(watch.soon())
        .containsExactly(
            "the certificate that a:443 shows (CN=a) expires on 2026-01-31T00:00:00Z, in 29d; renew"
                + " it");
    assertThat(watch.expired()).isEmpty();
    time.step(Duration.ofDays(29));
    assertThat(watch.soon()).singleElement().asString().endsWith("in 23h; renew it");
    time.step(Duration.ofHours(23));
    assertThat(watch.soon()).isEmpty();
    assertThat(watch.expired())
        .containsExactly(
            "the certificate that a:443 shows (CN=a) expired on 2026-01-31T00:00:00Z; replace it");
  }

  @Test
  void log_saysItOnceADay_andAtOnceWhenItIsOver() {
    add(Use.CLIENT, "c.crt", "2026-01-02T12:00:00Z");
    add(Use.CA, "ca.crt", "2027-01-02T12:00:00Z");
    assertThat(watch.due())
        .containsExactly(
            "the client certificate in c.crt (CN=a) expires on 2026-01-02T12:00:00Z, in 1d; renew it");
    time.pass(Duration.ofHours(23));
    assertThat(watch.due()).isEmpty();
    time.pass(Duration.ofHours(1));
    assertThat(watch.due()).hasSize(1);
    time.pass(Duration.ofHours(12));
    assertThat(watch.due()).singleElement().asString().contains("expired on", "replace it");
    all.clear();
    assertThat(watch.due()).isEmpty();
    add(Use.CLIENT, "c.crt", "2026-01-02T12:00:00Z");
    assertThat(watch.due()).hasSize(1);
  }

  private void add(Use use, String where, String expires) {
    all.add(new CertificateStatus(use, where, "CN=a", Instant.parse(expires)));
  }
}
