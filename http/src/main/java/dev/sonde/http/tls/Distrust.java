package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.io.Serial;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A server's certificate is refused, in words.
final class Distrust extends CertificateException {
  @Serial private static final long serialVersionUID = 1L;

  Distrust(String words, CertificateException why) {
    super(words, why.getCause() == null ? why : why.getCause());
  }

  /// Finds the words.
  record Reason(TlsFiles files, Time time) {
    String words(List<X509Certificate> chain, Peer peer, CertificateException why) {
      if (has(why, CertificateExpiredException.class)) {
        return expired(chain).orElseGet(() -> plain(why));
      }
      if (has(why, CertificateNotYetValidException.class)) {
        return early(chain).orElseGet(() -> plain(why));
      }
      String message = plain(why);
      if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
        return otherName(chain.getFirst(), peer);
      }
      if (message.contains("PKIX path building failed")) {
        return expired(chain).orElseGet(() -> unknown(chain));
      }
      if (message.contains("Extended key usage")) {
        return Shown.subject(chain.getFirst())
            + " is not a server's certificate (its extended key usage lacks serverAuth);"
            + " the server needs another one";
      }
      return isWeak(why)
          ? "the server's certificate is too weak for this Java ("
              + message
              + "); the server needs one with a longer key or a newer signature"
          : message;
    }

    private Optional<String> expired(List<X509Certificate> chain) {
      return chain.stream()
          .filter(each -> each.getNotAfter().toInstant().isBefore(now()))
          .findFirst()
          .map(each ->
              "its certificate "
                  + Shown.subject(each)
                  + " expired on "
                  + each.getNotAfter().toInstant()
                  + clock()
                  + "; the server needs a new one");
    }

    private Optional<String> early(List<X509Certificate> chain) {
      return chain.stream()
          .filter(each -> each.getNotBefore().toInstant().isAfter(now()))
          .findFirst()
          .map(each ->
              "its certificate "
                  + Shown.subject(each)
                  + " is valid only from "
                  + each.getNotBefore().toInstant()
                  + " on"
                  + clock()
                  + "; check the clocks of both machines");
    }

    private String clock() {
      return " (the clock here says " + now().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private Instant now() {
      return Instant.ofEpochMilli(time.wallMillis());
    }

    private static String otherName(X509Certificate certificate, Peer peer) {
      return "its certificate is for "
          + Names.of(certificate)
          + ", not for "
          + peer.name()
          + "; write a name it is for into the URL or server_name, or give the server a"
          + " certificate for this one";
    }

    private String unknown(List<X509Certificate> chain) {
      X509Certificate last = chain.getLast();
      if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
        return (chain.size() == 1 ? "its certificate is signed by itself (" : "its CA (")
            + Shown.subject(last)
            + ") and is not among those in "
            + trusted()
            + "; if you trust it, put it into ca_file";
      }
      return "the CA "
          + Shown.issuer(last)
          + " that issued its certificate ("
          + chain.stream().map(Shown::subject).collect(Collectors.joining(" < "))
          + ") is not among those in "
          + trusted()
          + "; put that CA into ca_file, or let the server send the certificates between";
    }

    private String trusted() {
      return files.trust().map(Object::toString).orElse("Java's own list")
          + (files.trustIsOwn() ? "" : " (the system's)");
    }

    private static String plain(CertificateException why) {
      return Shown.plain(String.valueOf(why.getMessage()));
    }

    private static boolean isWeak(Throwable why) {
      for (Throwable each = why; each != null; each = each.getCause()) {
        if (each instanceof CertPathValidatorException invalid
            && invalid.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
          return true;
        }
      }
      return false;
    }

    private static boolean has(Throwable why, Class<? extends Throwable> kind) {
      for (Throwable each = why; each != null; each = each.getCause()) {
        if (kind.isInstance(each)) {
          return true;
        }
      }
      return false;
    }
  }
}
