package dev.sonde.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A peer that has sent everything already.
final class MemoryWire implements Wire {
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Optional<InetAddress> peer;
  private boolean inputShut;
  private boolean closed;

  MemoryWire(InputStream in, Optional<InetAddress> peer) {
    this.in = in;
    this.peer = peer;
  }

  static MemoryWire sending(byte[] bytes) {
    return new MemoryWire(
        new ByteArrayInputStream(bytes), Optional.of(InetAddress.ofLiteral("127.0.0.1")));
  }

  static MemoryWire sending(String text) {
    return sending(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public Optional<InetAddress> peer() {
    return peer;
  }

  @Override
  public void shutdownInput() {
    inputShut = true;
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public boolean quiet() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean inputShut() {
    return inputShut;
  }

  boolean closed() {
    return closed;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  String text() {
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
