package dev.sonde.http.tls;

import dev.sonde.api.Time;
import java.io.EOFException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// What a failure of TLS means: which side refuses, why, and what to do.
///
/// @param wanted the CAs of which the server wants a certificate; empty when it did not ask
record Explanation(
    TlsConfig config,
    Peer peer,
    Optional<List<String>> wanted,
    Optional<Material> material,
    Time time) {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");
  private static final Pattern OLD_SERVER =
      Pattern.compile("server selected protocol version (\\S+) is not accepted");

  IOException of(IOException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof Distrust distrust) {
        return said("Sonde refuses the server: " + distrust.getMessage(), failure);
      }
    }
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return said(words(Shown.plain(String.valueOf(each.getMessage()))), failure);
      }
    }
    return isCut(failure) ? said(cut(), failure) : failure;
  }

  private IOException said(String words, IOException failure) {
    return new IOException("TLS to " + peer + ": " + words, failure);
  }

  private String words(String message) {
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return "the server refuses: " + alert(alert.group(1));
    }
    Matcher old = OLD_SERVER.matcher(message);
    if (old.find()) {
      return "Sonde refuses: the server speaks only "
          + old.group(1)
          + ", and the configuration allows "
          + versions()
          + "; update the server, or change min_version or max_version";
    }
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "what answers there does not speak TLS; write http:// if that is meant, or another port";
    }
    if (message.contains("No appropriate protocol")) {
      return "Java has switched off all that the configuration allows ("
          + versions()
          + "); restart Sonde if this was changed by a reload, else allow TLS1.2 or TLS1.3";
    }
    return message.contains("closed inbound") ? cut() : "the handshake failed: " + message;
  }

  private static boolean isCut(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof EOFException
        || message.contains("Connection reset")
        || message.contains("Broken pipe");
  }

  private String cut() {
    return "the server closed the connection during the handshake without a reason"
        + withoutOwn()
        + "; its log may say more. Usual causes: it speaks no TLS on this port, it knows no server"
        + " named "
        + peer.name()
        + ", or a proxy or firewall is between";
  }

  private String alert(String name) {
    return switch (name) {
      case "certificate_expired" ->
          "it says that Sonde's certificate has expired" + own() + clock();
      case "certificate_revoked" -> "Sonde's certificate was revoked" + own() + "; get a new one";
      case "unknown_ca" ->
          "it does not know the CA that issued Sonde's certificate" + issuer() + asked();
      case "bad_certificate", "certificate_unknown", "unsupported_certificate" -> bad(name);
      case "certificate_required" ->
          "it wants a certificate of Sonde's" + asked() + "; set cert_file and key_file";
      case "handshake_failure", "insufficient_security" -> noCommon(name);
      case "protocol_version" ->
          "it does not speak "
              + versions()
              + ", which is all the configuration allows; change min_version or max_version";
      case "unrecognized_name" ->
          "it knows no server named " + peer.name() + "; set server_name to a name that it knows";
      case "decrypt_error" ->
          "it could not check a signature; does key_file belong to cert_file, and is there a"
              + " device between that changes TLS?";
      case "access_denied" -> "Sonde's certificate is valid, but is not allowed in" + own();
      case "internal_error" -> "it has an error of its own; its log should say more";
      default -> name.replace('_', ' ') + "; its log should say more";
    };
  }

  private String bad(String name) {
    if (material.flatMap(Material::identity).isEmpty()) {
      return "it wants a certificate of Sonde's" + asked() + "; set cert_file and key_file";
    }
    return "it does not accept Sonde's certificate ("
        + name.replace('_', ' ')
        + ")"
        + own()
        + asked()
        + "; its log should say why";
  }

  private String noCommon(String name) {
    String without = withoutOwn();
    return without.isEmpty()
        ? "it finds no version, cipher suite or curve that both sides allow ("
            + name.replace('_', ' ')
            + "); the configuration allows "
            + versions()
            + (config.cipherSuites().isEmpty()
                ? ""
                : " with " + String.join(", ", config.cipherSuites()))
        : "no agreement" + without;
  }

  private String withoutOwn() {
    return wanted.isPresent() && material.flatMap(Material::identity).isEmpty()
        ? "; it asked for a certificate" + asked() + ", and none is set: set cert_file and key_file"
        : "";
  }

  private String asked() {
    return wanted
        .filter(names -> !names.isEmpty())
        .map(names -> " (it names " + String.join("; ", names) + ")")
        .orElse("");
  }

  private String issuer() {
    return leaf().map(each -> " (" + Shown.issuer(each) + ")").orElse("");
  }

  private String own() {
    return leaf()
        .map(each ->
            " (" + Shown.subject(each) + ", valid until " + each.getNotAfter().toInstant() + ")")
        .orElse("");
  }

  private String clock() {
    return "; get a new one, or check both clocks (here it is "
        + Instant.ofEpochMilli(time.wallMillis())
        + ")";
  }

  private Optional<X509Certificate> leaf() {
    return material.flatMap(Material::identity).map(own -> own.chain().getFirst());
  }

  private String versions() {
    return String.join(
        ", ", CipherSuites.versions(config).stream().map(TlsVersion::shown).toList());
  }
}
