package dev.sonde.collectors.discovery.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// One question to one server.
///
/// # Implementation notes
///
/// Each question has a socket of its own, so the system chooses a port for it, and the socket takes
/// messages from that server alone. What does not answer the question is passed over and the wait
/// goes on, so whoever wants to answer instead of the server has to guess port and id. The limit is
/// one for the whole exchange, however many messages come.
final class Exchange {
  private static final int ROOM = 4096;

  private final InetSocketAddress server;
  private final Question question;
  private final Limit limit;

  Exchange(InetSocketAddress server, Question question, Limit limit) {
    this.server = server;
    this.question = question;
    this.limit = limit;
  }

  Answer answer() throws IOException {
    boolean extended = true;
    Answer answer = overUdp(extended);
    if (answer instanceof Answer.Failed failed && failed.old()) {
      extended = false;
      answer = overUdp(extended);
    }
    return answer instanceof Answer.Truncated ? overTcp(extended) : answer;
  }

  private Answer overUdp(boolean extended) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(server);
      byte[] out = question.message(extended);
      socket.send(new DatagramPacket(out, out.length));
      byte[] in = new byte[ROOM];
      while (true) {
        var packet = new DatagramPacket(in, in.length);
        socket.setSoTimeout(limit.millis());
        socket.receive(packet);
        Answer answer = AnswerReader.read(in, packet.getLength(), question);
        if (!(answer instanceof Answer.Unrelated)) {
          return answer;
        }
      }
    }
  }

  private Answer overTcp(boolean extended) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(server, limit.millis());
      byte[] out = question.message(extended);
      var framed = ByteBuffer.allocate(Short.BYTES + out.length);
      socket.getOutputStream().write(framed.putShort((short) out.length).put(out).array());
      byte[] head = read(socket, Short.BYTES);
      byte[] in = read(socket, (head[0] & 0xff) << 8 | (head[1] & 0xff));
      return switch (AnswerReader.read(in, in.length, question)) {
        case Answer.Truncated _ -> new Answer.Malformed("it is cut off over TCP, too");
        case Answer.Unrelated _ -> new Answer.Malformed("it answers another question");
        case Answer answer -> answer;
      };
    }
  }

  private byte[] read(Socket socket, int length) throws IOException {
    byte[] bytes = new byte[length];
    int at = 0;
    while (at < length) {
      socket.setSoTimeout(limit.millis());
      int count = socket.getInputStream().read(bytes, at, length - at);
      if (count < 0) {
        throw new EOFException("the connection ended early");
      }
      at += count;
    }
    return bytes;
  }
}
