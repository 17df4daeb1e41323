package dev.sonde.app;

import dev.sonde.api.Time;
import dev.sonde.app.Certificates.Place;
import dev.sonde.http.tls.CertificateStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in `/health`, and once a day in the log, which certificates expire soon or have expired.
final class CertificateWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.certificates");
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final long QUIET_NANOS = Duration.ofDays(1).toNanos();

  /// Something to say about a certificate.
  ///
  /// @param over has it expired?
  private record Finding(Place place, boolean over, String sentence) {}

  private final Certificates certificates;
  private final Time time;
  private final Map<String, Long> said = new HashMap<>();

  CertificateWatch(Certificates certificates, Time time) {
    this.certificates = certificates;
    this.time = time;
  }

  /// Those that have expired, a sentence each.
  List<String> expired() {
    return findings().stream().filter(Finding::over).map(Finding::sentence).toList();
  }

  /// Those that will have within 30 days, a sentence each.
  List<String> soon() {
    return findings().stream().filter(each -> !each.over()).map(Finding::sentence).toList();
  }

  /// What has not been said for a day; from now on it has. For one thread.
  List<String> due() {
    List<String> due = new ArrayList<>();
    List<String> holding = new ArrayList<>();
    for (Finding each : findings()) {
      String key = each.place() + (each.over() ? " over" : " soon");
      holding.add(key);
      if (!isFresh(said.get(key))) {
        said.put(key, time.nanos());
        due.add(each.sentence());
      }
    }
    said.keySet().retainAll(holding);
    return due;
  }

  private boolean isFresh(@Nullable Long since) {
    return since != null && time.nanos() - since < QUIET_NANOS;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        due().forEach(LOG::warn);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Finding> findings() {
    Instant now = Instant.ofEpochMilli(time.wallMillis());
    List<Finding> findings = new ArrayList<>();
    for (CertificateStatus each : certificates.deciding()) {
      Duration rest = Duration.between(now, each.expires());
      if (rest.compareTo(SOON) < 0) {
        boolean over = !rest.isPositive();
        String sentence = what(each) + (over ? " expired on " : " expires on ") + at(each);
        String todo = over ? "; replace it" : ", in " + span(rest) + "; renew it";
        findings.add(new Finding(Place.of(each), over, sentence + todo));
      }
    }
    return findings;
  }

  private static String what(CertificateStatus of) {
    String whose = " (" + of.subject() + ")";
    return switch (of.use()) {
      case CLIENT -> "the client certificate in " + of.where() + whose;
      case LISTENER -> "the certificate in " + of.where() + ", which Sonde shows" + whose;
      case CA -> "the CA certificate in " + of.where() + whose;
      case SERVER -> "the certificate that " + of.where() + " shows" + whose;
    };
  }

  private static String at(CertificateStatus of) {
    return of.expires().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// `29d`, and hours on the last day.
  private static String span(Duration rest) {
    return rest.toDays() > 0 ? rest.toDays() + "d" : rest.toHours() + "h";
  }
}
