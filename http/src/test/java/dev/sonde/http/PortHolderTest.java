package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  @TempDir Path proc;

  @BeforeEach
  void fixture() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    write(
        "net/tcp",
        HEAD
            + "   0: 0100007F:238C 0200007F:1F90 01 00000000:00000000 00:00000000 00000000     0   "
            + "     0 77 1 0000000000000000 100 0 0 10 0\n");
    write(
        "net/tcp6",
        HEAD
            + "   0: 00000000000000000000000000000000:238C 00000000000000000000000000000000:0000 0A"
            + " 00000000:00000000 00:00000000 00000000     0        0 4711 1 0\n");
    write(
        "net/unix",
        """
        Num       RefCount Protocol Flags    Type St Inode Path
        0000000000000000: 00000002 00000000 00010000 0001 01 4712 /run/a.sock
        """);
    process("12", "init", "socket:[77]");
    process("1234", "node_exporter", "socket:[4711]");
    process("1235", "other", "socket:[4712]");
    Files.createDirectories(proc.resolve("99"));
  }

  @Test
  void listener_isNamed() {
    var holder = new PortHolder(proc);
    assertThat(holder.find(Address.parse("127.0.0.1:9100"))).contains("node_exporter (pid 1234)");
    assertThat(holder.find(Address.parse("unix:/run/a.sock"))).contains("other (pid 1235)");
  }

  @Test
  void unknown_isEmpty() {
    var holder = new PortHolder(proc);
    assertThat(holder.find(Address.parse(":9101"))).isEmpty();
    assertThat(holder.find(Address.parse("unix:/run/b.sock"))).isEmpty();
    assertThat(new PortHolder(proc.resolve("none")).find(Address.parse(":9100"))).isEmpty();
  }

  @Test
  void garbage_isEmpty() throws IOException {
    write("net/tcp", "\n\n x y z 0A\n:::: ::::");
    write("net/tcp6", "a b:238C c 0A 5 6 7 8 9\n");
    assertThat(new PortHolder(proc).find(Address.parse(":9100"))).isEmpty();
  }

  @Test
  void nameThatATerminalWouldObey_isNotShown() throws IOException {
    write("1234/comm", "\u001b[2J\n");
    assertThat(new PortHolder(proc).find(Address.parse(":9100"))).contains("a process (pid 1234)");
  }

  private void process(String pid, String name, String link) throws IOException {
    Files.createDirectories(proc.resolve(pid + "/fd"));
    write(pid + "/comm", name + "\n");
    Files.createSymbolicLink(proc.resolve(pid + "/fd/3"), Path.of(link));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }
}
