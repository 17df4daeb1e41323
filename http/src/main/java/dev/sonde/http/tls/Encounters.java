package dev.sonde.http.tls;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.io.Serial;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/// What was last learned about each server: the certificate it showed, whether it asked for one,
/// and the session it may resume. Remembers the servers met last, not all of them.
///
/// # Implementation notes
///
/// Java finds a session by itself, but lets it go as soon as memory is short, and with a small heap
/// it always is. A session keeps the tickets that came with it, so the newest is enough.
final class Encounters {
  private static final int MOST = 256;

  private static final class Table<T> extends LinkedHashMap<Peer, T> {
    @Serial private static final long serialVersionUID = 1L;

    private Table() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Peer, T> eldest) {
      return size() > MOST;
    }
  }

  private final Table<CertificateStatus> shown = new Table<>();
  private final Table<List<String>> asked = new Table<>();
  private final Table<SSLSession> sessions = new Table<>();

  /// The server wants a certificate.
  ///
  /// @param issuers the CAs it names
  synchronized void asked(Peer peer, List<Principal> issuers) {
    asked.put(peer, issuers.stream().limit(4).map(each -> Shown.plain(each.getName())).toList());
  }

  synchronized void shown(Peer peer, List<X509Certificate> chain) {
    shown.put(peer, Shown.status(Use.SERVER, peer.toString(), Shown.first(chain)));
  }

  synchronized void resumable(Peer peer, SSLSession session) {
    sessions.put(peer, session);
  }

  /// A new connection: what it asks for is not known yet.
  synchronized void begun(Peer peer) {
    asked.remove(peer);
  }

  /// The CAs of which the server wants a certificate; empty when it did not ask.
  synchronized Optional<List<String>> wanted(Peer peer) {
    return Optional.ofNullable(asked.get(peer));
  }

  synchronized List<CertificateStatus> servers() {
    return List.copyOf(shown.values());
  }
}
