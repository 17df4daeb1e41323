package dev.sonde.collectors.discovery.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A name server that says what a test wants, over UDP and TCP.
final class NamePeer implements AutoCloseable {
  /// What it answers to a question: any number of messages, also none.
  interface Script {
    List<byte[]> answers(byte[] question, boolean tcp);
  }

  private final DatagramSocket datagrams;
  private final ServerSocket connections;
  private final BlockingQueue<byte[]> asked = new LinkedBlockingQueue<>();
  private volatile Script script = (_, _) -> List.of();

  private NamePeer(DatagramSocket datagrams, ServerSocket connections) {
    this.datagrams = datagrams;
    this.connections = connections;
    Thread.ofVirtual().start(this::serveDatagrams);
    Thread.ofVirtual().start(this::serveConnections);
  }

  /// Some that listen on one port, each on its own address.
  static List<NamePeer> open(String... addresses) throws IOException {
    for (int attempt = 0; ; attempt++) {
      var open = new ArrayList<NamePeer>();
      int port = 0;
      try {
        for (String address : addresses) {
          open.add(open(InetAddress.ofLiteral(address), port));
          port = open.getFirst().port();
        }
        return open;
      } catch (BindException e) {
        for (NamePeer each : open) {
          each.close();
        }
        if (attempt == 100) {
          throw e;
        }
      }
    }
  }

  private static NamePeer open(InetAddress address, int port) throws IOException {
    var datagrams = new DatagramSocket(port, address);
    try {
      return new NamePeer(datagrams, new ServerSocket(datagrams.getLocalPort(), 50, address));
    } catch (IOException e) {
      datagrams.close();
      throw e;
    }
  }

  int port() {
    return datagrams.getLocalPort();
  }

  void answer(Script with) {
    script = with;
  }

  /// The questions that came, in order.
  BlockingQueue<byte[]> asked() {
    return asked;
  }

  @Override
  public void close() throws IOException {
    datagrams.close();
    connections.close();
  }

  private void serveDatagrams() {
    try {
      byte[] room = new byte[4096];
      while (true) {
        var packet = new DatagramPacket(room, room.length);
        datagrams.receive(packet);
        byte[] question = Arrays.copyOf(room, packet.getLength());
        asked.add(question);
        for (byte[] answer : script.answers(question, false)) {
          send(answer, (InetSocketAddress) packet.getSocketAddress());
        }
      }
    } catch (SocketException _) {
      connections.isClosed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(byte[] answer, InetSocketAddress to) throws IOException {
    datagrams.send(new DatagramPacket(answer, answer.length, to));
  }

  private void serveConnections() {
    try {
      while (true) {
        try (Socket socket = connections.accept()) {
          serve(socket);
        }
      }
    } catch (SocketException _) {
      datagrams.isClosed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    var out = new DataOutputStream(socket.getOutputStream());
    byte[] question = in.readNBytes(in.readUnsignedShort());
    asked.add(question);
    for (byte[] answer : script.answers(question, true)) {
      out.writeShort(answer.length);
      out.write(answer);
    }
  }
}
