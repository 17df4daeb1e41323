package dev.sonde.bench.targets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// An agent at a target. Reads one request, sends what its server answers, and so on.
final class Connection {
  private static final byte[] NOTHING = {};

  private final Server server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final int target;
  private final Manner manner;
  private byte[] partial = NOTHING;
  private ByteBuffer pending = ByteBuffer.allocate(0);
  private Sent sent = () -> {};
  private boolean answering;

  /// What is done when an answer has gone out whole.
  interface Sent {
    void note();
  }

  Connection(Server server, SocketChannel channel, int target, Manner manner) throws IOException {
    this.server = server;
    this.channel = channel;
    this.target = target;
    this.manner = manner;
    channel.configureBlocking(false);
    key = channel.register(server.selector(), SelectionKey.OP_READ, this);
  }

  int target() {
    return target;
  }

  Manner manner() {
    return manner;
  }

  boolean busy() {
    return pending.hasRemaining();
  }

  /// @param in room for a request, of nobody's between calls
  void ready(byte[] in) throws IOException {
    if (key.isValid() && key.isWritable()) {
      flush();
    }
    if (key.isValid() && key.isReadable()) {
      read(in);
    }
  }

  private void read(byte[] in) throws IOException {
    var room = ByteBuffer.wrap(in).put(partial);
    if (channel.read(room) < 0) {
      close();
      return;
    }
    int end = end(in, room.position());
    if (end < 0 && room.hasRemaining()) {
      partial = Arrays.copyOf(in, room.position());
    } else if (end < 0) {
      close();
    } else {
      partial = Arrays.copyOfRange(in, end, room.position());
      answering = true;
      server.answer(this, Request.of(in, end));
    }
  }

  private static int end(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  /// @param bytes copied if they do not go out at once
  void send(Text bytes, Sent sent) throws IOException {
    this.sent = sent;
    var view = bytes.view();
    channel.write(view);
    if (view.hasRemaining()) {
      pending = ByteBuffer.allocate(view.remaining()).put(view).flip();
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      end();
    }
  }

  private void flush() throws IOException {
    channel.write(pending);
    if (!pending.hasRemaining()) {
      end();
    }
  }

  private void end() {
    pending = ByteBuffer.allocate(0);
    sent.note();
    switch (manner.next()) {
      case CLOSE -> close();
      case HOLD, ANSWER_AGAIN -> key.interestOps(SelectionKey.OP_READ);
      case GO_ON -> {
        key.interestOps(SelectionKey.OP_READ);
        server.goOn(this);
      }
    }
    answering = false;
  }

  void close() {
    if (!channel.isOpen()) {
      return;
    }
    server.closed(this, answering);
    try {
      channel.close();
    } catch (IOException _) {
      // it is gone all the same
    }
  }
}
