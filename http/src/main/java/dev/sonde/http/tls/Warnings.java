package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/// What people should know of a configuration's files, each said once.
final class Warnings {
  private static final int MOST = 256;

  private final TlsConfig config;
  private final Time time;
  private final Logger log;
  private final Set<String> said = new HashSet<>();

  Warnings(TlsConfig config, Time time, Logger log) {
    this.config = config;
    this.time = time;
    this.log = log;
  }

  /// A first connection is about to be made.
  void connecting(Peer peer) {
    if (config.insecureSkipVerify()) {
      once(
          "insecure_skip_verify is on: anyone on the way to "
              + peer
              + ", and whoever answers there, can read and change what is sent."
              + " Name the server's CA in ca_file instead",
          "insecure");
    }
  }

  /// New files can't be used.
  void kept(String why) {
    once(why + "; what was read before stays in use", why);
  }

  void inForce(InForce<?> next) {
    forget();
    Material material = next.material();
    material.files().key().filter(_ -> material.keyIsOpen()).ifPresent(this::open);
    material.identity().ifPresent(own -> untimely(material.files().certificate(), own.chain()));
    if (material.files().trustIsOwn()) {
      untimely(material.files().trust(), material.trusted());
    }
    List<String> off = next.engines().switchedOff();
    if (!off.isEmpty()) {
      once(
          String.join(", ", off)
              + " can't be switched on any more, as TLS was already in use: restart Sonde",
          "off");
    }
    if (next.generation() > 1) {
      log.info("new TLS files are in use: {}", Shown.files(material.files()));
    }
  }

  private void open(Path key) {
    once("others than its owner can read the key " + key + "; run: chmod 600 " + key, "mode");
  }

  private void untimely(Optional<Path> file, List<X509Certificate> certificates) {
    Instant now = Instant.ofEpochMilli(time.wallMillis());
    for (X509Certificate each : certificates) {
      Instant begin = each.getNotBefore().toInstant();
      Instant end = each.getNotAfter().toInstant();
      String what = file.orElseThrow() + ": " + Shown.subject(each);
      if (end.isBefore(now)) {
        once(what + " expired on " + end, what);
      } else if (begin.isAfter(now)) {
        once(what + " is valid only from " + begin + " on; check the clock here", what);
      }
    }
  }

  private synchronized void once(String words, String key) {
    if (said.size() < MOST && said.add(key)) {
      log.warn("TLS: {}", words);
    }
  }

  /// What was wrong with files that are gone may go wrong anew.
  private synchronized void forget() {
    said.removeIf(each -> each.indexOf(':') >= 0);
  }
}
