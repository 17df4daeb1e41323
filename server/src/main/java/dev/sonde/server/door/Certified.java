package dev.sonde.server.door;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// For whom a client certificate is: its DNS names and mail addresses, or, without any other name,
/// its common name, where that stands first in the subject.
final class Certified {
  private static final int MAIL = 1;
  private static final int DNS = 2;
  private static final int MOST = 16;
  private static final Pattern COMMON_NAME = Pattern.compile("CN=([A-Za-z0-9_.:@-]{1,128})(,.*)?");

  private Certified() {}

  static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> others = certificate.getSubjectAlternativeNames();
      return others == null ? subject(certificate) : alternatives(others);
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  private static List<String> alternatives(Collection<List<?>> all) {
    var names = new ArrayList<String>();
    for (List<?> each : all) {
      boolean name = each.getFirst().equals(DNS) || each.getFirst().equals(MAIL);
      if (name && each.get(1) instanceof String text && names.size() < MOST) {
        names.add(text);
      }
    }
    return names;
  }

  private static List<String> subject(X509Certificate certificate) {
    Matcher found = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    return found.matches() ? List.of(found.group(1)) : List.of();
  }
}
