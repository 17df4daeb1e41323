package dev.sonde.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A network namespace with two wires to this one, which can be cut: nobody is told, packets are
/// lost. Only root may make one; for anyone else the test is skipped.
final class Namespace implements AutoCloseable {
  private static final int WIRES = 2;

  private final String name;
  private final int net;

  private Namespace(String name, int net) {
    this.name = name;
    this.net = net;
  }

  static Namespace make() throws IOException, InterruptedException {
    int net = (int) (ProcessHandle.current().pid() % 120);
    var made = new Namespace("sonde-it-" + ProcessHandle.current().pid(), net);
    if (!isRoot() || !made.isMade()) {
      return skip();
    }
    boolean laid = false;
    try {
      for (int wire = 0; wire < WIRES; wire++) {
        made.lay(wire);
      }
      laid = true;
      return made;
    } catch (IOException refused) {
      System.err.println(refused.getMessage());
      return skip();
    } finally {
      if (!laid) {
        made.close();
      }
    }
  }

  private static Namespace skip() {
    System.err.println("skipped: only root may make a network namespace, with ip");
    return Assumptions.abort("only root may make a network namespace, with ip");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private boolean isMade() throws InterruptedException {
    try {
      run("ip", "netns", "add", name);
      return true;
    } catch (IOException refused) {
      System.err.println(refused.getMessage());
      return false;
    }
  }

  private void lay(int wire) throws IOException, InterruptedException {
    String here = device(wire);
    run("ip", "link", "add", here, "type", "veth", "peer", "name", "wire" + wire, "netns", name);
    run("ip", "address", "add", outside(wire) + "/24", "dev", here);
    run("ip", "link", "set", here, "up");
    run("ip", "-n", name, "address", "add", inside(wire) + "/24", "dev", "wire" + wire);
    mend(wire);
    run("ip", "-n", name, "link", "set", "lo", "up");
  }

  private String device(int wire) {
    return "sit" + net + "w" + wire;
  }

  /// This side's address.
  String outside(int wire) {
    return "10.%d.%d.1".formatted(120 + net, wire);
  }

  /// The other side's address.
  String inside(int wire) {
    return "10.%d.%d.2".formatted(120 + net, wire);
  }

  /// What starts a program in there.
  List<String> command() {
    return List.of("ip", "netns", "exec", name);
  }

  void cut(int wire) throws IOException, InterruptedException {
    run("ip", "-n", name, "link", "set", "wire" + wire, "down");
  }

  void mend(int wire) throws IOException, InterruptedException {
    run("ip", "-n", name, "link", "set", "wire" + wire, "up");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  /// Its wires go with it.
  @Override
  public void close() throws IOException {
    try {
      run("ip", "netns", "del", name);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(name + " may still be there", interrupted);
    }
  }
}
