package dev.sonde.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// Two streams to one peer, whatever carries them. Closing from another thread ends what blocks.
interface Wire extends Closeable {
  InputStream in();

  OutputStream out();

  /// Who is there; empty for a Unix socket.
  Optional<InetAddress> peer();

  /// What the peer showed over TLS, checked; empty where it showed nothing.
  default Optional<X509Certificate> certificate() {
    return Optional.empty();
  }

  /// Lets a thread that blocks on reading see the end of the stream.
  void shutdownInput() throws IOException;

  void shutdownOutput() throws IOException;

  /// Reads what has come, without waiting: 0 when nothing has, -1 when nothing will any more. Only
  /// while nobody else reads or writes.
  default int readNow(byte[] into, int from, int length) throws IOException {
    return 0;
  }

  /// Is the peer still there, without having said anything? Only for a wire on which nobody reads
  /// or writes.
  boolean quiet() throws IOException;
}
