package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// TCP and Unix sockets alike.
record ChannelWire(
    SocketChannel channel, InputStream in, OutputStream out, Optional<InetAddress> peer)
    implements Wire {
  static ChannelWire of(SocketChannel channel) throws IOException {
    channel.configureBlocking(true);
    return new ChannelWire(
        channel,
        Channels.newInputStream(channel),
        Channels.newOutputStream(channel),
        peer(channel));
  }

  private static Optional<InetAddress> peer(SocketChannel channel) throws IOException {
    return switch (channel.getRemoteAddress()) {
      case InetSocketAddress remote -> {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        yield Optional.of(remote.getAddress());
      }
      case UnixDomainSocketAddress _ -> Optional.empty();
      case null, default -> throw new IOException("the peer is gone");
    };
  }

  @Override
  public void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public boolean quiet() throws IOException {
    return readNow(new byte[1], 0, 1) == 0;
  }

  @Override
  public int readNow(byte[] into, int from, int length) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.wrap(into, from, length));
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
