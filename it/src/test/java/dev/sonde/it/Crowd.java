package dev.sonde.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Many connections at once, held by a process of its own: each end takes a file handle.
final class Crowd implements AutoCloseable {
  private final Process process;

  private Crowd(Process process) {
    this.process = process;
  }

  /// Opens this many, says `opening` on each, and returns when all are open.
  static Crowd of(int count, int port, String opening) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Crowd.class.getName(),
                Integer.toString(port),
                Integer.toString(count),
                opening)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("the crowd did not come together");
    }
    return new Crowd(process);
  }

  boolean isThere() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] words) throws IOException {
    var address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    var opening = words[2].getBytes(StandardCharsets.US_ASCII);
    List<SocketChannel> open = new ArrayList<>();
    while (open.size() < Integer.parseInt(words[1])) {
      var channel = SocketChannel.open(address);
      open.add(channel);
      say(channel, opening);
    }
    System.out.write('!');
    System.out.flush();
    System.exit(System.in.read());
  }

  /// One that was shown the door at once does not hear it.
  private static void say(SocketChannel to, byte[] words) {
    try {
      to.write(ByteBuffer.wrap(words));
    } catch (IOException gone) {
      return;
    }
  }
}
