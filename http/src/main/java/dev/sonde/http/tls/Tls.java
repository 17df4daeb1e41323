package dev.sonde.http.tls;

import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/// One configuration in force: its files read, watched, and read again when they change. Safe for
/// all threads. Closing it only takes its certificates out of the list; closing twice is fine.
public interface Tls extends AutoCloseable {
  /// An engine in client mode for a new connection, with server name, versions, suites and the
  /// check of the host's name set. Looks at the files first, unless it has just done so.
  ///
  /// @param host the URL's host
  /// @throws IOException when the files can't be used, in words for people
  Connection connection(String host, int port) throws IOException, InterruptedException;

  /// A connection about to be made.
  ///
  /// @param generation compare with [#generation]
  record Connection(SSLEngine engine, long generation) {}

  /// Another number as soon as changed files are in force: connections of an older generation are
  /// not used again. Looks at the files, unless it has just done so.
  long generation() throws InterruptedException;

  /// A handshake has ended well: what the server showed is kept for [#certificates].
  void shaken(String host, int port, SSLSession session);

  /// What a failed handshake means, in words a person can act on.
  IOException explain(String host, int port, IOException failure);

  /// Certificates in use.
  List<CertificateStatus> certificates();

  @Override
  void close();
}
