package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;

/// One listener's configuration in force: its files read, watched, and read again when they change.
/// Safe for all threads. Closing it only takes its certificates out of the list; closing twice is
/// fine.
public final class ServerTls implements AutoCloseable {
  private final Keeper<ServerEngines> keeper;
  private final Consumer<ServerTls> closed;
  private final Logger log;

  /// TLS for a connection that was taken.
  public static final class Connection {
    private final SSLEngine engine;
    private final ServerEngines by;
    private final Logger log;

    private Connection(ServerEngines by, Logger log) {
      this.engine = by.engine();
      this.by = by;
      this.log = log;
    }

    /// In server mode.
    public SSLEngine engine() {
      return engine;
    }

    /// A handshake has ended well: what the client showed, where that is good today, for a client,
    /// and of a CA that is trusted.
    ///
    /// @param who for the log
    public Optional<X509Certificate> certificate(String who) {
      SSLSession session = engine.getSession();
      log.debug("TLS from {}: {}, {}", who, session.getProtocol(), session.getCipherSuite());
      try {
        return by.client(session);
      } catch (CertificateException e) {
        log.debug("TLS from {}: its certificate counts for nothing: {}", who, words(e));
        return Optional.empty();
      }
    }

    /// A handshake has failed.
    ///
    /// @param who for the log
    public void failed(String who, IOException why) {
      log.debug("TLS from {}: the handshake failed: {}", who, words(why));
    }

    private static String words(Exception why) {
      return Shown.plain(String.valueOf(why.getMessage()));
    }
  }

  ServerTls(
      ServerTlsConfig config,
      Time time,
      Blocking blocking,
      Logger log,
      Consumer<ServerTls> closed) {
    TlsConfig files = config.likeClient();
    this.keeper =
        new Keeper<>(
            files,
            CertificateStatus.Use.LISTENER,
            SystemTrust.NOBODY,
            material -> new ServerEngines(config, material, time),
            new Warnings(files, time, log),
            time,
            blocking);
    this.closed = closed;
    this.log = log;
  }

  /// For a connection that was taken. Looks at the files first, unless it has just done so.
  ///
  /// @throws IOException when there are no files to begin with, in words for people
  public Connection connection() throws IOException, InterruptedException {
    return new Connection(keeper.current().engines(), log);
  }

  /// Reads the files, unless it has just done so, and says why they can't be used; also while older
  /// ones are in force.
  public Optional<TlsProblem> problem() throws InterruptedException {
    return keeper.problem();
  }

  /// Certificates in use.
  public List<CertificateStatus> certificates() {
    return keeper.known().map(known -> known.material().statuses()).orElse(List.of());
  }

  @Override
  public void close() {
    closed.accept(this);
  }
}
