package dev.sonde.http;

import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// A TLS session in words.
final class SessionText {
  private static final int LONGEST = 300;
  private static final int DNS = 2;
  private static final int IP = 7;

  private final Instant now;

  SessionText(Instant now) {
    this.now = now;
  }

  List<String> lines(SSLSession session) {
    var lines = new ArrayList<String>();
    boolean resumed = session.getCreationTime() < now.minusSeconds(5).toEpochMilli();
    lines.add(
        session.getProtocol()
            + ", "
            + session.getCipherSuite()
            + (resumed ? ", a resumed session" : ""));
    lines.add("own certificate: " + own(session.getLocalPrincipal()));
    String who = "server's certificate: ";
    for (Certificate each : chain(session)) {
      if (each instanceof X509Certificate certificate) {
        lines.add(clean(who + certificate(certificate)));
        who = "issued by: ";
      }
    }
    return lines;
  }

  private static String own(java.security.@Nullable Principal shown) {
    return shown == null ? "none was shown" : clean(shown.getName() + " was shown");
  }

  private static Certificate[] chain(SSLSession session) {
    try {
      return session.getPeerCertificates();
    } catch (SSLPeerUnverifiedException _) {
      return new Certificate[0];
    }
  }

  private String certificate(X509Certificate certificate) {
    List<String> names = names(certificate);
    return name(certificate.getSubjectX500Principal())
        + (names.isEmpty() ? "" : " for " + String.join(", ", names))
        + ", issued by "
        + name(certificate.getIssuerX500Principal())
        + ", "
        + validity(certificate.getNotAfter().toInstant());
  }

  private String validity(Instant end) {
    long days = Duration.between(now, end).toDays();
    String date = end.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return end.isBefore(now)
        ? "expired on " + date + ", " + -days + " days ago"
        : "valid until " + date + ", " + days + " days";
  }

  private static String name(X500Principal principal) {
    String name = principal.getName();
    return name.isEmpty() ? "nobody" : name;
  }

  static List<String> names(X509Certificate certificate) {
    try {
      @Nullable Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(
                  each -> each.getFirst() instanceof Integer kind && (kind == DNS || kind == IP))
              .map(each -> String.valueOf(each.get(1)))
              .distinct()
              .toList();
    } catch (CertificateParsingException _) {
      return List.of("names that can't be read");
    }
  }

  /// No control characters, nor those that turn the direction of a line.
  private static boolean isShown(int point) {
    return !Character.isISOControl(point)
        && Character.getType(point) != Character.FORMAT
        && Character.getType(point) != Character.LINE_SEPARATOR
        && Character.getType(point) != Character.PARAGRAPH_SEPARATOR;
  }

  /// One line of a length that fits, whatever a stranger's certificate says.
  static String clean(String text) {
    var line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(each -> line.appendCodePoint(isShown(each) ? each : '?'));
    return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
  }
}
